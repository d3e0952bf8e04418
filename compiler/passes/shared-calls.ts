/**
 * Calls of which each can reach many functions share the choice. Where several places of the
 * program call one and the same long list of functions, the list becomes a function of its own that
 * chooses, and each place calls that: the C grows as the program does, and not as places times
 * functions.
 */
import { FunctionBuilder, UNDEFINED } from "../ir/builder.ts";
import { mapInstruction, operandsOf, targetsOf } from "../ir/effects.ts";
import type { CallTarget, Instruction } from "../ir/instructions.ts";
import { InstructionMaker } from "../ir/maker.ts";
import { isLocal } from "../ir/program.ts";
import type { IrFunction, Local, Operand, Program } from "../ir/program.ts";
import { declarationOf } from "../ir/table.ts";
import { constantType, isNever, joinAll, NEVER } from "../types/lattice.ts";
import { onlyObjects } from "../types/predicates.ts";
import type { Type } from "../types/type.ts";

/** So many tests in a place cost less than another call. */
const MOST_IN_PLACE = 8;

type Choosing = Extract<Instruction, { callees?: CallTarget[] }>;

interface Site {
    readonly call: Choosing;
    readonly list: Instruction[];
}

export function shareCalls(program: Program): void {
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

const isChoosing = (instruction: Instruction): instruction is Choosing =>
    declarationOf(instruction).chosenBy !== undefined;

/** Whether it does nothing but choose among many functions: nothing else can arrive. */
function isLong(call: Choosing): boolean {
    const { callees = [] } = call;
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

const chooserOf = (call: Choosing): Operand => ("object" in call ? call.object : call.callee);

/** The same for calls that can share their choice. */
function keyOf(call: Choosing): string {
    const functions = (call.callees ?? []).map(({ when, callee }) =>
        callee.kind === "function" ? `${when.id}:${callee.function.id}` : "",
    );
    const name = "name" in call ? call.name : "";
    return [call.op, name, ...operandsOf(call).map(isPassed), ...functions.sort()].join(" ");
}

/** A missing `this` is missing in all places, and not passed on. */
const isPassed = (operand: Operand): boolean =>
    isLocal(operand) || (operand.kind === "constant" && operand.value !== undefined);

function typeOf(operand: Operand): Type {
    if (isLocal(operand)) return operand.type ?? NEVER;
    return operand.kind === "constant" ? constantType(operand.value) : NEVER;
}

const resultOf = (callees: readonly CallTarget[]): Type =>
    joinAll(callees.map(({ callee }) => (callee.kind === "function" ? (callee.function.returnType ?? NEVER) : NEVER)));

function share(program: Program, sites: readonly Site[]): void {
    const [first] = sites;
    if (first === undefined) return;
    const passed = sites.map(({ call }) => operandsOf(call).filter(isPassed));
    const types = (passed[0] ?? []).map((_, index) =>
        joinAll(passed.map((operands) => typeOf(operands[index] ?? UNDEFINED))),
    );
    const chooser = chooserFor(first.call, types, program.functions.length + program.modules.length);
    program.functions.push(chooser);
    sites.forEach(({ call, list }, index) => {
        list[list.indexOf(call)] = callOf(chooser, call, passed[index] ?? []);
    });
}

function callOf(chooser: IrFunction, { span, target }: Choosing, passed: Operand[]): Instruction {
    const instructions: Instruction[] = [];
    const block = { ...chooser.entry, instructions };
    new InstructionMaker(block, span).callFunction({
        target,
        function: chooser,
        entered: chooser,
        thisArgument: undefined,
        arguments: passed,
    });
    const [made] = instructions;
    if (made === undefined) throw new Error("no call was made");
    return made;
}

/** Takes the operands that are passed on, in their order. */
function chooserFor(call: Choosing, types: readonly Type[], id: number): IrFunction {
    const name = "name" in call ? `call_${call.name.replace(/\W/g, "_")}` : "call_one";
    const builder = new FunctionBuilder({ id, name, kind: "function", span: call.span, usesThis: false });
    const chooser = builder.function;
    chooser.origin = chooser;
    const parameters = types.map((type, index) =>
        withType(builder.local(index === 0 ? "chosen" : `argument_${index}`, "parameter"), type),
    );
    const result = resultOf(call.callees ?? []);
    const target = withType(builder.temporary("result"), result);
    let at = 0;
    const choice = mapInstruction(
        call,
        (operand) => (isPassed(operand) ? (parameters[at++] ?? operand) : operand),
        () => target,
    );
    const isWithTarget = targetsOf(choice).includes(target);
    builder.current.instructions.push(isWithTarget ? choice : ({ ...choice, target } as Instruction));
    builder.return(target);
    chooser.returnType = result;
    return chooser;
}

function withType(local: Local, type: Type): Local {
    local.type = type;
    return local;
}
