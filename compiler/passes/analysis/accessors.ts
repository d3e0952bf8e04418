/** Accessors: reads and writes of properties that run a function of the program. */
import type { Instruction } from "../../ir/instructions.ts";
import { LIST } from "../../types/keys.ts";
import { NEVER, shapeType } from "../../types/lattice.ts";
import { methodOf } from "../../types/members.ts";
import type { Accessor } from "../../types/members.ts";
import type { Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import { callValues, enter } from "./entering.ts";
import type { Frame } from "./frame.ts";
import type { Access } from "./function-instances.ts";

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

    resolve(instruction: Instruction): void {
        const { resolutions } = this.frame.instance;
        if (this.found.length > 0)
            resolutions.set(instruction, { ...resolutions.get(instruction), accessors: this.found });
    }
}
