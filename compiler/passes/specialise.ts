/**
 * Makes the program of instances from what the analysis found: one function per reached instance,
 * with its own typed locals, resolved calls, and `narrow` where control flow knows more of an
 * operand than its local's type says. Code that is never reached is dropped.
 */
import { ARRIVED } from "../ir/arrived.ts";
import { removeDeadBlocks, UNDEFINED } from "../ir/builder.ts";
import { isLocal, isNaming, mapInstruction, opensHandler, operandsOf, targetsOf } from "../ir/effects.ts";
import type { Instruction, Terminator } from "../ir/instructions.ts";
import { InstructionMaker } from "../ir/maker.ts";
import { membersNamed } from "../ir/naming.ts";
import type { Block, Global, Local, Operand, Program } from "../ir/program.ts";
import { declarationOf } from "../ir/table.ts";
import type {
    AccessTarget,
    CallTarget,
    TypedBlock,
    TypedFunction,
    TypedGlobal,
    TypedInstruction,
    TypedLocal,
    TypedOperand,
    TypedProgram,
    TypedTerminator,
} from "../ir/typed.ts";
import { isNever, NEVER, representationOf, sameKinds } from "../types/lattice.ts";
import { constantKey } from "../types/keys.ts";
import type { BuiltIns, Found } from "../types/resolve.ts";
import type { Representation } from "../types/representation.ts";
import type { FunctionShape, GeneralShape, LiteralShape, Shape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import { Frame } from "./analysis/frame.ts";
import { canRun } from "./analysis/interpret.ts";
import type { Analysis } from "./analysis/interpret.ts";
import { convertOperands, isLost } from "./analysis/conversions.ts";
import type { Conversion } from "./analysis/conversions.ts";
import { Environment } from "./analysis/environment.ts";
import { refineBranch, transfer } from "./analysis/transfer.ts";
import { entryOf } from "./analysis/function-instances.ts";
import type { Access, Callee, Instance } from "./analysis/function-instances.ts";

const isFunctionShape = (shape: Shape): shape is FunctionShape => shape.kind === "function";

/** Until the representation pass has chosen. */
const TAGGED: Representation = { kind: "value" };

export function specialise(program: Program, analysis: Analysis): TypedProgram {
    return new Specialiser(program, analysis).run();
}

class Specialiser {
    readonly builtIns: BuiltIns;
    private readonly program: Program;
    private readonly analysis: Analysis;
    private readonly made = new Map<Instance, TypedFunction>();
    private readonly globals = new Map<Global, TypedGlobal>();
    private readonly work: Instance[] = [];

    constructor(program: Program, analysis: Analysis) {
        this.builtIns = analysis.world.builtIns;
        this.program = program;
        this.analysis = analysis;
    }

    run(): TypedProgram {
        const { world } = this.analysis;
        const modules = this.analysis.modules.map((instance) => this.functionOf(instance));
        const entries = new Map(
            [...world.functions.entries].map(([shape, instance]) => [shape, this.functionOf(instance)]),
        );
        for (let instance = this.work.shift(); instance !== undefined; instance = this.work.shift())
            this.fill(instance);
        this.typeCaptures();
        const { classes, nativeClasses } = this.program;
        const globals = this.program.globals.map((global) => this.global(global));
        const functions = [...this.made.values()].filter((fn) => !modules.includes(fn));
        const shapes = world.shapes.filter((shape) => world.literals.current(shape) === shape);
        return { modules, functions, classes, globals, nativeClasses, shapes, entries };
    }

    global(global: Global): TypedGlobal {
        const known = this.globals.get(global);
        if (known !== undefined) return known;
        const { type, reasons } = this.analysis.world.globalPlace(global);
        const made = { ...global, type, reasons, representation: TAGGED };
        this.globals.set(global, made);
        return made;
    }

    private typeCaptures(): void {
        const { world } = this.analysis;
        for (const shape of world.shapes.filter(isFunctionShape)) {
            shape.captures.forEach((capture, index) => {
                const local = shape.function.captures[index];
                capture.type = local === undefined ? NEVER : world.captureType(shape, local);
            });
        }
    }

    /** The function of an instance; its body is filled in later. */
    private functionOf(instance: Instance): TypedFunction {
        const known = this.made.get(instance);
        if (known !== undefined) return known;
        const { origin } = instance;
        const locals = new Map(origin.locals.map((local) => [local, this.cloneLocal(local, instance)]));
        const get = (local: Local): TypedLocal => localIn(locals, local);
        const entry: TypedBlock = {
            id: origin.entry.id,
            label: origin.entry.label,
            instructions: [],
            terminator: { op: "unreachable" },
            handler: undefined,
        };
        const made: TypedFunction = {
            ...origin,
            id: this.made.size,
            origin,
            thisLocal: origin.thisLocal === undefined ? undefined : get(origin.thisLocal),
            parameters: origin.parameters.map(get),
            captures: origin.captures.map(get),
            locals: [...locals.values()],
            blocks: [entry],
            entry,
            returnType: instance.returnType.type,
            returnReasons: instance.returnType.reasons,
            returnRepresentation: TAGGED,
            ...(instance.closure !== undefined && origin.captures.length > 0 ? { closure: instance.closure } : {}),
        };
        made.parameters.forEach((parameter, index) => {
            parameter.reasons = instance.parameters[index]?.reasons;
        });
        this.made.set(instance, made);
        this.work.push(instance);
        return made;
    }

    private cloneLocal(local: Local, instance: Instance): TypedLocal {
        return {
            ...local,
            representation: TAGGED,
            type: this.analysis.world.types.current(instance.locals.get(local) ?? NEVER),
            reasons: instance.reasons.get(local),
        };
    }

    private fill(instance: Instance): void {
        const made = this.functionOf(instance);
        const { origin } = instance;
        const locals = new Map(origin.locals.flatMap((local, index) => pairOf(local, made.locals[index])));
        const blocks = new Map<number, TypedBlock>([[made.entry.id, made.entry]]);
        for (const block of origin.blocks) {
            if (block !== origin.entry && this.isReached(instance, block)) {
                blocks.set(block.id, {
                    id: block.id,
                    label: block.label,
                    instructions: [],
                    terminator: { op: "unreachable" },
                    handler: undefined,
                });
            }
        }
        for (const block of origin.blocks) {
            const target = blocks.get(block.id);
            if (target !== undefined)
                new BlockCloner(this, this.analysis, instance, made, block, target, locals, blocks).run();
        }
        made.blocks.splice(0, made.blocks.length, ...blocks.values());
        removeDeadBlocks(made);
    }

    /** A handler is reached only when something that it can catch is raised. */
    private isReached(instance: Instance, block: Block): boolean {
        const [first] = block.instructions;
        const isHandler = first !== undefined && opensHandler(first);
        const { world } = this.analysis;
        return entryOf(instance, block) !== undefined && (!isHandler || !isNever(world.caught(instance, block).type));
    }

    callees(callees: readonly Callee[]): CallTarget[] {
        return callees.map(({ when, to }): CallTarget => {
            if (Array.isArray(to))
                return { when, callee: { kind: "field", targets: this.callees(to as readonly Callee[]) } };
            const single = to as Exclude<typeof to, readonly Callee[]>;
            return "origin" in single
                ? { when, callee: { kind: "function", function: this.functionOf(single) } }
                : { when, callee: { kind: "native", native: single } };
        });
    }

    accessors(accessors: readonly Access[]): AccessTarget[] {
        return accessors.map(({ of, name, to }): AccessTarget => {
            const [{ callee } = { callee: undefined }] = this.callees([{ when: of, to }]);
            if (callee === undefined) throw new Error(`nothing runs for ${name}`);
            return { of, name, callee };
        });
    }

    /** What the literals of an instruction have become. */
    current(literals: readonly (LiteralShape | GeneralShape)[]): (LiteralShape | GeneralShape)[] {
        const { literals: shapes } = this.analysis.world;
        return [...new Set(literals.map((shape) => (shape.kind === "literal" ? shapes.current(shape) : shape)))];
    }

    constructed(instance: Instance): TypedFunction {
        return this.functionOf(instance);
    }
}

const pairOf = (local: Local, typed: TypedLocal | undefined): [Local, TypedLocal][] =>
    typed === undefined ? [] : [[local, typed]];

function localIn(locals: ReadonlyMap<Local, TypedLocal>, local: Local): TypedLocal {
    const typed = locals.get(local);
    if (typed === undefined) throw new Error(`the instance has no local ${local.name}`);
    return typed;
}

/** An operand of an instruction that is a primitive by now. */
interface Converted {
    readonly field: string;
    readonly index: number;
    readonly target: TypedLocal;
}

/** One block of one instance. */
class BlockCloner {
    private readonly frame: Frame;

    constructor(
        private readonly owner: Specialiser,
        analysis: Analysis,
        private readonly instance: Instance,
        private readonly made: TypedFunction,
        private readonly source: Block,
        private readonly target: TypedBlock,
        private readonly locals: Map<Local, TypedLocal>,
        private readonly blocks: ReadonlyMap<number, TypedBlock>,
    ) {
        const { world } = analysis;
        const entry = entryOf(instance, source) ?? new Environment(world.types);
        this.frame = new Frame(world, instance, source, entry.fork());
    }

    run(): void {
        const { handler, within } = this.source;
        this.target.handler = handler === undefined ? undefined : this.blocks.get(handler.id);
        this.target.within = within === undefined ? undefined : this.blocks.get(within.id);
        for (const [index, instruction] of this.source.instructions.entries()) {
            this.frame.index = index;
            this.frame.world.host.diagnostics.place = instruction.span;
            if (!canRun(this.frame, this.source, instruction)) return;
            const conversions = convertOperands(this.frame, instruction);
            const made = this.convert(instruction, conversions);
            if (isLost(conversions)) return;
            if (declarationOf(instruction).renames === true) this.rename(instruction, made);
            else this.target.instructions.push(...this.clone(instruction, this.frame.environment, made));
            transfer(this.frame, instruction);
            this.frame.converted = undefined;
            if (this.frame.lastResult !== undefined && isNever(this.frame.lastResult)) return;
        }
        this.target.terminator = this.cloneTerminator(this.source.terminator);
    }

    /** The calls that make primitives of operands, and what they are then. */
    private convert(instruction: Instruction, conversions: readonly Conversion[]): readonly Converted[] {
        const { span } = instruction;
        return conversions.map(({ field, index = 0, operand, by, entered, result }) => {
            const narrows: TypedInstruction[] = [];
            const source = this.operand(operand, this.frame.environment, narrows, instruction);
            const target = this.temporary("primitive", result);
            this.target.instructions.push(...narrows);
            const call = { target, function: by, thisArgument: undefined, arguments: [source] };
            const converting = { ...call, entered: this.owner.constructed(entered) };
            new InstructionMaker(this.target, span).callFunction(converting);
            return { field, index, target };
        });
    }

    /** What is converted is the same as before, or what the call gives. */
    private rename(instruction: Instruction, [made]: readonly Converted[]): void {
        const narrows: TypedInstruction[] = [];
        const [source = UNDEFINED] = operandsOf(instruction);
        const given = made?.target ?? this.operand(source, this.frame.environment, narrows, instruction);
        this.target.instructions.push(...narrows);
        const { locals } = this;
        if (isLocal(given)) targetsOf(instruction).forEach((target) => locals.set(target, given));
    }

    private clone(
        instruction: Instruction,
        environment: Environment,
        converted: readonly Converted[],
    ): TypedInstruction[] {
        const narrows: TypedInstruction[] = [];
        const copy = mapInstruction(
            this.named(instruction),
            (operand, as, { field, index }) =>
                converted.find((one) => one.field === field && one.index === index)?.target ??
                (as === "stored" && isLocal(operand)
                    ? this.local(operand)
                    : this.operand(operand, environment, narrows, instruction)),
            (target) => this.local(target),
        );
        return [...narrows, this.resolve(instruction, copy)];
    }

    /** An element by a key that can be one text only is a property. */
    private named(instruction: Instruction): Instruction {
        const { byName } = declarationOf(instruction);
        if (byName === undefined || !("index" in instruction)) return instruction;
        const { index, ...access } = instruction;
        const name = constantKey(this.frame.type(index));
        return name === undefined ? instruction : ({ ...access, op: byName, name } as Instruction);
    }

    private local(local: Local): TypedLocal {
        return localIn(this.locals, local);
    }

    /**
     * The operand of the instance; narrowed where its use knows more. Cells stay the locals that
     * they are.
     */
    private operand(
        operand: Operand,
        environment: Environment,
        narrows: TypedInstruction[],
        instruction: { readonly span: Instruction["span"] },
    ): TypedOperand {
        if (!isLocal(operand)) return operand;
        const local = this.local(operand);
        const here = environment.get(operand) ?? NEVER;
        const general = local.type;
        const isSame = sameKinds(here, general) && representationOf(here).kind === representationOf(general).kind;
        if (isSame || local.cell || isNever(here)) return local;
        const narrowed = this.temporary(local.name, here);
        narrows.push({ op: "narrow", span: instruction.span, target: narrowed, source: local });
        return narrowed;
    }

    private temporary(name: string, type: Type): TypedLocal {
        const id = this.made.locals.length;
        const local: TypedLocal = { id, name, kind: "temporary", cell: false, type, representation: TAGGED };
        this.made.locals.push(local);
        return local;
    }

    /** The copy with what the analysis found out about it. */
    private resolve(instruction: Instruction, copy: Instruction): TypedInstruction {
        const found = this.instance.resolutions.get(instruction);
        const { accessors, callees, constructed, made, literals, functionShape } = found ?? {};
        return {
            ...copy,
            ...(accessors === undefined ? {} : { accessors: this.owner.accessors(accessors) }),
            ...(callees === undefined ? {} : { callees: this.owner.callees(callees) }),
            ...(constructed === undefined ? {} : { entered: this.owner.constructed(constructed) }),
            ...(made === undefined ? {} : { made }),
            ...(literals === undefined ? {} : { result: this.owner.current(literals) }),
            ...(functionShape === undefined ? {} : { shape: functionShape }),
            ...("global" in copy ? { global: this.owner.global(copy.global) } : {}),
            ...this.members(copy),
        } as TypedInstruction;
    }

    private members(copy: Instruction): { members?: Found[] } {
        return isNaming(copy) ? { members: membersNamed(this.owner.builtIns, copy, ARRIVED) } : {};
    }

    private cloneTerminator(terminator: Terminator): TypedTerminator {
        const environment = this.frame.environment;
        const to = (block: Block): TypedBlock | undefined => this.blocks.get(block.id);
        const use = (operand: Operand, span: Instruction["span"]): TypedOperand => {
            const narrows: TypedInstruction[] = [];
            const result = this.operand(operand, environment, narrows, { span });
            this.target.instructions.push(...narrows);
            return result;
        };
        switch (terminator.op) {
            case "jump": {
                const next = to(terminator.to);
                return next === undefined ? { op: "unreachable" } : { op: "jump", to: next };
            }
            case "branch":
                return this.cloneBranch(terminator, use);
            case "return":
            case "throw":
                return isNever(this.frame.type(terminator.value))
                    ? { op: "unreachable" }
                    : { ...terminator, value: use(terminator.value, terminator.span) };
            case "unreachable":
                return terminator;
        }
    }

    /** A branch that can go one way only is a jump. */
    private cloneBranch(
        terminator: Terminator & { op: "branch" },
        use: (operand: Operand, span: Instruction["span"]) => TypedOperand,
    ): TypedTerminator {
        const goes = (truth: boolean): boolean =>
            refineBranch(this.frame.environment, this.source, terminator.condition, truth) !== undefined;
        const then = goes(true) ? this.blocks.get(terminator.then.id) : undefined;
        const otherwise = goes(false) ? this.blocks.get(terminator.otherwise.id) : undefined;
        if (then !== undefined && otherwise !== undefined)
            return { ...terminator, condition: use(terminator.condition, terminator.span), then, otherwise };
        const only = then ?? otherwise;
        return only === undefined ? { op: "unreachable" } : { op: "jump", to: only };
    }
}
