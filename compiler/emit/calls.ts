/**
 * Calls: of functions of the program, of function values, of methods found on the receiver, of
 * native functions; construction.
 */
import {
    arrow,
    assign,
    binary,
    call,
    cast,
    expressionStatement,
    identifier,
    ifStatement,
    literal,
    unary,
} from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import type { NativeFunction } from "../bindings/model.ts";
import { isLocal } from "../ir/effects.ts";
import type { ClassReference } from "../ir/instructions.ts";
import { typeOf } from "../ir/operand-type.ts";
import type { CallTarget, TypedOf } from "../ir/typed.ts";
import { joinAll, present } from "../types/lattice.ts";
import { heldBy } from "../types/members.ts";
import type { AccessorMember, FieldMember, GeneralMember } from "../types/members.ts";
import { argumentHint, keptArguments } from "../types/primitive.ts";
import { hasStandardText, isOwnValue, mayInheritText } from "../types/standard-text.ts";
import type { Shape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import { elementsOf, stored } from "./arrays.ts";
import type { Elements } from "./arrays.ts";
import { argumentAt, argumentOrAbsent, invocationOf, restArray } from "./arguments.ts";
import type { Invocation } from "./arguments.ts";
import { structOf } from "./ctypes.ts";
import { dispatch } from "./dispatch.ts";
import type { Alternative } from "./dispatch.ts";
import { callFunction, callValue, finishCall, notCallable, settleArguments } from "./entering.ts";
import { readField, writeField } from "./fields.ts";
import type { Emitters } from "./family.ts";
import type { FunctionContext } from "./function-context.ts";
import { generalCase, holderOf, readGeneral } from "./general.ts";
import { guardChange } from "./guards.ts";
import { latin1Text } from "./literals.ts";
import { nativeCall } from "./natives.ts";
import { primitive } from "./primitives.ts";
import { memberOf, receiver } from "./properties.ts";
import { callStandardText, itself, unlessInherited } from "./standard-methods.ts";
import { asPointer, box, INT32, NEVER, OBJECT, TAGGED, TYPE_INT32 } from "./value.ts";
import type { Value } from "./value.ts";

function emitCallFunction(context: FunctionContext, instruction: TypedOf<"callFunction">): void {
    const self = instruction.thisArgument === undefined ? undefined : context.value(instruction.thisArgument);
    const invocation = invocationOf(context, instruction, instruction.target);
    if (instruction.entered !== undefined) callFunction(context, instruction.entered, invocation, self, undefined);
}

function emitCallNative(context: FunctionContext, instruction: TypedOf<"callNative">): void {
    if (instruction.place === "constant") {
        defineConstant(context, instruction);
        return;
    }
    const self = instruction.thisArgument === undefined ? undefined : context.value(instruction.thisArgument);
    const pointer =
        self === undefined
            ? undefined
            : receiver(context, self, context.program.nativeOwner(instruction.native.symbol));
    callNative(context, instruction.native, invocationOf(context, instruction, instruction.target), pointer);
}

/** In the place of a new object that nobody keeps or changes. */
function defineConstant(context: FunctionContext, { native, arguments: [text], target }: TypedOf<"callNative">): void {
    const nativeClass = native.result.kind === "class" ? context.program.nativeClass(native.result.name) : undefined;
    if (text === undefined || isLocal(text) || text.kind !== "constant" || nativeClass === undefined)
        throw new Error(`${native.name} makes no constant`);
    context.program.headers.add(nativeClass.header);
    const constant = context.program.constants.reference(String(text.value), nativeClass.cType, native.literal ?? "");
    const expression = cast("struct tsp_object *", cast("uintptr_t", constant));
    context.define(target, { expression, representation: OBJECT, type: target?.type ?? NEVER });
}

function callNative(
    context: FunctionContext,
    native: NativeFunction,
    invocation: Invocation,
    self: CExpression | undefined,
): void {
    const resultType = invocation.target?.type ?? NEVER;
    const plain = native.parameters.filter(({ rest }) => !rest).length;
    const hasArray = invocation.spread !== undefined && plain < native.parameters.length;
    const listed = hasArray ? plain : Math.max(plain, invocation.arguments.length);
    const request = {
        native,
        receiver: self,
        arguments: Array.from({ length: listed }, (_, index) => {
            const read = native.tellsAbsent ? argumentOrAbsent : argumentAt;
            const value = read(context, invocation, index);
            const keeps = keptArguments(native, index);
            return primitive(context, value, argumentHint(native, index), invocation.span, keeps);
        }),
        span: invocation.span,
        ...(hasArray ? { rest: restArray(context, invocation, plain), restHolds: restHolds(invocation) } : {}),
    };
    finishCall(context, invocation, nativeCall(context, request, resultType), native.mayThrow);
}

/** What is in the array that is made for a rest parameter. */
function restHolds({ arguments: listed, spread }: Invocation): Type {
    const spreads = [...(spread?.type.shapes ?? [])].map((shape) =>
        shape.kind === "array" ? shape.element.type : NEVER,
    );
    return joinAll([...listed.map(typeOf), ...spreads]);
}

/** `array.push(value)`. */
function append(
    context: FunctionContext,
    { target, span }: Invocation,
    elements: Elements,
    array: CExpression,
    value: Value,
): void {
    context.program.headers.add("runtime/array.h");
    const kept = stored(elements, value, context.program.names);
    context.push(ifStatement(unary("!", call(elements.append, array, kept)), context.leave(span)));
    const length = cast("int32_t", arrow(array, "length"));
    context.assign(target, { expression: length, representation: INT32, type: TYPE_INT32 });
}

/** `array.shift()` and `array.pop()`; false where there is no form in line. */
function take(
    context: FunctionContext,
    native: NativeFunction,
    invocation: Invocation,
    elements: Elements,
    array: CExpression,
): boolean {
    const { take: names } = elements;
    if (native.takes === undefined || names === undefined || invocation.arguments.length > 0 || invocation.spread)
        return false;
    context.program.headers.add(native.header);
    const expression = call(names[native.takes], array);
    const type = invocation.target?.type ?? NEVER;
    finishCall(context, invocation, { expression, representation: TAGGED, type }, false);
    return true;
}

/** `call`: by the function values that can arrive. */
function emitCall(context: FunctionContext, instruction: TypedOf<"call">): void {
    const callee = context.value(instruction.callee);
    const self = context.hold(context.value(instruction.thisArgument), "receiver");
    const invocation = invocationOf(context, instruction, instruction.target);
    const { callees, description, as } = instruction;
    const newTarget =
        instruction.newTarget === undefined
            ? undefined
            : context.hold(context.value(instruction.newTarget), "new_target");
    callValue(context, invocation, callee, self, callees, description, as, undefined, newTarget);
}

/** `object.name(...)`: by the shapes that the receiver can have. */
function emitCallMethod(context: FunctionContext, instruction: TypedOf<"callMethod">): void {
    const shapes = instruction.object;
    const receiverValue = context.value(shapes);
    const cases = receiverValue.type.shapes.size + (receiverValue.representation.kind === "value" ? 1 : 0);
    const held = context.hold(receiverValue, "receiver");
    settleArguments(context, instruction.arguments, cases > 1);
    const invocation = invocationOf(context, instruction, instruction.target);
    dispatch(
        context,
        held,
        (shape) => methodAlternative(context, instruction, invocation, held, shape),
        (primitive) => {
            if (primitive === "nullish") return nullishCall(context, instruction, held);
            const member = memberOf(instruction, primitive);
            return member?.kind === "nativeMethod"
                ? {
                      key: member.function,
                      emit: () =>
                          callNative(context, member.function, invocation, receiver(context, held, member.owner)),
                  }
                : notCallable(context, instruction.span, instruction.description);
        },
    );
}

function nullishCall(context: FunctionContext, instruction: TypedOf<"callMethod">, value: Value): Alternative {
    return {
        key: "nullish",
        emit: () => {
            context.push(
                expressionStatement(call("tsp_throw_nullish_read", box(value), literal(latin1Text(instruction.name)))),
            );
            context.leave(instruction.span).forEach((statement) => context.push(statement));
        },
    };
}

function methodAlternative(
    context: FunctionContext,
    instruction: TypedOf<"callMethod">,
    invocation: Invocation,
    object: Value,
    shape: Shape,
): Alternative {
    const target = instruction.callees?.find((entry) => entry.when === shape);
    const entered = target?.callee.kind === "function" ? target.callee.function : undefined;
    if (entered !== undefined) {
        const emit = (): void => callFunction(context, entered, invocation, object, undefined);
        return { key: entered, emit };
    }
    if (hasStandardText(shape, instruction.name, object.type)) return callStandardText(context, instruction, object);
    const member = memberOf(instruction, shape);
    const lacking =
        instruction.otherwise !== undefined || isOwnValue(shape, instruction.name, member)
            ? itself(context, instruction, object, shape)
            : notCallable(context, instruction.span, instruction.description);
    if (member?.kind === "nativeMethod") {
        const native = forElements(member.function, object.type);
        return {
            key: member.function,
            emit: () => {
                const [value] = invocation.arguments;
                const self = receiver(context, object, member.owner);
                guardChange(context, native, object, instruction.span);
                if (native.appends && value !== undefined && invocation.arguments.length === 1 && !invocation.spread)
                    append(context, invocation, elementsOf(object.type), self, context.value(value));
                else if (!take(context, native, invocation, elementsOf(object.type), self))
                    callNative(context, native, invocation, self);
            },
        };
    }
    if (member?.kind === "general") {
        return {
            key: generalCase(member),
            emit: () => {
                const value =
                    instruction.method === undefined
                        ? calledOfGeneral(context, instruction, object, member)
                        : context.value(instruction.method);
                const targets = generalTargets(instruction, member.beside === undefined ? undefined : shape);
                callValue(context, invocation, value, object, targets, instruction.description, undefined, lacking);
            },
        };
    }
    if (target === undefined) return lacking;
    const callee = target.callee;
    const isStored = member?.kind === "field" || member?.kind === "accessor";
    if (callee.kind === "field" && isStored) {
        return {
            key: member.kind === "field" ? member.field : target,
            emit: () => {
                const callIt = (): void => {
                    const value = calledValue(context, instruction, object, member);
                    const { targets } = callee;
                    callValue(context, invocation, value, object, targets, instruction.description, undefined, lacking);
                };
                if (mayInheritText(shape, instruction.name, member))
                    unlessInherited(context, instruction, object, member, callIt);
                else callIt();
            },
        };
    }
    return lacking;
}

/** What takes an array with objects in it is linked only where some can be there. */
function forElements(native: NativeFunction, { shapes }: Type): NativeFunction {
    const hasObjects = [...shapes].some((shape) => shape.kind === "array" && shape.element.type.shapes.size > 0);
    return native.holding !== undefined && hasObjects ? { ...native, symbol: native.holding } : native;
}

/** What is found under the name in general objects, or in the object beside a function. */
function calledOfGeneral(
    context: FunctionContext,
    instruction: TypedOf<"callMethod">,
    object: Value,
    member: GeneralMember,
): Value {
    const isAsked = instruction.otherwise !== undefined || instruction.name === "valueOf";
    const holder = holderOf(context, object, member, instruction.span);
    const read = readGeneral(context, holder, member, { receiver: object, asks: isAsked });
    return member.beside === undefined ? { ...read, type: heldByGenerals(instruction) } : read;
}

/** What the `getMethod` before the call found, where there is one. */
function calledValue(
    context: FunctionContext,
    { method }: TypedOf<"callMethod">,
    object: Value,
    member: FieldMember | AccessorMember,
): Value {
    if (method !== undefined) return context.value(method);
    if (member.kind === "accessor") throw new Error("the value of an accessor is not known");
    return readField(context, object, member);
}

/** The values of the name in all general objects that arrive, which are read by the same code. */
const heldByGenerals = ({ members }: TypedOf<"callMethod">): Type =>
    joinAll(members.map(({ member }) => (member?.kind === "general" ? present(heldBy(member)) : NEVER)));

/** What all general objects that arrive can have under the name, each function once. */
function generalTargets({ callees }: TypedOf<"callMethod">, of: Shape | undefined): CallTarget[] {
    const targets = new Map<Shape, CallTarget>();
    for (const { when, callee } of callees) {
        const isMeant = of === undefined ? when.kind === "general" : when === of;
        if (isMeant && callee.kind === "field") callee.targets.forEach((target) => targets.set(target.when, target));
    }
    return [...targets.values()];
}

const nativeType = (reference: ClassReference): string =>
    reference.kind === "nativeClass" ? reference.cType : "struct tsp_object";

/** `new C(...)`: a zero-filled instance of the class's shape, then the constructor on it. */
function emitNew(context: FunctionContext, instruction: TypedOf<"new">): void {
    const { classReference: reference, made } = instruction;
    const [shape] =
        made === undefined ? context.program.classShapesOf(reference) : [context.program.shapeConstant(made)];
    if (shape === undefined) return;
    const structType = made === undefined ? nativeType(reference) : structOf(made, context.program.names);
    const object = context.variables.scratch("created", `${structType} *@`, literal("NULL"));
    context.push(assign(object, call("tsp_new", shape)));
    context.push(ifStatement(binary("==", object, literal("NULL")), context.leave(instruction.span)));
    const type = instruction.target.type;
    const created: Value = { expression: object, representation: context.exactObject(structType, type), type };
    markUnset(context, created, made);
    construct(context, instruction, created);
    context.assign(instruction.target, created);
}

/**
 * Fields that can be read before their definition start as absent; zero-filled memory would read as
 * a number.
 */
function markUnset(context: FunctionContext, created: Value, made: Shape | undefined): void {
    let shape = made;
    const absent: Value = { expression: identifier("TSP_ABSENT"), representation: TAGGED, type: NEVER };
    while (shape?.kind === "class") {
        const owner = shape;
        for (const field of owner.fields.values()) {
            if (field.type.absent && field.representation?.kind === "value")
                writeField(context, created, { kind: "field", owner, field }, absent);
        }
        shape = owner.base;
    }
}

function construct(context: FunctionContext, instruction: TypedOf<"new" | "superConstruct">, object: Value): void {
    const invocation = invocationOf(context, instruction, undefined);
    const reference = instruction.op === "new" ? instruction.classReference : instruction.base;
    if (reference.kind === "nativeClass") {
        if (reference.construct !== undefined) {
            const self = asPointer(object, `${reference.cType} *`, context.program.names);
            callNative(context, reference.construct, invocation, self);
        }
    } else if (instruction.entered !== undefined) {
        callFunction(context, instruction.entered, invocation, object, undefined);
    }
}

function emitSuperConstruct(context: FunctionContext, instruction: TypedOf<"superConstruct">): void {
    construct(context, instruction, context.value(instruction.thisLocal));
}

export const callEmitters: Emitters<"call" | "callFunction" | "callMethod" | "callNative" | "new" | "superConstruct"> =
    {
        call: emitCall,
        callFunction: emitCallFunction,
        callMethod: emitCallMethod,
        callNative: emitCallNative,
        new: emitNew,
        superConstruct: emitSuperConstruct,
    };
