import { Node } from "ts-morph";
import { unsupportedComputedName } from "../diagnostics/diagnostics.ts";
import { constant } from "../ir/builder.ts";
import type { Local, Operand } from "../ir/program.ts";
import { spanOf } from "../load/span.ts";
import { isIndexName, keyOfText } from "../types/keys.ts";
import type { FunctionContext } from "./context.ts";

/** The key of `name:`, `"name":`, `1:` or `["name"]:`; reports any other and returns undefined. */
export function propertyKey(node: Node, context: FunctionContext): string | undefined {
    const key = staticKey(node);
    if (key === undefined) context.program.diagnostics.add(unsupportedComputedName(spanOf(node)));
    return key;
}

/** Reads the property of a pattern: by number where an array would have an element of that name. */
export function readKey(object: Operand, key: string, target: Local, context: FunctionContext): void {
    const { builder } = context;
    if (isIndexName(key)) builder.getIndex({ target, object, index: constant(Number(key)) });
    else builder.getProperty({ target, object, name: key });
}

export function staticKey(node: Node): string | undefined {
    if (Node.isIdentifier(node)) return node.getText();
    if (Node.isPrivateIdentifier(node)) return node.getText();
    const isText = Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node);
    if (isText) return keyOfText(node.getLiteralText());
    if (Node.isNumericLiteral(node)) return String(Number(node.compilerNode.text));
    return Node.isComputedPropertyName(node) ? literalKey(node.getExpression()) : undefined;
}

function literalKey(node: Node): string | undefined {
    if (Node.isStringLiteral(node) || Node.isNumericLiteral(node)) return staticKey(node);
    return Node.isNoSubstitutionTemplateLiteral(node) ? staticKey(node) : undefined;
}
