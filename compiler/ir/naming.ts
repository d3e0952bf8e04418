/** Instructions that name a property: what the name means on what arrives is found here, once for all who ask. */
import { hasElements } from "../types/nativeFit.ts";
import { NEVER } from "../types/lattice.ts";
import { resolveMembers } from "../types/resolve.ts";
import type { BuiltIns, Found } from "../types/resolve.ts";
import type { Type } from "../types/type.ts";
import type { Naming } from "./instructions.ts";
import { isLocal } from "./program.ts";

/** An index that is written as a number is a name on objects without elements; undefined for every other index. */
export function propertyName(instruction: Naming): string | undefined {
    if ("name" in instruction) {
        return instruction.name;
    }
    const { index } = instruction;
    return !isLocal(index) && index.kind === "constant" && typeof index.value === "number"
        ? String(index.value)
        : undefined;
}

/** The members that the instruction means, one for each shape and kind of primitive in the set. */
export function membersNamed(builtIns: BuiltIns, instruction: Naming, type: Type): Found[] {
    const name = propertyName(instruction);
    if (name === undefined) {
        return [];
    }
    const named = "name" in instruction ? type : { ...NEVER, shapes: withoutElements(type) };
    return resolveMembers(builtIns, named, name);
}

const withoutElements = (type: Type): Type["shapes"] =>
    new Set([...type.shapes].filter((shape) => !hasElements(shape)));
