import { Node } from "ts-morph";
import { constant } from "../ir/builder.ts";
import type { FunctionBuilder } from "../ir/builder.ts";
import type { Local, Operand } from "../ir/program.ts";
import { isIndexName, ITERATOR, keyOfText } from "../types/keys.ts";
import type { FunctionContext } from "./context.ts";
import { visitExpression } from "./visitors.ts";

/** The key of a property of a pattern: its name where the source tells it, else the operand. */
export function patternKey(node: Node, pattern: Node, context: FunctionContext): string | Operand {
    const key = staticKey(node);
    return key ?? computedKey(node, pattern, context);
}

/** What `[expression]:` gives, a primitive; `whole` is what the name is part of. */
export function computedKey(node: Node, whole: Node, context: FunctionContext): Operand {
    const value = visitExpression(computedName(node), context);
    return context.convert(context.snapshot(value, node.getEnd(), whole.getEnd()));
}

/** The expression of `[expression]:`. */
export const computedName = (node: Node): Node => (Node.isComputedPropertyName(node) ? node.getExpression() : node);

/** What the properties of a pattern leave for its rest element. */
export class Taken {
    private readonly names: string[] = [];
    private readonly computed: Operand[] = [];

    add(key: string | Operand): void {
        if (typeof key === "string") this.names.push(key);
        else this.computed.push(key);
    }

    rest(target: Local, source: Operand, { builder }: FunctionContext): void {
        builder.objectRest({ target, source, excluded: [...this.names] });
        for (const key of this.computed) deleteProperty(target, key, builder);
    }
}

/** `delete object[key]`: gives whether the property is gone. */
export function deleteProperty(object: Operand, key: Operand, builder: FunctionBuilder): Local {
    const target = builder.temporary("is_deleted");
    builder.emit({ op: "deleteProperty", target, object, key });
    return target;
}

/** Reads the property of a pattern: by number where an array would have an element of that name. */
export function readKey(object: Operand, key: string | Operand, target: Local, context: FunctionContext): void {
    const { builder } = context;
    if (typeof key !== "string") builder.getIndex({ target, object, index: key });
    else if (isIndexName(key)) builder.getIndex({ target, object, index: constant(Number(key)) });
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
    if (Node.isPropertyAccessExpression(node) && node.getText() === "Symbol.iterator") return ITERATOR;
    if (Node.isStringLiteral(node) || Node.isNumericLiteral(node)) return staticKey(node);
    return Node.isNoSubstitutionTemplateLiteral(node) ? staticKey(node) : undefined;
}
