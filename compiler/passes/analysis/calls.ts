/** Calls and construction: which instances they reach, and what comes back. */
import {
    nativeArgument,
    objectInArithmetic,
    objectToString,
    optionRequired,
    surplusArgument,
    unknownProperty,
} from "../../diagnostics/diagnostics.ts";
import type { NativeClass, NativeFunction, NativeType, ScriptMethod } from "../../bindings/model.ts";
import type { ClassReference, Instruction, InstructionOf } from "../../ir/instructions.ts";
import { isNever, join, NEVER, numberType, present, shapeType, UNDEFINED_TYPE } from "../../types/lattice.ts";
import { generalProperty, isPrivateName } from "../../types/members.ts";
import type { AccessorMember, FieldMember, Member } from "../../types/members.ts";
import { objectFits } from "../../types/native-fit.ts";
import { argumentHint, toPrimitive } from "../../types/primitive.ts";
import { onlyOf } from "../../types/resolve.ts";
import type { Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import { callValues, enter, forParameters, passed } from "./entering.ts";
import type { Passed } from "./entering.ts";
import type { Frame } from "./frame.ts";
import { declaredType, elementsOf, functionsOf, neverFits, passArguments } from "./natives.ts";
import { newInstance, resultByMode, startInstance } from "./modes.ts";
import { ANY_NUMBER, FUNCTION_SETS } from "../../types/numbers.ts";
import { toNumberSet } from "./operators.ts";
import { functionAsClass } from "../../diagnostics/unsupported.ts";
import { assignAll, namesOf, valuesOf } from "./keyed.ts";
import { refuseStandard } from "./properties.ts";
import { refineLocal } from "./refine.ts";
import type { Transfers } from "./rules.ts";
import { hasObjects, hasObjectsWithoutText, hasOwnText } from "./text.ts";
import type { Callee } from "./function-instances.ts";

function callNative(
    frame: Frame,
    instruction: Instruction,
    native: NativeFunction,
    receiver: Type,
    call: Passed,
): Type {
    const plain = native.parameters.filter(({ rest }) => !rest).length;
    const args = forParameters(call, plain);
    const site = frame.site(instruction, receiver);
    checkArguments(
        frame,
        instruction,
        native,
        args.map((arg, index) => primitiveArgument(native, arg, index)),
    );
    refuseSurplus(frame, instruction, native, call, native.parameters.length);
    if (native.objects !== undefined) refuseConversions(frame, instruction, args);
    // A method that makes one text of an array converts the elements.
    if (native.result.kind === "string" && hasObjectsWithoutText(frame.world, elementsOf(receiver)))
        frame.refuse(objectToString(instruction.span), elementsOf(receiver));
    passArguments(frame.world, native, args, site);
    const exact = functionType(native, call) ?? resultByMode(frame.world, native, args, site);
    if (native.assigns) {
        assignAll(frame, instruction.span, args);
        return args[0] ?? NEVER;
    }
    return exact ?? givenProperties(frame, instruction, native, args) ?? declaredType(frame.world, native.result, site);
}

/** The names of the argument's properties, in an array of their own, or one of the values. */
function givenProperties(
    frame: Frame,
    { span }: Instruction,
    { gives }: NativeFunction,
    [object = NEVER]: readonly Type[],
): Type | undefined {
    if (gives === "values") return join(valuesOf(frame, span, object), UNDEFINED_TYPE);
    if (gives === undefined) return undefined;
    const array = frame.world.arrayAt(`names ${frame.key}`, span);
    array.madeLike ??= new Set();
    frame.world.growField(array.element, namesOf(frame.world, object));
    return shapeType(array);
}

/** A first text with letters that convert what follows, which then can be no object. */
function refuseConversions(frame: Frame, { span }: Instruction, [format, ...values]: readonly Type[]): void {
    const texts = format?.string === undefined || format.string === "any" ? [] : [...format.string];
    const converted = values.filter(hasObjects);
    if (texts.some((text) => /%[dfij]/.test(text)) && converted.length > 0)
        frame.refuse(objectInArithmetic(span), ...converted);
    else if (texts.some((text) => text.includes("%s")) && converted.some((type) => hasOwnText(frame.world, type)))
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
function refuseSurplus(
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
            parameter.type.kind === "any" && !native.pure && !native.takesThis && native.names === undefined;
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
        const isAccessor = [...shapes].some((shape) => frame.world.memberOf(shape, name)?.kind === "accessor");
        if (isAccessor) frame.refuse(nativeArgument(span, native.name, name));
    }
}

function primitiveArgument(native: NativeFunction, arg: Type, index: number): Type {
    const hint = argumentHint(native, index);
    return hint === undefined ? arg : toPrimitive(arg, hint);
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

function transferCallFunction(frame: Frame, instruction: InstructionOf<"callFunction">): void {
    const self = instruction.thisArgument === undefined ? UNDEFINED_TYPE : frame.type(instruction.thisArgument);
    const { instance, result } = enter(frame, instruction.function, undefined, self, passed(frame, instruction));
    frame.instance.resolutions.set(instruction, { constructed: instance });
    finish(frame, instruction, result);
}

function transferCallNative(frame: Frame, instruction: InstructionOf<"callNative">): void {
    const self = instruction.thisArgument === undefined ? NEVER : frame.type(instruction.thisArgument);
    finish(frame, instruction, callNative(frame, instruction, instruction.native, self, passed(frame, instruction)));
}

/** A call without result that cannot return ends the block: `dead` tells the interpreter. */
function finish(
    frame: Frame,
    instruction:
        | InstructionOf<"call">
        | InstructionOf<"callMethod">
        | InstructionOf<"callFunction">
        | InstructionOf<"callNative">,
    result: Type,
): void {
    frame.set(instruction.target, result);
    frame.lastResult = result;
}

function transferCall(frame: Frame, instruction: InstructionOf<"call">): void {
    const { callees, result } = callValues(
        frame,
        frame.type(instruction.callee),
        frame.type(instruction.thisArgument),
        passed(frame, instruction),
        instruction.as,
    );
    refusePlainFunctions(frame, instruction);
    frame.instance.resolutions.set(instruction, { callees });
    finish(frame, instruction, result);
}

/** `new` and `instanceof` of a function would look at its property `prototype`. */
function refusePlainFunctions(frame: Frame, { as, callee, span }: InstructionOf<"call">): void {
    const isPlain = functionsOf(frame.type(callee)).some((shape) => shape.function.asClass === undefined);
    if (as !== undefined && isPlain) frame.refuse(functionAsClass(span, ""), frame.type(callee));
}

function transferCallMethod(frame: Frame, instruction: InstructionOf<"callMethod">): void {
    const receiver = frame.type(instruction.object);
    const args = passed(frame, instruction);
    const callees: Callee[] = [];
    let result = NEVER;
    for (const { of, member } of frame.members(instruction)) {
        if (typeof of === "string") {
            result = join(result, callPrimitive(frame, instruction, member, onlyOf(receiver, of), args));
            continue;
        }
        const called = callMember(frame, instruction, of, member, args);
        result = join(result, called.result);
        if (called.callee !== undefined) callees.push(called.callee);
    }
    frame.instance.resolutions.set(instruction, { callees });
    finish(frame, instruction, result);
}

function callPrimitive(
    frame: Frame,
    instruction: InstructionOf<"callMethod">,
    member: Member | undefined,
    only: Type,
    args: Passed,
): Type {
    if (member?.kind === "nativeMethod") return callNative(frame, instruction, member.function, only, args);
    refuseStandard(frame, instruction.span, instruction.name, only);
    return NEVER;
}

function callMember(
    frame: Frame,
    instruction: InstructionOf<"callMethod">,
    shape: Shape,
    member: Member | undefined,
    args: Passed,
): { result: Type; callee?: Callee } {
    const self = shapeType(shape);
    switch (member?.kind) {
        case "method": {
            const { instance, result } = enter(frame, member.function, undefined, self, args);
            return { result, callee: { when: shape, to: instance } };
        }
        case "scriptMethod": {
            const chosen = scriptMethodFor(frame, instruction, member.alternatives, args);
            const fn = chosen && frame.world.functions.libraryFunction(chosen.file, chosen.export);
            if (chosen === undefined || fn === undefined) return { result: NEVER };
            if (chosen.makesOwn && shape.kind === "class")
                frame.refuse(unknownProperty(instruction.span, instruction.name));
            const { instance, result } = enter(frame, fn, undefined, self, args, ownSite(frame, chosen, args));
            return { result, callee: { when: shape, to: instance } };
        }
        case "field":
        case "accessor": {
            if (member.kind === "accessor" && instruction.method === undefined)
                frame.refuse(unknownProperty(instruction.span, instruction.name), self);
            const value = instruction.method === undefined ? valueOfField(member) : frame.type(instruction.method);
            const { callees, result } = callValues(frame, value, self, args);
            return { result, callee: { when: shape, to: callees } };
        }
        case "general": {
            const found = generalProperty(member.owner, member.name);
            if (found.absent) refuseStandard(frame, instruction.span, instruction.name, self);
            const value = instruction.method === undefined ? present(found) : frame.type(instruction.method);
            const { callees, result } = callValues(frame, value, self, args);
            return { result, callee: { when: shape, to: callees } };
        }
        case "nativeMethod":
            refuseSpecies(frame, instruction, shape, member.function);
            return {
                result: callNative(frame, instruction, member.function, self, args),
                callee: { when: shape, to: member.function },
            };
        default:
            if (!isPrivateName(instruction.name)) refuseStandard(frame, instruction.span, instruction.name, self);
            return { result: NEVER };
    }
}

/** What an accessor gives, the `getMethod` before the call has found. */
function valueOfField(member: FieldMember | AccessorMember): Type {
    if (member.kind === "accessor") throw new Error("the value of an accessor is not known");
    return present(member.field.type);
}

/**
 * The library's functions tell their calls apart by the functions that they are given. A call that
 * gives none, of a method that is tagged so, has an instance of its own.
 */
function ownSite(frame: Frame, { isApart }: ScriptMethod, { listed, spread }: Passed): string | undefined {
    const given = [...listed, ...(spread === undefined ? [] : [spread])];
    const isTold = given.some((type) => isNever(type) || functionsOf(type).length > 0);
    return isApart && !isTold ? ` at ${frame.key}` : undefined;
}

/**
 * A built-in method that makes an object of its own class would call the constructor of a class
 * that extends it (ECMA-262 7.3.22).
 */
function refuseSpecies(
    frame: Frame,
    { span, name }: InstructionOf<"callMethod">,
    shape: Shape,
    native: NativeFunction,
): void {
    if (shape.kind === "class" && native.result.kind === "class" && objectFits(native.result, shape))
        frame.refuse(unknownProperty(span, name));
}

/**
 * The function for so many arguments; with fewer than any signature takes, that of the shortest.
 */
function scriptMethodFor(
    frame: Frame,
    instruction: InstructionOf<"callMethod">,
    alternatives: readonly ScriptMethod[],
    { listed, spread }: Passed,
): ScriptMethod | undefined {
    if (spread !== undefined && alternatives.length > 1)
        frame.refuse(unknownProperty(instruction.span, instruction.name));
    const [longest] = alternatives;
    if (longest !== undefined) {
        refuseSurplus(
            frame,
            instruction,
            { ...longest, name: instruction.name },
            { listed, spread },
            longest.parameters,
        );
    }
    return alternatives.find(({ parameters }) => parameters <= listed.length) ?? alternatives.at(-1);
}

/** The type of the new object; its constructor has run. */
function transferNew(frame: Frame, instruction: InstructionOf<"new">): void {
    const reference = instruction.classReference;
    if (reference.kind === "nativeClass") {
        frame.set(instruction.target, constructNative(frame, instruction, reference));
        frame.lastResult = frame.type(instruction.target);
        return;
    }
    const made = frame.world.classes.shape(reference, contextOf(frame, instruction));
    const self = shapeType(made);
    const returns = construct(frame, instruction, reference, self, passed(frame, instruction));
    const { constructed } = frame.instance.resolutions.get(instruction) ?? {};
    frame.instance.resolutions.set(instruction, { ...(constructed && { constructed }), made });
    frame.set(instruction.target, returns ? self : NEVER);
    frame.lastResult = returns ? self : NEVER;
}

/** Which of its contexts a generic class is made in. */
function contextOf({ instance }: Frame, { typeArguments }: InstructionOf<"new">): string {
    if (typeArguments === undefined) return "";
    if (!typeArguments.isOpen) return typeArguments.text;
    // What the methods of one generic class make with its own type arguments is one shape.
    const [self, ...others] = instance.thisType.type.shapes;
    const isOwn = self?.kind === "class" && self.declaration.isGeneric && others.length === 0;
    return `${typeArguments.text} in ${isOwn ? `shape ${self.id}` : instance.id}`;
}

function constructNative(frame: Frame, instruction: InstructionOf<"new">, nativeClass: NativeClass): Type {
    const args = passed(frame, instruction);
    const self = nativeClass.isGeneric
        ? shapeType(frame.world.nativeShapeAt(nativeClass, frame.key))
        : newInstance(frame.world, nativeClass, forParameters(args, 1));
    const maker = nativeClass.construct;
    if (maker !== undefined) callNative(frame, instruction, maker, self, args);
    return self;
}

/** Runs a constructor on an object of type `self`; false when it cannot return. */
function construct(
    frame: Frame,
    instruction: InstructionOf<"new"> | InstructionOf<"superConstruct">,
    reference: ClassReference,
    self: Type,
    args: Passed,
): boolean {
    if (reference.kind === "nativeClass") {
        const maker = reference.construct;
        if (maker !== undefined) {
            startInstance(frame.world, reference, self, forParameters(args, maker.parameters.length));
            callNative(frame, instruction, maker, self, args);
        }
        return true;
    }
    const { instance } = enter(frame, reference.classConstructor, undefined, self, args);
    frame.instance.resolutions.set(instruction, { constructed: instance });
    return !isNever(instance.returnType.type);
}

function transferSuperConstruct(frame: Frame, instruction: InstructionOf<"superConstruct">): void {
    const self = frame.type(instruction.thisLocal);
    const returns = construct(frame, instruction, instruction.base, self, passed(frame, instruction));
    frame.lastResult = returns ? UNDEFINED_TYPE : NEVER;
}

/** What a native `value is T` leaves of a set. */
function ofNativeType(type: Type, told: NativeType, truth: boolean): Type {
    const shapes = new Set([...type.shapes].filter((shape) => objectFits(told, shape) === truth));
    return truth ? { ...NEVER, shapes } : { ...type, shapes };
}

export const callTransfers: Transfers<
    "call" | "callMethod" | "callFunction" | "callNative" | "new" | "superConstruct"
> = {
    call: transferCall,
    callMethod: transferCallMethod,
    callFunction: transferCallFunction,
    callNative: {
        run: transferCallNative,
        tells: (refiner, { native: { tells }, arguments: passed }, { truth, at }) =>
            tells === undefined ||
            refineLocal(refiner, passed[tells.argument], at, (type) => ofNativeType(type, tells.type, truth)),
    },
    new: transferNew,
    superConstruct: transferSuperConstruct,
};
