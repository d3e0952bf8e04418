/**
 * Tagged templates (ECMA-262 13.3.11): a call with the texts and the values. The texts of one place
 * are one array, made when control first comes there. It has no property `raw`.
 */
import { Node, type TaggedTemplateExpression, type ts } from "ts-morph";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { Local, Operand } from "../../ir/program.ts";
import { staticReceiver } from "../classes/members.ts";
import type { FunctionContext } from "../context.ts";
import { nameOf } from "../names.ts";
import { isExportAccess } from "../namespaces.ts";
import { declarationOf, skipOuter } from "../symbols.ts";
import { visitExpression } from "../visitors.ts";
import { binary } from "./operators.ts";

export function lowerTaggedTemplate(node: TaggedTemplateExpression, context: FunctionContext): Operand {
    const { builder } = context;
    const target = builder.temporary("result");
    const tag = skipOuter(node.getTag());
    if (isStringRaw(tag)) {
        const values = lowerValues(node, context);
        const texts = literalsOf(node).map(({ raw }) => constant(raw));
        const parts = texts.flatMap((text, index) => [text, ...values.slice(index, index + 1)]);
        builder.template({ target, parts });
        return target;
    }
    const { callee, self } = lowerTag(tag, node, context);
    const strings = stringsOf(node, context);
    const values = lowerValues(node, context);
    const description = node.getTag().getText();
    builder.call({ target, callee, thisArgument: self, arguments: [strings, ...values], description });
    return target;
}

const isStringRaw = (tag: Node): boolean =>
    Node.isPropertyAccessExpression(tag) &&
    tag.getText() === "String.raw" &&
    declarationOf(tag.getNameNode())?.getSourceFile().isDeclarationFile() === true;

/** The function, and the object that it was found on. */
function lowerTag(
    tag: Node,
    node: TaggedTemplateExpression,
    context: FunctionContext,
): { readonly callee: Operand; readonly self: Operand } {
    const { builder, program } = context;
    const isMember = Node.isPropertyAccessExpression(tag) && !isExportAccess(tag);
    if (!isMember || program.classes.fixedOwner(tag) !== undefined) {
        const value = context.snapshot(visitExpression(tag, context), tag.getEnd(), node.getEnd());
        return { callee: value, self: staticReceiver(tag, context) ?? UNDEFINED };
    }
    const found = visitExpression(tag.getExpression(), context);
    const self = context.snapshot(found, tag.getExpression().getEnd(), node.getEnd());
    const callee = builder.temporary(nameOf(tag, "tag"));
    builder.getProperty({ target: callee, object: self, name: program.classes.memberName(tag) });
    return { callee, self };
}

function lowerValues(node: TaggedTemplateExpression, context: FunctionContext): Operand[] {
    const template = node.getTemplate();
    if (!Node.isTemplateExpression(template)) return [];
    return template.getTemplateSpans().map((span) => {
        const expression = span.getExpression();
        return context.snapshot(visitExpression(expression, context), expression.getEnd(), node.getEnd());
    });
}

// strings === undefined ? make : made   make: strings = [...]   made:
function stringsOf(node: TaggedTemplateExpression, context: FunctionContext): Local {
    const { builder, program } = context;
    const global = program.undefinedGlobal("strings", node);
    const known = builder.temporary("strings");
    const strings = builder.local("strings", "variable");
    const [make, made] = [builder.block("make_strings"), builder.block("strings")];
    builder.loadGlobal({ target: known, global });
    builder.copy({ target: strings, source: known });
    builder.branch(binary("strictEqual", known, UNDEFINED, context), make, made);
    builder.start(make);
    const array = builder.temporary("strings");
    const parts = literalsOf(node).map(({ cooked }) => ({
        kind: "element" as const,
        value: cooked === undefined ? UNDEFINED : constant(cooked),
    }));
    builder.newArray({ target: array, parts });
    builder.storeGlobal({ global, value: array });
    builder.copy({ target: strings, source: array });
    builder.start(made);
    return strings;
}

/** The texts between the values. An escape that is none leaves nothing but what is written. */
function literalsOf(node: TaggedTemplateExpression): { readonly cooked: string | undefined; readonly raw: string }[] {
    const template = node.getTemplate();
    const nodes = Node.isTemplateExpression(template)
        ? [template.getHead(), ...template.getTemplateSpans().map((span) => span.getLiteral())]
        : [template];
    return nodes.map(({ compilerNode }) => {
        const { text, rawText, templateFlags } = compilerNode as ts.TemplateLiteralLikeNode & {
            readonly templateFlags?: number;
        };
        const isInvalid = ((templateFlags ?? 0) & CONTAINS_INVALID_ESCAPE) !== 0;
        return { cooked: isInvalid ? undefined : text, raw: rawText ?? text };
    });
}

/** tsc's TokenFlags.ContainsInvalidEscape, which its interface does not name. */
const CONTAINS_INVALID_ESCAPE = 2048;
