/** Classes of the library and of the board: their tags, and the names that programs give them. */
import { Node } from "ts-morph";
import type { ProgramLowering } from "../program.ts";
import type { ClassLike } from "./registry.ts";

/** `device.io.Digital` of `const Digital = device.io.Digital`: one name for the other. */
export function aliasedMember(name: Node, program: ProgramLowering): Node | undefined {
    const variable = Node.isIdentifier(name) ? program.scopes.referredBy(name) : undefined;
    if (variable === undefined || variable.writes.length > 0) return undefined;
    const { declaration, startsUndefined, startsUninitialised } = variable;
    if (!Node.isVariableDeclaration(declaration) || startsUndefined || startsUninitialised) return undefined;
    const given = declaration.getInitializer();
    const isMember = Node.isPropertyAccessExpression(given) && program.isNativeModule(given.getExpression());
    return isMember ? given : undefined;
}

/** The tag `@contents` of a class of the library. */
export function contentsTag(node: ClassLike): string | undefined {
    const tags = Node.isClassDeclaration(node) ? node.getJsDocs().flatMap((comment) => comment.getTags()) : [];
    return tags.find((tag) => tag.getTagName() === "contents")?.getCommentText();
}
