/** Calls of functions of native objects and classes that are written in TypeScript. */
import { type CallExpression, type Expression, Node } from "ts-morph";
import type { ScriptMethod } from "../../bindings/model.ts";
import { UNDEFINED } from "../../ir/builder.ts";
import type { Local, Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { skipOuter } from "../symbols.ts";
import { visitExpression } from "../visitors.ts";
import { lowerArguments } from "./arguments.ts";
import type { Arguments } from "./arguments.ts";
import { scriptOf } from "./natives.ts";

/** False where the callee is no such function. */
export function callScript(node: CallExpression, target: Local | undefined, context: FunctionContext): boolean {
    const callee = skipOuter(node.getExpression());
    const found = scriptOf(callee, context);
    if (found === undefined) return false;
    const { owner } = found;
    const method = forCount(found.all, node) ?? found.method;
    const length = method.counted === undefined ? undefined : onlyLength(node);
    const { file, export: exported } = length === undefined ? method : (method.counted ?? method);
    const fn = context.program.libraryFunction(file, exported);
    if (fn === undefined) return false;
    const self: Operand = owner === undefined ? UNDEFINED : visitExpression(owner, context);
    const passed = length === undefined ? lowerArguments(node, context) : withLength(node, length, context);
    context.builder.callFunction({
        target,
        function: fn,
        thisArgument: fn.thisLocal === undefined ? undefined : self,
        ...passed,
        ...instead(method, length, callee),
        named: callee.getText(),
    });
    return true;
}

/** The function for so many arguments, where there are several. */
function forCount(all: readonly ScriptMethod[], node: CallExpression): ScriptMethod | undefined {
    const isSpread = node.getArguments().some(Node.isSpreadElement);
    const count = node.getArguments().length;
    return isSpread ? all[0] : (all.find(({ parameters }) => parameters <= count) ?? all.at(-1));
}

function instead(
    { isApart, iterates }: ScriptMethod,
    length: Expression | undefined,
    callee: Node,
): { apart?: true; iterates?: string } {
    const apart = isApart ? { apart: true as const } : {};
    return iterates && length === undefined ? { ...apart, iterates: callee.getText() } : apart;
}

/** The value of `length` where the first argument is a literal with that property alone. */
function onlyLength(node: CallExpression): Expression | undefined {
    const [first] = node.getArguments();
    const literal = first === undefined ? undefined : skipOuter(first);
    const properties = Node.isObjectLiteralExpression(literal) ? literal.getProperties() : [];
    const [property] = properties;
    if (properties.length !== 1 || property === undefined) return undefined;
    if (Node.isPropertyAssignment(property) && property.getNameNode().getText() === "length")
        return property.getInitializer();
    const isShort = Node.isShorthandPropertyAssignment(property) && property.getName() === "length";
    return isShort ? property.getNameNode() : undefined;
}

function withLength(node: CallExpression, length: Expression, context: FunctionContext): Arguments {
    const [first, ...others] = node.getArguments();
    const values = [length, ...others].map((argument) =>
        context.snapshot(
            visitExpression(argument, context),
            (argument === length ? first : argument)?.getEnd() ?? 0,
            node.getEnd(),
        ),
    );
    return { arguments: values };
}
