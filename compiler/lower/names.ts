/** Names of temporaries, made from the source. */
import { Node } from "ts-morph";
import { skipOuter } from "./symbols.ts";

export function nameOf(node: Node, otherwise: string): string {
    const inner = skipOuter(node);
    if (Node.isIdentifier(inner)) return inner.getText();
    if (Node.isPropertyAccessExpression(inner)) return plain(inner.getName());
    if (Node.isElementAccessExpression(inner)) return `${nameOf(inner.getExpression(), "array")}_element`;
    if (Node.isCallExpression(inner)) return `${nameOf(inner.getExpression(), "call")}_result`;
    if (Node.isNewExpression(inner)) return `new_${nameOf(inner.getExpression(), "object")}`;
    return otherwise;
}

function plain(name: string): string {
    return name.startsWith("#") ? name.slice(1) : name;
}
