/** Refuses IR that breaks its rules: a mistake of the stage before, never of the program. */
import type { Takes } from "./declaration.ts";
import { opensHandler, operandsIn, operandsOf, successorsOf, targetsOf, terminatorOperand } from "./effects.ts";
import { functionName } from "./printer.ts";
import type { Instruction } from "./instructions.ts";
import { isLocal } from "./program.ts";
import type { Block, IrFunction, Local, Operand, Program } from "./program.ts";
import type { TypedFunction } from "./typed.ts";
import { declarationOf } from "./table.ts";

/** One sentence per broken rule; empty for a sound program. */
export function verifyProgram(program: Program): string[] {
    const functions = [...program.modules, ...program.functions];
    const known = new Set(functions);
    const problems = functions.flatMap(verifyFunction);
    const refer = (irFunction: IrFunction, from: string): void => {
        if (!known.has(irFunction)) problems.push(`${from}: ${functionName(irFunction)} is not in the program`);
    };
    for (const declaration of program.classes) {
        refer(declaration.classConstructor, declaration.name);
        for (const method of declaration.methods.values()) refer(method, declaration.name);
    }
    const globals = new Set(program.globals);
    for (const irFunction of functions) {
        for (const { instructions } of irFunction.blocks) {
            for (const instruction of instructions) {
                if ("function" in instruction) refer(instruction.function, functionName(irFunction));
                if ("global" in instruction && !globals.has(instruction.global)) {
                    problems.push(
                        `${functionName(irFunction)}: global ${instruction.global.name} is not in the program`,
                    );
                }
            }
        }
    }
    return problems;
}

/** Throws when a rule is broken; `stage` is what ran last. */
export function assertVerified(program: Program, stage: string): void {
    const problems = verifyProgram(program);
    if (problems.length > 0) throw new Error(`after ${stage}: ${problems.join("; ")}`);
}

export function verifyFunction(irFunction: IrFunction): string[] {
    const verifier = new Verifier(irFunction);
    return verifier.run();
}

/**
 * The same for a function of the typed program, whose instructions have what specialisation finds
 * out.
 */
export function verifyTyped(irFunction: TypedFunction): string[] {
    const problems = verifyFunction(irFunction);
    const insist = (isThere: boolean, what: string): void => {
        if (!isThere) problems.push(`${functionName(irFunction)}: ${what}`);
    };
    for (const instruction of irFunction.blocks.flatMap(({ instructions }) => instructions)) {
        const members = instruction as unknown as Readonly<Record<string, unknown>>;
        const { names, resolved = [] } = declarationOf(instruction);
        for (const field of [...(names === true ? ["members"] : []), ...resolved])
            insist(members[field] !== undefined, `${instruction.op}: its ${field} are not resolved`);
    }
    return problems;
}

class Verifier {
    private readonly problems: string[] = [];
    private readonly blocks: Set<Block>;
    private readonly locals: Set<Local>;
    private readonly handlers: Set<Block>;
    private readonly irFunction: IrFunction;

    constructor(irFunction: IrFunction) {
        this.irFunction = irFunction;
        this.blocks = new Set(irFunction.blocks);
        this.locals = new Set(irFunction.locals);
        this.handlers = new Set(irFunction.blocks.flatMap(({ handler }) => (handler === undefined ? [] : [handler])));
    }

    run(): string[] {
        const { irFunction } = this;
        if (this.blocks.size !== irFunction.blocks.length) this.report("a block is listed twice");
        if (this.locals.size !== irFunction.locals.length) this.report("a local is listed twice");
        if (!this.blocks.has(irFunction.entry)) this.report("the entry is not among the blocks");
        if (this.handlers.has(irFunction.entry)) this.report("the entry is a handler");
        for (const local of [...irFunction.parameters, ...irFunction.captures]) this.knownLocal(local, "signature");
        for (const block of irFunction.blocks) this.block(block);
        this.temporaries();
        return this.problems;
    }

    private report(problem: string): void {
        this.problems.push(`${functionName(this.irFunction)}: ${problem}`);
    }

    private knownLocal(local: Local, where: string): void {
        if (!this.locals.has(local)) this.report(`${where}: local ${local.name} is not of this function`);
    }

    private block(block: Block): void {
        const where = `${block.label}${block.id.toString()}`;
        for (const next of [...successorsOf(block), ...(block.handler === undefined ? [] : [block.handler])]) {
            if (!this.blocks.has(next))
                this.report(`${where}: ${next.label}${next.id.toString()} is not of this function`);
        }
        for (const next of successorsOf(block)) {
            if (this.handlers.has(next))
                this.report(`${where}: jumps to the handler ${next.label}${next.id.toString()}`);
        }
        const [first] = block.instructions;
        if (this.handlers.has(block) && (first === undefined || !opensHandler(first)))
            this.report(`${where}: no catch first`);
        block.instructions.forEach((instruction, index) => {
            this.instruction(instruction, `${where}.${index.toString()} ${instruction.op}`);
            if (opensHandler(instruction) && (index > 0 || !this.handlers.has(block)))
                this.report(`${where}: ${instruction.op} is not the first instruction of a handler`);
        });
        const operand = terminatorOperand(block.terminator);
        if (operand !== undefined) this.operand(operand, "value", `${where} ${block.terminator.op}`);
    }

    private instruction(instruction: Instruction, where: string): void {
        const { operands, targets, problems } = declarationOf(instruction);
        for (const slot of operands)
            for (const operand of operandsIn(instruction, slot)) this.operand(operand, slot.takes, where);
        const members = instruction as unknown as Record<string, Local | undefined>;
        for (const { field, takes } of targets) {
            const target = members[field];
            if (target !== undefined) this.operand(target, takes === "local" ? "anything" : takes, where);
        }
        for (const problem of problems?.(instruction) ?? []) this.report(`${where}: ${problem}`);
    }

    /**
     * Cells and uninitialised contents are no values of the program: few instructions take them.
     */
    private operand(operand: Operand, takes: Takes, where: string): void {
        if (!isLocal(operand)) {
            if (operand.kind === "uninitialised" && takes !== "anything")
                this.report(`${where}: uninitialised operand`);
            else if (takes === "local" || takes === "variable" || takes === "cell")
                this.report(`${where}: a constant stands where a ${takes} has to`);
            return;
        }
        this.knownLocal(operand, where);
        if (takes === "cell" && !operand.cell) this.report(`${where}: ${operand.name} is no cell`);
        if (takes === "value" && operand.cell) this.report(`${where}: ${operand.name} is a cell`);
        if (takes === "variable" && operand.kind !== "variable")
            this.report(`${where}: ${operand.name} is no variable`);
    }

    /** A temporary is assigned once, before every use on every path. */
    private temporaries(): void {
        const definitions = new Map<Local, number>();
        for (const { instructions } of this.irFunction.blocks) {
            for (const instruction of instructions) {
                for (const target of targetsOf(instruction))
                    definitions.set(target, (definitions.get(target) ?? 0) + 1);
            }
        }
        for (const [local, count] of definitions) {
            if (local.kind === "temporary" && count > 1) this.report(`temporary ${local.name} is assigned twice`);
            if (local.kind === "capture" || local.kind === "this")
                this.report(`${local.kind} ${local.name} is assigned`);
        }
        const assigned = assignedAtEntry(this.irFunction);
        for (const block of this.irFunction.blocks) {
            const known = new Set(assigned.get(block));
            const use = (operand: Operand, where: string): void => {
                if (!isLocal(operand) || operand.kind !== "temporary" || known.has(operand)) return;
                this.report(
                    `${block.label}${block.id.toString()} ${where}: ${operand.name} is used before it is assigned`,
                );
            };
            for (const instruction of block.instructions) {
                for (const operand of operandsOf(instruction)) use(operand, instruction.op);
                for (const target of targetsOf(instruction)) known.add(target);
            }
            const operand = terminatorOperand(block.terminator);
            if (operand !== undefined) use(operand, block.terminator.op);
        }
    }
}

/**
 * Temporaries that are assigned on every path to a block. A handler sees what was assigned before
 * its blocks began.
 */
function assignedAtEntry(irFunction: IrFunction): Map<Block, ReadonlySet<Local>> {
    const atEntry = new Map<Block, Set<Local>>([[irFunction.entry, new Set()]]);
    const meet = (block: Block, assigned: ReadonlySet<Local>): boolean => {
        const known = atEntry.get(block);
        if (known === undefined) {
            atEntry.set(block, new Set(assigned));
            return true;
        }
        const before = known.size;
        for (const local of known) if (!assigned.has(local)) known.delete(local);
        return known.size !== before;
    };
    const crossing = crossingTemporaries(irFunction);
    const work = new Set([irFunction.entry]);
    for (const block of work) {
        work.delete(block);
        const entry: ReadonlySet<Local> = atEntry.get(block) ?? new Set();
        const exit = new Set(entry);
        for (const instruction of block.instructions)
            for (const target of targetsOf(instruction)) if (crossing.has(target)) exit.add(target);
        for (const next of successorsOf(block)) if (meet(next, exit)) work.add(next);
        if (block.handler !== undefined && meet(block.handler, entry)) work.add(block.handler);
    }
    return atEntry;
}

/**
 * Temporaries that a block uses without having assigned them: few, and the only ones whose way
 * through the function matters.
 */
function crossingTemporaries(irFunction: IrFunction): ReadonlySet<Local> {
    const crossing = new Set<Local>();
    for (const { instructions, terminator } of irFunction.blocks) {
        const assigned = new Set<Local>();
        const use = (operand: Operand): void => {
            if (isLocal(operand) && operand.kind === "temporary" && !assigned.has(operand)) crossing.add(operand);
        };
        for (const instruction of instructions) {
            operandsOf(instruction).forEach(use);
            for (const target of targetsOf(instruction)) assigned.add(target);
        }
        const operand = terminatorOperand(terminator);
        if (operand !== undefined) use(operand);
    }
    return crossing;
}
