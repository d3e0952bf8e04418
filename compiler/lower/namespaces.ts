/**
 * Members that a name gives: `module.name` of a namespace import, `Units.kilo` of a namespace of
 * TypeScript. The variables of a namespace live as those of a module do, so both mean the variable
 * itself; nothing is looked up in an object.
 */
import { type ModuleDeclaration, Node } from "ts-morph";
import { declarationOf, isNamespace, symbolOf } from "./symbols.ts";

/** A namespace of the program that exists at run time. */
export const isProgramNamespace = (declaration: Node | undefined): declaration is ModuleDeclaration =>
    Node.isModuleDeclaration(declaration) &&
    Node.isIdentifier(declaration.getNameNode()) &&
    !declaration.getSourceFile().isDeclarationFile() &&
    !isDeclared(declaration) &&
    declaration.getFirstAncestor(isDeclared) === undefined;

const isDeclared = (node: Node): boolean => Node.isAmbientable(node) && node.hasDeclareKeyword();

export function isExportAccess(node: Node): boolean {
    if (!Node.isPropertyAccessExpression(node)) return false;
    const object = node.getExpression();
    if (Node.isIdentifier(object) && isNamespace(declarationOf(object))) return true;
    if (!namesNamespace(object)) return false;
    const member = declarationOf(node.getNameNode());
    return member?.getFirstAncestor((around) => isProgramNamespace(around)) !== undefined && !isMemberOfType(member);
}

/** `A` or `A.B`, which can be a class, function or enum of that name too. */
function namesNamespace(node: Node): boolean {
    const name = Node.isPropertyAccessExpression(node) && isExportAccess(node) ? node.getNameNode() : node;
    return Node.isIdentifier(name) && symbolOf(name)?.getDeclarations().some(isProgramNamespace) === true;
}

/** A member of a class or enum that the namespace has the name of. */
function isMemberOfType(declaration: Node): boolean {
    const holder = declaration.getParent();
    return (
        Node.isClassDeclaration(holder) ||
        Node.isEnumDeclaration(holder) ||
        Node.isInterfaceDeclaration(holder) ||
        Node.isTypeLiteral(holder)
    );
}
