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

export function findLowBits(program: TypedProgram): void {
    const functions = [...program.modules, ...program.functions];
    const chosen = choose(program, functions);
    for (const fn of functions)
        fn.blocks.forEach((block) => block.instructions.forEach((instruction) => markWrapping(instruction, chosen)));

    const poisonous = findPoisonous(functions, chosen);
    for (const local of chosen) {
        local.lowBits = true;
        local.type = poisonous.has(local) ? LOW_OR_NAN : intType(INT32_MIN, INT32_MAX);
    }
}

/** What is left of the candidates: a parameter that falls out wakes the callers of its function. */
function choose(program: TypedProgram, functions: readonly TypedFunction[]): ReadonlySet<TypedLocal> {
    const enteredByNative = new Set(program.entries.values());
    const chosen = new Set(
        functions.flatMap((fn) => fn.locals.filter((local) => isCandidate(local, fn, enteredByNative.has(fn)))),
    );
    const callers = callersOf(functions);
    const waiting = new Set(functions);
    for (const fn of waiting) {
        waiting.delete(fn);
        const before = fn.parameters.filter((parameter) => chosen.has(parameter)).length;
        for (let size = -1; size !== chosen.size;) {
            size = chosen.size;
            fn.blocks.forEach((block) => dropSeen(block, chosen));
        }
        const after = fn.parameters.filter((parameter) => chosen.has(parameter)).length;
        if (after < before) callers.get(fn)?.forEach((caller) => waiting.add(caller));
    }
    return chosen;
}

/** What enters one function that specialisation has found. */
type DirectCall = Extract<TypedInstruction, { entered?: TypedFunction }>;

/** The functions that call each function directly. */
function callersOf(functions: readonly TypedFunction[]): ReadonlyMap<TypedFunction, ReadonlySet<TypedFunction>> {
    const callers = new Map<TypedFunction, Set<TypedFunction>>();
    for (const fn of functions) {
        for (const { entered } of fn.blocks.flatMap(directCalls))
            if (entered !== undefined) callers.set(entered, (callers.get(entered) ?? new Set()).add(fn));
    }
    return callers;
}

const directCalls = ({ instructions }: TypedBlock): DirectCall[] =>
    instructions.filter((instruction): instruction is DirectCall => "entered" in instruction);

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
        for (const { entered, arguments: passed } of blocks.flatMap(directCalls)) {
            entered?.parameters.forEach((parameter, index) => {
                if (found.has(parameter)) keep(passed[index]);
            });
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

/** Takes out the locals of which the block sees more than the low bits. */
function dropSeen(block: TypedBlock, chosen: Set<TypedLocal>): void {
    for (const instruction of block.instructions)
        for (const operand of seenOperands(instruction, chosen)) if (isLocal(operand)) chosen.delete(operand);

    const last = terminatorOperand(block.terminator);
    if (last !== undefined && isLocal(last)) chosen.delete(last);
}

function markWrapping(instruction: TypedInstruction, chosen: ReadonlySet<TypedLocal>): void {
    const isCut = [...targetsOf(instruction), ...operandsOf(instruction)].some(
        (operand) => isLocal(operand) && chosen.has(operand),
    );
    const wraps = isCut ? declarationOf(instruction).wraps?.(instruction, lowBits(chosen)) : undefined;
    if (wraps !== undefined) Object.assign(instruction, { wraps });
}

const lowBits = (chosen: ReadonlySet<TypedLocal>): LowBits => ({
    isCut: (target) => chosen.has(target),
    needs: (target) => chosen.has(target) || isWhole(target.type ?? NEVER),
});

/** The operands of which the instruction takes more than the low bits. */
function seenOperands(instruction: TypedInstruction, chosen: ReadonlySet<TypedLocal>): readonly TypedOperand[] {
    const { seen } = declarationOf(instruction);
    return seen === undefined ? operandsOf(instruction) : seen(instruction, lowBits(chosen));
}
