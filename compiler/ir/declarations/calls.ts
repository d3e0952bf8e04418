/** Calls and construction. */
import type { NativeFunction } from "../../bindings/model.ts";
import { isBoolean } from "../../types/predicates.ts";
import type { Found } from "../../types/resolve.ts";
import type { Type } from "../../types/type.ts";
import { list, MEMORY, NO_ERRORS, one, OUT_OF_MEMORY, TARGET } from "../declaration.ts";
import type { Arriving, Called, Declarations, ErrorName, LowBits } from "../declaration.ts";
import type { ClassReference, Instruction, InstructionOf } from "../instructions.ts";
import { isLocal } from "../program.ts";
import type { AnyOf, CallTarget, TypedFunction } from "../typed.ts";
import { captureProblems } from "./captures.ts";
import { anyOf, nativeErrors } from "./errors.ts";
import type { Passed } from "./errors.ts";
import { takesLowBits } from "./low-bits.ts";

const TYPE_ERROR: readonly ErrorName[] = ["TypeError"];

const PASSED = [list("arguments", "pass"), one("spread")] as const;

/** Called code can do anything to memory. */
const CALL = { reads: [MEMORY], writes: [MEMORY], allocates: true } as const;

const onlyFunctions = (type: Type): boolean =>
    !(type.undefined || type.null || type.absent || isBoolean(type)) &&
    type.number === undefined &&
    type.string === undefined &&
    [...type.shapes].every(({ kind }) => kind === "function");

/** Arguments for a rest parameter are collected in an array. */
const restErrors = (instruction: Instruction, arriving: Arriving): readonly ErrorName[] =>
    arriving.entered(instruction).some(({ rest }) => rest) ? OUT_OF_MEMORY : NO_ERRORS;

function callErrors(instruction: InstructionOf<"call">, arriving: Arriving): readonly ErrorName[] {
    const isCallable = onlyFunctions(arriving.type(instruction.callee));
    return anyOf([isCallable ? NO_ERRORS : TYPE_ERROR, restErrors(instruction, arriving)]);
}

function memberErrors(
    instruction: InstructionOf<"callMethod">,
    { member }: Found,
    arriving: Arriving,
): readonly ErrorName[] {
    switch (member?.kind) {
        case "method":
        case "scriptMethod":
            return NO_ERRORS;
        case "nativeMethod":
            return nativeErrors(member.function, instruction, arriving);
        case "field": {
            const { method } = instruction;
            return onlyFunctions(method === undefined ? member.field.type : arriving.type(method))
                ? NO_ERRORS
                : TYPE_ERROR;
        }
        default:
            return TYPE_ERROR;
    }
}

function callMethodErrors(instruction: InstructionOf<"callMethod">, arriving: Arriving): readonly ErrorName[] {
    const receiver = arriving.type(instruction.object);
    const isNullish = receiver.undefined || receiver.null || receiver.absent;
    return anyOf([
        isNullish ? TYPE_ERROR : NO_ERRORS,
        restErrors(instruction, arriving),
        ...arriving.members(instruction).map((found) => memberErrors(instruction, found, arriving)),
    ]);
}

/** What makes an instance of a native class. */
function makerOf(reference: ClassReference): NativeFunction | undefined {
    return reference.kind === "nativeClass" ? reference.construct : undefined;
}

const makerErrors = (maker: NativeFunction | undefined, call: Passed, arriving: Arriving): readonly ErrorName[] =>
    maker === undefined ? NO_ERRORS : nativeErrors(maker, call, arriving);

const enters = (irFunction: TypedFunction | undefined): Called[] =>
    irFunction === undefined ? [] : [{ kind: "function", function: irFunction }];
/** Whether the function keeps the low bits of the argument alone, or takes none there. */
function isCutOnEntry(entered: TypedFunction | undefined, index: number, low: LowBits): boolean {
    const parameter = entered?.parameters[index];
    return parameter !== undefined && low.isCut(parameter);
}
const runs = (native: NativeFunction | undefined): Called[] =>
    native === undefined ? [] : [{ kind: "native", native }];

function calledBy({ callee }: CallTarget): Called[] {
    switch (callee.kind) {
        case "function":
            return enters(callee.function);
        case "native":
            return runs(callee.native);
        case "field":
            return callee.targets.flatMap(calledBy);
    }
}

/** The methods of primitives are native, and not among the callees that depend on a shape. */
function methodsCalled(instruction: AnyOf<"callMethod">, arriving: Arriving): Called[] {
    const ofPrimitives = arriving
        .members(instruction)
        .flatMap(({ of, member }) =>
            typeof of === "string" && member?.kind === "nativeMethod" ? runs(member.function) : [],
        );
    return [...(instruction.callees ?? []).flatMap(calledBy), ...ofPrimitives];
}

const typeArguments = ({ typeArguments }: InstructionOf<"new">): string =>
    typeArguments === undefined ? "" : ` as ${typeArguments.text}`;

/** Only the text of the result matters where nobody keeps or changes it. */
function constantSize({ native, arguments: [text] }: InstructionOf<"callNative">): number | undefined {
    const isConstant =
        text !== undefined && !isLocal(text) && text.kind === "constant" && typeof text.value === "string";
    return native.literal !== undefined && isConstant ? 0 : undefined;
}

export const calls: Declarations<"call" | "callMethod" | "callFunction" | "callNative" | "new" | "superConstruct"> = {
    call: {
        chosenBy: "callee",
        resolved: ["callees"],
        operands: [one("callee"), one("thisArgument"), ...PASSED],
        targets: [TARGET],
        text: (instruction, print) =>
            `call ${print.operand(instruction.callee)} this ${print.operand(instruction.thisArgument)} ${print.passed(instruction)}${print.callees(instruction.callees)}`,
        ...CALL,
        throws: callErrors,
        calls: ({ callees = [] }) => callees.flatMap(calledBy),
    },
    callMethod: {
        chosenBy: "object",
        resolved: ["callees"],
        names: true,
        operands: [one("object"), one("method", "keep", "local"), ...PASSED],
        targets: [TARGET],
        text: (instruction, print) => {
            const method = instruction.method === undefined ? "" : ` method ${print.operand(instruction.method)}`;
            const callee = `${print.operand(instruction.object)}.${instruction.name}${method}`;
            return `callMethod ${callee} ${print.passed(instruction)}${print.callees(instruction.callees)}`;
        },
        ...CALL,
        throws: callMethodErrors,
        calls: methodsCalled,
    },
    callFunction: {
        resolved: ["entered"],
        // A part of the function takes cells as they are.
        operands: [one("thisArgument"), list("arguments", "pass", "anything"), one("spread")],
        targets: [TARGET],
        text: (instruction, print) =>
            `callFunction ${print.function(instruction.entered ?? instruction.function)}${print.self(instruction.thisArgument)} ${print.passed(instruction)}`,
        ...CALL,
        throws: restErrors,
        calls: ({ entered }) => enters(entered),
        seen: ({ arguments: passed, entered, thisArgument, spread }, low) => [
            ...passed.filter((_, index) => !isCutOnEntry(entered, index, low)),
            ...[thisArgument, spread].filter((operand) => operand !== undefined),
        ],
        problems: (instruction) => captureProblems(instruction.function, []),
    },
    callNative: {
        operands: [one("thisArgument"), ...PASSED],
        targets: [TARGET],
        text: (instruction, print) =>
            `callNative ${instruction.native.name}${print.self(instruction.thisArgument)} ${print.passed(instruction)}`,
        reads: ({ place }) => (place === "constant" ? [] : [MEMORY]),
        writes: [MEMORY],
        throws: (instruction, arriving) =>
            instruction.place === "constant" ? NO_ERRORS : nativeErrors(instruction.native, instruction, arriving),
        calls: ({ native }) => runs(native),
        allocates: ({ place }) => place !== "constant",
        shortLife: { place: "constant", size: constantSize },
        seen: ({ arguments: passed, native, thisArgument, spread }) => [
            ...passed.filter((_, index) => !takesLowBits(native.parameters[index])),
            ...[thisArgument, spread].filter((operand) => operand !== undefined),
        ],
    },
    new: {
        operands: [...PASSED],
        targets: [TARGET],
        text: (instruction, print) =>
            `new ${print.class(instruction.classReference)}${typeArguments(instruction)} ${print.passed(instruction)}${print.entered(instruction.entered)}`,
        ...CALL,
        throws: (instruction, arriving) =>
            anyOf([OUT_OF_MEMORY, makerErrors(makerOf(instruction.classReference), instruction, arriving)]),
        calls: ({ classReference, entered }) => [...enters(entered), ...runs(makerOf(classReference))],
    },
    superConstruct: {
        operands: [one("thisLocal", "construct", "local"), ...PASSED],
        targets: [],
        text: (instruction, print) =>
            `superConstruct ${print.operand(instruction.thisLocal)} ${print.class(instruction.base)} ${print.passed(instruction)}${print.entered(instruction.entered)}`,
        ...CALL,
        throws: (instruction, arriving) =>
            anyOf([restErrors(instruction, arriving), makerErrors(makerOf(instruction.base), instruction, arriving)]),
        calls: ({ base, entered }) => [...enters(entered), ...runs(makerOf(base))],
    },
};
