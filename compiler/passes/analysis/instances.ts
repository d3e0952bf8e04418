/** What `instanceof` tells: the layouts of a program are known, and so are the classes of each. */
import type { ClassReference } from "../../ir/instructions.ts";
import { NEVER } from "../../types/lattice.ts";
import type { Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";

/** The part of a set that are instances of the class, and the rest. */
export function byInstance(type: Type, reference: ClassReference): [instances: Type, others: Type] {
    const shapes = [...type.shapes];
    const isOf = (shape: Shape): boolean => isInstance(shape, reference);
    return [
        { ...NEVER, shapes: new Set(shapes.filter(isOf)) },
        { ...type, shapes: new Set(shapes.filter((shape) => !isOf(shape))) },
    ];
}

function isInstance(shape: Shape, reference: ClassReference): boolean {
    switch (shape.kind) {
        case "class":
            return shape.declaration === reference || (shape.base !== undefined && isInstance(shape.base, reference));
        case "native": {
            let at: ClassReference | undefined = shape.nativeClass;
            while (at !== undefined && at !== reference) at = at.base;
            return at !== undefined;
        }
        case "array":
            return reference.kind === "nativeClass" && reference.builtIn === "array";
        default:
            return false;
    }
}
