/**
 * ToPrimitive of operands and arguments: objects of the native classes that convert are replaced by
 * what their own methods give.
 */
import { assign, call, identifier } from "../c/ast.ts";
import type { Span } from "../ir/program.ts";
import { conversionOf, standardText as textOf, toPrimitive } from "../types/primitive.ts";
import type { Conversion, Hint, Keeps } from "../types/primitive.ts";
import { STRING_TYPE } from "../types/lattice.ts";
import type { Shape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import { dispatch } from "./dispatch.ts";
import type { FunctionContext } from "./function-context.ts";
import { nativeCall } from "./natives.ts";
import { receiver } from "./properties.ts";
import { box, convert, OBJECT, STRING, TAGGED } from "./value.ts";
import type { Value } from "./value.ts";

/** The value itself where it holds no such object. The methods read the object now, not later. */
export function primitive(
    context: FunctionContext,
    value: Value,
    hint: Hint | undefined,
    span: Span,
    keeps: Keeps = () => false,
): Value {
    if (hint === undefined) return value;
    const conversions = conversionsOf(value.type, (shape) => (keeps(shape) ? undefined : conversionOf(shape, hint)));
    return conversions.size === 0
        ? value
        : convertedBy(context, value, conversions, { type: toPrimitive(value.type, hint, keeps), span });
}

/** What `toString` of a standard prototype gives for objects without another. */
export const standardText = (context: FunctionContext, value: Value, span: Span): Value =>
    convertedBy(context, value, conversionsOf(value.type, textOf), { type: STRING_TYPE, span });

function convertedBy(
    context: FunctionContext,
    value: Value,
    conversions: ReadonlyMap<Shape, Conversion>,
    { type, span }: Wanted,
): Value {
    const object = context.hold(value, "object");
    const [only, ...others] = new Set([...value.type.shapes].map((shape) => keyOf(conversions.get(shape))));
    const [conversion] = conversions.values();
    if (conversion !== undefined && only !== undefined && others.length === 0 && value.representation.kind === "object")
        return converted(context, object, conversion, { type, span });
    const target = context.variables.scratch("primitive", "tsp_value @", identifier("TSP_UNDEFINED"));
    const keep = { key: "same", emit: () => context.push(assign(target, box(object))) };
    dispatch(
        context,
        object,
        (shape) => {
            const conversion = conversions.get(shape);
            if (conversion === undefined) return keep;
            const emit = (): void => {
                context.push(assign(target, box(converted(context, object, conversion, { type, span }))));
            };
            return { key: keyOf(conversion), emit };
        },
        () => keep,
    );
    return { expression: target, representation: TAGGED, type };
}

/** Of each object that converts; arrays are told apart by no test. */
function conversionsOf({ shapes }: Type, of: (shape: Shape) => Conversion | undefined): ReadonlyMap<Shape, Conversion> {
    const found = [...shapes].flatMap((shape): [Shape, Conversion][] => {
        const conversion = of(shape);
        return conversion === undefined ? [] : [[shape, conversion]];
    });
    const hasObjects = found.some(([, conversion]) => conversion.kind === "array" && conversion.hasObjects);
    return new Map(
        found.map(([shape, conversion]) => [
            shape,
            conversion.kind === "array" ? { kind: "array", hasObjects } : conversion,
        ]),
    );
}

/** What is converted by the same code has one key. */
function keyOf(conversion: Conversion | undefined): unknown {
    if (conversion?.kind === "native") return conversion.function;
    return conversion?.kind === "constant" ? conversion.text : conversion?.kind;
}

interface Wanted {
    readonly type: Type;
    readonly span: Span;
}

function converted(context: FunctionContext, object: Value, conversion: Conversion, { type, span }: Wanted): Value {
    switch (conversion.kind) {
        case "native":
            return byMethod(context, object, conversion, { type, span });
        case "constant": {
            const expression = context.program.strings.reference(conversion.text);
            return { expression, representation: STRING, type: STRING_TYPE };
        }
        case "array":
        case "general": {
            context.program.headers.add("runtime/object_text.h");
            const name = conversion.kind === "array" && !conversion.hasObjects ? "tsp_array_text" : "tsp_object_text";
            const expression = call(name, convert(object, OBJECT, context.program.names));
            const made = context.hold({ expression, representation: STRING, type: STRING_TYPE }, "primitive");
            context.check(span);
            return made;
        }
    }
}

function byMethod(
    context: FunctionContext,
    object: Value,
    { function: native, owner }: Conversion & { readonly kind: "native" },
    { type, span }: Wanted,
): Value {
    const request = { native, receiver: receiver(context, object, owner), arguments: [], span };
    const made = context.hold(nativeCall(context, request, type), "primitive");
    if (native.mayThrow) context.check(span);
    return made;
}
