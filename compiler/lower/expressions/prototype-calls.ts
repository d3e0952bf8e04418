/**
 * `Array.prototype.map.call(object, …)`: a method that the source takes from a prototype of the
 * library and gives its receiver. The analysis refuses receivers of another class.
 */
import { type CallExpression, Node, type PropertyAccessExpression } from "ts-morph";
import type { NativeClass } from "../../bindings/model.ts";
import { UNDEFINED } from "../../ir/builder.ts";
import type { Local } from "../../ir/program.ts";
import { isOwnPropertyTest } from "../../load/own-property-test.ts";
import { isArgumentsObject } from "../arguments-object.ts";
import type { FunctionContext } from "../context.ts";
import { inheritedTest } from "../own-names.ts";
import { skipOuter } from "../symbols.ts";
import { lowerArguments } from "./arguments.ts";

interface Taken {
    readonly name: string;
    /** Undefined: `Object`, whose methods take every receiver. */
    readonly owner: NativeClass | undefined;
}

/** False: the call is another one. */
export function callOfPrototype(node: CallExpression, target: Local | undefined, context: FunctionContext): boolean {
    const taken = takenMethod(node, context);
    if (taken === undefined) return false;
    const { builder, program } = context;
    const { name, owner } = taken;
    const { arguments: values, ...passed } = lowerArguments(node, context);
    const [object = UNDEFINED, ...others] = values;
    if (owner !== undefined) {
        builder.callMethod({ target, object, name, arguments: others, ...passed, description: name, ofClass: owner });
    } else if (name === "toString") {
        const made = program.libraryFunction("ts-src/lib/object-tag.ts", "objectTag");
        if (made === undefined) throw new Error("the library has no tags of objects");
        builder.callFunction({ target, function: made, thisArgument: undefined, arguments: [object] });
    } else {
        const [key = UNDEFINED] = others;
        builder.callNative({ target, native: inheritedTest(name), arguments: [object, key] });
    }
    return true;
}

function takenMethod(node: CallExpression, context: FunctionContext): Taken | undefined {
    const callee = skipOuter(node.getExpression());
    if (!isPlainAccess(callee) || callee.getName() !== "call") return undefined;
    const method = skipOuter(callee.getExpression());
    if (!isPlainAccess(method)) return undefined;
    const holder = skipOuter(method.getExpression());
    if (!isPlainAccess(holder) || holder.getName() !== "prototype") return undefined;
    const [self] = node.getArguments();
    if (self === undefined || Node.isSpreadElement(self) || isArgumentsObject(self)) return undefined;
    const named = skipOuter(holder.getExpression());
    const binding = Node.isIdentifier(named) ? context.program.bindingOf(named) : undefined;
    const name = method.getName();
    if (binding?.kind === "nativeObject" && binding.name === "Object")
        return name === "toString" || isOwnPropertyTest(name) ? { name, owner: undefined } : undefined;
    if (binding?.kind !== "nativeClass") return undefined;
    for (let at: NativeClass | undefined = binding; at !== undefined; at = at.base)
        if (at.methods.has(name) || at.scriptMethods.has(name)) return { name, owner: binding };
    return undefined;
}

const isPlainAccess = (node: Node): node is PropertyAccessExpression =>
    Node.isPropertyAccessExpression(node) && !node.hasQuestionDotToken();
