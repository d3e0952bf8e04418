/**
 * Calls of which each can reach many functions share the choice. Where several places of the
 * program call one and the same long list of functions, the list becomes a function of its own that
 * chooses, and each place calls that: the C grows as the program does, and not as places times
 * functions.
 */
import { UNDEFINED } from "../ir/builder.ts";
import { mapInstruction, operandsOf } from "../ir/effects.ts";
import { isLocal } from "../ir/program.ts";
import type { LocalKind, Operand } from "../ir/program.ts";
import { declarationOf } from "../ir/table.ts";
import { callOf } from "../ir/typed-calls.ts";
import type {
    CallTarget,
    TypedBlock,
    TypedFunction,
    TypedInstruction,
    TypedLocal,
    TypedOperand,
    TypedProgram,
} from "../ir/typed.ts";
import { constantType, isNever, joinAll, NEVER } from "../types/lattice.ts";
import { onlyObjects } from "../types/predicates.ts";
import type { Representation } from "../types/representation.ts";
import type { Type } from "../types/type.ts";

/** So many tests in a place cost less than another call. */
const MOST_IN_PLACE = 8;

type Choosing = Extract<TypedInstruction, { readonly callees: readonly CallTarget[] }>;

interface Site {
    readonly call: Choosing;
    readonly list: TypedInstruction[];
}

export function shareCalls(program: TypedProgram): void {
    const groups = new Map<string, Site[]>();
    for (const { blocks } of [...program.modules, ...program.functions]) {
        for (const { instructions: list } of blocks) {
            for (const call of list) {
                if (!isChoosing(call) || !isLong(call)) continue;
                const key = keyOf(call);
                groups.set(key, [...(groups.get(key) ?? []), { call, list }]);
            }
        }
    }
    for (const sites of groups.values()) if (sites.length > 1) share(program, sites);
}

const isChoosing = (instruction: TypedInstruction): instruction is Choosing =>
    declarationOf(instruction).chosenBy !== undefined;

/** Whether it does nothing but choose among many functions: nothing else can arrive. */
function isLong(call: Choosing): boolean {
    const { callees } = call;
    const chosen = typeOf(chooserOf(call));
    return (
        callees.length > MOST_IN_PLACE &&
        call.spread === undefined &&
        callees.every(({ callee }) => callee.kind === "function") &&
        onlyObjects(chosen) &&
        chosen.shapes.size === callees.length &&
        !isNever(resultOf(callees))
    );
}

const chooserOf = (call: Choosing): TypedOperand => ("object" in call ? call.object : call.callee);

/** The same for calls that can share their choice. */
function keyOf(call: Choosing): string {
    const functions = call.callees.map(({ when, callee }) =>
        callee.kind === "function" ? `${when.id}:${callee.function.id}` : "",
    );
    const name = "name" in call ? call.name : "";
    return [call.op, name, ...operandsOf(call).map(isPassed), ...functions.sort()].join(" ");
}

/** A missing `this` is missing in all places, and not passed on. */
const isPassed = (operand: Operand): boolean =>
    isLocal(operand) || (operand.kind === "constant" && operand.value !== undefined);

function typeOf(operand: TypedOperand): Type {
    if (isLocal(operand)) return operand.type;
    return operand.kind === "constant" ? constantType(operand.value) : NEVER;
}

const resultOf = (callees: readonly CallTarget[]): Type =>
    joinAll(callees.map(({ callee }) => (callee.kind === "function" ? callee.function.returnType : NEVER)));

function share(program: TypedProgram, sites: readonly Site[]): void {
    const [first] = sites;
    if (first === undefined) return;
    const passed = sites.map(({ call }) => operandsOf(call).filter(isPassed));
    const types = (passed[0] ?? []).map((_, index) =>
        joinAll(passed.map((operands) => typeOf(operands[index] ?? UNDEFINED))),
    );
    const chooser = chooserFor(first.call, types, program.functions.length + program.modules.length);
    program.functions.push(chooser);
    sites.forEach(({ call, list }, index) => {
        const { span, target } = call;
        list[list.indexOf(call)] = callOf(chooser, { span, target, self: undefined, passed: passed[index] ?? [] });
    });
}

/** Takes the operands that are passed on, in their order. */
function chooserFor(call: Choosing, types: readonly Type[], id: number): TypedFunction {
    const parameters = types.map((type, index) =>
        local(index, index === 0 ? "chosen" : `argument_${index}`, "parameter", type),
    );
    const result = resultOf(call.callees);
    const target = local(parameters.length, "result", "temporary", result);
    let at = 0;
    const choice = mapInstruction(
        { ...call, target },
        (operand) => (isPassed(operand) ? (parameters[at++] ?? operand) : operand),
        () => target,
    );
    const entry = emptyBlock();
    entry.instructions.push(choice);
    entry.terminator = { op: "return", span: call.span, value: target };
    const chooser: Omit<TypedFunction, "origin"> = {
        id,
        name: "name" in call ? `call_${call.name.replace(/\W/g, "_")}` : "call_one",
        text: "",
        kind: "function",
        span: call.span,
        thisLocal: undefined,
        parameters,
        rest: false,
        captures: [],
        locals: [...parameters, target],
        blocks: [entry],
        entry,
        owner: undefined,
        returnType: result,
        returnRepresentation: TAGGED,
    };
    return Object.assign(chooser, { origin: chooser });
}

const TAGGED: Representation = { kind: "value" };

const local = (id: number, name: string, kind: LocalKind, type: Type): TypedLocal => ({
    id,
    name,
    kind,
    cell: false,
    type,
    representation: TAGGED,
});

const emptyBlock = (): TypedBlock => ({
    id: 0,
    label: "entry",
    instructions: [],
    terminator: { op: "unreachable" },
    handler: undefined,
});
