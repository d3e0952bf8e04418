/** Instructions that make a value of values: what comes out, and what a branch on it tells. */
import { objectInArithmetic, objectToString } from "../../diagnostics/diagnostics.ts";
import type { Instruction, InstructionOf } from "../../ir/instructions.ts";
import { isNever, NEVER, STRING_TYPE } from "../../types/lattice.ts";
import type { Type } from "../../types/type.ts";
import type { Frame } from "./frame.ts";
import { byInstance } from "./instances.ts";
import { refuseReplacedConversion } from "./intrinsics.ts";
import {
    binaryHint,
    binaryOperands,
    hasConversion,
    toPrimitive,
    unaryHint,
    unaryOperand,
} from "../../types/primitive.ts";
import { binaryType, unaryType } from "./operators.ts";
import { refineComparison, refineLocal, refineSame } from "./refine.ts";
import type { Transfers } from "./rules.ts";
import { hasObjects, hasObjectsWithoutText, noteConversions, onlyText } from "./text.ts";

function refuseObjects(frame: Frame, { span }: Instruction, types: readonly Type[]): void {
    if (types.some(hasObjects)) frame.refuse(objectInArithmetic(span), ...types);
}

function convert(frame: Frame, { span }: Instruction, types: readonly Type[]): void {
    noteConversions(frame.world, ...types);
    refuseReplacedConversion(frame, span, types);
}

function transferUnary(frame: Frame, instruction: InstructionOf<"unary">): void {
    if (unaryHint(instruction.operator) !== undefined) convert(frame, instruction, [frame.type(instruction.operand)]);
    const operand = unaryOperand(instruction.operator, frame.type(instruction.operand));
    if (instruction.operator !== "not" && instruction.operator !== "typeof")
        refuseObjects(frame, instruction, [operand]);
    frame.set(instruction.target, unaryType(instruction.operator, operand));
}

function transferBinary(frame: Frame, instruction: InstructionOf<"binary">): void {
    const sides = [frame.type(instruction.left), frame.type(instruction.right)] as const;
    if (binaryHint(instruction.operator, ...sides) !== undefined) convert(frame, instruction, sides);
    const [left, right] = binaryOperands(instruction.operator, ...sides);
    if (instruction.operator === "add" && onlyText(left) !== onlyText(right)) {
        if (hasObjectsWithoutText(frame.world, onlyText(left) ? right : left))
            frame.refuse(objectToString(instruction.span), left, right);
    } else if (!/Equal$/.test(instruction.operator) || /^less|^greater/.test(instruction.operator)) {
        refuseObjects(frame, instruction, [left, right]);
    } else if (instruction.operator.startsWith("loose")) {
        refuseLooseObjects(frame, instruction, left, right);
    }
    frame.set(instruction.target, binaryType(instruction.operator, left, right));
}

/** `object == null` is fine; `object == 1` would convert the object. */
function refuseLooseObjects(frame: Frame, instruction: InstructionOf<"binary">, left: Type, right: Type): void {
    const isOneSided = left.shapes.size > 0 !== right.shapes.size > 0;
    const wouldConvert = (type: Type, other: Type): boolean =>
        (isOneSided ? type.shapes.size > 0 : hasConversion(type)) &&
        (other.string !== undefined || other.number !== undefined || other.true || other.false);
    if (wouldConvert(left, right) || wouldConvert(right, left))
        frame.refuse(objectInArithmetic(instruction.span), left, right);
}

function transferConvert(frame: Frame, { source, span, target }: InstructionOf<"convert">): void {
    const type = frame.type(source);
    if (hasObjects(type)) frame.refuse(objectToString(span), type);
    frame.set(target, type);
}

function transferTemplate(frame: Frame, instruction: InstructionOf<"template">): void {
    const given = instruction.parts.map((part) => frame.type(part));
    convert(frame, instruction, given);
    const parts = instruction.parts.map((part) => toPrimitive(frame.type(part), "string"));
    const [converted] = parts.filter((part) => hasObjectsWithoutText(frame.world, part));
    if (converted !== undefined) frame.refuse(objectToString(instruction.span), converted);
    frame.set(instruction.target, parts.some((part) => part === NEVER) ? NEVER : STRING_TYPE);
}

function transferInstanceOf(frame: Frame, instruction: InstructionOf<"instanceOf">): void {
    const value = frame.type(instruction.value);
    const [instances, others] = byInstance(value, instruction.classReference);
    frame.set(instruction.target, { ...NEVER, true: !isNever(instances), false: !isNever(others) });
}

function transferCheck(frame: Frame, instruction: InstructionOf<"checkInitialised">): void {
    const value = frame.type(instruction.value);
    frame.set(instruction.target, { ...value, absent: false });
    frame.lastResult = frame.type(instruction.target);
}

export const valueTransfers: Transfers<
    "copy" | "convert" | "narrow" | "unary" | "binary" | "template" | "instanceOf" | "checkInitialised"
> = {
    copy: {
        run: (frame, { target, source }) => frame.set(target, frame.type(source)),
        tells: (refiner, { source }, { truth, at }) => refineSame(refiner, source, truth, at),
        again: ({ source }, typeOf) => typeOf(source),
    },
    convert: transferConvert,
    narrow: {
        run: (frame, { target, source }) => frame.set(target, frame.type(source)),
        tells: (refiner, { source }, { truth, at }) => refineSame(refiner, source, truth, at),
    },
    unary: {
        run: transferUnary,
        tells: (refiner, { operator, operand }, { truth, at }) =>
            operator !== "not" || refineSame(refiner, operand, !truth, at),
        again: ({ operator, operand }, typeOf) => unaryType(operator, unaryOperand(operator, typeOf(operand))),
    },
    binary: {
        run: transferBinary,
        tells: (refiner, instruction, { truth, at }) => refineComparison(refiner, instruction, truth, at),
        again: ({ operator, left, right }, typeOf) =>
            binaryType(operator, ...binaryOperands(operator, typeOf(left), typeOf(right))),
    },
    template: transferTemplate,
    instanceOf: {
        run: transferInstanceOf,
        tells: (refiner, { value, classReference }, { truth, at }) =>
            refineLocal(refiner, value, at, (type) => byInstance(type, classReference)[truth ? 0 : 1]),
    },
    checkInitialised: transferCheck,
};
