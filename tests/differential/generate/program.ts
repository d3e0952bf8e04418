/** Prints the program that a tree means. */
import { printClass } from "./classes.ts";
import { Expressions } from "./expressions.ts";
import { indent, Names } from "./names.ts";
import { prelude } from "./prelude.ts";
import { Scope } from "./scope.ts";
import { Statements } from "./statements.ts";
import { type ProgramTree } from "./tree.ts";

export function printProgram(tree: ProgramTree): string {
    const names = new Names();
    const expressions = new Expressions(names);
    const statements = new Statements(names, expressions);
    const scope = Scope.root();
    const lines: string[] = [];
    tree.functions.forEach((inner) => lines.push(statements.functionDeclaration(inner, scope)));
    tree.classes.forEach((inner) => lines.push(printClass(inner, scope, names, expressions, statements)));
    const body = tree.inFunction ? scope.inner({ inFunction: true }) : scope;
    const main = tree.statements.map((inner) => statements.statement(inner, body));
    const shown = body.of("primitive", "number", "string").map(({ name }) => name);
    if (shown.length > 0) main.push(`console.log(${shown.join(", ")});`);
    lines.push(...(tree.inFunction ? [`function main() {\n${indent(main.join("\n"))}\n}`, "main();"] : main));
    return `${prelude}\n${lines.join("\n")}\nexport {};\n`;
}
