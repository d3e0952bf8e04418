/** Reads, writes and initialisations of variables, wherever they live. */
import type { Node } from "ts-morph";
import { UNDEFINED, UNINITIALISED } from "../ir/builder.ts";
import type { Local, Operand } from "../ir/program.ts";
import type { FunctionContext } from "./context.ts";
import { throwError } from "./errors.ts";
import { isConstantFrom, isVar, type Variable } from "./variables.ts";

export function readVariable(variable: Variable, reference: Node, context: FunctionContext): Operand {
    const { builder } = context;
    if (variable.isGlobal) {
        const global = context.program.globalOf(variable);
        const value = builder.temporary(variable.name);
        builder.loadGlobal({ target: value, global });
        return variable.startsUninitialised ? checked(variable, value, context) : value;
    }
    const local = context.localOf(variable);
    if (!variable.cell) return variable.unproven.has(reference) ? checked(variable, local, context) : local;
    const value = builder.temporary(variable.name);
    builder.loadCell({ target: value, cell: local });
    return variable.startsUninitialised ? checked(variable, value, context) : value;
}

function checked(variable: Variable, value: Operand, context: FunctionContext): Local {
    const target = context.builder.temporary(variable.name);
    context.builder.emit({ op: "checkInitialised", target, value, name: variable.name });
    return target;
}

/** An assignment, which throws where the declaration has not run. */
export function writeVariable(variable: Variable, reference: Node, value: Operand, context: FunctionContext): void {
    const everywhere = variable.isGlobal || variable.cell;
    if (variable.startsUninitialised && (everywhere || variable.unproven.has(reference)))
        readVariable(variable, reference, context);
    if (isConstantFrom(variable, reference)) throwError("TypeError", "Assignment to constant variable.", context);
    else storeVariable(variable, value, context);
}

export function storeVariable(variable: Variable, value: Operand, context: FunctionContext): void {
    const { builder } = context;
    if (variable.isGlobal) builder.storeGlobal({ global: context.program.globalOf(variable), value });
    else if (variable.cell) builder.storeCell({ cell: context.localOf(variable), value });
    else builder.copy({ target: context.localOf(variable), source: value });
}

/** The declaration of a name runs. Of a `var` only the first can be what makes the variable. */
export function declareVariable(declaration: Node, value: Operand, context: FunctionContext): void {
    const variable = context.program.scopes.assignedBy(declaration);
    if (variable === undefined) return;
    if (isVar(declaration) && variable.initialisers[0] !== declaration) storeVariable(variable, value, context);
    else initialiseVariable(variable, value, context);
}

/** The variable gets its first value. */
export function initialiseVariable(variable: Variable, value: Operand, context: FunctionContext): void {
    const { builder } = context;
    if (variable.isGlobal) builder.storeGlobal({ global: context.program.globalOf(variable), value });
    else if (!variable.cell) builder.copy({ target: context.localOf(variable), source: value });
    else if (variable.startsUninitialised || variable.startsUndefined)
        builder.storeCell({ cell: context.localOf(variable), value });
    else builder.emit({ op: "newCell", target: context.localOf(variable), value });
}

/** The scope of the variable is entered; only what can be used too early has to exist. */
export function enterVariable(variable: Variable, context: FunctionContext): void {
    if (variable.isGlobal || !(variable.startsUninitialised || variable.startsUndefined)) return;
    const target = context.localOf(variable);
    const value = variable.startsUninitialised ? UNINITIALISED : startOf(variable, context);
    if (variable.cell) context.builder.emit({ op: "newCell", target, value });
    else context.builder.copy({ target, source: value });
}

function startOf({ parameter }: Variable, context: FunctionContext): Operand {
    return parameter === undefined ? UNDEFINED : readVariable(parameter, parameter.declaration, context);
}

/** A loop goes on with a cell of its own, which starts with what the last iteration left. */
export function renewVariable(variable: Variable, context: FunctionContext): void {
    if (!variable.cell) return;
    const target = context.localOf(variable);
    const value = context.builder.temporary(variable.name);
    context.builder.loadCell({ target: value, cell: target });
    context.builder.emit({ op: "newCell", target, value });
}

export { UNDEFINED };
