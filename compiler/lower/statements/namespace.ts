/** Namespaces: statements of the module, in a scope of their own. */
import { type ModuleDeclaration, Node } from "ts-morph";
import { constant } from "../../ir/builder.ts";
import { readVariable, storeVariable } from "../binding.ts";
import type { FunctionContext } from "../context.ts";
import { throwError } from "../errors.ts";
import { isNullish } from "../expressions/conditions.ts";
import { isExportAccess, isProgramNamespace } from "../namespaces.ts";
import { lowerInScope, lowerStatements } from "./block.ts";

export function lowerNamespace(node: ModuleDeclaration, context: FunctionContext): void {
    if (!isProgramNamespace(node)) return;
    const variable = context.program.scopes.of(node);
    if (variable?.declaration === node && variable.startsUndefined) storeVariable(variable, constant(true), context);
    const body = node.getBody();
    if (Node.isModuleDeclaration(body)) lowerNamespace(body, context);
    if (!Node.isModuleBlock(body)) return;
    lowerInScope(body, context, () => {
        lowerStatements(body.getStatements(), context);
    });
}

/** A use that can come before the namespace finds undefined under its name. */
export function requireNamespace(access: Node, context: FunctionContext): void {
    if (!Node.isPropertyAccessExpression(access) || !isExportAccess(access)) return;
    const { builder, program } = context;
    const object = access.getExpression();
    const isNested = Node.isPropertyAccessExpression(object) && isExportAccess(object);
    if (isNested) requireNamespace(object, context);
    const variable = program.scopes.referredBy(isNested ? object.getNameNode() : object);
    if (variable === undefined || !isProgramNamespace(variable.declaration) || !variable.startsUndefined) return;
    const [missing, present] = [builder.block("missing"), builder.block("namespace")];
    builder.branch(isNullish(readVariable(variable, object, context), context), missing, present);
    builder.start(missing);
    throwError("TypeError", `Cannot read properties of undefined (reading '${access.getName()}')`, context);
    builder.start(present);
}
