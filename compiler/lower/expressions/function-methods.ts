/**
 * `call`, `apply` and `bind` of functions (ECMA-262 20.2.3). The receiver may be an object that has
 * a property of such a name, so it is asked first whether it is a function.
 */
import { type CallExpression, Node, type PropertyAccessExpression } from "ts-morph";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { Local, Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { BOUND } from "../intrinsics/methods.ts";
import { isFunctionPrototype } from "../../load/foreign-uses.ts";
import { nameOf } from "../names.ts";
import { skipOuter, symbolOf } from "../symbols.ts";
import { lowerArguments } from "./arguments.ts";
import type { Arguments } from "./arguments.ts";
import { isNullish } from "./conditions.ts";
import { binary, typeOf } from "./operators.ts";

const METHODS: ReadonlySet<string> = new Set(["call", "apply", "bind"]);

/** `object.name(...)`. */
interface MethodCall {
    readonly node: CallExpression;
    readonly target: Local | undefined;
    readonly object: Operand;
    readonly name: string;
}

/** Whether the method can be one of functions, by what tsc knows of the receiver. */
export function isFunctionMethod(callee: PropertyAccessExpression): boolean {
    if (!METHODS.has(callee.getName())) return false;
    const symbol = symbolOf(callee.getNameNode());
    return symbol === undefined || symbol.getDeclarations().some((declaration) => isOfFunctions(declaration));
}

function isOfFunctions(declaration: Node): boolean {
    const holder = declaration.getParent();
    const isLibrary = Node.isInterfaceDeclaration(holder) && holder.getSourceFile().isDeclarationFile();
    return isLibrary && /^(Callable|Newable)?Function$/.test(holder.getName());
}

// is_function = typeof object === "function"
// other: method = object.name    arguments:    own: run the function  |  other: call the method
export function callFunctionMethod(callee: PropertyAccessExpression, call: MethodCall, context: FunctionContext): void {
    const { builder } = context;
    const { node, target, object, name } = call;
    const isFunction = binary("strictEqual", typeOf(object, context), constant("function"), context);
    const method = builder.local(`${name}_method`, "variable");
    const [lookUp, looked] = [builder.block("other"), builder.block("arguments")];
    builder.copy({ target: method, source: UNDEFINED });
    builder.branch(isFunction, looked, lookUp);
    builder.start(lookUp);
    const found = builder.temporary("method");
    builder.getMethod({ target: found, object, name });
    builder.copy({ target: method, source: found });
    builder.start(looked);
    const passed = lowerArguments(node, context);
    const result = builder.local(`${nameOf(callee.getExpression(), "call")}_result`, "variable");
    const [own, other, joined] = [builder.block("function"), builder.block("other"), builder.block("called")];
    builder.branch(binary("strictEqual", typeOf(object, context), constant("function"), context), own, other);
    builder.start(own);
    const given = builder.temporary("result");
    runMethod(callee.getExpression().getText(), call, passed, given, context);
    builder.copy({ target: result, source: given });
    builder.jump(joined);
    builder.start(other);
    const called = builder.temporary("result");
    builder.callMethod({ target: called, object, name, method, ...passed, description: callee.getText() });
    builder.copy({ target: result, source: called });
    builder.start(joined);
    if (target !== undefined) builder.copy({ target, source: result });
}

function runMethod(
    description: string,
    { node, object: callee, name }: MethodCall,
    passed: Arguments,
    target: Local,
    context: FunctionContext,
): void {
    const { builder } = context;
    const { self, rest } = takeFirst(passed, context);
    if (name === "bind" && isCallItself(node) && rest.arguments.length === 0 && rest.spread === undefined) {
        bindCall(node, self, target, context);
        return;
    }
    if (name === "bind") {
        bind(node, [callee, self, ...rest.arguments], rest.spread, target, context);
        return;
    }
    const given = name === "call" ? rest : listed(rest, context);
    builder.call({ target, callee, thisArgument: self, ...given, description });
}

/** `Function.prototype.call.bind(method)` */
function isCallItself(node: CallExpression): boolean {
    const bind = skipOuter(node.getExpression());
    const callee = Node.isPropertyAccessExpression(bind) ? skipOuter(bind.getExpression()) : undefined;
    const isCall = Node.isPropertyAccessExpression(callee) && callee.getName() === "call";
    return isCall && isFunctionPrototype(skipOuter(callee.getExpression()));
}

/** A function that calls the method for its first argument, which is told apart from the others. */
function bindCall(node: CallExpression, method: Operand, target: Local, { builder, program }: FunctionContext): void {
    const bound = program.newBuilder(node, BOUND);
    const callee = bound.local("method", "capture");
    const thisArgument = bound.local("self", "parameter");
    const spread = bound.local("rest", "parameter");
    const result = bound.temporary("result");
    bound.call({ target: result, callee, thisArgument, arguments: [], spread, description: "bound function" });
    bound.return(result);
    builder.makeFunction({ target, function: bound.finish(), captures: [method] });
}

/** The first argument, and those that follow. */
function takeFirst(
    { arguments: values, spread }: Arguments,
    { builder }: FunctionContext,
): { readonly self: Operand; readonly rest: Arguments } {
    const [self, ...others] = values;
    if (self !== undefined || spread === undefined)
        return { self: self ?? UNDEFINED, rest: { arguments: others, ...(spread && { spread }) } };
    const first = builder.temporary("this_argument");
    builder.getIndex({ target: first, object: spread, index: constant(0) });
    const rest = builder.temporary("arguments");
    builder.arrayRest({ target: rest, source: spread, from: 1 });
    return { self: first, rest: { arguments: [], spread: rest } };
}

/** The arguments that the array of `apply` lists; undefined and null list none. */
function listed(passed: Arguments, context: FunctionContext): Arguments {
    const { builder } = context;
    const list = takeFirst(passed, context).self;
    if (list === UNDEFINED) return { arguments: [] };
    const copied = builder.local("arguments", "variable");
    const [missing, given, joined] = [builder.block("missing"), builder.block("given"), builder.block("listed")];
    const copy = (isGiven: boolean): void => {
        const array = builder.temporary("arguments");
        builder.newArray({ target: array, parts: isGiven ? [{ kind: "spread", value: list }] : [] });
        builder.copy({ target: copied, source: array });
    };
    builder.branch(isNullish(list, context), missing, given);
    builder.start(given);
    copy(true);
    builder.jump(joined);
    builder.start(missing);
    copy(false);
    builder.start(joined);
    return { arguments: [], spread: copied };
}

/** A function that keeps the callee, `this`, the first arguments, and what is spread after them. */
function bind(
    node: CallExpression,
    kept: readonly Operand[],
    spread: Operand | undefined,
    target: Local,
    { builder, program }: FunctionContext,
): void {
    const bound = program.newBuilder(node, BOUND);
    const [callee, self, ...first] = kept.map(() => bound.local("kept", "capture"));
    const list = spread && bound.local("list", "capture");
    const rest = bound.local("rest", "parameter");
    const further = list === undefined ? rest : bound.temporary("arguments");
    if (list !== undefined) {
        const parts = [list, rest].map((value) => ({ kind: "spread" as const, value }));
        bound.newArray({ target: further, parts });
    }
    const result = bound.temporary("result");
    bound.call({
        target: result,
        callee: callee ?? UNDEFINED,
        thisArgument: self ?? UNDEFINED,
        arguments: first,
        spread: further,
        description: "bound function",
    });
    bound.return(result);
    builder.makeFunction({ target, function: bound.finish(), captures: [...kept, ...(spread ? [spread] : [])] });
}
