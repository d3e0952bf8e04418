/** Calls and construction. */
import type { NativeFunction } from "../../bindings/model.ts";
import { heldBy, isGuarded } from "../../types/members.ts";
import { onlyCallable, onlyFunctions } from "../../types/predicates.ts";
import { argumentHint, keptArguments } from "../../types/primitive.ts";
import type { Found } from "../../types/resolve.ts";
import { ANY_ERROR, list, MEMORY, NO_ERRORS, one, OUT_OF_MEMORY, TARGET } from "../declaration.ts";
import type { Arriving, Called, Converted, Declarations, ErrorName, LowBits } from "../declaration.ts";
import type { ClassReference, Instruction, InstructionOf } from "../instructions.ts";
import { isLocal, isQuestion } from "../program.ts";
import type { Operand } from "../program.ts";
import { typeOf } from "../operand-type.ts";
import type { CallTarget, TypedFunction, TypedOf, TypedOperand } from "../typed.ts";
import { captureProblems } from "./captures.ts";
import { anyOf, nativeErrors } from "./errors.ts";
import type { Passed } from "./errors.ts";
import { formatConversions } from "./formats.ts";
import { takesLowBits } from "./low-bits.ts";
import { asksText, isOfTexts } from "./texts.ts";

const TYPE_ERROR: readonly ErrorName[] = ["TypeError"];

const PASSED = [list("arguments", "pass"), one("spread")] as const;

/** Called code can do anything to memory. */
const CALL = { reads: [MEMORY], writes: [MEMORY], allocates: true } as const;

/** Arguments for a rest parameter are collected in an array. */
const conversionsOf = (
    natives: readonly NativeFunction[],
    { arguments: passed }: { readonly arguments: readonly Operand[] },
): readonly Converted[] =>
    passed.flatMap((_, index) => {
        const [hint, ...others] = new Set(natives.map((native) => argumentHint(native, index)));
        const [keeps] = natives.map((native) => keptArguments(native, index));
        return hint === undefined || others.length > 0
            ? []
            : [{ field: "arguments", index, hint, ...(keeps && { keeps }) }];
    });

/** Of a method that is native whatever the receiver is. */
function methodConversions(instruction: InstructionOf<"callMethod">, arriving: Arriving): readonly Converted[] {
    const members = arriving.members(instruction);
    const natives = members.flatMap(({ member }) => (member?.kind === "nativeMethod" ? [member.function] : []));
    return natives.length < members.length ? [] : conversionsOf(natives, instruction);
}

const restErrors = (instruction: Instruction, arriving: Arriving): readonly ErrorName[] =>
    arriving.entered(instruction).some(({ rest }) => rest) ? OUT_OF_MEMORY : NO_ERRORS;

function callErrors(instruction: InstructionOf<"call">, arriving: Arriving): readonly ErrorName[] {
    const { as, callee } = instruction;
    if (isQuestion(as)) return NO_ERRORS;
    const type = arriving.type(callee);
    const isCallable =
        onlyFunctions(type) &&
        (as === undefined
            ? onlyCallable(type)
            : [...type.shapes].every(
                  (shape) => shape.kind === "function" && shape.function.asClass?.[as] !== undefined,
              ));
    // What the object beside a constructor says of the prototype may have to be made.
    const isMade = isCallable || as === undefined ? NO_ERRORS : OUT_OF_MEMORY;
    return anyOf([isCallable ? NO_ERRORS : TYPE_ERROR, isMade, restErrors(instruction, arriving)]);
}

function memberErrors(
    instruction: InstructionOf<"callMethod">,
    { of, member }: Found,
    arriving: Arriving,
): readonly ErrorName[] {
    // To make one text of an array takes memory, and a general object may have no text.
    const isMade = typeof of !== "string" && (of.kind === "array" || of.kind === "general");
    if (instruction.otherwise === "text" && isMade) return ANY_ERROR;
    if (instruction.otherwise !== undefined && member?.kind !== "nativeMethod") return NO_ERRORS;
    switch (member?.kind) {
        case "method":
        case "scriptMethod":
            return NO_ERRORS;
        case "nativeMethod":
            return member.function.changes !== undefined && isGuarded(arriving.type(instruction.object))
                ? ANY_ERROR
                : nativeErrors(member.function, instruction, arriving);
        case "field":
        case "accessor":
        case "general": {
            const { method } = instruction;
            const called = method === undefined ? heldBy(member) : arriving.type(method);
            // What lies beside a function may have to be made.
            const isBeside = member.kind === "general" && member.beside !== undefined;
            return anyOf([onlyCallable(called) ? NO_ERRORS : TYPE_ERROR, isBeside ? OUT_OF_MEMORY : NO_ERRORS]);
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

function makerConversions(
    reference: ClassReference,
    call: { readonly arguments: readonly Operand[] },
): readonly Converted[] {
    const maker = makerOf(reference);
    return maker === undefined ? [] : conversionsOf([maker], call);
}

const makerErrors = (maker: NativeFunction | undefined, call: Passed, arriving: Arriving): readonly ErrorName[] =>
    maker === undefined ? NO_ERRORS : nativeErrors(maker, call, arriving);

const enters = (irFunction: TypedFunction | undefined): Called[] =>
    irFunction === undefined ? [] : [{ kind: "function", function: irFunction }];
const runs = (native: NativeFunction | undefined): Called[] =>
    native === undefined ? [] : [{ kind: "native", native }];

export function calledBy({ callee }: Pick<CallTarget, "callee">): Called[] {
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
function methodsCalled(callees: readonly CallTarget[], members: readonly Found[]): Called[] {
    const ofPrimitives = members.flatMap(({ of, member }) =>
        typeof of === "string" && member?.kind === "nativeMethod" ? runs(member.function) : [],
    );
    return [...callees.flatMap(calledBy), ...ofPrimitives];
}

const everyMethod = ({ callees, members }: TypedOf<"callMethod">): Called[] => methodsCalled(callees, members);

/** Whether what is called takes no more than the low bits of the argument. */
function isCutOnEntry(called: Called, index: number, low: LowBits): boolean {
    if (called.kind === "native") return takesLowBits(called.native.parameters[index]);
    const parameter = called.function.parameters[index];
    return parameter !== undefined && low.isCut(parameter);
}

interface PassingOn {
    readonly arguments: readonly TypedOperand[];
    readonly spread?: TypedOperand;
}

/** The operands of a call of which more than the low bits is taken. */
const seenByCall = (
    { arguments: passed, spread }: PassingOn,
    called: readonly Called[],
    low: LowBits,
    ...others: (TypedOperand | undefined)[]
): readonly TypedOperand[] => {
    const isCut = (index: number): boolean => called.every((one) => isCutOnEntry(one, index, low));
    return [
        ...passed.filter((_, index) => called.length === 0 || !isCut(index)),
        ...[spread, ...others].filter((operand) => operand !== undefined),
    ];
};

/** Functions of the program look at their parameters themselves. */
const lookedInto = (
    { arguments: passed, spread }: PassingOn,
    called: readonly Called[],
    ...receivers: (TypedOperand | undefined)[]
): readonly TypedOperand[] =>
    [spread, ...(called.some(({ kind }) => kind === "native") ? [...passed, ...receivers] : [])].filter(
        (operand) => operand !== undefined,
    );

/** What appends one element to arrays looks at none of theirs. */
const appendsOne = ({ arguments: passed, members, spread }: TypedOf<"callMethod">): boolean =>
    spread === undefined &&
    passed.length === 1 &&
    members.every(({ member }) => member?.kind === "nativeMethod" && member.function.appends);

const typeArguments = ({ typeArguments }: InstructionOf<"new">): string =>
    typeArguments === undefined ? "" : ` as ${typeArguments.text}`;

/** Only the text of the result matters where nobody keeps or changes it. */
function constantSize({ native, arguments: [text] }: InstructionOf<"callNative">): number | undefined {
    const isConstant =
        text !== undefined && !isLocal(text) && text.kind === "constant" && typeof text.value === "string";
    return native.literal !== undefined && isConstant ? 0 : undefined;
}

const CALLED = {
    call: "call",
    construct: "call new",
    instance: "call instanceof",
    constructor: "is constructor",
    bare: "is bare",
    extend: "call extends",
    super: "call super",
} as const;

export const calls: Declarations<"call" | "callMethod" | "callFunction" | "callNative" | "new" | "superConstruct"> = {
    call: {
        chosenBy: "callee",
        resolved: ["callees"],
        operands: [one("callee"), one("thisArgument"), one("newTarget"), ...PASSED],
        targets: [TARGET],
        text: (instruction, print) =>
            `${CALLED[instruction.as ?? "call"]} ${print.operand(instruction.callee)} this ${print.operand(instruction.thisArgument)} ` +
            `${print.passed(instruction)}${print.callees(instruction.callees)}`,
        ...CALL,
        throws: callErrors,
        calls: ({ callees = [] }) => callees.flatMap(calledBy),
        seen: (instruction, low) =>
            seenByCall(
                instruction,
                instruction.callees.flatMap(calledBy),
                low,
                instruction.callee,
                instruction.thisArgument,
                instruction.newTarget,
            ),
        inside: (instruction) => lookedInto(instruction, instruction.callees.flatMap(calledBy)),
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
            const self = instruction.otherwise === undefined ? "" : ` or ${instruction.otherwise}`;
            return `callMethod${self} ${callee} ${print.passed(instruction)}${print.callees(instruction.callees)}`;
        },
        ...CALL,
        converts: methodConversions,
        throws: callMethodErrors,
        looksAtTexts: asksText,
        givesUnit: (instruction) => instruction.name === "charAt" && isOfTexts(instruction),
        calls: (instruction, arriving) => [
            ...methodsCalled(instruction.callees ?? [], arriving.members(instruction)),
            ...(instruction.accessors ?? []).flatMap(calledBy),
        ],
        seen: (instruction, low) =>
            appendsOne(instruction) && low.cutsElements(typeOf(instruction.object))
                ? [instruction.object]
                : seenByCall(instruction, everyMethod(instruction), low, instruction.object, instruction.method),
        inside: (instruction) =>
            appendsOne(instruction) ? [] : lookedInto(instruction, everyMethod(instruction), instruction.object),
    },
    callFunction: {
        resolved: ["entered"],
        // A part of the function takes cells as they are.
        operands: [one("thisArgument"), list("arguments", "pass", "anything"), one("spread")],
        targets: [TARGET],
        text: (instruction, print) =>
            `callFunction ${print.function(instruction.entered ?? instruction.function)}` +
            `${print.self(instruction.thisArgument)} ${print.passed(instruction)}`,
        ...CALL,
        throws: restErrors,
        calls: ({ entered }) => enters(entered),
        seen: (instruction, low) => seenByCall(instruction, enters(instruction.entered), low, instruction.thisArgument),
        inside: (instruction) => lookedInto(instruction, []),
        problems: (instruction) => captureProblems(instruction.function, []),
    },
    callNative: {
        operands: [one("thisArgument"), ...PASSED],
        targets: [TARGET],
        text: (instruction, print) =>
            `callNative ${instruction.native.name}${print.self(instruction.thisArgument)} ${print.passed(instruction)}`,
        reads: ({ place }) => (place === "constant" ? [] : [MEMORY]),
        writes: [MEMORY],
        converts: (instruction, arriving) =>
            instruction.native.objects === undefined || instruction.spread !== undefined
                ? conversionsOf([instruction.native], instruction)
                : formatConversions(instruction.arguments, arriving),
        throws: (instruction, arriving) =>
            instruction.place === "constant" ? NO_ERRORS : nativeErrors(instruction.native, instruction, arriving),
        calls: ({ native, accessors = [] }) => [...runs(native), ...accessors.flatMap(calledBy)],
        allocates: ({ place }) => place !== "constant",
        shortLife: { place: "constant", size: constantSize },
        givesUnit: ({ native }) => native.symbol === "tsp_string_from_char_code",
        seen: (instruction, low) => seenByCall(instruction, runs(instruction.native), low, instruction.thisArgument),
    },
    new: {
        operands: [...PASSED],
        targets: [TARGET],
        text: (instruction, print) =>
            `new ${print.class(instruction.classReference)}${typeArguments(instruction)} ` +
            `${print.passed(instruction)}${print.entered(instruction.entered)}`,
        ...CALL,
        converts: (instruction) => makerConversions(instruction.classReference, instruction),
        throws: (instruction, arriving) =>
            anyOf([OUT_OF_MEMORY, makerErrors(makerOf(instruction.classReference), instruction, arriving)]),
        calls: ({ classReference, entered }) => [...enters(entered), ...runs(makerOf(classReference))],
        seen: (instruction, low) => seenByCall(instruction, enters(instruction.entered), low),
        inside: (instruction) => lookedInto(instruction, runs(makerOf(instruction.classReference))),
    },
    superConstruct: {
        operands: [one("thisLocal", "construct", "local"), ...PASSED],
        targets: [],
        text: (instruction, print) =>
            `superConstruct ${print.operand(instruction.thisLocal)} ${print.class(instruction.base)} ` +
            `${print.passed(instruction)}${print.entered(instruction.entered)}`,
        ...CALL,
        converts: (instruction) => makerConversions(instruction.base, instruction),
        throws: (instruction, arriving) =>
            anyOf([restErrors(instruction, arriving), makerErrors(makerOf(instruction.base), instruction, arriving)]),
        calls: ({ base, entered }) => [...enters(entered), ...runs(makerOf(base))],
        seen: (instruction, low) => seenByCall(instruction, enters(instruction.entered), low, instruction.thisLocal),
        inside: (instruction) => lookedInto(instruction, runs(makerOf(instruction.base))),
    },
};
