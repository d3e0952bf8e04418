/** Prints the program that a tree means. */
import { printClass } from "./classes.ts";
import { Coverage } from "./coverage.ts";
import { Crossings } from "./crossings.ts";
import { Expressions } from "./expressions.ts";
import { printLibrary } from "./library.ts";
import { Values } from "./mixed.ts";
import { indent, Names } from "./names.ts";
import { prelude } from "./prelude.ts";
import { Scope, shown } from "./scope.ts";
import { Statements } from "./statements.ts";
import { type ProgramTree } from "./tree.ts";

export interface Printed {
    readonly text: string;
    /** The module that the program imports from as `LIBRARY`. */
    readonly library: string | undefined;
    readonly coverage: Coverage;
}

export function printProgram(tree: ProgramTree): Printed {
    const names = new Names();
    const coverage = new Coverage();
    const expressions = new Expressions(names);
    const crossings = new Crossings(names, new Values(expressions), coverage);
    const statements = new Statements(names, expressions, crossings);
    const scope = Scope.root();
    const library = printLibrary(tree.library, scope, coverage);
    const lines: string[] = [];
    tree.functions.forEach((inner) => lines.push(statements.functionDeclaration(inner, scope)));
    tree.classes.forEach((inner) => lines.push(printClass(inner, scope, names, expressions, statements)));
    const body = tree.inFunction ? scope.inner({ inFunction: true }) : scope;
    const main = [...(library?.uses ?? [])];
    const count = Math.max(tree.statements.length, tree.crossings.length);
    for (let index = 0; index < count; index++) {
        const [statement, crossing] = [tree.statements[index], tree.crossings[index]];
        if (statement !== undefined) main.push(statements.statement(statement, body));
        if (crossing !== undefined) main.push(crossings.statement(crossing, body));
    }
    main.push(shown(body.all(() => true)));
    lines.push(...(tree.inFunction ? [`function main() {\n${indent(main.join("\n"))}\n}`, "main();"] : main));
    const imports = library === undefined ? "" : `${library.imports}\n`;
    return { text: `${imports}${prelude}\n${lines.join("\n")}\nexport {};\n`, library: library?.text, coverage };
}
