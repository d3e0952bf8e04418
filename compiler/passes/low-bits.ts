/**
 * Finds the locals of which a program only ever sees ToInt32: every use is an operand of a bit
 * operator, a byte that is stored, or arithmetic whose own result is such a local. They are C
 * integers of 32 bits whatever set of numbers reaches them, and arithmetic on them wraps around.
 *
 * Wrapping gives the low bits of JavaScript's result as long as that is exact, which it is up to
 * 2^53. The sets say so; where they do not, the operation stays one of doubles, and its result
 * alone is cut to 32 bits.
 *
 * What can be NaN, as an element that may be missing, makes NaN of every sum, and the low bits of
 * that are 0. So a local that goes into such arithmetic keeps whether it is NaN: a tagged number.
 */
import type { LowBits } from "../ir/declaration.ts";
import { calleesOf } from "../ir/arrived.ts";
import { canBeNaN, isWhole, isWholeSet } from "../ir/declarations/low-bits.ts";
import { operandsOf, targetsOf, terminatorOperand } from "../ir/effects.ts";
import { isLocal } from "../ir/program.ts";
import { declarationOf } from "../ir/table.ts";
import type {
    TypedBlock,
    TypedFunction,
    TypedInstruction,
    TypedLocal,
    TypedOperand,
    TypedProgram,
} from "../ir/typed.ts";
import { intType, NEVER, numberType } from "../types/lattice.ts";
import { ANY_INT32, INT32_MAX, INT32_MIN } from "../types/numbers.ts";
import { onlyNumbers } from "../types/predicates.ts";
import type { ArrayShape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import { LowElements } from "./low-elements.ts";

/** `arrays` are the sets that are stored alike. */
export function findLowBits(program: TypedProgram, arrays: readonly (readonly ArrayShape[])[]): void {
    const functions = [...program.modules, ...program.functions];
    const low = new Low(program, new LowElements(program, arrays));
    low.choose(functions);
    const { chosen } = low;
    for (const fn of functions)
        fn.blocks.forEach((block) => block.instructions.forEach((instruction) => low.markWrapping(instruction)));
    low.elements.store();

    const poisonous = findPoisonous(functions, chosen);
    for (const local of chosen) {
        local.lowBits = true;
        local.type = poisonous.has(local) ? LOW_OR_NAN : intType(INT32_MIN, INT32_MAX);
    }
}

/** What is left of the candidates, locals and elements. */
class Low implements LowBits {
    readonly chosen: Set<TypedLocal>;
    readonly elements: LowElements;

    constructor(program: TypedProgram, elements: LowElements) {
        const enteredByNative = new Set(program.entries.values());
        this.elements = elements;
        this.chosen = new Set(
            [...program.modules, ...program.functions].flatMap((fn) =>
                fn.locals.filter((local) => isCandidate(local, fn, enteredByNative.has(fn))),
            ),
        );
    }

    isCut(target: TypedLocal): boolean {
        return this.chosen.has(target);
    }

    needs(target: TypedLocal): boolean {
        return this.chosen.has(target) || isWhole(target.type ?? NEVER);
    }

    cutsElements(arrays: Type): boolean {
        return this.elements.has(arrays);
    }

    /** A parameter that falls out wakes the callers of its function, an array those who use it. */
    choose(functions: readonly TypedFunction[]): void {
        const callers = callersOf(functions);
        const waiting = new Set(functions);
        const countCut = (fn: TypedFunction): number => fn.parameters.filter((one) => this.isCut(one)).length;
        for (const fn of waiting) {
            waiting.delete(fn);
            const before = countCut(fn);
            for (let size = -1; size !== this.chosen.size;) {
                size = this.chosen.size;
                fn.blocks.forEach((block) => this.dropSeen(block));
                fn.blocks.forEach((block) => this.elements.drop(block, this, (user) => waiting.add(user)));
            }
            if (countCut(fn) < before) callers.get(fn)?.forEach((caller) => waiting.add(caller));
        }
    }

    /** Takes out the locals of which the block sees more than the low bits. */
    private dropSeen(block: TypedBlock): void {
        for (const instruction of block.instructions)
            for (const operand of this.seenOperands(instruction)) if (isLocal(operand)) this.chosen.delete(operand);

        const last = terminatorOperand(block.terminator);
        if (last !== undefined && isLocal(last)) this.chosen.delete(last);
    }

    /** The operands of which the instruction takes more than the low bits. */
    private seenOperands(instruction: TypedInstruction): readonly TypedOperand[] {
        const { seen } = declarationOf(instruction);
        return seen === undefined ? operandsOf(instruction) : seen(instruction, this);
    }

    markWrapping(instruction: TypedInstruction): void {
        const isCut = [...targetsOf(instruction), ...operandsOf(instruction)].some(
            (operand) => isLocal(operand) && this.chosen.has(operand),
        );
        const wraps = isCut ? declarationOf(instruction).wraps?.(instruction, this) : undefined;
        if (wraps !== undefined) Object.assign(instruction, { wraps });
    }
}

/** The functions that call each function. */
function callersOf(functions: readonly TypedFunction[]): ReadonlyMap<TypedFunction, ReadonlySet<TypedFunction>> {
    const callers = new Map<TypedFunction, Set<TypedFunction>>();
    for (const fn of functions) {
        for (const callee of fn.blocks.flatMap(({ instructions }) => instructions.flatMap(calleesOf)))
            callers.set(callee, (callers.get(callee) ?? new Set()).add(fn));
    }
    return callers;
}

const LOW_OR_NAN = numberType({ ...ANY_INT32, nan: true });

/** The chosen locals that can be NaN where that decides the result of arithmetic. */
function findPoisonous(functions: readonly TypedFunction[], chosen: ReadonlySet<TypedLocal>): ReadonlySet<TypedLocal> {
    const found = new Set<TypedLocal>();
    const keep = (operand: TypedOperand | undefined): void => {
        if (operand !== undefined && isLocal(operand) && chosen.has(operand) && canBeNaN(operand.type))
            found.add(operand);
    };
    const blocks = functions.filter((fn) => fn.locals.some((local) => chosen.has(local))).flatMap((fn) => fn.blocks);
    for (let size = -1; size !== found.size;) {
        size = found.size;
        for (const instruction of blocks.flatMap(({ instructions }) => instructions)) {
            const isArithmetic = declarationOf(instruction).spreadsNaN?.(instruction) === true;
            const isPassedOn = targetsOf(instruction).some((target) => found.has(target));
            if (isArithmetic || isPassedOn) operandsOf(instruction).forEach(keep);
        }
        for (const instruction of blocks.flatMap(({ instructions }) => instructions)) {
            if (!("arguments" in instruction)) continue;
            for (const { parameters } of calleesOf(instruction)) {
                parameters.forEach((parameter, index) => {
                    if (found.has(parameter)) keep(instruction.arguments[index]);
                });
            }
        }
    }
    return found;
}

/** What may be cut to 32 bits where it is assigned, and is no C integer as it is. */
function isCandidate(local: TypedLocal, { rest, parameters }: TypedFunction, isEnteredByNative: boolean): boolean {
    const { kind, cell, type } = local;
    const isRest = rest && parameters.at(-1) === local;
    const isHere =
        kind === "variable" || kind === "temporary" || (kind === "parameter" && !isEnteredByNative && !isRest);
    if (!isHere || cell || type?.number === undefined) return false;
    const isPlain = type.string === undefined && type.shapes.size === 0 && !type.absent;
    return isPlain && !(onlyNumbers(type) && isWholeSet(type.number));
}
