/** What a branch tells about the values that its condition was made from. */
import { isLocal, operandsOf, targetsOf } from "../../ir/effects.ts";
import type { Binary, Instruction } from "../../ir/instructions.ts";
import type { Block, Local, Operand } from "../../ir/program.ts";
import { canBeFalsy, canBeTruthy, constantType, isNever, NEVER } from "../../types/lattice.ts";
import type { NumberSet, Type } from "../../types/type.ts";
import type { Environment } from "./environment.ts";
import type { Rule } from "./rules.ts";

/** What is learned on one side of a branch, in the block that ends in it. */
export interface Refiner {
    readonly environment: Environment;
    readonly instructions: readonly Instruction[];
    ruleOf(instruction: Instruction): Rule;
}

/** The environment of one side of a branch; undefined when control cannot go there. */
export function refineBranch(
    environment: Environment,
    block: Block,
    condition: Operand,
    truth: boolean,
    ruleOf: Refiner["ruleOf"],
): Environment | undefined {
    if (!isLocal(condition)) {
        const constant = condition.kind === "constant" && Boolean(condition.value);
        return constant === truth ? environment : undefined;
    }
    const refiner = { environment: environment.fork(), instructions: block.instructions, ruleOf };
    return refineTruth(refiner, condition, truth, block.instructions.length - 1) ? refiner.environment : undefined;
}

/**
 * Narrows `local` to its truthy or falsy members and everything that follows from that; false when
 * nothing is left.
 */
export function refineTruth(refiner: Refiner, local: Local, truth: boolean, before: number): boolean {
    const type = refiner.environment.get(local) ?? NEVER;
    if (!narrow(refiner, local, truth ? truthy(type) : falsy(type), before)) return false;
    const at = definition(refiner, local, before);
    const source = refiner.instructions[at];
    const { tells } = source === undefined ? {} : refiner.ruleOf(source);
    return source === undefined || tells === undefined || tells(refiner, source, { local, truth, at });
}

/**
 * What is told of another local, where it still has the value that it had; nothing follows where it
 * has not.
 */
export function refineLocal(
    refiner: Refiner,
    local: Operand | undefined,
    at: number,
    narrowed: (type: Type) => Type,
): boolean {
    if (local === undefined || !isLocal(local) || !stable(refiner, local, at)) return true;
    return narrow(refiner, local, narrowed(refiner.environment.get(local) ?? NEVER), at - 1);
}

/** The same, where it is as true as the target, or as false. */
export function refineSame(refiner: Refiner, local: Operand, truth: boolean, at: number): boolean {
    return !isLocal(local) || !stable(refiner, local, at) || refineTruth(refiner, local, truth, at - 1);
}

/** Sets a narrower type and recomputes what the block derived from the local afterwards. */
function narrow(refiner: Refiner, local: Local, type: Type, before: number): boolean {
    if (isNever(type)) return false;
    refiner.environment.set(local, type);
    const from = definition(refiner, local, before);
    const changed = new Set<Local>([local]);
    for (let index = from + 1; from !== -1 && index < refiner.instructions.length; index++)
        recompute(refiner, index, changed);
    return true;
}

/**
 * The environment is that of the end of the block: an instruction can be repeated only where its
 * operands still have the values that it saw, and counts only where its target still has the value
 * that it gave.
 */
function operandType(refiner: Refiner, operand: Operand): Type {
    if (isLocal(operand)) return refiner.environment.get(operand) ?? NEVER;
    return operand.kind === "constant" ? constantType(operand.value) : NEVER;
}

function recompute(refiner: Refiner, index: number, changed: Set<Local>): void {
    const instruction = refiner.instructions[index];
    const { again } = instruction === undefined ? {} : refiner.ruleOf(instruction);
    if (instruction === undefined || again === undefined) return;
    const operands = operandsOf(instruction).filter(isLocal);
    const [target] = targetsOf(instruction);
    const isUnchanged = operands.every((operand) => stable(refiner, operand, index - 1));
    const isMade = operands.some((operand) => changed.has(operand));
    if (!isUnchanged || !isMade || target === undefined || !stable(refiner, target, index)) return;
    const result = again(instruction, (operand) => operandType(refiner, operand));
    if (!isNever(result)) {
        refiner.environment.set(target, result);
        changed.add(target);
    }
}

/** Index of the last assignment of `local` in the block at or before `before`, or -1. */
function definition({ instructions }: Refiner, local: Local, before: number): number {
    for (let index = before; index >= 0; index--) {
        const instruction = instructions[index];
        if (instruction !== undefined && targetsOf(instruction).includes(local)) return index;
    }
    return -1;
}

/** Whether the local still has the value that it had at `index`. */
const stable = (refiner: Refiner, local: Local, index: number): boolean =>
    definition(refiner, local, refiner.instructions.length - 1) <= index;

const truthy = (type: Type): Type => ({
    ...type,
    undefined: false,
    null: false,
    absent: false,
    false: false,
    number:
        type.number === undefined || !canBeTruthy({ ...NEVER, number: type.number })
            ? undefined
            : withoutZero({ ...type.number, nan: false, negativeZero: false }),
    string: type.string === undefined || type.string === "any" ? type.string : nonEmpty(type.string),
});

function nonEmpty(texts: ReadonlySet<string>): ReadonlySet<string> | undefined {
    const rest = new Set([...texts].filter((text) => text !== ""));
    return rest.size === 0 ? undefined : rest;
}

function withoutZero(set: NumberSet): NumberSet {
    return {
        ...set,
        min: set.integer && set.min === 0 ? 1 : set.min,
        max: set.integer && set.max === 0 ? -1 : set.max,
    };
}

function falsy(type: Type): Type {
    const number = type.number;
    const canBeZero = number !== undefined && canBeFalsy({ ...NEVER, number });
    return {
        ...type,
        true: false,
        shapes: new Set(),
        number: canBeZero ? { ...number, min: 0, max: 0, integer: true } : undefined,
        string: type.string !== undefined && (type.string === "any" || type.string.has("")) ? new Set([""]) : undefined,
    };
}

export function refineComparison(refiner: Refiner, source: Binary, truth: boolean, at: number): boolean {
    const sides: [Operand, Operand][] = [
        [source.left, source.right],
        [source.right, source.left],
    ];
    for (const [side, [subject, other]] of sides.entries()) {
        if (!isLocal(subject) || !stable(refiner, subject, at)) continue;
        const type = refiner.environment.get(subject) ?? NEVER;
        const otherType = operandType(refiner, other);
        const narrowed = compareType(source.operator, type, otherType, truth, side === 1, !isLocal(other));
        if (narrowed !== undefined && !narrow(refiner, subject, narrowed, at - 1)) return false;
        if (
            narrowed === undefined &&
            typeof constantOf(other) === "string" &&
            !refineTypeof(refiner, subject, constantOf(other), source.operator, truth, at)
        )
            return false;
    }
    return true;
}

const constantOf = (operand: Operand): unknown =>
    !isLocal(operand) && operand.kind === "constant" ? operand.value : undefined;

function compareType(
    operator: string,
    type: Type,
    other: Type,
    truth: boolean,
    swapped: boolean,
    constant: boolean,
): Type | undefined {
    switch (operator) {
        case "strictEqual":
        case "strictNotEqual":
            return equalTo(type, other, (operator === "strictEqual") === truth, constant);
        case "looseEqual":
        case "looseNotEqual":
            return looselyNullish(type, other, (operator === "looseEqual") === truth);
        case "less":
            return orderType(type, other, swapped ? "greater" : "less", truth);
        case "lessOrEqual":
            return orderType(type, other, swapped ? "greaterOrEqual" : "lessOrEqual", truth);
        case "greater":
            return orderType(type, other, swapped ? "less" : "greater", truth);
        case "greaterOrEqual":
            return orderType(type, other, swapped ? "lessOrEqual" : "greaterOrEqual", truth);
        default:
            return undefined;
    }
}

/** Sets of strings are left alone here: they are narrowed by the typeof rule only. */
function equalTo(type: Type, other: Type, equal: boolean, constant: boolean): Type | undefined {
    const isOnlyText = isNever({ ...type, string: undefined });
    if (type.string !== undefined && other.string !== undefined && (isOnlyText || !equal)) return undefined;
    if (equal) {
        return {
            undefined: type.undefined && other.undefined,
            null: type.null && other.null,
            absent: type.absent,
            true: type.true && other.true,
            false: type.false && other.false,
            number: other.number === undefined ? undefined : type.number,
            string: other.string === undefined ? undefined : type.string,
            shapes: other.shapes.size === 0 ? new Set() : type.shapes,
        };
    }
    if (!constant) return undefined;
    return {
        ...type,
        undefined: type.undefined && !other.undefined,
        null: type.null && !other.null,
        true: type.true && !other.true,
        false: type.false && !other.false,
        number:
            type.number !== undefined && other.number !== undefined
                ? excluding(type.number, other.number)
                : type.number,
    };
}

function excluding(set: NumberSet, other: NumberSet): NumberSet | undefined {
    if (!set.integer || other.min !== other.max || other.nan) return set;
    const min = set.min === other.min ? set.min + 1 : set.min;
    const max = set.max === other.max ? set.max - 1 : set.max;
    return min > max
        ? set.nan
            ? set
            : undefined
        : { ...set, min, max, negativeZero: set.negativeZero && other.min !== 0 };
}

function looselyNullish(type: Type, other: Type, equal: boolean): Type | undefined {
    const isNullishOnly = (other.undefined || other.null) && isNever({ ...other, undefined: false, null: false });
    if (!isNullishOnly) return undefined;
    return equal
        ? { ...NEVER, undefined: type.undefined, null: type.null }
        : { ...type, undefined: false, null: false };
}

/** Only where both sides are numbers: other operands convert first. */
function orderType(
    type: Type,
    other: Type,
    order: "less" | "lessOrEqual" | "greater" | "greaterOrEqual",
    truth: boolean,
): Type | undefined {
    const set = type.number;
    const bound = other.number;
    if (
        set === undefined ||
        bound === undefined ||
        !isNever({ ...type, number: undefined }) ||
        !isNever({ ...other, number: undefined })
    )
        return undefined;
    if (!truth) {
        if (set.nan || bound.nan) return undefined;
        const opposite = {
            less: "greaterOrEqual",
            lessOrEqual: "greater",
            greater: "lessOrEqual",
            greaterOrEqual: "less",
        } as const;
        return orderType(type, other, opposite[order], true);
    }
    const step = set.integer && bound.integer ? 1 : 0;
    let { min, max } = set;
    if (order === "less" || order === "lessOrEqual") max = Math.min(max, bound.max - (order === "less" ? step : 0));
    else min = Math.max(min, bound.min + (order === "greater" ? step : 0));
    return min > max ? NEVER : { ...type, number: { ...set, min, max, nan: false } };
}

/** `typeof x === "name"`. */
function refineTypeof(
    refiner: Refiner,
    subject: Local,
    name: unknown,
    operator: string,
    truth: boolean,
    at: number,
): boolean {
    const definedAt = definition(refiner, subject, at - 1);
    const source = refiner.instructions[definedAt];
    const isEquality = ["strictEqual", "strictNotEqual", "looseEqual", "looseNotEqual"].includes(operator);
    if (
        source === undefined ||
        !("operator" in source) ||
        source.operator !== "typeof" ||
        !isLocal(source.operand) ||
        !isEquality ||
        !stable(refiner, source.operand, definedAt)
    )
        return true;
    const equal = operator.endsWith("NotEqual") ? !truth : truth;
    const type = refiner.environment.get(source.operand) ?? NEVER;
    return narrow(refiner, source.operand, typeofType(type, String(name), equal), definedAt - 1);
}

function typeofType(type: Type, name: string, equal: boolean): Type {
    const functions = new Set([...type.shapes].filter((shape) => shape.kind === "function"));
    const others = new Set([...type.shapes].filter((shape) => shape.kind !== "function"));
    const keep = (kind: string): boolean => (kind === name) === equal;
    return {
        undefined: type.undefined && keep("undefined"),
        absent: type.absent && keep("undefined"),
        null: type.null && keep("object"),
        true: type.true && keep("boolean"),
        false: type.false && keep("boolean"),
        number: keep("number") ? type.number : undefined,
        string: keep("string") ? type.string : undefined,
        shapes: new Set([...(keep("function") ? functions : []), ...(keep("object") ? others : [])]),
    };
}
