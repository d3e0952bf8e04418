/** Accessors: reads and writes of properties that run a function of the program. */
import type { Instruction } from "../../ir/instructions.ts";
import { getterField, LIST, propertyOfField, setterField } from "../../types/keys.ts";
import { join, NEVER, shapeType, UNDEFINED_TYPE } from "../../types/lattice.ts";
import { chainOf, methodOf } from "../../types/members.ts";
import type { Accessor } from "../../types/members.ts";
import type { GeneralShape, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import { callValues, enter } from "./entering.ts";
import type { Frame } from "./frame.ts";
import type { Access, Callee } from "./function-instances.ts";
import { functionsOf } from "./natives.ts";

/** What one instruction runs. */
export class Accesses {
    private readonly frame: Frame;
    private readonly found: Access[] = [];

    constructor(frame: Frame) {
        this.frame = frame;
    }

    /** What the accessor gives for an object of the shape; NEVER when it cannot return. */
    run(accessor: Accessor, of: Shape, name: string, ...listed: Type[]): Type {
        const self = shapeType(of);
        const passed = { listed, spread: undefined };
        if (accessor.kind === "field") {
            const { callees, result } = callValues(this.frame, accessor.field.type, self, passed);
            this.found.push({ of, name, to: callees });
            return result;
        }
        const { instance, result } = enter(this.frame, accessor.function, undefined, self, passed);
        this.found.push({ of, name, to: instance });
        return result;
    }

    /** What a method of a class of the library gives. */
    method(name: string, of: Shape): Type {
        const method = methodOf(of, name);
        return method === undefined ? NEVER : this.run({ kind: "function", function: method }, of, name);
    }

    /** A list of what an iterable of the library gives. */
    list(of: Shape): Type {
        const made = this.frame.world.functions.libraryFunction("ts-src/lib/iteration.ts", LIST);
        return made === undefined ? NEVER : this.run({ kind: "function", function: made }, of, LIST);
    }

    /**
     * Getters of a general object of that name, or of any: what they give is among what the object
     * holds from then on. They run on `self`, which has the object as a prototype, or beside it.
     */
    getGeneral(of: GeneralShape, name: string | undefined, self = shapeType(of)): void {
        chainOf(of).forEach((owner) => {
            this.getFrom(owner, of, name, self);
        });
    }

    private getFrom(owner: GeneralShape, of: GeneralShape, name: string | undefined, self: Type): void {
        const { world } = this.frame;
        world.noteNames(owner, undefined);
        for (const [key, field] of [...owner.fields]) {
            const property = propertyOfField(key);
            if (property === key || (name !== undefined && name !== property)) continue;
            const isGetter = key === getterField(property);
            const given = isGetter ? this.runNatively(of, field.type, self) : UNDEFINED_TYPE;
            if (isGetter || !owner.fields.has(getterField(property))) world.generals.store(owner, property, given);
        }
        world.growField(owner.others, this.runNatively(of, owner.getters.type, self));
    }

    /** Setters of a general object of that name, or of any. */
    setGeneral(of: GeneralShape, name: string | undefined, value: Type, self = shapeType(of)): void {
        for (const owner of chainOf(of)) {
            this.frame.world.noteNames(owner, undefined);
            for (const [key, field] of owner.fields) {
                const property = propertyOfField(key);
                if (key === setterField(property) && (name === undefined || name === property))
                    this.runNatively(of, field.type, self, value);
            }
            this.runNatively(of, owner.setters.type, self, value);
        }
    }

    /** Functions that the runtime calls by their entries. */
    private runNatively(of: Shape, functions: Type, self: Type, ...listed: Type[]): Type {
        const { instance, world } = this.frame;
        const callees: Callee[] = [];
        let result = NEVER;
        for (const shape of functionsOf(functions)) {
            const entered = world.functions.enterNatively(shape, self, listed);
            instance.calls.add(entered);
            this.frame.throws(entered.thrown.type);
            callees.push({ when: shape, to: entered });
            result = join(result, entered.returnType.type);
        }
        if (callees.length > 0) this.found.push({ of, name: "", to: callees });
        return result;
    }

    resolve(instruction: Instruction): void {
        const { resolutions } = this.frame.instance;
        if (this.found.length > 0)
            resolutions.set(instruction, { ...resolutions.get(instruction), accessors: this.found });
    }
}
