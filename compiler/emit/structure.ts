/**
 * Structured C from a control-flow graph: `if`, `for (;;)`/`while`, `break`, `continue`, and `goto` where C has nothing better (a jump
 * out of two loops, a jump to an exception handler).
 *
 * A block with one way in is printed at that place. A block with several is printed behind its immediate dominator, under a label; a block
 * that leaves a loop is printed behind the loop. Every block is printed once; jumps to what follows anyway are removed by `tidy.ts`.
 */
import { gotoStatement, ifStatement } from "../c/ast.ts";
import type { CExpression, CStatement } from "../c/ast.ts";
import type { Block, IrFunction } from "../ir/program.ts";
import { FlowGraph, normalSuccessors } from "./graph.ts";
import type { Loop } from "./graph.ts";
import { tidy } from "./tidy.ts";

/** What a block does, without its jumps. */
export interface BlockCode {
    readonly statements: CStatement[];
    /** The condition, for a block that ends in a branch. */
    readonly condition: CExpression | undefined;
}

export const blockLabel = (block: Block): string => `${block.label.replace(/[^A-Za-z0-9_]/g, "_")}_${block.id}`;

export function structure(fn: IrFunction, codeOf: (block: Block) => BlockCode): CStatement[] {
    return tidy(new Structurer(fn, codeOf).run());
}

class Structurer {
    private readonly graph: FlowGraph;
    private readonly fn: IrFunction;
    private readonly codeOf: (block: Block) => BlockCode;
    /** Blocks printed under a label behind the key block, or behind the loop of that header. */
    private readonly behindBlock = new Map<Block, Block[]>();
    private readonly behindLoop = new Map<Block, Block[]>();
    private readonly labelled = new Set<Block>();

    public constructor(fn: IrFunction, codeOf: (block: Block) => BlockCode) {
        this.fn = fn;
        this.codeOf = codeOf;
        this.graph = new FlowGraph(fn);
        this.graph.order.forEach((block) => this.place(block));
    }

    public run(): CStatement[] {
        return this.print(this.fn.entry);
    }

    private place(block: Block): void {
        const parent = this.graph.immediateDominator(block);
        if (parent === undefined) {
            return;
        }
        const left = this.outermostLoopLeft(parent, block);
        const forward = (this.graph.predecessors.get(block) ?? []).filter(
            (from) => this.graph.indexOf(from) < this.graph.indexOf(block),
        );
        const onlyWay =
            forward.length === 1 && forward[0] !== undefined && normalSuccessors(forward[0]).includes(block);
        if (left !== undefined) {
            this.append(this.behindLoop, left.header, block);
        } else if (!onlyWay) {
            this.append(this.behindBlock, parent, block);
        }
    }

    private append(map: Map<Block, Block[]>, key: Block, block: Block): void {
        this.labelled.add(block);
        map.set(key, [...(map.get(key) ?? []), block]);
    }

    private outermostLoopLeft(from: Block, to: Block): Loop | undefined {
        return this.graph.loopsAround(from).find((loop) => !loop.blocks.has(to));
    }

    private print(block: Block): CStatement[] {
        const loop = this.graph.loopOf(block);
        if (loop === undefined) {
            return this.printBody(block);
        }
        const label: CStatement = { kind: "label", label: blockLabel(block) };
        const body: CStatement[] = [label, ...this.printBody(block)];
        const after = (this.behindLoop.get(block) ?? []).flatMap((exit) => this.printLabelled(exit));
        return [{ kind: "while", test: undefined, body }, ...after];
    }

    private printBody(block: Block): CStatement[] {
        const { statements, condition } = this.codeOf(block);
        const code = [...statements, ...this.printJumps(block, condition)];
        for (const merge of this.behindBlock.get(block) ?? []) {
            code.push(...this.printLabelled(merge));
        }
        return code;
    }

    private printLabelled(block: Block): CStatement[] {
        return [{ kind: "label", label: blockLabel(block) }, ...this.print(block)];
    }

    private printJumps(block: Block, condition: CExpression | undefined): CStatement[] {
        const terminator = block.terminator;
        if (terminator.op === "jump") {
            return this.printJump(block, terminator.to);
        }
        if (terminator.op === "branch" && condition !== undefined) {
            if (terminator.then === terminator.otherwise) {
                return this.printJump(block, terminator.then);
            }
            const position = { file: terminator.span.file, line: terminator.span.line };
            const then = this.printJump(block, terminator.then);
            const otherwise = this.printJump(block, terminator.otherwise);
            return [{ ...ifStatement(condition, then, otherwise), position }];
        }
        return [];
    }

    private printJump(from: Block, to: Block): CStatement[] {
        const isBackEdge = this.graph.indexOf(to) <= this.graph.indexOf(from);
        return isBackEdge || this.labelled.has(to) ? [gotoStatement(blockLabel(to))] : this.print(to);
    }
}
