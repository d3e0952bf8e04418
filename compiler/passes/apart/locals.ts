/** Where the locals of a body are once it is a function of its own. */
import { isLocal, mapInstruction, operandsOf, targetsOf, terminatorOperand } from "../../ir/effects.ts";
import type { TypedBlock, TypedLocal, TypedOperand } from "../../ir/typed.ts";

/** The locals that a body uses. */
export interface Sorted {
    readonly self: TypedLocal | undefined;
    readonly byValue: TypedLocal[];
    readonly byReference: TypedLocal[];
    /** Those whose life is inside the body. */
    readonly own: readonly TypedLocal[];
    readonly assigned: ReadonlySet<TypedLocal>;
}

/** What the board passes in registers; further arguments stay in the caller's frame. */
const ARGUMENT_WORDS = 4;

const isVoid = ({ representation }: TypedLocal): boolean =>
    representation === undefined || representation.kind === "void";

const isReference = ({ representation }: TypedLocal): boolean =>
    representation?.kind === "object" || representation?.kind === "string" || representation?.kind === "value";

function wordsOf({ representation }: TypedLocal): number {
    const kind = representation?.kind;
    return kind === "value" || kind === "number" || kind === "double" || kind === "bits" ? 2 : 1;
}

/**
 * By reference goes what the body assigns and somebody wants afterwards; and of the variables that
 * hold references, all that would leave a copy of theirs where a collection finds it.
 */
export function sortLocals(
    blocks: readonly TypedBlock[],
    atEntry: ReadonlySet<TypedLocal>,
    isWantedAfter: (local: TypedLocal) => boolean,
): Sorted {
    const { used, assigned } = localsOf(blocks);
    const own: TypedLocal[] = [];
    const byReference: TypedLocal[] = [];
    const copied: TypedLocal[] = [];
    let self: TypedLocal | undefined;
    for (const local of used) {
        if (isVoid(local)) own.push(local);
        else if (local.kind === "this") self = local;
        else if (!atEntry.has(local) && !isWantedAfter(local)) own.push(local);
        else if (assigned.has(local) && (isReference(local) || isWantedAfter(local))) byReference.push(local);
        else copied.push(local);
    }
    const isKept = (local: TypedLocal): boolean =>
        isReference(local) && (local.kind === "variable" || local.kind === "temporary");
    const byValue: TypedLocal[] = [];
    let words = self === undefined ? 0 : 1;
    for (const local of copied.filter(isKept)) {
        const size = wordsOf(local);
        const end = size * Math.ceil(words / size) + size;
        if (end > ARGUMENT_WORDS) {
            byReference.push(local);
        } else {
            byValue.push(local);
            words = end;
        }
    }
    byValue.push(...copied.filter((local) => !isKept(local)));
    return { self, byValue, byReference, own, assigned };
}

function localsOf(blocks: readonly TypedBlock[]): {
    readonly used: Set<TypedLocal>;
    readonly assigned: Set<TypedLocal>;
} {
    const used = new Set<TypedLocal>();
    const assigned = new Set<TypedLocal>();
    const use = (operand: TypedOperand | undefined): void => {
        if (operand !== undefined && isLocal(operand)) used.add(operand);
    };
    for (const { instructions, terminator } of blocks) {
        for (const instruction of instructions) {
            operandsOf(instruction).forEach(use);
            for (const target of targetsOf(instruction)) {
                used.add(target);
                assigned.add(target);
            }
        }
        use(terminatorOperand(terminator));
    }
    return { used, assigned };
}

/** The locals of the part, each in the place of one of the function around it. */
export class PartLocals {
    readonly all: TypedLocal[] = [];
    readonly self: TypedLocal | undefined;
    readonly parameters: TypedLocal[];
    private readonly places = new Map<TypedLocal, TypedLocal>();

    constructor({ self, byValue, byReference, own }: Sorted) {
        this.self = self === undefined ? undefined : this.place(self, { ...self });
        this.parameters = [
            ...byValue.map((local) => this.place(local, { ...local, kind: "parameter" })),
            ...byReference.map((local) => this.place(local, { ...local, kind: "parameter", isReference: true })),
        ];
        for (const local of own)
            this.place(local, { ...local, kind: local.kind === "temporary" ? "temporary" : "variable" });
    }

    private place(outside: TypedLocal, inside: TypedLocal): TypedLocal {
        const local = { ...inside, id: this.all.length };
        this.all.push(local);
        this.places.set(outside, local);
        return local;
    }

    inside(local: TypedLocal): TypedLocal {
        return this.places.get(local) ?? local;
    }
}

/** The block with other locals. */
export function mapBlock(block: TypedBlock, map: (local: TypedLocal) => TypedLocal): void {
    const mapOperand = (operand: TypedOperand): TypedOperand => (isLocal(operand) ? map(operand) : operand);
    const mapped = block.instructions.map((instruction) => mapInstruction(instruction, mapOperand, map));
    block.instructions.splice(0, block.instructions.length, ...mapped);
    const { terminator } = block;
    if (terminator.op === "branch") terminator.condition = mapOperand(terminator.condition);
    else if (terminator.op === "return" || terminator.op === "throw") terminator.value = mapOperand(terminator.value);
}
