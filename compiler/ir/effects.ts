/** What instructions read, assign and can do, as their declarations say. */
import type { Arriving, Called, ErrorName, Place, Slot, Use } from "./declaration.ts";
import type { Instruction, Naming, Terminator } from "./instructions.ts";
import type { Block, Local, Operand } from "./program.ts";
import type { TypedBlock, TypedInstruction, TypedLocal, TypedOperand, TypedTerminator } from "./typed.ts";
import { declarationOf } from "./table.ts";

export { isLocal } from "./program.ts";

interface Part {
    readonly kind: string;
    readonly value: Operand;
}

type Members = Record<string, Operand | readonly Operand[] | readonly Part[] | undefined>;

/** The locals that an instruction assigns. */
export function targetsOf(instruction: TypedInstruction): TypedLocal[];
export function targetsOf(instruction: Instruction): Local[];
export function targetsOf(instruction: Instruction): Local[] {
    const members = instruction as unknown as Record<string, Local | undefined>;
    return declarationOf(instruction).targets.flatMap(({ field }) => members[field] ?? []);
}

/** What stands in one slot; a missing operand is none. */
export function operandsIn(instruction: Instruction, { field, form }: Slot): readonly Operand[] {
    const member = (instruction as unknown as Members)[field];
    if (member === undefined) return [];
    if (form === "one") return [member as Operand];
    return form === "list" ? (member as readonly Operand[]) : (member as readonly Part[]).map(({ value }) => value);
}

/** In the order of evaluation. */
export function operandsOf(instruction: TypedInstruction): TypedOperand[];
export function operandsOf(instruction: Instruction): Operand[];
export function operandsOf(instruction: Instruction): Operand[] {
    return declarationOf(instruction).operands.flatMap((slot) => operandsIn(instruction, slot));
}

export interface OperandUse<Each extends Operand = Operand> {
    readonly operand: Each;
    readonly use: Use;
    /** Its place in the list, for arguments. */
    readonly index: number;
}

/** The operands with what becomes of them. */
export function usesOf(instruction: TypedInstruction): OperandUse<TypedOperand>[];
export function usesOf(instruction: Instruction): OperandUse[];
export function usesOf(instruction: Instruction): OperandUse[] {
    return declarationOf(instruction).operands.flatMap((slot) => {
        const parts =
            slot.form === "parts" ? (instruction as unknown as Record<string, Part[]>)[slot.field] : undefined;
        return operandsIn(instruction, slot).map((operand, index): OperandUse => {
            const isSpread = parts?.[index]?.kind === "spread";
            return { operand, use: isSpread ? (slot.spread ?? slot.use) : slot.use, index };
        });
    });
}

/** Where an operand stands; of a single one the index is 0. */
export interface Position {
    readonly field: string;
    readonly index: number;
}

/**
 * A copy with other operands and targets. Some operands have to be the local that is stored, not
 * another of the same value.
 */
export function mapInstruction(
    instruction: TypedInstruction,
    mapOperand: (operand: TypedOperand, as: "stored" | "value", at: Position) => TypedOperand,
    mapTarget: (target: TypedLocal) => TypedLocal,
): TypedInstruction;
export function mapInstruction(
    instruction: Instruction,
    mapOperand: (operand: Operand, as: "stored" | "value", at: Position) => Operand,
    mapTarget: (target: Local) => Local,
): Instruction;
export function mapInstruction(
    instruction: Instruction,
    mapOperand: (operand: TypedOperand, as: "stored" | "value", at: Position) => Operand,
    mapTarget: (target: TypedLocal) => Local,
): Instruction {
    const { operands, targets } = declarationOf(instruction);
    const members = instruction as unknown as Members;
    const copy: Members = { ...members };
    for (const { field, form, takes, asStored } of operands) {
        const member = members[field];
        const as = takes === "cell" || takes === "variable" || asStored === true ? "stored" : "value";
        const map = (operand: TypedOperand, index: number): Operand => mapOperand(operand, as, { field, index });
        if (member === undefined) continue;
        if (form === "one") {
            copy[field] = map(member as TypedOperand, 0);
        } else if (form === "list") {
            copy[field] = (member as readonly TypedOperand[]).map(map);
        } else {
            copy[field] = (member as readonly Part[]).map((part, index) => ({
                ...part,
                value: map(part.value as TypedOperand, index),
            }));
        }
    }
    for (const { field } of targets) {
        const target = members[field];
        if (target !== undefined) copy[field] = mapTarget(target as TypedLocal);
    }
    return copy as unknown as Instruction;
}

/**
 * What it throws itself, by the standard names of the classes; what leaves the functions that it
 * enters comes on top. Where there is no room for the error, a RangeError takes its place.
 */
export function errorsOf(instruction: Instruction, arriving: Arriving): readonly ErrorName[] {
    const { throws = [] } = declarationOf(instruction);
    const errors = typeof throws === "function" ? throws(instruction, arriving) : throws;
    return errors.length === 0 || errors.includes("RangeError") ? errors : [...errors, "RangeError"];
}

/** The code that it runs, native accessors included. */
export function calledBy(instruction: Instruction, arriving: Arriving): readonly Called[] {
    const { calls = [] } = declarationOf(instruction);
    return typeof calls === "function" ? calls(instruction, arriving) : calls;
}

export function readsOf(instruction: Instruction, arriving: Arriving): readonly Place[] {
    const { reads = [] } = declarationOf(instruction);
    return typeof reads === "function" ? reads(instruction, arriving) : reads;
}

export function writesOf(instruction: Instruction, arriving: Arriving): readonly Place[] {
    const { writes = [] } = declarationOf(instruction);
    return typeof writes === "function" ? writes(instruction, arriving) : writes;
}

/** Whether it makes something in the heap. */
export function allocates(instruction: Instruction, arriving: Arriving): boolean {
    const { allocates: rule = false } = declarationOf(instruction);
    return typeof rule === "function" ? rule(instruction, arriving) : rule;
}

/** Whether an exception can leave it, whatever arrives. */
export function mayThrow(instruction: Instruction): boolean {
    const { throws, calls } = declarationOf(instruction);
    return throws !== undefined || calls !== undefined;
}

export const isNaming = (instruction: Instruction): instruction is Naming => declarationOf(instruction).names === true;

/** The first instruction of a handler, which takes the exception. */
export const opensHandler = (instruction: Instruction): boolean => declarationOf(instruction).opensHandler === true;

export function terminatorOperand(terminator: TypedTerminator): TypedOperand | undefined;
export function terminatorOperand(terminator: Terminator): Operand | undefined;
export function terminatorOperand(terminator: Terminator): Operand | undefined {
    switch (terminator.op) {
        case "branch":
            return terminator.condition;
        case "return":
        case "throw":
            return terminator.value;
        default:
            return undefined;
    }
}

/** Where control goes at the end of the block; the handler is not among them. */
export function successorsOf(block: TypedBlock): TypedBlock[];
export function successorsOf(block: Block): Block[];
export function successorsOf(block: Block): Block[] {
    switch (block.terminator.op) {
        case "jump":
            return [block.terminator.to];
        case "branch":
            return [block.terminator.then, block.terminator.otherwise];
        default:
            return [];
    }
}

/** Whether an exception can leave the block's instructions or its terminator. */
export function blockMayThrow(block: Block): boolean {
    return block.terminator.op === "throw" || block.instructions.some(mayThrow);
}
