/**
 * The body of a `try` that can run out of memory becomes a function of its own. When it is left,
 * its frame is gone, and with it all that only the abandoned code held; what stays in the frame of
 * the function around it is told exactly (c/forgetting.ts). A collection reads the C stack word by
 * word, and would find in one common frame what nobody uses any more.
 *
 *     completion = f_try(value, &variable)   handler catch
 *     branch on the completion: where the body went on
 */
import { ARRIVED, raises } from "../../ir/arrived.ts";
import { constant, removeUnusedLocals, UNDEFINED } from "../../ir/builder.ts";
import { allocates, successorsOf } from "../../ir/effects.ts";
import { Liveness } from "../../ir/liveness.ts";
import { InstructionMaker } from "../../ir/maker.ts";
import type { Span } from "../../ir/program.ts";
import type { TypedBlock, TypedFunction, TypedLocal, TypedProgram, TypedTerminator } from "../../ir/typed.ts";
import { callOf } from "../../ir/typed-calls.ts";
import { BOOLEAN_TYPE, intType, UNDEFINED_TYPE } from "../../types/lattice.ts";
import type { Type } from "../../types/type.ts";
import type { Representation } from "../../types/representation.ts";
import { mapBlock, PartLocals, sortLocals } from "./locals.ts";
import type { Sorted } from "./locals.ts";

/** Needs representations. The parts join the functions of the program. */
export function setBodiesApart(program: TypedProgram): void {
    const functions = [...program.modules, ...program.functions];
    let id = functions.reduce((highest, fn) => Math.max(highest, fn.id), 0);
    // Grows while it is gone through: a part may have parts.
    for (const fn of functions) {
        for (const part of new Separation(fn, () => ++id).run()) {
            program.functions.push(part);
            functions.push(part);
        }
    }
}

/** The body of a `try`: its blocks, and the one where control comes in. */
interface Body {
    readonly handler: TypedBlock;
    readonly blocks: ReadonlySet<TypedBlock>;
    readonly entry: TypedBlock;
    readonly span: Span;
}

class Separation {
    private readonly fn: TypedFunction;
    private readonly nextFunction: () => number;
    private nextBlock: number;
    private nextLocal: number;
    /** Temporaries that a part assigns are variables of the function from now on. */
    private readonly shared = new Map<TypedLocal, TypedLocal>();
    private result: TypedLocal | undefined;

    constructor(fn: TypedFunction, nextFunction: () => number) {
        this.fn = fn;
        this.nextFunction = nextFunction;
        this.nextBlock = fn.blocks.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;
        this.nextLocal = fn.locals.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;
    }

    run(): TypedFunction[] {
        const bodies = this.bodies();
        if (bodies.length === 0) return [];
        const liveness = new Liveness(this.fn);
        const parts = bodies.map((body) => this.separate(body, liveness));
        const outside = (local: TypedLocal): TypedLocal => this.shared.get(local) ?? local;
        this.fn.blocks.forEach((block) => {
            mapBlock(block, outside);
        });
        removeUnusedLocals(this.fn);
        return parts;
    }

    /** The outermost ones: a body inside another is part of the part. */
    private bodies(): Body[] {
        const protectedBy = new Map<TypedBlock, Set<TypedBlock>>();
        for (const block of this.fn.blocks) {
            for (let { within } = block; within !== undefined; within = within.within)
                protectedBy.set(within, (protectedBy.get(within) ?? new Set()).add(block));
        }
        const taken = new Set<TypedBlock>();
        const outermostFirst = [...protectedBy].sort(([, left], [, right]) => right.size - left.size);
        return outermostFirst.flatMap(([handler, blocks]): Body[] => {
            const entry = this.entryOf(blocks);
            if (entry === undefined || [...blocks].some((block) => taken.has(block)) || !canRunOut(blocks)) return [];
            blocks.forEach((block) => taken.add(block));
            return [{ handler, blocks, entry, span: spanOf(entry) ?? this.fn.span }];
        });
    }

    private entryOf(blocks: ReadonlySet<TypedBlock>): TypedBlock | undefined {
        const outside = this.fn.blocks.filter((block) => !blocks.has(block));
        const [entry, ...others] = new Set(
            outside.flatMap((block) => successorsOf(block)).filter((block) => blocks.has(block)),
        );
        return others.length > 0 || blocks.has(this.fn.entry) ? undefined : entry;
    }

    private separate(body: Body, liveness: Liveness): TypedFunction {
        const { fn } = this;
        const inside = fn.blocks.filter((block) => body.blocks.has(block));
        const exits = new Set(
            inside.flatMap((block) => successorsOf(block)).filter((block) => !body.blocks.has(block)),
        );
        const after = [body.handler, ...exits].map((block) => liveness.at(block));
        const isWantedAfter = (local: TypedLocal): boolean => after.some((live) => live.has(local));
        const sorted = sortLocals(inside, liveness.at(body.entry), isWantedAfter);
        const returning = inside.filter(({ terminator }) => terminator.op === "return");
        if (returning.length > 0) {
            const result = this.resultVariable();
            if (result !== undefined) sorted.byReference.push(result);
            exits.add(this.block("return", { op: "return", span: body.span, value: result ?? UNDEFINED }));
        }
        const part = this.part(body, inside, sorted, [...exits]);
        this.enter(body, part, sorted, [...exits]);
        return part;
    }

    private part(
        { handler, entry, span }: Body,
        inside: TypedBlock[],
        sorted: Sorted,
        exits: readonly TypedBlock[],
    ): TypedFunction {
        const { fn } = this;
        const locals = new PartLocals(sorted);
        const several = exits.length > 1;
        const codeOf = (exit: TypedBlock | undefined) =>
            several && exit !== undefined ? constant(exits.indexOf(exit)) : UNDEFINED;
        const leaving = new Map(
            exits.map((exit) => [exit, this.block("leave", { op: "return", span, value: codeOf(exit) })]),
        );
        for (const block of inside) {
            if (block.handler === handler) block.handler = undefined;
            if (block.within === handler) block.within = undefined;
            if (block.terminator.op === "return" && this.result !== undefined) {
                const { value } = block.terminator;
                new InstructionMaker(block, block.terminator.span).copy({ target: this.result, source: value });
            }
            mapBlock(block, (local) => locals.inside(local));
            retarget(block, (to) => leaving.get(to) ?? to);
            if (block.terminator.op === "return") block.terminator.value = codeOf(exits.at(-1));
        }
        const owner = fn.owner === undefined ? "" : `${fn.owner.name}_`;
        const part: TypedFunction = {
            id: this.nextFunction(),
            name: `${owner}${fn.name === "" ? "anonymous" : fn.name}_try`,
            text: "",
            kind: "function",
            span,
            thisLocal: locals.self,
            parameters: locals.parameters,
            rest: false,
            captures: [],
            locals: locals.all,
            blocks: [...inside, ...leaving.values()],
            entry,
            owner: undefined,
            origin: fn.origin ?? fn,
            isApart: true,
            returnType: several ? intType(0, exits.length - 1) : UNDEFINED_TYPE,
            returnRepresentation: { kind: several ? "int32" : "void" },
        };
        return part;
    }

    /** In the place of the body: the call, and where control goes after it. */
    private enter(body: Body, part: TypedFunction, sorted: Sorted, exits: readonly TypedBlock[]): void {
        const { blocks } = this.fn;
        const call = this.block("try", { op: "unreachable" });
        call.handler = body.handler;
        const left = blocks.filter((block) => !body.blocks.has(block));
        left.forEach((block) => {
            retarget(block, (to) => (to === body.entry ? call : to));
        });
        for (const local of sorted.byReference)
            if (local.kind === "temporary" && sorted.assigned.has(local)) this.share(local);
        const isSeveral = exits.length > 1;
        const completion = isSeveral
            ? this.variable("completion", intType(0, exits.length - 1), { kind: "int32" })
            : undefined;
        const { span } = body;
        const passed = [...sorted.byValue, ...sorted.byReference];
        call.instructions.push(callOf(part, { span, target: completion, self: sorted.self, passed }));
        const chain = this.dispatch(call, completion, exits, body.span);
        left.splice(blocks.indexOf(body.entry), 0, call, ...chain);
        const isReturn = (block: TypedBlock): boolean => block.terminator.op === "return" && !blocks.includes(block);
        blocks.splice(0, blocks.length, ...left, ...exits.filter(isReturn));
    }

    /** Ends the block of the call; gives the blocks that tell the completions apart. */
    private dispatch(
        call: TypedBlock,
        completion: TypedLocal | undefined,
        exits: readonly TypedBlock[],
        span: Span,
    ): TypedBlock[] {
        const chain: TypedBlock[] = [];
        let at = call;
        exits.forEach((exit, index) => {
            if (completion === undefined || index === exits.length - 1) {
                at.terminator = { op: "jump", to: exit };
                return;
            }
            const next = this.block("completion", { op: "unreachable" });
            const condition = this.variable("isCompletion", BOOLEAN_TYPE, { kind: "boolean" });
            const maker = new InstructionMaker(at, span);
            maker.binary({
                operator: "strictEqual",
                target: condition,
                left: completion,
                right: constant(index),
            });
            at.terminator = { op: "branch", span, condition, then: exit, otherwise: next };
            chain.push(next);
            at = next;
        });
        return chain;
    }

    /** What a `return` inside a body gives; none where that is always undefined. */
    private resultVariable(): TypedLocal | undefined {
        const { returnType, returnRepresentation } = this.fn;
        if (returnType === undefined || returnRepresentation === undefined || returnRepresentation.kind === "void")
            return undefined;
        this.result ??= this.variable("result", returnType, returnRepresentation);
        return this.result;
    }

    private variable(name: string, type: Type, representation: Representation): TypedLocal {
        const local: TypedLocal = { id: this.nextLocal++, name, kind: "variable", cell: false, type, representation };
        this.fn.locals.push(local);
        return local;
    }

    private share(temporary: TypedLocal): void {
        if (this.shared.has(temporary)) return;
        const variable: TypedLocal = { ...temporary, id: this.nextLocal++, kind: "variable" };
        this.fn.locals.push(variable);
        this.shared.set(temporary, variable);
    }

    private block(label: string, terminator: TypedTerminator): TypedBlock {
        return { id: this.nextBlock++, label, instructions: [], terminator, handler: undefined };
    }
}

/** Whether a collection can be in vain inside the blocks, and the handler sees it. */
function canRunOut(blocks: ReadonlySet<TypedBlock>): boolean {
    return [...blocks].some(({ instructions }) =>
        instructions.some((instruction) => allocates(instruction, ARRIVED) && raises(instruction, () => true)),
    );
}

function spanOf({ instructions: [first], terminator }: TypedBlock): Span | undefined {
    return first?.span ?? ("span" in terminator ? terminator.span : undefined);
}

function retarget({ terminator }: TypedBlock, map: (to: TypedBlock) => TypedBlock): void {
    if (terminator.op === "jump") {
        terminator.to = map(terminator.to);
    } else if (terminator.op === "branch") {
        terminator.then = map(terminator.then);
        terminator.otherwise = map(terminator.otherwise);
    }
}
