/**
 * Structured C from any control-flow graph: `if`, `for (;;)`/`while`, `break`, `continue`, and
 * `goto` where C has nothing better (a jump out of two loops, to an exception handler, into a loop
 * that has several entries).
 *
 * Every block is printed once, under its label, and ends in explicit jumps; so the C means what the
 * graph means wherever a block stands, and `tidy.ts` takes away the jumps to what follows anyway
 * and the labels that nothing names. The place of a block is a matter of reading: a block with one
 * way in stands at that place, one with several stands behind its immediate dominator, one that
 * leaves a loop behind the loop.
 *
 * Lists are filled by a loop, only nesting recurses; what would be nested deeper than `DEEPEST` is
 * printed at the end of the function. So the depth of the tree is bounded for all that walk it, C
 * compilers included.
 */
import { gotoStatement, ifStatement, negate } from "../c/ast.ts";
import type { CExpression, CStatement } from "../c/ast.ts";
import { FlowGraph, normalSuccessors } from "./graph.ts";
import { tidy } from "./tidy.ts";
import type { TypedBlock, TypedFunction } from "../ir/typed.ts";

/** What a block does, without its jumps. */
export interface BlockCode {
    readonly statements: CStatement[];
    /** The condition, for a block that ends in a branch. */
    readonly condition: CExpression | undefined;
}

/** C11 5.2.4.1 promises 127 levels of blocks. */
const DEEPEST = 100;

/** Instructions of a block that is short enough to stand before the longer way on. */
const SHORT = 4;

export const blockLabel = (block: TypedBlock): string => `${block.label.replace(/[^A-Za-z0-9_]/g, "_")}_${block.id}`;

export function structure(fn: TypedFunction, codeOf: (block: TypedBlock) => BlockCode): CStatement[] {
    return tidy(new Structurer(fn, codeOf).run());
}

/** A statement list in the making. */
interface List {
    readonly statements: CStatement[];
    /** Blocks that still belong to the list, the next one last. */
    readonly waiting: TypedBlock[];
    /** Where control goes that runs off the end of the list. */
    readonly after: TypedBlock | undefined;
    readonly depth: number;
}

type Branch = Extract<TypedBlock["terminator"], { op: "branch" }>;

class Structurer {
    private readonly graph: FlowGraph;
    private readonly fn: TypedFunction;
    private readonly codeOf: (block: TypedBlock) => BlockCode;
    /** Blocks printed behind the key block, or behind the loop of that header. */
    private readonly behindBlock = new Map<TypedBlock, TypedBlock[]>();
    private readonly behindLoop = new Map<TypedBlock, TypedBlock[]>();
    /** Blocks of the two maps. */
    private readonly placed = new Set<TypedBlock>();
    /** Blocks that are left for the end of the function. */
    private readonly late: TypedBlock[] = [];

    constructor(fn: TypedFunction, codeOf: (block: TypedBlock) => BlockCode) {
        this.fn = fn;
        this.codeOf = codeOf;
        this.graph = new FlowGraph(fn);
        this.graph.order.forEach((block) => this.place(block));
    }

    run(): CStatement[] {
        const { statements } = this.print(this.fn.entry, undefined, 0);
        // Grows while it is gone through.
        for (const block of this.late)
            this.print(block, undefined, 0).statements.forEach((statement) => statements.push(statement));
        return statements;
    }

    private place(block: TypedBlock): void {
        const parent = this.graph.immediateDominator(block);
        if (parent === undefined) return;
        const left = this.graph.outermostLoopLeft(parent, block);
        if (left !== undefined) this.append(this.behindLoop, left.header, block);
        else if (!this.hasOneWayIn(block)) this.append(this.behindBlock, parent, block);
    }

    private hasOneWayIn(block: TypedBlock): boolean {
        const index = this.graph.indexOf(block);
        const [from, ...others] = this.graph
            .predecessors(block)
            .filter((candidate) => this.graph.indexOf(candidate) < index);
        return from !== undefined && others.length === 0 && normalSuccessors(from).includes(block);
    }

    private append(map: Map<TypedBlock, TypedBlock[]>, key: TypedBlock, block: TypedBlock): void {
        this.placed.add(block);
        const known = map.get(key);
        if (known === undefined) map.set(key, [block]);
        else known.push(block);
    }

    private print(start: TypedBlock, after: TypedBlock | undefined, depth: number): List {
        const list: List = { statements: [], waiting: [start], after, depth };
        this.fill(list);
        return list;
    }

    private fill(list: List): void {
        for (let block = list.waiting.pop(); block !== undefined; block = list.waiting.pop()) {
            if (this.graph.loopOf(block) === undefined) {
                list.statements.push(labelOf(block));
                this.printBody(block, list);
            } else if (list.depth === DEEPEST) {
                list.statements.push(this.later(block));
            } else {
                push(list.waiting, this.behindLoop.get(block));
                list.statements.push(this.loop(block, list.depth + 1));
            }
        }
    }

    private loop(header: TypedBlock, depth: number): CStatement {
        const body: List = { statements: [labelOf(header)], waiting: [], after: header, depth };
        this.printBody(header, body);
        this.fill(body);
        return { kind: "while", test: undefined, body: body.statements };
    }

    private later(block: TypedBlock): CStatement {
        this.late.push(block);
        return gotoStatement(blockLabel(block));
    }

    private printBody(block: TypedBlock, list: List): void {
        const { statements, condition } = this.codeOf(block);
        statements.forEach((statement) => list.statements.push(statement));
        push(list.waiting, this.behindBlock.get(block));
        const terminator = block.terminator;
        if (terminator.op === "jump") {
            this.goOn(block, terminator.to, list);
        } else if (terminator.op === "branch" && condition !== undefined) {
            if (terminator.then === terminator.otherwise) this.goOn(block, terminator.then, list);
            else this.printBranch(block, terminator, condition, list);
        }
    }

    /** Whether the jump is the one place where the target is printed. */
    private standsHere(from: TypedBlock, to: TypedBlock): boolean {
        return this.graph.indexOf(to) > this.graph.indexOf(from) && !this.placed.has(to);
    }

    private goOn(from: TypedBlock, to: TypedBlock, list: List): void {
        if (this.standsHere(from, to)) list.waiting.push(to);
        else list.statements.push(gotoStatement(blockLabel(to)));
    }

    /**
     * One way becomes the body of the `if`, and the other follows it in the same list wherever the
     * first does not come back.
     */
    private printBranch(block: TypedBlock, branch: Branch, condition: CExpression, list: List): void {
        const { then, otherwise } = branch;
        const position = { file: branch.span.file, line: branch.span.line };
        const next = list.waiting.at(-1) ?? list.after;
        const add = (test: CExpression, body: CStatement[], other: CStatement[] = []): void => {
            list.statements.push({ ...ifStatement(test, body, other), position });
        };
        if (this.goesFirst(block, branch, next)) {
            add(negate(condition), this.arm(block, otherwise, list, next));
            this.goOn(block, then, list);
            return;
        }
        const body = this.arm(block, then, list, next);
        if (comesBack(body, next)) {
            add(condition, body, this.arm(block, otherwise, list, next));
        } else {
            add(condition, body);
            this.goOn(block, otherwise, list);
        }
    }

    /** Whether the `otherwise` of a branch is the short way out of two. */
    private goesFirst(block: TypedBlock, { then, otherwise }: Branch, next: TypedBlock | undefined): boolean {
        if (!this.standsHere(block, then)) return false;
        return this.standsHere(block, otherwise) ? isWayOut(otherwise) && !isWayOut(then) : otherwise !== next;
    }

    private arm(from: TypedBlock, to: TypedBlock, { depth }: List, next: TypedBlock | undefined): CStatement[] {
        if (!this.standsHere(from, to)) return [gotoStatement(blockLabel(to))];
        return depth === DEEPEST ? [this.later(to)] : this.print(to, next, depth + 1).statements;
    }
}

const labelOf = (block: TypedBlock): CStatement => ({ kind: "label", label: blockLabel(block) });

/** The first block comes to lie on top. */
function push(waiting: TypedBlock[], blocks: readonly TypedBlock[] = []): void {
    for (let at = blocks.length - 1; at >= 0; at--) {
        const block = blocks[at];
        if (block !== undefined) waiting.push(block);
    }
}

/** Whether control can run from the end of a list to what is printed next. */
function comesBack(statements: readonly CStatement[], next: TypedBlock | undefined): boolean {
    const last = statements.at(-1);
    if (last?.kind === "goto") return next !== undefined && last.label === blockLabel(next);
    return last?.kind !== "return";
}

const isWayOut = ({ terminator, instructions }: TypedBlock): boolean =>
    (terminator.op === "return" || terminator.op === "throw") && instructions.length <= SHORT;
