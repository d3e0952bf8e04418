/**
 * Chooses how the elements of each array are stored. Arrays that can stand in one place, in a
 * variable, a field or an element, are stored alike, so that code that meets them knows how. Arrays
 * that native code makes are like the array whose method made them, or hold tagged values; so do
 * arrays of arguments, which native code takes as they lie in memory.
 */
import { isLocal } from "../ir/effects.ts";
import type { TypedFunction, TypedLocal, TypedOperand, TypedProgram } from "../ir/typed.ts";
import { joinAll, numberRepresentation } from "../types/lattice.ts";
import { INT32_MIN } from "../types/numbers.ts";
import { isBoolean, onlyNumbers, onlyObjects, onlyStrings } from "../types/predicates.ts";
import type { ArrayShape, ElementKind, Shape } from "../types/shape.ts";
import type { NumberSet, Type } from "../types/type.ts";

/** Gives the sets of arrays that are stored alike. */
export function packArrays(program: TypedProgram): readonly (readonly ArrayShape[])[] {
    const packing = new Packing();
    for (const fn of [...program.modules, ...program.functions]) packing.meetInFunction(fn);
    program.globals.forEach(({ type }) => packing.meet(type));
    for (const shape of program.shapes) {
        contentsOf(shape).forEach((type) => packing.meet(type));
        if (shape.kind === "array") packing.meetMaker(shape);
    }
    return packing.choose(program.shapes.filter((shape) => shape.kind === "array"));
}

/** What is in the places of an object. */
export function contentsOf(shape: Shape): (Type | undefined)[] {
    switch (shape.kind) {
        case "array":
            return [shape.element.type];
        case "cell":
            return [shape.content.type];
        case "function":
            return shape.captures.map(({ type }) => type);
        case "general":
            return [...shape.fields.values(), shape.others].map(({ type }) => type);
        default:
            return [...shape.fields.values()].map(({ type }) => type);
    }
}

/**
 * Sets of arrays that are stored alike: each leads to another one of its set, the last to itself.
 */
class Packing {
    private readonly next = new Map<ArrayShape, ArrayShape>();
    private readonly tagged = new Set<ArrayShape>();

    private representative(shape: ArrayShape): ArrayShape {
        let at = shape;
        for (let next = this.next.get(at); next !== undefined; next = this.next.get(at)) at = next;
        return at;
    }

    private unite(shape: ArrayShape, other: ArrayShape): void {
        const [from, to] = [this.representative(shape), this.representative(other)];
        if (from !== to) this.next.set(from, to);
    }

    meet(type: Type | undefined): void {
        const [first, ...others] = arraysOf(type);
        if (first !== undefined) others.forEach((other) => this.unite(other, first));
    }

    meetInFunction(fn: TypedFunction): void {
        fn.locals.forEach(({ type }) => this.meet(type));
        this.meet(fn.returnType);
        if (fn.rest) this.keepTagged(fn.parameters.at(-1));
        for (const instruction of fn.blocks.flatMap(({ instructions }) => instructions)) {
            if ("spread" in instruction && instruction.spread !== undefined) this.keepTagged(instruction.spread);
            // Native code made it; an instruction that only asks about the class has a boolean
            // there.
            if ("classReference" in instruction && instruction.classReference.kind === "nativeClass")
                this.keepTagged(instruction.target);
        }
    }

    private keepTagged(operand: TypedOperand | TypedLocal | undefined): void {
        if (operand !== undefined && isLocal(operand))
            arraysOf(operand.type).forEach((shape) => this.tagged.add(shape));
    }

    meetMaker(shape: ArrayShape): void {
        if (shape.madeLike?.size === 0) this.tagged.add(shape);
        shape.madeLike?.forEach((other) => this.unite(shape, other));
    }

    choose(shapes: readonly ArrayShape[]): readonly (readonly ArrayShape[])[] {
        const sets = new Map<ArrayShape, ArrayShape[]>();
        const tagged = new Set([...this.tagged].map((shape) => this.representative(shape)));
        for (const shape of shapes) {
            const first = this.representative(shape);
            const set = sets.get(first);
            if (set === undefined) sets.set(first, [shape]);
            else set.push(shape);
        }
        for (const [first, set] of sets) {
            const kind = tagged.has(first) ? "values" : kindFor(joinAll(set.map(({ element }) => element.type)));
            for (const shape of set) shape.elementKind = kind;
        }
        return [...sets.values()];
    }
}

export const arraysOf = (type: Type | undefined): ArrayShape[] =>
    [...(type?.shapes ?? [])].filter((shape): shape is ArrayShape => shape.kind === "array");

/** A hole needs a word that is no element. */
function kindFor(type: Type): ElementKind {
    const isDense = !type.absent;
    const there = { ...type, absent: false };
    if (there.number !== undefined && onlyNumbers(there)) return kindForNumbers(there.number, isDense);
    if (onlyObjects(there)) return "objects";
    if (onlyStrings(there)) return "strings";
    const isTruth =
        isBoolean(there) && onlyNumbers({ ...there, true: false, false: false }) && there.number === undefined;
    return isTruth ? "booleans" : "values";
}

function kindForNumbers(set: NumberSet, isDense: boolean): ElementKind {
    switch (numberRepresentation(set).kind) {
        case "int32":
            return isDense ? "denseInt32s" : set.min > INT32_MIN ? "int32s" : "numbers";
        case "uint32":
            return isDense ? "uint32s" : "numbers";
        default:
            return "numbers";
    }
}
