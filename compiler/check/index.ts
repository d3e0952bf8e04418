/**
 * The subset rules that syntax and symbols decide. What has no rule here and no visitor in lowering
 * is refused there.
 */
import { Node, type SourceFile, SyntaxKind } from "ts-morph";
import { type DiagnosticBag } from "../diagnostics/bag.ts";
import { type Diagnostic } from "../diagnostics/diagnostic.ts";
import { fileNameOf, spanOf } from "../load/span.ts";
import { type Check } from "./rule.ts";
import * as rules from "./rules/index.ts";

const checks = new Map<SyntaxKind, Check[]>();
for (const { kinds, check } of Object.values(rules))
    for (const kind of kinds) checks.set(kind, [...(checks.get(kind) ?? []), check]);

export function checkProgram(sources: readonly SourceFile[], diagnostics: DiagnosticBag): void {
    sources.forEach((source) => {
        checkFile(source, diagnostics);
    });
}

/** An explicit stack, because an expression can nest deeper than calls can. */
function checkFile(source: SourceFile, diagnostics: DiagnosticBag): void {
    // What JavaScript or tsc refuses is not refused for another reason at the same place.
    const before = new Set(diagnostics.errorsOf(fileNameOf(source)).map(({ span }) => span?.start));
    const isKnown = ({ category, span }: Diagnostic): boolean => category === "error" && before.has(span?.start);
    const pending: Node[] = [source];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
        if (isErased(node)) continue;
        diagnostics.place = spanOf(node);
        let refused = false;
        for (const check of checks.get(node.getKind()) ?? []) {
            const found = check(node);
            if (found === undefined) continue;
            if (!isKnown(found)) diagnostics.add(found);
            refused ||= found.category === "error";
        }
        // Inside something refused as a whole, more complaints would not help.
        if (refused && isWhole(node)) continue;
        node.forEachChild((child) => {
            pending.push(child);
        });
    }
    diagnostics.place = undefined;
}

/** Types have no meaning at run time. A base class is written as a type with arguments, and has. */
function isErased(node: Node): boolean {
    if (node.getKind() === SyntaxKind.ExpressionWithTypeArguments) return Node.isInterfaceDeclaration(node.getParent());
    return (
        Node.isTypeNode(node) ||
        Node.isInterfaceDeclaration(node) ||
        Node.isTypeAliasDeclaration(node) ||
        Node.isTypeParameterDeclaration(node)
    );
}

function isWhole(node: Node): boolean {
    return Node.isModuleDeclaration(node) || Node.isComputedPropertyName(node);
}
