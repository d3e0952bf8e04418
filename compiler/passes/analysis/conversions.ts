/**
 * Conversions of operands that run methods of the program. The library has ECMA-262's steps; the
 * instruction then sees primitives, and specialisation puts the call before it.
 */
import type { Converted } from "../../ir/declaration.ts";
import { operandsIn, operandsOf } from "../../ir/effects.ts";
import type { Instruction } from "../../ir/instructions.ts";
import { isLocal } from "../../ir/program.ts";
import type { IrFunction, Local, Operand } from "../../ir/program.ts";
import { declarationOf } from "../../ir/table.ts";
import { isNever, UNDEFINED_TYPE } from "../../types/lattice.ts";
import { areConvertible, needsMethods } from "../../types/primitive.ts";
import type { Type } from "../../types/type.ts";
import { enter } from "./entering.ts";
import type { Frame } from "./frame.ts";
import type { Instance } from "./function-instances.ts";
import { refuseReplacedConversion } from "./intrinsics.ts";
import { noteConversions } from "./text.ts";

/** What one operand of an instruction is converted by. */
export interface Conversion extends Pick<Converted, "field" | "index"> {
    readonly operand: Local;
    readonly by: IrFunction;
    readonly entered: Instance;
    readonly result: Type;
}

const FILE = "ts-src/lib/primitive.ts";
const FUNCTIONS = { default: "toPrimitive", number: "toNumeric", string: "toText" } as const;

/** From here on the instruction sees what the conversions give. */
export function convertOperands(frame: Frame, instruction: Instruction): readonly Conversion[] {
    frame.converted = undefined;
    const { converts } = declarationOf(instruction);
    if (converts === undefined || !operandsOf(instruction).some((operand) => frame.type(operand).shapes.size > 0))
        return [];
    const found = typeof converts === "function" ? converts(instruction, frame) : converts;
    const made = found.flatMap((one) => convert(frame, instruction, one, found));
    if (made.length > 0) frame.converted = new Map(made.map(({ operand, result }) => [operand, result]));
    return made;
}

function convert(
    frame: Frame,
    instruction: Instruction,
    { field, index, hint, keeps, isWhole }: Converted,
    all: readonly Converted[],
): Conversion[] {
    const operand = operandAt(instruction, field, index);
    if (operand === undefined || !isLocal(operand)) return [];
    const type = frame.type(operand);
    noteConversions(frame.world, type);
    const isNeeded = isWhole ? type.shapes.size > 0 && areConvertible(type) : needsMethods(type, hint, keeps);
    if (!isNeeded || isUsedOtherwise(instruction, operand, all)) return [];
    refuseReplacedConversion(frame, instruction.span, [type]);
    const by = frame.world.functions.libraryFunction(FILE, FUNCTIONS[hint]);
    if (by === undefined) return [];
    const { instance, result } = enter(frame, by, undefined, UNDEFINED_TYPE, { listed: [type], spread: undefined });
    return [{ field, ...(index === undefined ? {} : { index }), operand, by, entered: instance, result }];
}

/** Whether the object itself is another operand too. */
function isUsedOtherwise(instruction: Instruction, operand: Operand, all: readonly Converted[]): boolean {
    const times = operandsOf(instruction).filter((each) => each === operand).length;
    return times > all.filter(({ field, index }) => operandAt(instruction, field, index) === operand).length;
}

function operandAt(instruction: Instruction, field: string, index = 0): Operand | undefined {
    const slot = declarationOf(instruction).operands.find((one) => one.field === field);
    return slot && operandsIn(instruction, slot)[index];
}

/** Whether control does not come to the instruction itself. */
export const isLost = (made: readonly Conversion[]): boolean => made.some(({ result }) => isNever(result));
