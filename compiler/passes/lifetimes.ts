/**
 * Which new objects need no place in the heap, because nothing keeps them beyond the function that makes them: object literals that are only read (the options of a
 * call, most often) lie on the stack, and objects that native code makes of a constant text and only looks at are constants.
 *
 * A value is kept once anything but the uses below is made of it. What a function does with its parameters counts for the arguments of its calls.
 */
import type { NativeFunction } from "../bindings/model.ts";
import { isLocal, operandsOf, terminatorOperand } from "../ir/effects.ts";
import type { CallTarget, Instruction, InstructionOf } from "../ir/instructions.ts";
import type { IrFunction, Local, Operand, Program } from "../ir/program.ts";
import { findMember } from "../types/members.ts";
import { typeOf } from "./raises.ts";

/** Bytes of a function's frame that its objects may take. */
const MOST_BYTES = 256;
const BYTES_OF_FIELD = 8;

/** Marks the instructions of the program that make such objects. Needs types and callees. */
export function findShortLives(program: Program): void {
    const functions = [...program.modules, ...program.functions];
    const onStack = new Lifetimes(functions, (target) => target.kind === "temporary");
    const constant = new Lifetimes(functions, () => true);
    for (const fn of functions) {
        let room = MOST_BYTES;
        for (const instruction of fn.blocks.flatMap((block) => block.instructions)) {
            if (instruction.op === "newObject" && fn.testsStack !== true && onStack.endsHere(instruction.target)) {
                const bytes = sizeOf(instruction);
                instruction.onStack = bytes <= room;
                room -= bytes <= room ? bytes : 0;
            } else if (instruction.op === "callNative" && hasConstantText(instruction)) {
                instruction.constant = instruction.target !== undefined && constant.endsHere(instruction.target);
            }
        }
    }
}

function sizeOf({ result = [] }: InstructionOf<"newObject">): number {
    return result.reduce((sum, shape) => {
        return sum + BYTES_OF_FIELD * (1 + (shape.kind === "literal" ? shape.fields.size : 0));
    }, 0);
}

function hasConstantText({ native, arguments: [text] }: InstructionOf<"callNative">): boolean {
    return (
        native.literal !== undefined &&
        text !== undefined &&
        !isLocal(text) &&
        "value" in text &&
        typeof text.value === "string"
    );
}

class Lifetimes {
    private readonly kept = new Set<Local>();
    private readonly mayHold: (target: Local) => boolean;

    /** `mayHold` says to which locals a value may be copied. */
    public constructor(functions: readonly IrFunction[], mayHold: (target: Local) => boolean) {
        this.mayHold = mayHold;
        for (let size = -1; size !== this.kept.size;) {
            size = this.kept.size;
            functions.forEach((fn) => {
                this.visit(fn);
            });
        }
    }

    public endsHere(target: Local): boolean {
        return this.mayHold(target) && !this.kept.has(target);
    }

    private visit(fn: IrFunction): void {
        for (const { instructions, terminator } of fn.blocks) {
            for (const instruction of instructions) {
                const harmless = this.harmlessUses(instruction);
                operandsOf(instruction).forEach((operand) => {
                    const at = harmless.indexOf(operand);
                    if (at >= 0) harmless.splice(at, 1);
                    else this.keep(operand);
                });
            }
            if (terminator.op !== "branch") this.keep(terminatorOperand(terminator));
        }
    }

    private keep(operand: Operand | undefined): void {
        if (operand !== undefined && isLocal(operand)) this.kept.add(operand);
    }

    /** The operands, once for each use, that are as before after the instruction and known to nobody else. */
    private harmlessUses(instruction: Instruction): Operand[] {
        switch (instruction.op) {
            case "copy":
            case "narrow":
                return this.endsHere(instruction.target) ? [instruction.source] : [];
            case "getProperty":
                return isFieldOfAll(instruction) ? [instruction.object] : [];
            case "newObject":
                return instruction.parts.filter(({ kind }) => kind === "spread").map(({ value }) => value);
            case "instanceOf":
                return [instruction.value];
            case "call":
                return this.borrowed(instruction.arguments, instruction.callees ?? []);
            case "callMethod":
                return hasNativeOfPrimitive(instruction)
                    ? []
                    : this.borrowed(instruction.arguments, instruction.callees ?? []);
            case "callFunction":
                return this.borrowed(instruction.arguments, [instruction.function]);
            case "callNative":
                return this.borrowed(instruction.arguments, [instruction.native]);
            case "new":
            case "superConstruct": {
                const built = instruction.op === "new" ? instruction.classReference : instruction.base;
                const native = built.kind === "nativeClass" ? built.construct : undefined;
                const callee = native ?? instruction.constructorFunction;
                return callee === undefined ? [] : this.borrowed(instruction.arguments, [callee]);
            }
            default:
                return [];
        }
    }

    private borrowed(operands: readonly Operand[], callees: readonly (Callee | CallTarget)[]): Operand[] {
        return operands.filter((_, index) => callees.every((callee) => this.borrows(callee, index)));
    }

    private borrows(callee: Callee | CallTarget, index: number): boolean {
        if ("when" in callee) {
            return callee.callee.kind === "field"
                ? callee.callee.targets.every((target) => this.borrows(target, index))
                : this.borrows(callee.callee.kind === "native" ? callee.callee.native : callee.callee.function, index);
        }
        if (callee.kind === "nativeFunction") {
            const parameter = callee.parameters[index];
            return parameter !== undefined && (parameter.borrowed || parameter.type.kind === "options");
        }
        const parameter = callee.parameters[index];
        const isRest = callee.rest && index >= callee.parameters.length - 1;
        return parameter !== undefined && !isRest && !this.kept.has(parameter);
    }
}

type Callee = NativeFunction | IrFunction;

/** The methods of texts, numbers and booleans are not among the callees. */
function hasNativeOfPrimitive({ object }: InstructionOf<"callMethod">): boolean {
    const type = typeOf(object);
    return type.string !== undefined || type.number !== undefined || type.true || type.false;
}

function isFieldOfAll({ object, name }: InstructionOf<"getProperty">): boolean {
    return [...typeOf(object).shapes].every((shape) => findMember(shape, name)?.kind === "field");
}
