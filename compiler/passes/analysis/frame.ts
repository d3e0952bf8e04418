/** The interpretation of one instance, at one instruction: what its operands can be, and what is learned of its results. */
import { isLocal } from "../../ir/effects.ts";
import type { Instruction } from "../../ir/instructions.ts";
import type { Block, Local, Operand, Span } from "../../ir/program.ts";
import { ABSENT_TYPE, constantType, join, NEVER, shapeType } from "../../types/lattice.ts";
import type { Type } from "../../types/type.ts";
import type { NativeSite } from "./natives.ts";
import type { Environment } from "./refine.ts";
import type { Instance, World } from "./world.ts";

/** A use that we refuse; reported once the analysis has settled. */
export interface Refusal {
    readonly span: Span;
    readonly kind:
        | "arithmetic"
        | "conversion"
        | "inspection"
        | "unknownProperty"
        | "unknownIndex"
        | "nativeArgument"
        | "surplusArgument"
        | "literalCombinations"
        | "spreadElements";
    readonly detail: string;
}

export class Frame {
    public readonly world: World;
    public readonly instance: Instance;
    public environment: Environment;
    public block: Block;
    public readonly refusals: Refusal[] = [];
    /** Result of the last call; NEVER ends the block, because control does not come back. */
    public lastResult: Type | undefined;

    public constructor(world: World, instance: Instance, block: Block, environment: Environment) {
        this.world = world;
        this.instance = instance;
        this.block = block;
        this.environment = environment;
    }

    public type(operand: Operand): Type {
        if (isLocal(operand)) {
            return this.environment.get(operand) ?? NEVER;
        }
        return operand.kind === "constant" ? constantType(operand.value) : ABSENT_TYPE;
    }

    public set(target: Local | undefined, type: Type): void {
        if (target !== undefined) {
            this.environment.set(target, type);
            const locals = this.instance.locals;
            locals.set(target, join(locals.get(target) ?? NEVER, type));
        }
    }

    /** An exception of this type can be raised here. */
    public throws(type: Type): void {
        const { block, instance, world } = this;
        if (block.handler === undefined) {
            instance.thrown = world.grow(instance.thrown, type);
            return;
        }
        const id = block.handler.id;
        instance.caught.set(id, world.grow(instance.caught.get(id) ?? NEVER, type));
    }

    /** A native error class, by its standard name. */
    public throwsNative(...names: ("Error" | "TypeError" | "RangeError" | "ReferenceError")[]): void {
        for (const name of names) {
            const shape = this.world.nativeShapeNamed(name);
            if (shape !== undefined) {
                this.throws(shapeType(shape));
            }
        }
    }

    /** Identity of an allocation. */
    public key(instruction: Instruction): string {
        return `${this.instance.id}:${this.block.id}:${this.block.instructions.indexOf(instruction)}`;
    }

    public site(instruction: Instruction, receiver: Type = NEVER): NativeSite {
        return { key: this.key(instruction), span: instruction.span, receiver };
    }

    public refuse(span: Span, kind: Refusal["kind"], detail: string): void {
        this.refusals.push({ span, kind, detail });
    }
}
