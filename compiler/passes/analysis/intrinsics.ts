/**
 * What a program changes on the objects of the library that it holds. What is read from such an
 * object is what it has now; everything else (methods of arrays and texts, operators, the library
 * itself) runs what the library has, so that the analysis refuses a use of what was replaced.
 */
import { changedIntrinsic, lackingIntrinsic, passedIntrinsic, replacedMember } from "../../diagnostics/unsupported.ts";
import type { NativeClass, NativeFunction } from "../../bindings/model.ts";
import type { Span } from "../../ir/program.ts";
import { getterField, isIndexName, setterField } from "../../types/keys.ts";
import { isNever, shapeType } from "../../types/lattice.ts";
import type { Found } from "../../types/resolve.ts";
import type { GeneralShape, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import type { Frame } from "./frame.ts";
import { namesOf } from "./literals.ts";
import type { World } from "./world.ts";

/** Every object finds what they have, also where nothing looks. */
const ROOTS: ReadonlySet<string> = new Set(["Object.prototype", "Function.prototype"]);

/** The program writes, defines or deletes a property of the object. */
export function changeIntrinsic(frame: Frame, span: Span, shape: Shape, key: Type | string): void {
    if (shape.kind !== "general" || shape.intrinsic === undefined) return;
    const { lacking, name: of, properties } = shape.intrinsic;
    const names = typeof key === "string" ? [key] : namesOf(key);
    const isKept = (name: string): boolean => {
        const property = properties.get(name);
        const isLength = property?.kind === "constant" && property.isWritable === true;
        return isLength || isIndexName(name) || lacking.has(name);
    };
    const isOpen = names === undefined || names.some(isKept);
    if (isOpen || ROOTS.has(of)) frame.refuse(changedIntrinsic(span, of), shapeType(shape));
}

/** The program asks for a property by a name that may be one that the library lacks. */
export function askIntrinsic(frame: Frame, span: Span, shape: Shape, key: Type | undefined): void {
    if (shape.kind !== "general" || shape.intrinsic === undefined) return;
    const { lacking, name: of } = shape.intrinsic;
    const names = key && namesOf(key);
    // No text names a symbol.
    const missing = [...lacking].filter((name) => !name.startsWith("@@") && (names?.includes(name) ?? true));
    const [first] = missing;
    if (first !== undefined) frame.refuse(lackingIntrinsic(span, `${of}.${first}`), shapeType(shape));
}

/** Natives that find properties of their first argument out by the name that is the second. */
export function askByNative(frame: Frame, span: Span, native: NativeFunction, args: readonly Type[]): void {
    const [object, key] = args;
    const isListed = native.name === "Object.getOwnPropertyNames" || native.attributes === "describeAll";
    const isAsked = isListed || (native.names === "own" && native.parameters.length > 1 && !native.assigns);
    if (isAsked) object?.shapes.forEach((shape) => askIntrinsic(frame, span, shape, isListed ? undefined : key));
}

/**
 * The object goes to native code, which would take it for a plain one: what `Object` has for the
 * properties of objects does not mind.
 */
export function passIntrinsic(frame: Frame, span: Span, native: NativeFunction, args: readonly Type[]): void {
    const { attributes, gives, names } = native;
    const isOpen = names === "own" && (gives === undefined || gives === "names");
    if (attributes !== undefined || isOpen) return;
    for (const shape of args.flatMap(({ shapes }) => [...shapes])) {
        const name = shape.kind === "general" ? shape.intrinsic?.name : undefined;
        if (name !== undefined && native.tells === undefined)
            frame.refuse(passedIntrinsic(span, name), shapeType(shape));
    }
}

/** What the library does for the member is no longer what the program has there. */
export function refuseReplaced(frame: Frame, span: Span, name: string, found: readonly Found[]): void {
    if (frame.instance.origin.isBuiltIn === true) return;
    for (const { of, member } of found) {
        const isOwn = member?.kind === "field" || member?.kind === "method";
        const isGeneral = member?.kind === "general" && member.beside === undefined;
        if (isOwn || isGeneral) continue;
        for (const path of prototypesOf(frame.world, of))
            if (isReplaced(frame.world, path, name)) frame.refuse(replacedMember(span, `${path}.${name}`));
    }
}

/** The same of a function that the program names: `Math.max`. */
export function refuseReplacedNative(
    frame: Frame,
    span: Span,
    { name, takesThis }: Pick<NativeFunction, "name" | "takesThis">,
): void {
    const [owner, member] = name.split(".");
    if (frame.instance.origin.isBuiltIn === true || owner === undefined || member === undefined) return;
    const path = takesThis ? `${owner}.prototype` : owner;
    if (isReplaced(frame.world, path, member)) frame.refuse(replacedMember(span, `${path}.${member}`));
}

/** What makes primitives of objects. */
const CONVERTING = ["join", "toString", "valueOf"];

/** An operator converts the values: a replaced method would run. */
export function refuseReplacedConversion(frame: Frame, span: Span, types: readonly Type[]): void {
    for (const shape of types.flatMap(({ shapes }) => [...shapes])) {
        CONVERTING.forEach((name) => {
            refuseReplaced(frame, span, name, [{ of: shape, member: undefined }]);
        });
    }
}

function prototypesOf({ builtIns }: World, of: Found["of"]): string[] {
    const chain = (from: NativeClass | undefined): string[] =>
        from === undefined ? [] : [`${from.name}.prototype`, ...chain(from.base)];
    if (typeof of === "string") return chain(builtIns.get(of));
    if (of.kind === "array") return chain(builtIns.get("array"));
    let at: Shape | undefined = of;
    while (at?.kind === "class") at = at.base;
    return at?.kind === "native" ? chain(at.nativeClass) : [];
}

/** Whether the object may have something else under the name than it starts with. */
function isReplaced(world: World, path: string, name: string): boolean {
    const shape = world.intrinsicNamed(path);
    if (shape === undefined) return false;
    world.noteNames(shape, undefined);
    if (!isNever(shape.others.type)) return true;
    if (shape.fields.has(getterField(name)) || shape.fields.has(setterField(name))) return true;
    const type = shape.fields.get(name)?.type;
    return type !== undefined && !isAsMade(shape, name, type);
}

function isAsMade({ intrinsic }: GeneralShape, name: string, type: Type): boolean {
    const property = intrinsic?.properties.get(name);
    if (property?.kind === "constant") return true;
    if (property?.kind !== "function" || type.shapes.size !== 1 || type.absent) return false;
    const [shape] = type.shapes;
    const isOne = isNever({ ...type, shapes: new Set() });
    return isOne && shape?.kind === "function" && shape.function === property.function;
}
