/**
 * Properties of `super` in classes in general form and in object literals: looked for in the
 * prototype of the object that holds the method, whatever `this` is (ECMA-262 13.3.7.3).
 */
import { type ElementAccessExpression, Node, type PropertyAccessExpression } from "ts-morph";
import { constant, UNDEFINED } from "../../../ir/builder.ts";
import type { Operand } from "../../../ir/program.ts";
import { textOfKey } from "../../../types/keys.ts";
import { readVariable } from "../../binding.ts";
import type { FunctionContext } from "../../context.ts";
import { keyOfText } from "../../../types/keys.ts";
import { skipOuter } from "../../symbols.ts";
import { visitExpression } from "../../visitors.ts";
import { lowerThis } from "../../expressions/this.ts";
import { partResult, runPart } from "./natives.ts";
import { memberAround, partsAround } from "./parts.ts";
import { homeVariable } from "./literals.ts";

export type SuperAccess = PropertyAccessExpression | ElementAccessExpression;

/** A property of `super` whose key has been evaluated. */
export interface SuperPlace {
    readonly home: Operand;
    readonly key: Operand;
    readonly self: Operand;
}

export const isSuperAccess = (node: Node): node is SuperAccess =>
    (Node.isPropertyAccessExpression(node) || Node.isElementAccessExpression(node)) &&
    Node.isSuperExpression(skipOuter(node.getExpression()));

/** Undefined: the source names what it means, see classes/members.ts. */
export function superPlace(node: SuperAccess, context: FunctionContext): SuperPlace | undefined {
    const home = homeOf(node, context);
    if (home === undefined) return undefined;
    const self = lowerThis(node, context);
    const argument = Node.isElementAccessExpression(node) ? node.getArgumentExpression() : undefined;
    const key = Node.isPropertyAccessExpression(node)
        ? constant(textOfKey(keyOfText(node.getName())))
        : argument === undefined
          ? UNDEFINED
          : visitExpression(argument, context);
    return { home, key, self };
}

function homeOf(node: Node, context: FunctionContext): Operand | undefined {
    const member = memberAround(node);
    const parts = partsAround(member, context.program);
    if (parts !== undefined && member !== undefined) {
        const isStatic = Node.isClassStaticBlockDeclaration(member) || (Node.isStaticable(member) && member.isStatic());
        return readVariable(isStatic ? parts.self : parts.prototype, node, context);
    }
    const literal = member?.getParent();
    if (!Node.isObjectLiteralExpression(literal)) return undefined;
    return readVariable(homeVariable(literal, context.program), node, context);
}

export const readSuper = ({ home, key, self }: SuperPlace, context: FunctionContext): Operand =>
    partResult("superRead", [home, key, self], context);

export function writeSuper({ home, key, self }: SuperPlace, value: Operand, context: FunctionContext): void {
    runPart("superWrite", [home, key, self, value], context);
}
