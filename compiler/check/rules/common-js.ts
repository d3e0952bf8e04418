/**
 * Node's older modules: `require`, `module.exports`, `exports.name`. A program is linked when it is
 * compiled, by declarations of imports and exports; the hint writes them from what stands here.
 */
import { type CallExpression, type Identifier, Node, SyntaxKind } from "ts-morph";
import { commonJs } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

const names: ReadonlySet<string> = new Set(["require", "module", "exports"]);

export const commonJsNames = rule([SyntaxKind.Identifier], (node) => {
    if (!names.has(node.getText()) || !isCommonJsName(node)) return undefined;
    if (node.getText() === "require") return ofRequire(node);
    const target = exportsOf(node);
    if (target === undefined) return commonJs(spanOf(node), node.getText(), GENERAL_EXPORT);
    return commonJs(spanOf(target), target.getText(), exported(target));
});

export const importEquals = rule([SyntaxKind.ImportEqualsDeclaration], (node) => {
    const reference = node.getModuleReference();
    if (!Node.isExternalModuleReference(reference)) return undefined;
    const specifier = reference.getExpression()?.getText() ?? '"module"';
    return commonJs(spanOf(node), "import =", importLine(node.getNameNode(), specifier));
});

export const exportEquals = rule([SyntaxKind.ExportAssignment], (node) =>
    node.isExportEquals()
        ? commonJs(spanOf(node), "export =", `Write 'export default ${brief(node.getExpression())};'.`)
        : undefined,
);

const GENERAL_EXPORT = "Write 'export' in front of the declarations that other modules use.";

/** A use of the name as a variable that nothing declares. */
function isCommonJsName(node: Identifier): boolean {
    const parent = node.getParent();
    if (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node) return false;
    const isName = Node.isNamed(parent) || Node.isPropertyNamed(parent) || Node.isBindingNamed(parent);
    if (isName && parent.getNameNode() === node && !Node.isShorthandPropertyAssignment(parent)) return false;
    if (!Node.isExpression(node) || Node.isTypeOfExpression(parent)) return false;
    const symbol = Node.isShorthandPropertyAssignment(parent) ? parent.getValueSymbol() : node.getSymbol();
    const declarations = symbol?.getDeclarations() ?? [];
    return declarations.every((declaration) => Node.isSourceFile(declaration) || isExportOf(declaration));
}

/** What tsc takes for a declaration in JavaScript: the assignment itself. */
const isExportOf = (declaration: Node): boolean =>
    Node.isBinaryExpression(declaration) || Node.isPropertyAccessExpression(declaration);

function ofRequire(node: Identifier): ReturnType<typeof commonJs> {
    const call = node.getParent();
    const isCall = Node.isCallExpression(call) && call.getExpression() === node;
    const [specifier] = isCall ? call.getArguments() : [];
    if (!isCall || !Node.isStringLiteral(specifier))
        return commonJs(spanOf(node), "require", "Write an import declaration at the top of the file.");
    return commonJs(spanOf(call), call.getText(), imported(call, specifier.getText()));
}

function imported(call: CallExpression, specifier: string): string {
    const parent = call.getParent();
    if (Node.isExpressionStatement(parent)) return `Write 'import ${specifier};'.`;
    if (Node.isVariableDeclaration(parent)) return importLine(parent.getNameNode(), specifier);
    const declaration = parent?.getParent();
    if (Node.isPropertyAccessExpression(parent) && Node.isVariableDeclaration(declaration)) {
        const [name, member] = [declaration.getName(), parent.getName()];
        return `Write 'import { ${renamed(member, name)} } from ${specifier};'.`;
    }
    return `Write 'import name from ${specifier};' at the top of the file, and 'name' here.`;
}

function importLine(name: Node, specifier: string): string {
    if (Node.isObjectBindingPattern(name)) {
        const parts = name.getElements().map((element) => {
            const member = element.getPropertyNameNode()?.getText() ?? element.getName();
            return renamed(member, element.getName());
        });
        return `Write 'import { ${parts.join(", ")} } from ${specifier};'.`;
    }
    const text = name.getText();
    const clause = Node.isIdentifier(name) && namesMembersAlone(name) ? `* as ${text}` : text;
    return `Write 'import ${clause} from ${specifier};'.`;
}

/** `name.member` wherever the name is used: it stands for a module, not for what one exports. */
function namesMembersAlone(name: Identifier): boolean {
    const uses = name
        .getSourceFile()
        .getDescendantsOfKind(SyntaxKind.Identifier)
        .filter((use) => use !== name && use.getText() === name.getText());
    return (
        uses.length > 0 &&
        uses.every((use) => {
            const parent = use.getParent();
            return Node.isPropertyAccessExpression(parent) && parent.getExpression() === use;
        })
    );
}

/** `exports.x`, `module.exports` or `module.exports.x` around the name. */
function exportsOf(node: Identifier): Node | undefined {
    const access = node.getParent();
    if (!Node.isPropertyAccessExpression(access)) return undefined;
    if (node.getText() === "exports") return access;
    if (access.getName() !== "exports") return undefined;
    const member = access.getParent();
    return Node.isPropertyAccessExpression(member) && member.getExpression() === access ? member : access;
}

function exported(target: Node): string {
    const assignment = target.getParent();
    const isAssignment = Node.isBinaryExpression(assignment) && assignment.getLeft() === target;
    const value = isAssignment ? assignment.getRight() : undefined;
    if (value === undefined || !Node.isPropertyAccessExpression(target)) return GENERAL_EXPORT;
    const name = target.getName();
    if (target.getText() === "module.exports") {
        const list = Node.isObjectLiteralExpression(value) ? exportList(value.getProperties()) : undefined;
        return `Write '${list ?? `export default ${brief(value)};`}'.`;
    }
    if (Node.isIdentifier(value)) return `Write 'export { ${renamed(value.getText(), name)} };'.`;
    return `Write 'export const ${name} = ${brief(value)};'.`;
}

function exportList(properties: readonly Node[]): string | undefined {
    const parts = properties.map((property) => {
        if (Node.isShorthandPropertyAssignment(property)) return property.getName();
        const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined;
        const isPlain = Node.isPropertyAssignment(property) && Node.isIdentifier(property.getNameNode());
        return isPlain && Node.isIdentifier(value) ? renamed(value.getText(), property.getName()) : undefined;
    });
    return parts.includes(undefined) || parts.length === 0 ? undefined : `export { ${parts.join(", ")} };`;
}

const renamed = (from: string, to: string): string => (from === to ? from : `${from} as ${to}`);

/** The text where it is short, else its beginning. */
function brief(value: Node): string {
    const text = value.getText().replaceAll(/\s+/g, " ");
    return text.length > 60 ? `${text.slice(0, 40)} ...` : text;
}
