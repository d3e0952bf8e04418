/** Calls of native functions: what they take, convert and refuse, and what they give. */
import {
    nativeArgument,
    objectInArithmetic,
    objectToString,
    optionRequired,
    surplusArgument,
} from "../../diagnostics/diagnostics.ts";
import type { NativeFunction, NativeType } from "../../bindings/model.ts";
import type { Span } from "../../ir/program.ts";
import type { Instruction } from "../../ir/instructions.ts";
import {
    BOOLEAN_TYPE,
    join,
    joinAll,
    NEVER,
    NULL_TYPE,
    numberType,
    shapeType,
    STRING_TYPE,
    UNDEFINED_TYPE,
} from "../../types/lattice.ts";
import { isPlain } from "../../types/members.ts";
import { objectFits } from "../../types/native-fit.ts";
import { argumentHint, keptArguments, toPrimitive } from "../../types/primitive.ts";
import type { Type } from "../../types/type.ts";
import { forParameters } from "./entering.ts";
import type { Passed } from "./entering.ts";
import { Accesses } from "./accessors.ts";
import { useAttributes } from "./attributes.ts";
import type { Frame } from "./frame.ts";
import { declaredType, elementsOf, neverFits, passArguments } from "./natives.ts";
import { askByNative, passIntrinsic, refuseReplacedConversion } from "./intrinsics.ts";
import { resultByMode } from "./modes.ts";
import { ANY_NUMBER, FUNCTION_SETS } from "../../types/numbers.ts";
import { toNumberSet } from "./operators.ts";
import { assignAll, namesOf, putProperties, refuseAccessors, valuesOf } from "./keyed.ts";
import { hasObjects, hasObjectsWithoutText, hasOwnText, hasUnknownText, noteConversions } from "./text.ts";

export function callNative(
    frame: Frame,
    instruction: Instruction,
    native: NativeFunction,
    receiver: Type,
    call: Passed,
): Type {
    const plain = native.parameters.filter(({ rest }) => !rest).length;
    const args = forParameters(call, plain);
    const site = frame.site(instruction, receiver);
    const converted = args.filter((_, index) => argumentHint(native, index) !== undefined);
    noteConversions(frame.world, ...converted);
    refuseReplacedConversion(frame, instruction.span, converted);
    askByNative(frame, instruction.span, native, args);
    passIntrinsic(frame, instruction.span, native, args);
    checkArguments(
        frame,
        instruction,
        native,
        args.map((arg, index) => primitiveArgument(native, arg, index)),
    );
    refuseSurplus(frame, instruction, native, call, native.parameters.length);
    if (native.objects !== undefined) refuseConversions(frame, instruction, args);
    // A method that makes one text of an array converts the elements.
    if (native.holding !== undefined) noteConversions(frame.world, receiver);
    if (native.holding !== undefined) refuseReplacedConversion(frame, instruction.span, [elementsOf(receiver)]);
    if (native.result.kind === "string" && hasUnknownText(receiver))
        frame.refuse(objectToString(instruction.span), elementsOf(receiver));
    passArguments(frame.world, native, args, site);
    const exact = functionType(native, call) ?? resultByMode(frame.world, native, args, site);
    const accesses = new Accesses(frame);
    if (native.assigns) assignAll(frame, instruction.span, args, accesses);
    if (native.puts === true) putProperties(frame.world, args);
    const { span } = instruction;
    const used = native.attributes && useAttributes(native.attributes, { frame, span, args, accesses });
    const given = native.assigns
        ? (args[0] ?? NEVER)
        : (used ?? exact ?? givenProperties(frame, instruction, native, args, accesses));
    accesses.resolve(instruction);
    return given ?? declaredType(frame.world, native.result, site);
}

/** The names of the argument's properties, in an array of their own, or one of the values. */
function givenProperties(
    frame: Frame,
    { span }: Instruction,
    { gives }: NativeFunction,
    [object = NEVER, key = NEVER]: readonly Type[],
    accesses: Accesses,
): Type | undefined {
    if (gives === "members") refuseAccessors(frame, span, object, key);
    if (gives === "values" || gives === "members") return join(valuesOf(frame, span, object, accesses), UNDEFINED_TYPE);
    if (gives === "json") return jsonType(frame, span);
    if (gives === undefined) return undefined;
    const array = frame.world.arrayAt(`names ${frame.key}`, span);
    array.madeLike ??= new Set();
    frame.world.growField(array.element, namesOf(frame.world, object));
    return shapeType(array);
}

/** What a text can say that is read at run time: objects and arrays of their own for each call. */
function jsonType({ world, key }: Frame, span: Span): Type {
    const array = world.arrayAt(`json ${key}`, span);
    const object = world.generalAt(`json ${key}`, span);
    array.madeLike ??= new Set();
    array.isParsed = true;
    const primitives = joinAll([NULL_TYPE, BOOLEAN_TYPE, numberType(ANY_NUMBER), STRING_TYPE]);
    const value = join(primitives, shapeType(array, object));
    world.growField(array.element, value);
    world.growField(object.others, value);
    return value;
}

/** A first text with letters that convert what follows, which then can be no object. */
function refuseConversions(frame: Frame, { span }: Instruction, [format, ...values]: readonly Type[]): void {
    const texts = format?.string === undefined || format.string === "any" ? [] : [...format.string];
    const converted = values.filter(hasObjects);
    if (texts.some((text) => /%[dfij]/.test(text)) && converted.length > 0)
        frame.refuse(objectInArithmetic(span), ...converted);
    else if (texts.some((text) => text.includes("%s")) && converted.some(hasOwnText))
        frame.refuse(objectToString(span), ...converted);
}

/** The result of a function whose numbers follow from those that it takes. */
function functionType({ set, parameters }: NativeFunction, { listed, spread }: Passed): Type | undefined {
    if (set === undefined || spread !== undefined || listed.length === 0) return undefined;
    const isList = parameters.some(({ rest }) => rest);
    const [first, ...others] = listed.map((type) => toNumberSet(type) ?? ANY_NUMBER);
    return first === undefined ? undefined : numberType(FUNCTION_SETS[set](first, ...(isList ? others : [])));
}

/** Surplus arguments are dropped, which has to be what JavaScript does with them. */
export function refuseSurplus(
    frame: Frame,
    { span }: Instruction,
    { name, takesFurther }: { readonly name: string; readonly takesFurther: boolean },
    { listed }: Passed,
    most: number,
): void {
    if (takesFurther && listed.length > most) frame.refuse(surplusArgument(span, name));
}

/**
 * A function that takes any value and keeps none converts it to a primitive, unless it is pure and
 * only looks at it.
 */
function checkArguments(frame: Frame, instruction: Instruction, native: NativeFunction, args: readonly Type[]): void {
    args.forEach((arg, index) => {
        const parameter = native.parameters[Math.min(index, native.parameters.length - 1)];
        if (parameter === undefined || (index >= native.parameters.length && !parameter.rest)) return;
        const isMissing = parameter.optional && (arg.undefined || arg.absent);
        const neverTaken = !isMissing && neverFits(frame.world, parameter.type, arg);
        const isRefused = neverTaken || isArrayLike(parameter.type, arg);
        if (isRefused) frame.refuse(nativeArgument(instruction.span, native.name, parameter.name), arg);
        refuseOptionAccessors(frame, instruction, native, parameter.type, arg);
        const lacking = lackingOption(frame, parameter.type, arg);
        if (lacking !== undefined) frame.refuse(optionRequired(instruction.span, native.name, lacking));
        if (!isRefused) convertArgument(frame, instruction, parameter.type, arg);
        if (takesNumbers(parameter.type) && hasObjects(elementsOf(arg)))
            frame.refuse(objectInArithmetic(instruction.span), elementsOf(arg));
        const isConverted =
            parameter.type.kind === "any" &&
            native.attributes === undefined &&
            !native.pure &&
            !native.takesThis &&
            native.names === undefined;
        if (isConverted && hasObjectsWithoutText(frame.world, arg)) frame.refuse(objectToString(instruction.span), arg);
    });
}

/** Native code reads the options as they lie in the object. */
function refuseOptionAccessors(
    frame: Frame,
    { span }: Instruction,
    native: NativeFunction,
    type: NativeType,
    { shapes }: Type,
): void {
    if (type.kind !== "options") return;
    for (const name of type.options.properties.keys()) {
        const isAccessor = [...shapes].some((shape) => {
            const member = frame.world.memberOf(shape, name);
            return member?.kind === "accessor" || (member?.kind === "general" && !isPlain(member.owner));
        });
        if (isAccessor) frame.refuse(nativeArgument(span, native.name, name));
    }
}

function primitiveArgument(native: NativeFunction, arg: Type, index: number): Type {
    const hint = argumentHint(native, index);
    return hint === undefined ? arg : toPrimitive(arg, hint, keptArguments(native, index));
}

/** The option without which the call throws, where no object that arrives has it. */
function lackingOption({ world }: Frame, type: NativeType, { shapes }: Type): string | undefined {
    const required = type.kind === "options" ? type.options.required : undefined;
    if (required === undefined || shapes.size === 0) return undefined;
    return [...shapes].some((shape) => world.memberOf(shape, required) !== undefined) ? undefined : required;
}

/** An array whose elements are converted to numbers, as the bytes of `new Uint8Array([...])`. */
function takesNumbers(type: NativeType): boolean {
    return type.kind === "union"
        ? type.members.some(takesNumbers)
        : type.kind === "array" && type.element.kind === "number";
}

/**
 * Where an array of numbers is declared, JavaScript takes the elements of any other object too, and
 * of a string where none is converted.
 */
function isArrayLike(type: NativeType, arg: Type): boolean {
    const converts = type.kind === "union" && type.members.some(({ kind }) => kind === "number" || kind === "string");
    return (
        takesNumbers(type) &&
        ((arg.string !== undefined && !converts) || [...arg.shapes].some((shape) => !objectFits(type, shape)))
    );
}

/** ToString and ToNumber of objects would have their methods called. */
function convertArgument(frame: Frame, instruction: Instruction, type: NativeType, arg: Type): void {
    const { kind } = type;
    if (kind === "union") {
        // What is none of the declared objects would be converted as those are that are no objects.
        const others = new Set([...arg.shapes].filter((shape) => !objectFits(type, shape)));
        const converted = type.members.find((member) => member.kind === "string" || member.kind === "number");
        if (converted !== undefined) convertArgument(frame, instruction, converted, { ...NEVER, shapes: others });
    } else if (kind === "number" && hasObjects(arg)) {
        frame.refuse(objectInArithmetic(instruction.span), arg);
    } else if (
        kind === "string" &&
        !neverFits(frame.world, { kind: "string" }, arg) &&
        hasObjectsWithoutText(frame.world, arg)
    ) {
        frame.refuse(objectToString(instruction.span), arg);
    }
}
