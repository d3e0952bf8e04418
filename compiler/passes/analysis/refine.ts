/** What a branch tells about the values that its condition was made from. */
import type { NativeType } from "../../bindings/model.ts";
import { isLocal, operandsOf } from "../../ir/effects.ts";
import type { Binary, Instruction } from "../../ir/instructions.ts";
import type { Block, Local, Operand } from "../../ir/program.ts";
import { canBeFalsy, canBeTruthy, constantType, isNever, NEVER } from "../../types/lattice.ts";
import { objectFits } from "../../types/nativeFit.ts";
import type { NumberSet, Type } from "../../types/type.ts";
import type { Environment } from "./environment.ts";
import { byInstance } from "./instances.ts";
import { binaryType, unaryType } from "./operators.ts";
import { elementsOfIterable } from "./properties.ts";

/** The environment of one side of a branch; undefined when control cannot go there. */
export function refineBranch(
    environment: Environment,
    block: Block,
    condition: Operand,
    truth: boolean,
): Environment | undefined {
    if (!isLocal(condition)) {
        const constant = condition.kind === "constant" && Boolean(condition.value);
        return constant === truth ? environment : undefined;
    }
    const refined = environment.fork();
    const last = block.instructions.length - 1;
    return refineTruth(refined, block.instructions, condition, truth, last) ? refined : undefined;
}

/** Narrows `local` to its truthy or falsy members and everything that follows from that; false when nothing is left. */
function refineTruth(
    environment: Environment,
    instructions: readonly Instruction[],
    local: Local,
    truth: boolean,
    before: number,
): boolean {
    const type = environment.get(local) ?? NEVER;
    if (!narrow(environment, instructions, local, truth ? truthy(type) : falsy(type), before)) {
        return false;
    }
    const step = instructions.find((instruction) => instruction.op === "iterateNext" && instruction.done === local);
    if (step?.op === "iterateNext" && !truth) {
        const iterable = operandType(environment, step.iterable);
        environment.set(step.value, elementsOfIterable(iterable));
    }
    const at = definition(instructions, local, before);
    const source = at === -1 ? undefined : instructions[at];
    if (source === undefined) {
        return true;
    }
    if (
        source.op === "unary" &&
        source.operator === "not" &&
        isLocal(source.operand) &&
        stable(instructions, source.operand, at)
    ) {
        return refineTruth(environment, instructions, source.operand, !truth, at - 1);
    }
    if (
        (source.op === "copy" || source.op === "narrow") &&
        isLocal(source.source) &&
        stable(instructions, source.source, at)
    ) {
        return refineTruth(environment, instructions, source.source, truth, at - 1);
    }
    if (source.op === "binary") {
        return refineComparison(environment, instructions, source, truth, at);
    }
    if (source.op === "callNative" && source.native.tells !== undefined) {
        const { argument, type: told } = source.native.tells;
        const subject = source.arguments[argument];
        if (subject === undefined || !isLocal(subject) || !stable(instructions, subject, at)) {
            return true;
        }
        return narrow(
            environment,
            instructions,
            subject,
            ofNativeType(environment.get(subject) ?? NEVER, told, truth),
            at - 1,
        );
    }
    if (source.op === "instanceOf" && isLocal(source.value) && stable(instructions, source.value, at)) {
        const value = environment.get(source.value) ?? NEVER;
        const [instances, others] = byInstance(value, source.classReference);
        return narrow(environment, instructions, source.value, truth ? instances : others, at - 1);
    }
    return true;
}

/** What a native `value is T` leaves of a set. */
function ofNativeType(type: Type, told: NativeType, truth: boolean): Type {
    const shapes = new Set([...type.shapes].filter((shape) => objectFits(told, shape) === truth));
    return truth ? { ...NEVER, shapes } : { ...type, shapes };
}

/** Sets a narrower type and recomputes what the block derived from the local afterwards. */
function narrow(
    environment: Environment,
    instructions: readonly Instruction[],
    local: Local,
    type: Type,
    before: number,
): boolean {
    if (isNever(type)) {
        return false;
    }
    environment.set(local, type);
    const from = definition(instructions, local, before);
    const changed = new Set<Local>([local]);
    for (let index = from + 1; from !== -1 && index < instructions.length; index++) {
        recompute(environment, instructions, index, changed);
    }
    return true;
}

/**
 * The environment is that of the end of the block: an instruction can be repeated only where its operands still have the values that it saw,
 * and counts only where its target still has the value that it gave.
 */
function operandType(environment: Environment, operand: Operand): Type {
    if (isLocal(operand)) {
        return environment.get(operand) ?? NEVER;
    }
    return operand.kind === "constant" ? constantType(operand.value) : NEVER;
}

function recompute(
    environment: Environment,
    instructions: readonly Instruction[],
    index: number,
    changed: Set<Local>,
): void {
    const instruction = instructions[index];
    if (instruction?.op !== "copy" && instruction?.op !== "unary" && instruction?.op !== "binary") {
        return;
    }
    const isUnchanged = operandsOf(instruction).every(
        (operand) => !isLocal(operand) || stable(instructions, operand, index - 1),
    );
    if (!isUnchanged || !stable(instructions, instruction.target, index)) {
        return;
    }
    const typeOf = (operand: Operand): Type => operandType(environment, operand);
    const depends = (...operands: Operand[]): boolean =>
        operands.some((operand) => isLocal(operand) && changed.has(operand));
    let result: Type | undefined;
    if (instruction.op === "copy" && depends(instruction.source)) {
        result = typeOf(instruction.source);
    } else if (instruction.op === "unary" && depends(instruction.operand)) {
        result = unaryType(instruction.operator, typeOf(instruction.operand));
    } else if (instruction.op === "binary" && depends(instruction.left, instruction.right)) {
        result = binaryType(instruction.operator, typeOf(instruction.left), typeOf(instruction.right));
    }
    if (result !== undefined && !isNever(result)) {
        environment.set(instruction.target, result);
        changed.add(instruction.target);
    }
}

/** Index of the last assignment of `local` in the block at or before `before`, or -1. */
function definition(instructions: readonly Instruction[], local: Local, before: number): number {
    for (let index = before; index >= 0; index--) {
        const instruction = instructions[index];
        if (instruction !== undefined && "target" in instruction && instruction.target === local) {
            return index;
        }
        if (
            instruction?.op === "iterateNext" &&
            (instruction.value === local || instruction.done === local || instruction.position === local)
        ) {
            return -1;
        }
    }
    return -1;
}

/** Whether the local still has the value that it had at `index`. */
function stable(instructions: readonly Instruction[], local: Local, index: number): boolean {
    return (
        definition(instructions, local, instructions.length - 1) <= index &&
        !reassignedByIteration(instructions, local, index)
    );
}

function reassignedByIteration(instructions: readonly Instruction[], local: Local, index: number): boolean {
    return instructions
        .slice(index + 1)
        .some(
            (instruction) =>
                instruction.op === "iterateNext" &&
                [instruction.value, instruction.done, instruction.position].includes(local),
        );
}

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

function refineComparison(
    environment: Environment,
    instructions: readonly Instruction[],
    source: Binary,
    truth: boolean,
    at: number,
): boolean {
    const sides: [Operand, Operand][] = [
        [source.left, source.right],
        [source.right, source.left],
    ];
    for (const [side, [subject, other]] of sides.entries()) {
        if (!isLocal(subject) || !stable(instructions, subject, at)) {
            continue;
        }
        const type = environment.get(subject) ?? NEVER;
        const otherType = operandType(environment, other);
        const narrowed = compareType(source.operator, type, otherType, truth, side === 1, !isLocal(other));
        if (narrowed !== undefined && !narrow(environment, instructions, subject, narrowed, at - 1)) {
            return false;
        }
        if (
            narrowed === undefined &&
            typeof constantOf(other) === "string" &&
            !refineTypeof(environment, instructions, subject, constantOf(other), source.operator, truth, at)
        ) {
            return false;
        }
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
    if (type.string !== undefined && other.string !== undefined && (isOnlyText || !equal)) {
        return undefined;
    }
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
    if (!constant) {
        return undefined;
    }
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
    if (!set.integer || other.min !== other.max || other.nan) {
        return set;
    }
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
    if (!isNullishOnly) {
        return undefined;
    }
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
    ) {
        return undefined;
    }
    if (!truth) {
        if (set.nan || bound.nan) {
            return undefined;
        }
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
    if (order === "less" || order === "lessOrEqual") {
        max = Math.min(max, bound.max - (order === "less" ? step : 0));
    } else {
        min = Math.max(min, bound.min + (order === "greater" ? step : 0));
    }
    return min > max ? NEVER : { ...type, number: { ...set, min, max, nan: false } };
}

/** `typeof x === "name"`. */
function refineTypeof(
    environment: Environment,
    instructions: readonly Instruction[],
    subject: Local,
    name: unknown,
    operator: string,
    truth: boolean,
    at: number,
): boolean {
    const definedAt = definition(instructions, subject, at - 1);
    const source = definedAt === -1 ? undefined : instructions[definedAt];
    const isEquality = ["strictEqual", "strictNotEqual", "looseEqual", "looseNotEqual"].includes(operator);
    if (
        source?.op !== "unary" ||
        source.operator !== "typeof" ||
        !isLocal(source.operand) ||
        !isEquality ||
        !stable(instructions, source.operand, definedAt)
    ) {
        return true;
    }
    const equal = operator.endsWith("NotEqual") ? !truth : truth;
    const type = environment.get(source.operand) ?? NEVER;
    return narrow(environment, instructions, source.operand, typeofType(type, String(name), equal), definedAt - 1);
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
