/**
 * Finds the locals of which a program only ever sees ToInt32: every use is an operand of a bit operator, a byte that is stored, or arithmetic whose own
 * result is such a local. They are C integers of 32 bits whatever set of numbers reaches them, and arithmetic on them wraps around.
 *
 * Wrapping gives the low bits of JavaScript's result as long as that is exact, which it is up to 2^53. The sets say so; where they do not, the operation stays
 * one of doubles, and its result alone is cut to 32 bits.
 */
import type { NativeParameter } from "../bindings/model.ts";
import { isLocal, operandsOf, terminatorOperand } from "../ir/effects.ts";
import type { Binary, Instruction, Unary } from "../ir/instructions.ts";
import type { Block, IrFunction, Local, Operand, Program } from "../ir/program.ts";
import { constantType, intType, NEVER } from "../types/lattice.ts";
import {
    addNumbers,
    INT32_MAX,
    INT32_MIN,
    isInt32Set,
    isUint32Set,
    multiplyNumbers,
    subtractNumbers,
} from "../types/numbers.ts";
import { isByteView } from "../types/nativeFit.ts";
import { onlyNumbers, onlyObjects } from "../types/predicates.ts";
import type { NumberSet, Type } from "../types/type.ts";

export function findLowBits(program: Program): void {
    [...program.modules, ...program.functions].forEach(findInFunction);
}

function findInFunction(fn: IrFunction): void {
    const chosen = new Set(fn.locals.filter(isCandidate));
    for (let size = -1; size !== chosen.size;) {
        size = chosen.size;
        fn.blocks.forEach((block) => dropSeen(block, chosen));
    }
    fn.blocks.forEach((block) => block.instructions.forEach((instruction) => markWrapping(instruction, chosen)));
    for (const local of chosen) {
        local.lowBits = true;
        local.type = intType(INT32_MIN, INT32_MAX);
    }
}

/** What may be cut to 32 bits where it is assigned, and is no C integer as it is. */
function isCandidate({ kind, cell, type }: Local): boolean {
    if ((kind !== "variable" && kind !== "temporary") || cell || type?.number === undefined) {
        return false;
    }
    const isPlain = type.string === undefined && type.shapes.size === 0 && !type.absent;
    return isPlain && !(onlyNumbers(type) && isWholeSet(type.number));
}

const isWholeSet = (set: NumberSet): boolean => isInt32Set(set) || isUint32Set(set);

/** Takes out the locals of which the block sees more than the low bits. */
function dropSeen(block: Block, chosen: Set<Local>): void {
    for (const instruction of block.instructions) {
        for (const operand of seenOperands(instruction, chosen)) {
            if (isLocal(operand)) {
                chosen.delete(operand);
            }
        }
    }
    const last = terminatorOperand(block.terminator);
    if (last !== undefined && isLocal(last)) {
        chosen.delete(last);
    }
}

/** The operands of which the instruction takes more than the low bits. */
function seenOperands(instruction: Instruction, chosen: ReadonlySet<Local>): readonly Operand[] {
    const all = operandsOf(instruction);
    switch (instruction.op) {
        case "copy":
        case "narrow":
            return needsLowBits(instruction.target, chosen) ? [] : all;
        case "unary":
            return unaryTakesLowBits(instruction, chosen) ? [] : all;
        case "binary":
            return binaryTakesLowBits(instruction, chosen) ? [] : all;
        case "setIndex": {
            const type = typeOf(instruction.object);
            const isStoredByte = onlyObjects(type) && [...type.shapes].every(isByteView);
            return isStoredByte ? [instruction.object, instruction.index] : all;
        }
        case "callNative": {
            const { arguments: passed, native, thisArgument, spread } = instruction;
            const seen = passed.filter((_, index) => !takesLowBits(native.parameters[index]));
            return [...seen, ...[thisArgument, spread].filter((operand) => operand !== undefined)];
        }
        default:
            return all;
    }
}

/** Whether the argument is converted by ToInt32 or ToUint32. */
const takesLowBits = (parameter: NativeParameter | undefined): boolean =>
    parameter?.type.kind === "number" && parameter.type.c !== "double" && !parameter.optional && !parameter.rest;

/** A target that is a C integer anyway is what its low bits are. */
function needsLowBits(target: Local, chosen: ReadonlySet<Local>): boolean {
    const { type } = target;
    return chosen.has(target) || (type?.number !== undefined && onlyNumbers(type) && isWholeSet(type.number));
}

function unaryTakesLowBits(instruction: Unary, chosen: ReadonlySet<Local>): boolean {
    switch (instruction.operator) {
        case "bitwiseNot":
            return true;
        case "plus":
        case "toNumeric":
            return needsLowBits(instruction.target, chosen);
        case "negate":
            return needsLowBits(instruction.target, chosen) && isExact(exactSet(instruction.operand));
        default:
            return false;
    }
}

const EXACT = { add: addNumbers, subtract: subtractNumbers, multiply: multiplyNumbers } as const;

function binaryTakesLowBits(instruction: Binary, chosen: ReadonlySet<Local>): boolean {
    const { operator, left, right, target } = instruction;
    switch (operator) {
        case "bitwiseAnd":
        case "bitwiseOr":
        case "bitwiseXor":
        case "shiftLeft":
        case "shiftRight":
        case "shiftRightUnsigned":
            return true;
        case "add":
        case "subtract":
        case "multiply": {
            const [a, b] = [exactSet(left), exactSet(right)];
            const canWrap = a !== undefined && b !== undefined && isExact(EXACT[operator](a, b));
            return canWrap && needsLowBits(target, chosen);
        }
        default:
            return false;
    }
}

/** The numbers of an operand whose low bits are those of its members. */
function exactSet(operand: Operand): NumberSet | undefined {
    const type = typeOf(operand);
    return onlyNumbers(type) && isExact(type.number) ? type.number : undefined;
}

/** Whether double arithmetic gives each member exactly. */
function isExact(set: NumberSet | undefined): set is NumberSet {
    return (
        set?.integer === true && !set.nan && set.min >= -Number.MAX_SAFE_INTEGER && set.max <= Number.MAX_SAFE_INTEGER
    );
}

/** Remainders and quotients of C integers are exact too: their low bits are those of C's, apart from what C does not define. */
function isWholeDivision({ operator, left, right }: Binary): boolean {
    const sets = [exactSet(left), exactSet(right)];
    const isDivision = operator === "divide" || operator === "remainder";
    return isDivision && (sets.every((set) => set && isInt32Set(set)) || sets.every((set) => set && isUint32Set(set)));
}

function markWrapping(instruction: Instruction, chosen: ReadonlySet<Local>): void {
    if (instruction.op !== "binary" && instruction.op !== "unary") {
        return;
    }
    const isCut = [instruction.target, ...operandsOf(instruction)].some(
        (operand) => isLocal(operand) && chosen.has(operand),
    );
    if (isCut && instruction.op === "binary") {
        const isDivision = chosen.has(instruction.target) && isWholeDivision(instruction);
        instruction.wraps = isDivision || binaryTakesLowBits(instruction, chosen);
    } else if (isCut && instruction.op === "unary") {
        instruction.wraps = unaryTakesLowBits(instruction, chosen);
    }
}

function typeOf(operand: Operand): Type {
    if (isLocal(operand)) {
        return operand.type ?? NEVER;
    }
    return operand.kind === "constant" ? constantType(operand.value) : NEVER;
}
