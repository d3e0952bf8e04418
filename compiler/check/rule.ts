/** A subset rule: what it looks at and what it says. One concept a file in `rules/`. */
import { type KindToNodeMappings, type Node, type SyntaxKind } from "ts-morph";
import { type Diagnostic } from "../diagnostics/diagnostic.ts";

export type Check = (node: Node) => Diagnostic | undefined;

export interface Rule {
    readonly kinds: readonly SyntaxKind[];
    readonly check: Check;
}

/** A rule whose check takes exactly the nodes of its kinds. */
export function rule<Kind extends keyof KindToNodeMappings & SyntaxKind>(
    kinds: readonly Kind[],
    check: (node: KindToNodeMappings[Kind]) => Diagnostic | undefined,
): Rule {
    // The walker calls a check with nodes of these kinds only.
    return { kinds, check: check as Check };
}
