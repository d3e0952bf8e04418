/** Cells, globals and the guard of the temporal dead zone. */
import { arrow, assign, binary, call, expressionStatement, identifier, ifStatement, literal } from "../c/ast.ts";
import type { Emitters } from "./family.ts";
import type { FunctionContext } from "./function-context.ts";
import { emitLoadIntrinsic } from "./intrinsics.ts";
import { latin1Text } from "./literals.ts";
import { asPointer, OBJECT, TAGGED } from "./value.ts";
import type { TypedOf } from "../ir/typed.ts";

const CELL = "struct tsp_cell *";

function emitNewCell(context: FunctionContext, instruction: TypedOf<"newCell">): void {
    const content = context.as(instruction.value, TAGGED);
    const cell = context.variables.scratch("cell", `${CELL}@`, literal("NULL"));
    context.push(assign(cell, call("tsp_new", context.program.tspShape("tsp_cell_shape"))));
    context.push(ifStatement(binary("==", cell, literal("NULL")), context.leave(instruction.span)));
    context.push(assign(arrow(cell, "value"), content));
    context.assign(instruction.target, {
        expression: cell,
        representation: instruction.target.representation ?? OBJECT,
        type: instruction.target.type,
    });
}

function emitLoadCell(context: FunctionContext, instruction: TypedOf<"loadCell">): void {
    const cell = asPointer(context.value(instruction.cell), CELL, context.program.names);
    context.define(instruction.target, {
        expression: arrow(cell, "value"),
        representation: TAGGED,
        type: instruction.target.type,
    });
}

function emitStoreCell(context: FunctionContext, instruction: TypedOf<"storeCell">): void {
    const cell = asPointer(context.value(instruction.cell), CELL, context.program.names);
    context.push(assign(arrow(cell, "value"), context.as(instruction.value, TAGGED)));
}

function emitLoadGlobal(context: FunctionContext, instruction: TypedOf<"loadGlobal">): void {
    const global = instruction.global;
    const representation = global.representation;
    if (representation.kind === "void") return;
    context.define(instruction.target, {
        expression: identifier(context.program.globalName(global)),
        representation,
        type: global.type,
    });
}

function emitStoreGlobal(context: FunctionContext, instruction: TypedOf<"storeGlobal">): void {
    const representation = instruction.global.representation;
    const value = context.as(instruction.value, representation);
    if (representation.kind !== "void")
        context.push(assign(identifier(context.program.globalName(instruction.global)), value));
}

function emitCheckInitialised(context: FunctionContext, instruction: TypedOf<"checkInitialised">): void {
    const value = context.value(instruction.value);
    if (!value.type.absent || value.representation.kind !== "value") {
        context.define(instruction.target, value);
        return;
    }
    const held = context.hold(value, "checked");
    context.push(
        ifStatement(binary("==", held.expression, identifier("TSP_ABSENT")), [
            expressionStatement(call("tsp_throw_uninitialised", literal(latin1Text(instruction.name)))),
            ...context.leave(instruction.span),
        ]),
    );
    context.assign(instruction.target, { ...held, type: { ...held.type, absent: false } });
}

export const storageEmitters: Emitters<
    "checkInitialised" | "loadCell" | "loadGlobal" | "loadIntrinsic" | "newCell" | "storeCell" | "storeGlobal"
> = {
    checkInitialised: emitCheckInitialised,
    loadCell: emitLoadCell,
    loadGlobal: emitLoadGlobal,
    loadIntrinsic: emitLoadIntrinsic,
    newCell: emitNewCell,
    storeCell: emitStoreCell,
    storeGlobal: emitStoreGlobal,
};
