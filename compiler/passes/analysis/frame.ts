/** The interpretation of one instance, at one instruction: what its operands can be, and what is learned of its results. */
import { isLocal } from "../../ir/effects.ts";
import type { Instruction } from "../../ir/instructions.ts";
import type { Block, Local, Operand, Span } from "../../ir/program.ts";
import { ABSENT_TYPE, constantType, NEVER, shapeType } from "../../types/lattice.ts";
import type { Type } from "../../types/type.ts";
import type { NativeSite } from "./natives.ts";
import type { Environment } from "./environment.ts";
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
    public readonly environment: Environment;
    public readonly block: Block;
    /** Of the instruction that is being interpreted. */
    public index = 0;
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
            const { types } = this.world;
            const { locals } = this.instance;
            const unique = types.get(type);
            this.environment.set(target, unique);
            locals.set(target, types.join(locals.get(target) ?? NEVER, unique));
        }
    }

    /** An exception of this type can be raised here. */
    public throws(type: Type): void {
        const { block, instance, world } = this;
        const to = block.handler === undefined ? instance.thrown : world.caught(instance, block.handler);
        to.grow(type);
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
    public get key(): string {
        return `${this.instance.id}:${this.block.id}:${this.index}`;
    }

    public site(instruction: Instruction, receiver: Type = NEVER): NativeSite {
        return { key: this.key, span: instruction.span, receiver };
    }

    public refuse(span: Span, kind: Refusal["kind"], detail: string): void {
        this.refusals.push({ span, kind, detail });
    }
}
