/** What is taken out of an iterable at once: by spread, and by the rest of a pattern. */
import { assign, identifier } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import { LIST } from "../types/keys.ts";
import { isIterable } from "../types/members.ts";
import { gotten } from "./accessors.ts";
import type { Accessing } from "./accessors.ts";
import { dispatch } from "./dispatch.ts";
import type { Alternative } from "./dispatch.ts";
import type { FunctionContext } from "./function-context.ts";
import { box } from "./value.ts";
import type { Value } from "./value.ts";

/**
 * As the runtime can iterate over it: of an iterable of the library, `value`, a list of what it
 * gives; else `plain`.
 */
export function listed(
    context: FunctionContext,
    instruction: Accessing,
    value: Value,
    plain: Value = value,
): CExpression {
    if (![...value.type.shapes].some(isIterable)) return box(plain);
    const held = context.hold(value, "iterable");
    const list = context.variables.scratch("list", "tsp_value @", identifier("TSP_UNDEFINED"));
    const give = (given: () => Value, key: unknown): Alternative => ({
        key,
        emit: () => context.push(assign(list, box(given()))),
    });
    const asItIs = give(() => plain, "plain");
    dispatch(
        context,
        held,
        (shape) =>
            isIterable(shape)
                ? give(() => gotten(context, instruction, { of: shape, name: LIST, object: held }), shape)
                : asItIs,
        () => asItIs,
    );
    return list;
}
