/** What a class declaration does when control comes to it: its base is looked at, its static fields are initialised. */
import { type ClassDeclaration, type ClassExpression, Node } from "ts-morph";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { staticKey } from "../propertyNames.ts";
import { visitExpression } from "../visitors.ts";

export function lowerClass(node: ClassDeclaration | ClassExpression, context: FunctionContext): void {
    const { builder, program } = context;
    const info = program.classes.of(node);
    if (info === undefined) return;
    const base = node.getExtends()?.getExpression();
    if (base !== undefined) program.classes.referenceOf(base, context);
    const fields = node.getStaticProperties().filter(Node.isPropertyDeclaration);
    const runsCode = fields.some((field) => {
        const initializer = field.getInitializer();
        return (
            initializer?.getFirstDescendant(isCall) !== undefined || (initializer !== undefined && isCall(initializer))
        );
    });
    for (const [, global] of runsCode ? info.staticFields : []) {
        builder.emit({ op: "storeGlobal", global, value: UNDEFINED });
    }
    for (const field of fields) {
        const global = info.staticFields.get(staticKey(field.getNameNode()) ?? "");
        if (global === undefined) continue;
        context.at(field, () => {
            const initializer = field.getInitializer();
            const value: Operand = initializer === undefined ? UNDEFINED : visitExpression(initializer, context);
            builder.emit({ op: "storeGlobal", global, value });
        });
    }
    if (info.variable?.startsUninitialised === true) {
        builder.emit({ op: "storeGlobal", global: program.globalOf(info.variable), value: constant(true) });
    }
}

function isCall(node: Node): boolean {
    return Node.isCallExpression(node) || Node.isNewExpression(node);
}
