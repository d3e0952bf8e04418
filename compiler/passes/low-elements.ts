/**
 * The arrays of whose elements a program only ever sees ToInt32: what is read of them goes to
 * locals of which that is all that is seen, and nothing else looks inside. Their elements are C
 * integers of 32 bits, cut where they are stored. See low-bits.ts, which finds those locals.
 */
import type { LowBits } from "../ir/declaration.ts";
import { isExact } from "../ir/declarations/low-bits.ts";
import { operandsOf } from "../ir/effects.ts";
import { typeOf } from "../ir/operand-type.ts";
import { declarationOf } from "../ir/table.ts";
import type { TypedBlock, TypedFunction, TypedInstruction, TypedOperand, TypedProgram } from "../ir/typed.ts";
import { joinAll } from "../types/lattice.ts";
import { onlyNumbers } from "../types/predicates.ts";
import type { ArrayShape, Shape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import { arraysOf, contentsOf } from "./packing.ts";

export class LowElements {
    /** The sets of arrays that are stored alike, by their members. */
    private readonly low = new Map<ArrayShape, readonly ArrayShape[]>();
    /** What something has looked into. */
    private readonly seen = new Set<Shape>();
    private readonly users = new Map<ArrayShape, Set<TypedFunction>>();

    constructor(program: TypedProgram, sets: readonly (readonly ArrayShape[])[]) {
        for (const set of sets.filter(isCandidate)) set.forEach((shape) => this.low.set(shape, set));
        if (this.low.size === 0) return;
        for (const fn of program.entries.values()) this.look(fn.returnType, () => undefined);
        for (const fn of [...program.modules, ...program.functions]) this.noteUses(fn);
    }

    private noteUses(fn: TypedFunction): void {
        for (const shape of fn.locals.flatMap(({ type }) => arraysOf(type)))
            if (this.low.has(shape)) this.users.set(shape, (this.users.get(shape) ?? new Set()).add(fn));
    }

    /** Whether nothing but arrays whose elements are cut is in the set. */
    has(type: Type): boolean {
        return type.shapes.size > 0 && [...type.shapes].every((shape) => shape.kind === "array" && this.low.has(shape));
    }

    /** Takes out the arrays into which the block looks, and wakes who uses them. */
    drop({ instructions, terminator }: TypedBlock, lowBits: LowBits, wake: (fn: TypedFunction) => void): void {
        if (this.low.size === 0) return;
        const look = (operand: TypedOperand): void => this.look(typeOf(operand), wake);
        for (const instruction of instructions) lookedInto(instruction, lowBits).forEach(look);
        // What is thrown can be caught by anybody.
        if (terminator.op === "throw") look(terminator.value);
    }

    private look(type: Type, wake: (fn: TypedFunction) => void): void {
        for (const shape of type.shapes) {
            // Nobody but the function itself looks at what a function has captured.
            if (this.seen.has(shape) || shape.kind === "function") continue;
            this.seen.add(shape);
            if (shape.kind === "array") this.takeOut(shape, wake);
            for (const content of contentsOf(shape)) if (content !== undefined) this.look(content, wake);
        }
    }

    private takeOut(shape: ArrayShape, wake: (fn: TypedFunction) => void): void {
        const set = this.low.get(shape) ?? [];
        set.forEach((each) => this.low.delete(each));
        set.forEach((each) => this.users.get(each)?.forEach(wake));
    }

    /** Decides for what is left. */
    store(): void {
        for (const shape of this.low.keys()) shape.elementKind = "lowInt32s";
    }
}

/** Numbers without holes that are no C integers as they are, and whose low bits their sums need. */
function isCandidate(set: readonly ArrayShape[]): boolean {
    const type = joinAll(set.map(({ element }) => element.type));
    return set.every(({ elementKind }) => elementKind === "numbers") && onlyNumbers(type) && isExact(type.number);
}

function lookedInto(instruction: TypedInstruction, lowBits: LowBits): readonly TypedOperand[] {
    const { inside } = declarationOf(instruction);
    return inside === undefined ? operandsOf(instruction) : inside(instruction, lowBits);
}
