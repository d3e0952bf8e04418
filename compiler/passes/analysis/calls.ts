/** Calls and construction: which instances they reach, and what comes back. */
import { arrayLike, objectToString, unknownProperty, unsupportedBaseClass } from "../../diagnostics/diagnostics.ts";
import type { NativeClass, NativeFunction, NativeType, ScriptMethod } from "../../bindings/model.ts";
import type { ClassReference, InstructionOf } from "../../ir/instructions.ts";
import type { IrFunction } from "../../ir/program.ts";
import { isNever, join, NEVER, present, shapeType, STRING_TYPE, UNDEFINED_TYPE } from "../../types/lattice.ts";
import { chainOf, generalProperty, heldBy, isIterable, isPrivateName } from "../../types/members.ts";
import type { AccessorMember, FieldMember, Member } from "../../types/members.ts";
import { isOfClass } from "../../ir/naming.ts";
import { onlyFunctions } from "../../types/predicates.ts";
import { hasElements, isArrayPrototype, isView, objectFits } from "../../types/native-fit.ts";
import { needsMethods } from "../../types/primitive.ts";
import { alike, hasStandardText, isOwnValue, mayInheritText } from "../../types/standard-text.ts";
import { onlyOf } from "../../types/resolve.ts";
import { isMaker } from "../../ir/program.ts";
import type { Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import { callValues, enter, forParameters, passed } from "./entering.ts";
import type { Passed } from "./entering.ts";
import type { Frame } from "./frame.ts";
import { functionsOf } from "./natives.ts";
import { newInstance, startInstance } from "./modes.ts";
import { functionAsClass, otherReceiver } from "../../diagnostics/unsupported.ts";
import { refuseReplaced, refuseReplacedConversion, refuseReplacedNative } from "./intrinsics.ts";
import { refuseStandard } from "./properties.ts";
import { noteConversions } from "./text.ts";
import { refineLocal } from "./refine.ts";
import type { Transfers } from "./rules.ts";
import type { Callee } from "./function-instances.ts";
import { callNative, refuseSurplus } from "./native-calls.ts";

function transferCallFunction(frame: Frame, instruction: InstructionOf<"callFunction">): void {
    const self = instruction.thisArgument === undefined ? UNDEFINED_TYPE : frame.type(instruction.thisArgument);
    const args = passed(frame, instruction);
    const site = instruction.apart === true ? ownSite(frame, { isApart: true }, args) : undefined;
    if (instruction.named !== undefined)
        refuseReplacedNative(frame, instruction.span, { name: instruction.named, takesThis: false });
    if (instruction.iterates !== undefined) refuseArrayLike(frame, instruction, instruction.iterates, args);
    const { instance, result } = enter(frame, instruction.function, undefined, self, args, site);
    frame.instance.resolutions.set(instruction, { constructed: instance });
    finish(frame, instruction, result);
}

/**
 * JavaScript would take the elements of an object that has a length and no iterator, and none of a
 * number.
 */
function refuseArrayLike(
    frame: Frame,
    { span }: InstructionOf<"callFunction">,
    name: string,
    { listed: [source = NEVER] }: Passed,
): void {
    const isKnown = ({ shapes, number, true: yes, false: no }: Type): boolean =>
        number === undefined && !yes && !no && [...shapes].every((shape) => hasElements(shape) || isIterable(shape));
    if (!isKnown(source)) frame.refuse(arrayLike(span, name), source);
}

function transferCallNative(frame: Frame, instruction: InstructionOf<"callNative">): void {
    const self = instruction.thisArgument === undefined ? NEVER : frame.type(instruction.thisArgument);
    refuseReplacedNative(frame, instruction.span, instruction.native);
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
        instruction.newTarget === undefined ? NEVER : frame.type(instruction.newTarget),
    );
    refusePlainFunctions(frame, instruction);
    frame.instance.resolutions.set(instruction, { callees });
    finish(frame, instruction, result);
}

/** `new` and `instanceof` of a function would look at its property `prototype`. */
function refusePlainFunctions(frame: Frame, { as, callee, span }: InstructionOf<"call">): void {
    if (as === undefined) return;
    const isPlain = functionsOf(frame.type(callee)).some(({ function: fn }) => {
        if (as === "bare") return fn.asClass !== undefined || fn.thisLocal !== undefined;
        // A struct cannot be extended by what is none.
        if (as === "extend" || as === "super") return fn.asClass !== undefined || isMaker(fn) === undefined;
        if (as === "instance") return fn.asClass?.instance === undefined && fn.isConstructor !== true;
        // What makes no objects is a TypeError; of a class, that it is none may not be known.
        return isMaker(fn) === undefined;
    });
    const isBase = as === "extend" || as === "super";
    if (isPlain) frame.refuse(isBase ? unsupportedBaseClass(span) : functionAsClass(span, ""), frame.type(callee));
}

function transferCallMethod(frame: Frame, instruction: InstructionOf<"callMethod">): void {
    const receiver = frame.type(instruction.object);
    const args = passed(frame, instruction);
    const callees: Callee[] = [];
    const members = frame.members(instruction);
    refuseReplaced(frame, instruction.span, instruction.name, members);
    let result = NEVER;
    for (const { of, member } of members) {
        const { ofClass } = instruction;
        const isGeneric = member?.kind === "scriptMethod" && member.owner === ofClass && typeof of !== "string";
        if (ofClass !== undefined && !isGeneric && !isOfClass(of, ofClass)) {
            frame.refuse(otherReceiver(instruction.span, instruction.name), onlyOf(receiver, of));
            continue;
        }
        if (typeof of === "string") {
            result = join(result, callPrimitive(frame, instruction, member, onlyOf(receiver, of), args));
            continue;
        }
        const called =
            instruction.otherwise !== undefined
                ? callOrSelf(frame, instruction, of, member, args)
                : callMember(frame, instruction, of, member, args);
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

/** What the method gives, or the object where it has none, or something else under the name. */
function callOrSelf(
    frame: Frame,
    instruction: InstructionOf<"callMethod">,
    shape: Shape,
    member: Member | undefined,
    args: Passed,
): { result: Type; callee?: Callee } {
    const self = shapeType(shape);
    if (instruction.otherwise === "text") {
        noteConversions(frame.world, frame.type(instruction.object));
        const isKnown = hasStandardText(shape, instruction.name, frame.type(instruction.object));
        if (isKnown || hasElements(shape)) return callMember(frame, instruction, shape, member, args);
        if (member === undefined) frame.refuse(objectToString(instruction.span), self);
    }
    if (member === undefined || member.kind === "nativeProperty" || member.kind === "scriptMethod")
        return { result: self };
    // Native methods take what they declare.
    const passed = member.kind === "nativeMethod" ? NO_ARGUMENTS : args;
    const called = callMember(frame, instruction, shape, member, passed);
    const isStored = member.kind === "field" || member.kind === "general" || member.kind === "accessor";
    const value = instruction.method === undefined ? heldBy(member) : frame.type(instruction.method);
    if (!isStored || onlyFunctions(value)) return called;
    const given = instruction.otherwise === "text" && shape.kind === "general" ? join(self, STRING_TYPE) : self;
    return { ...called, result: join(called.result, given) };
}

const NO_ARGUMENTS: Passed = { listed: [], spread: undefined };

function callMember(
    frame: Frame,
    instruction: InstructionOf<"callMethod">,
    shape: Shape,
    member: Member | undefined,
    args: Passed,
): { result: Type; callee?: Callee } {
    const self = shapeType(shape);
    if (instruction.name === "toString") {
        noteConversions(frame.world, frame.type(instruction.object));
        refuseReplacedConversion(frame, instruction.span, [self]);
    }
    if (hasStandardText(shape, instruction.name, frame.type(instruction.object))) return { result: STRING_TYPE };
    const joining = joinOf(frame, instruction, shape, member);
    if (joining !== undefined) {
        const { instance, result } = enter(frame, joining, undefined, self, args);
        return { result, callee: { when: shape, to: instance } };
    }
    switch (member?.kind) {
        case "method": {
            const { instance, result } = enter(frame, member.function, undefined, self, args);
            return { result, callee: { when: shape, to: instance } };
        }
        case "scriptMethod": {
            const chosen = scriptMethodFor(frame, instruction, member.alternatives, args);
            const fn = chosen && frame.world.functions.libraryFunction(chosen.file, chosen.export);
            if (chosen === undefined || fn === undefined) return { result: NEVER };
            if (chosen.makesOwn && shape.kind === "class") {
                frame.refuse(unknownProperty(instruction.span, instruction.name));
                return { result: self };
            }
            const { instance, result } = enter(frame, fn, undefined, self, args, ownSite(frame, chosen, args));
            return { result, callee: { when: shape, to: instance } };
        }
        case "field":
        case "accessor": {
            if (member.kind === "accessor" && instruction.method === undefined)
                frame.refuse(unknownProperty(instruction.span, instruction.name), self);
            const value = instruction.method === undefined ? valueOfField(member) : frame.type(instruction.method);
            const { callees, result } = callValues(frame, value, self, args);
            const isText = mayInheritText(shape, instruction.name, member);
            return { result: isText ? join(result, STRING_TYPE) : result, callee: { when: shape, to: callees } };
        }
        case "general": {
            chainOf(member.owner).forEach((each) => {
                frame.world.noteNames(each, undefined);
            });
            const found = generalProperty(member.owner, member.name);
            const isSelf = isOwnValue(shape, instruction.name, member);
            if (isNever({ ...found, absent: false }) && instruction.otherwise === undefined && !isSelf)
                refuseStandard(frame, instruction.span, instruction.name, self);
            const value = instruction.method === undefined ? present(found) : frame.type(instruction.method);
            const { callees, result } = callValues(frame, value, self, args);
            return { result: isSelf ? join(result, self) : result, callee: { when: shape, to: callees } };
        }
        case "nativeMethod":
            // Of a method of the library, the call in the program is what is refused.
            if (!frame.world.functions.isOfLibrary(frame.instance.origin))
                refuseSpecies(frame, instruction, shape, member.function);
            return {
                result: callNative(frame, instruction, member.function, self, args),
                callee: { when: shape, to: member.function },
            };
        default:
            if (isOwnValue(shape, instruction.name, member)) return { result: self };
            if (!isPrivateName(instruction.name)) refuseStandard(frame, instruction.span, instruction.name, self);
            return { result: NEVER };
    }
}

/** What makes one text of an array whose elements the program converts, or of a typed array. */
function joinOf(
    frame: Frame,
    { name, object }: InstructionOf<"callMethod">,
    shape: Shape,
    member: Member | undefined,
): IrFunction | undefined {
    if (isView(shape) && name === "toString" && member === undefined)
        return frame.world.functions.libraryFunction("ts-src/lib/bytes.ts", "join");
    const isJoin = member?.kind === "nativeMethod" && member.function.holding !== undefined;
    if (shape.kind !== "array" || (!isJoin && name !== "toString")) return undefined;
    const arrays = shapeType(...alike(frame.type(object), shape));
    noteConversions(frame.world, arrays);
    const isNeeded = needsMethods(arrays, "string");
    return isNeeded
        ? frame.world.functions.libraryFunction("ts-src/lib/array-join.ts", isJoin ? "join" : "toText")
        : undefined;
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
function ownSite(
    frame: Frame,
    { isApart }: Pick<ScriptMethod, "isApart">,
    { listed, spread }: Passed,
): string | undefined {
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
    const shapes = new Set(
        [...type.shapes].filter((shape) => isArrayPrototype(shape) || objectFits(told, shape) === truth),
    );
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
