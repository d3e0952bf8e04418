/**
 * Function values that only the function that makes them calls need not exist: what such a function
 * captures is passed with each call. A variable that holds nothing else becomes variables for what
 * the value captured, so that it does not matter which value it is when it is called.
 */
import { operandsOf, targetsOf, terminatorOperand, usesOf } from "../ir/effects.ts";
import { isLocal } from "../ir/program.ts";
import { callOf, copyOf } from "../ir/typed-calls.ts";
import type {
    TypedBlock,
    TypedFunction,
    TypedInstruction,
    TypedLocal,
    TypedOperand,
    TypedProgram,
} from "../ir/typed.ts";
import { representationOf } from "../types/lattice.ts";
import { onlyObjects } from "../types/predicates.ts";
import type { FunctionShape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import { contentsOf } from "./packing.ts";

/** So many more arguments cost no more than an object that holds them. */
const MOST_CAPTURES = 6;

export function liftClosures(program: TypedProgram): void {
    const functions = [...program.modules, ...program.functions];
    const entered = new Map<FunctionShape, TypedFunction[]>();
    for (const fn of functions) {
        const { closure } = fn;
        if (closure !== undefined && fn.captures.length <= MOST_CAPTURES)
            entered.set(closure, [...(entered.get(closure) ?? []), fn]);
    }
    const local = new Local(new Set(entered.keys()));
    local.refuseKept(program);
    for (const fn of functions) local.refuseUsed(fn);
    if (local.shapes.size === 0) return;
    for (const fn of functions) new Lifting(fn, local).run();
    for (const shape of local.shapes) entered.get(shape)?.forEach(takeAsParameters);
}

/** Function values that stay in variables of the function that makes them, and are only called. */
class Local {
    readonly shapes: Set<FunctionShape>;
    private readonly refused = new Set<Type>();

    constructor(candidates: Set<FunctionShape>) {
        this.shapes = candidates;
    }

    /** The function value, if nothing else is in the set. */
    shapeOf(type: Type): FunctionShape | undefined {
        if (type.shapes.size !== 1 || !onlyObjects(type)) return undefined;
        const [only] = type.shapes;
        return only?.kind === "function" && this.shapes.has(only) ? only : undefined;
    }

    /** What is anywhere but in variables, or what native code enters. */
    refuseKept(program: TypedProgram): void {
        for (const shape of program.entries.keys()) this.shapes.delete(shape);
        program.globals.forEach(({ type }) => this.refuse(type));
        for (const shape of program.shapes) contentsOf(shape).forEach((type) => this.refuse(type));
    }

    refuseUsed({ locals, blocks, returnType }: TypedFunction): void {
        this.refuse(returnType);
        for (const { kind, cell, type } of locals) {
            const isVariable = (kind === "variable" || kind === "temporary") && !cell;
            if (!isVariable || this.shapeOf(type) === undefined) this.refuse(type);
        }
        for (const { instructions, terminator } of blocks) {
            for (const instruction of instructions) {
                keptBy(instruction).forEach((operand) => this.refuseOperand(operand));
                const isMade = "captures" in instruction || copied(instruction) !== undefined;
                if (!isMade) targetsOf(instruction).forEach((target) => this.refuseOperand(target));
            }
            this.refuseOperand(terminatorOperand(terminator));
        }
    }

    private refuseOperand(operand: TypedOperand | undefined): void {
        if (operand !== undefined && isLocal(operand)) this.refuse(operand.type);
    }

    private refuse(type: Type | undefined): void {
        if (type === undefined || type.shapes.size === 0 || this.refused.has(type)) return;
        this.refused.add(type);
        for (const shape of type.shapes) if (shape.kind === "function") this.shapes.delete(shape);
    }
}

/** What the target of the instruction is a copy of. */
const copied = (instruction: TypedInstruction): TypedOperand | undefined =>
    usesOf(instruction).find(({ use }) => use === "same")?.operand;

/** The operands with which the instruction does more than copy or call them. */
function keptBy(instruction: TypedInstruction): readonly (TypedOperand | undefined)[] {
    if (copied(instruction) !== undefined) return [];
    return "callee" in instruction && calledBy(instruction) !== undefined
        ? [instruction.thisArgument, instruction.spread, ...instruction.arguments]
        : operandsOf(instruction);
}

type Call = Extract<TypedInstruction, { callee: TypedOperand }>;

/** The one function that the call enters. */
function calledBy({ callees: [one, ...others] }: Call): TypedFunction | undefined {
    return one?.callee.kind === "function" && others.length === 0 ? one.callee.function : undefined;
}

/** What one function does with such values. */
class Lifting {
    private readonly fn: TypedFunction;
    private readonly local: Local;
    private readonly parts = new Map<TypedLocal, readonly TypedLocal[]>();
    private next = 0;

    constructor(fn: TypedFunction, local: Local) {
        this.fn = fn;
        this.local = local;
    }

    run(): void {
        const { locals, blocks } = this.fn;
        const held = locals.filter(({ type }) => this.local.shapeOf(type) !== undefined);
        if (held.length === 0) return;
        this.next = Math.max(...locals.map(({ id }) => id)) + 1;
        held.forEach((local) => this.parts.set(local, this.partsFor(local)));
        blocks.forEach((block) => this.rewrite(block));
        const kept = locals.filter((local) => !this.parts.has(local));
        locals.splice(0, locals.length, ...kept, ...[...this.parts.values()].flat());
    }

    /** Variables for what a value captured. */
    private partsFor(local: TypedLocal): TypedLocal[] {
        const { captures, function: made } = this.local.shapeOf(local.type) ?? { captures: [], function: undefined };
        return captures.map(({ name, type }, index) => ({
            id: this.next++,
            name,
            kind: "variable",
            cell: made?.captures[index]?.cell === true,
            type,
            representation: { kind: "value" },
        }));
    }

    private partsOf(operand: TypedOperand): readonly TypedLocal[] | undefined {
        return isLocal(operand) ? this.parts.get(operand) : undefined;
    }

    private rewrite({ instructions }: TypedBlock): void {
        const written = instructions.flatMap((instruction) => this.replaced(instruction) ?? [instruction]);
        instructions.splice(0, instructions.length, ...written);
    }

    private replaced(instruction: TypedInstruction): TypedInstruction[] | undefined {
        const [target] = targetsOf(instruction);
        if ("captures" in instruction) return this.copies(instruction, target, instruction.captures);
        const source = copied(instruction);
        if (source !== undefined) return this.copies(instruction, target, this.partsOf(source) ?? []);
        if (!("callee" in instruction)) return undefined;
        const parts = this.partsOf(instruction.callee);
        const called = calledBy(instruction);
        if (parts === undefined || called === undefined) return undefined;
        const { span, thisArgument, spread } = instruction;
        const passed = [...inOrder(parts), ...instruction.arguments];
        const call = callOf(called, { span, target, self: thisArgument, passed });
        return [spread === undefined ? call : Object.assign(call, { spread })];
    }

    /** What the target captured becomes what was captured. */
    private copies(
        { span }: TypedInstruction,
        target: TypedLocal | undefined,
        sources: readonly TypedOperand[],
    ): TypedInstruction[] | undefined {
        const parts = target === undefined ? undefined : this.partsOf(target);
        return parts?.flatMap((part, index) => {
            const source = sources[index];
            return source === undefined ? [] : [copyOf({ span, target: part, source })];
        });
    }
}

/** The words of a register first: those of two begin at an even one. */
function inOrder<Each extends TypedLocal>(locals: readonly Each[]): Each[] {
    const isWide = ({ type }: Each): boolean => ["number", "double", "value"].includes(representationOf(type).kind);
    return [...locals.filter((local) => !isWide(local)), ...locals.filter(isWide)];
}

/** In the order of the variables that hold what was captured, which are of the same types. */
function takeAsParameters(fn: TypedFunction): void {
    const types = fn.closure?.captures.map(({ type }) => type) ?? [];
    const captured = fn.captures.map((local, index) => ({ local, ...local, type: types[index] ?? local.type }));
    fn.parameters.unshift(...inOrder(captured).map(({ local }) => local));
    fn.captures.forEach((local) => Object.assign(local, { kind: "parameter" }));
    fn.captures.length = 0;
    delete fn.closure;
}
