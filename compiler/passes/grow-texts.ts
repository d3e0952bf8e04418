/**
 * Finds the texts that a variable builds up piece by piece, `text = text + piece`, and that nobody
 * else has when the next piece comes. The runtime makes such a text longer where it lies, its
 * header included; elsewhere each piece makes another header, because the old text may still be
 * read.
 *
 * A text is the variable's own when it is a constant, which the runtime tells from what it made, or
 * what such an addition gave. It stays so until its value goes anywhere: to another local, a
 * property, a call that may keep it, another text. To compare it, or to ask for its length or a
 * unit, is no more than a look.
 */
import { successorsOf, targetsOf, terminatorOperand, usesOf } from "../ir/effects.ts";
import type { OperandUse } from "../ir/effects.ts";
import { templateOf } from "../ir/declarations/values.ts";
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
import { Uses } from "../ir/uses.ts";

export function growTexts(program: TypedProgram): void {
    for (const fn of [...program.modules, ...program.functions]) {
        const additions = findAdditions(fn);
        if (additions.size > 0) markOwn(fn, additions);
    }
}

/** `target = text, parts`, in one instruction or in that and the copy behind it. */
interface Addition {
    readonly text: TypedLocal;
    readonly parts: readonly TypedOperand[];
    /** The instruction that stores the text. */
    readonly copy: TypedInstruction;
}

type Additions = ReadonlyMap<TypedInstruction, Addition>;

/** By the instruction that puts the text together. */
function findAdditions(fn: TypedFunction): Additions {
    const uses = new Uses(fn);
    return new Map(
        fn.blocks.flatMap(({ instructions }) =>
            instructions.flatMap((instruction, at): [TypedInstruction, Addition][] => {
                const found = additionOf(instruction, instructions[at + 1], uses);
                return found === undefined ? [] : [[instruction, found]];
            }),
        ),
    );
}

function additionOf(sum: TypedInstruction, copy: TypedInstruction | undefined, uses: Uses): Addition | undefined {
    const [text, ...parts] = declarationOf(sum).texts?.(sum) ?? [];
    const [made] = targetsOf(sum);
    if (text === undefined || !isLocal(text) || made === undefined || parts.length === 0 || !canOwn(text))
        return undefined;
    if (copy === undefined || sourceOf(copy) !== made || targetsOf(copy)[0] !== text) return undefined;
    return made.kind === "temporary" && uses.of(made) === 1 ? { text, parts, copy } : undefined;
}

/** A variable of this function alone. */
const canOwn = ({ kind, cell, isReference, representation }: TypedLocal): boolean =>
    (kind === "variable" || kind === "parameter") && !cell && isReference !== true && representation.kind === "string";

function markOwn(fn: TypedFunction, additions: Additions): void {
    const owners = new Owners(fn, additions);
    for (const block of fn.blocks) {
        const own = owners.entering(block);
        const copies = new Set<TypedInstruction>();
        const units = new Set<TypedOperand>();
        block.instructions.forEach((instruction, at) => {
            const addition = additions.get(instruction);
            if (addition !== undefined && own.has(addition.text)) {
                const { text, parts, copy } = addition;
                const template = templateOf(text, instruction.span, [text, ...parts]);
                const grows = parts.every((part) => isUnit(part, units)) ? "units" : "text";
                block.instructions[at] = { ...template, grows } as TypedInstruction;
                copies.add(copy);
            }
            owners.pass(instruction, own);
            if (declarationOf(instruction).givesUnit?.(instruction) === true)
                targetsOf(instruction).forEach((target) => units.add(target));
        });
        if (copies.size > 0) {
            block.instructions.splice(
                0,
                block.instructions.length,
                ...block.instructions.filter((instruction) => !copies.has(instruction)),
            );
        }
    }
}

/** A text of one unit, most often: `text[index]` of the same block, or a constant. */
const isUnit = (part: TypedOperand, units: ReadonlySet<TypedOperand>): boolean =>
    units.has(part) ||
    (!isLocal(part) && part.kind === "constant" && typeof part.value === "string" && part.value.length === 1);

/** Which variables own their text at the start of each block, on every way there. */
class Owners {
    private readonly owned = new Map<TypedBlock, Set<TypedLocal>>();
    private readonly additions: Additions;
    private readonly copies: ReadonlyMap<TypedInstruction, TypedLocal>;
    private readonly texts: ReadonlySet<TypedLocal>;

    constructor(fn: TypedFunction, additions: Additions) {
        this.additions = additions;
        this.texts = new Set([...additions.values()].map(({ text }) => text));
        this.copies = new Map([...additions.values()].map(({ copy, text }) => [copy, text]));
        // What the caller gave may be anybody's; what is not assigned yet is not read.
        const atEntry = new Set([...this.texts].filter(({ kind }) => kind !== "parameter"));
        this.owned.set(fn.entry, atEntry);
        const work = [fn.entry];
        for (let block = work.pop(); block !== undefined; block = work.pop()) work.push(...this.visit(block));
    }

    entering(block: TypedBlock): Set<TypedLocal> {
        return new Set(this.owned.get(block));
    }

    /** What the instruction makes of the variables that own their text before it. */
    pass(instruction: TypedInstruction, own: Set<TypedLocal>): void {
        const text = this.additions.get(instruction)?.text;
        for (const use of usesOf(instruction))
            if (isLocal(use.operand) && this.isKept(instruction, use, text)) own.delete(use.operand);
        // The copy that stores an addition stores what the variable owned before it, and owns now.
        if (this.copies.has(instruction)) return;
        for (const target of targetsOf(instruction)) {
            if (!this.texts.has(target)) continue;
            if (isConstant(instruction)) own.add(target);
            else own.delete(target);
        }
    }

    private isKept(
        instruction: TypedInstruction,
        { operand, use, index }: OperandUse<TypedOperand>,
        text?: TypedLocal,
    ): boolean {
        if (!isLocal(operand) || !this.texts.has(operand)) return false;
        return (operand !== text || index > 0) && !isLook(instruction, use);
    }

    /** The blocks that have to be looked at again. */
    private visit(block: TypedBlock): TypedBlock[] {
        const own = this.entering(block);
        const changed = this.reach(block.handler, own);
        for (const instruction of block.instructions) {
            this.pass(instruction, own);
            changed.push(...this.reach(block.handler, own));
        }
        const { terminator } = block;
        const last = terminatorOperand(terminator);
        if (terminator.op !== "branch" && last !== undefined && isLocal(last)) {
            own.delete(last);
            changed.push(...this.reach(block.handler, own));
        }
        return [...changed, ...successorsOf(block).flatMap((next) => this.reach(next, own))];
    }

    private reach(block: TypedBlock | undefined, own: ReadonlySet<TypedLocal>): TypedBlock[] {
        if (block === undefined) return [];
        const before = this.owned.get(block);
        if (before === undefined) {
            this.owned.set(block, new Set(own));
            return [block];
        }
        const lost = [...before].filter((text) => !own.has(text));
        lost.forEach((text) => before.delete(text));
        return lost.length > 0 ? [block] : [];
    }
}

/** What the target is as it stands: the operand of a copy. */
function sourceOf(instruction: TypedInstruction): TypedOperand | undefined {
    const [source, ...others] = usesOf(instruction);
    return source?.use === "same" && others.length === 0 ? source.operand : undefined;
}

function isConstant(instruction: TypedInstruction): boolean {
    const source = sourceOf(instruction);
    return source !== undefined && !isLocal(source);
}

/** Whether nobody has the operand afterwards who had it not before. */
const isLook = (instruction: TypedInstruction, use: OperandUse["use"]): boolean =>
    use === "look" || (use !== "pass" && declarationOf(instruction).looksAtTexts?.(instruction) === true);
