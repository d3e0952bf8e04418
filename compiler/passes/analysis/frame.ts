/**
 * The interpretation of one instance, at one instruction: what its operands can be, and what is
 * learned of its results.
 */
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Arriving } from "../../ir/declaration.ts";
import { errorsOf } from "../../ir/effects.ts";
import type { Instruction, Naming } from "../../ir/instructions.ts";
import { membersNamed } from "../../ir/naming.ts";
import { isLocal } from "../../ir/program.ts";
import type { Block, IrFunction, Local, Operand, Span } from "../../ir/program.ts";
import { kindsOf } from "../../types/kinds.ts";
import type { Kind } from "../../types/kinds.ts";
import { ABSENT_TYPE, constantType, NEVER, shapeType } from "../../types/lattice.ts";
import type { Found } from "../../types/resolve.ts";
import type { Type } from "../../types/type.ts";
import type { NativeSite } from "./natives.ts";
import type { Environment } from "./environment.ts";
import type { Refusal } from "./origins.ts";
import type { Callee, Instance } from "./function-instances.ts";
import type { World } from "./world.ts";

export class Frame implements Arriving {
    readonly world: World;
    readonly instance: Instance;
    readonly environment: Environment;
    readonly block: Block;
    /** Of the instruction that is being interpreted. */
    index = 0;
    /** Uses that we refuse; reported once the analysis has settled. */
    readonly refusals: Refusal[] = [];
    /** Result of the last call; NEVER ends the block, because control does not come back. */
    lastResult: Type | undefined;
    /** What operands of the instruction are that are converted first. */
    converted: Map<Operand, Type> | undefined;

    constructor(world: World, instance: Instance, block: Block, environment: Environment) {
        this.world = world;
        this.instance = instance;
        this.block = block;
        this.environment = environment;
    }

    type(operand: Operand): Type {
        if (isLocal(operand)) return this.converted?.get(operand) ?? this.environment.get(operand) ?? NEVER;
        return operand.kind === "constant" ? constantType(operand.value) : ABSENT_TYPE;
    }

    set(target: Local | undefined, type: Type): void {
        if (target !== undefined) {
            this.converted?.delete(target);
            const { types } = this.world;
            const { locals } = this.instance;
            const unique = types.get(type);
            this.environment.set(target, unique);
            locals.set(target, types.join(locals.get(target) ?? NEVER, unique));
            if (this.world.isExplained) this.explain(target, unique);
        }
    }

    /** Notes what brought the first value of each kind into a variable. */
    private explain(target: Local, type: Type): void {
        const { reasons } = this.instance;
        const known = reasons.get(target) ?? new Map<Kind, Span>();
        const { at } = this.world;
        reasons.set(target, known);
        for (const kind of kindsOf(type)) if (at !== undefined && !known.has(kind)) known.set(kind, at);
    }

    /** An exception of this type can be raised here. */
    throws(type: Type): void {
        const { block, instance, world } = this;
        const to = block.handler === undefined ? instance.thrown : world.caught(instance, block.handler);
        to.grow(type);
    }

    /** What the instruction throws itself. */
    raise(instruction: Instruction): void {
        for (const name of errorsOf(instruction, this)) {
            const shape = this.world.nativeShapeNamed(name);
            if (shape !== undefined) this.throws(shapeType(shape));
        }
    }

    members(instruction: Naming): Found[] {
        const { builtIns } = this.world;
        const found = membersNamed(builtIns, instruction, this);
        for (const { of, member } of found) if (typeof of !== "string") this.world.noteNames(of, member);
        return found;
    }

    entered(instruction: Instruction): IrFunction[] {
        const { callees = [], constructed } = this.instance.resolutions.get(instruction) ?? {};
        return [...functionsIn(callees), ...(constructed === undefined ? [] : [constructed.origin])];
    }

    /** Identity of an allocation. */
    get key(): string {
        return `${this.instance.id}:${this.block.id}:${this.index}`;
    }

    site(instruction: Instruction, receiver: Type = NEVER): NativeSite {
        return { key: this.key, span: instruction.span, receiver };
    }

    /** `culprits`: what arrives that is the reason, if it is an object. */
    refuse(diagnostic: Diagnostic, ...culprits: readonly Type[]): void {
        this.refusals.push({ diagnostic, shapes: culprits.flatMap(({ shapes }) => [...shapes]) });
    }
}

const functionsIn = (callees: readonly Callee[]): IrFunction[] =>
    callees.flatMap(({ to }) => {
        if (isList(to)) return functionsIn(to);
        return "origin" in to ? [to.origin] : [];
    });

const isList = (to: Callee["to"]): to is readonly Callee[] => Array.isArray(to);
