/** Copies of the own properties of an object of known shape: of what is spread, of a rest. */
import type { Shape } from "../types/shape.ts";
import { findMember, isPrivateName, propertiesOf } from "../types/members.ts";
import { gotten } from "./accessors.ts";
import type { Accessing } from "./accessors.ts";
import { readField } from "./fields.ts";
import type { FunctionContext } from "./function-context.ts";
import { undefinedValue } from "./properties.ts";
import type { Value } from "./value.ts";

/**
 * The own properties of an object of a shape, in the order of their creation. Getters run here, and
 * could change what has not been read before.
 */
export function ownProperties(
    context: FunctionContext,
    instruction: Accessing,
    object: Value,
    shape: Shape | undefined,
    excluded: readonly string[] = [],
): [string, Value][] {
    if (shape?.kind === "class") {
        const own = [...shape.fields.values()].filter(({ name }) => !isPrivateName(name) && !excluded.includes(name));
        return [
            ...ownProperties(context, instruction, object, shape.base, excluded),
            ...own.map((field): [string, Value] => [
                field.name,
                readField(context, object, { kind: "field", owner: shape, field }),
            ]),
        ];
    }
    if (shape?.kind !== "literal") return [];
    const names = propertiesOf(shape).filter((name) => !excluded.includes(name));
    const members = names.map((name) => ({ name, member: findMember(shape, name) }));
    const runsCode = members.some(({ member }) => member?.kind === "accessor");
    return members.map(({ name, member }): [string, Value] => {
        if (member?.kind === "field") {
            const value = readField(context, object, member);
            return [name, runsCode ? context.hold(value, name) : value];
        }
        const getter = member?.kind === "accessor" ? member.getter : undefined;
        const access = getter && { accessor: getter, of: shape, name, object };
        return [name, access === undefined ? undefinedValue : gotten(context, instruction, access)];
    });
}
