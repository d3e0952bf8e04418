/**
 * Loops, each of which burns fuel, and what only makes sense with them: labels, closures over their
 * variables.
 */
import { type Expressions } from "./expressions.ts";
import { indent, type Names, pick } from "./names.ts";
import { type Label, type Scope } from "./scope.ts";
import { type Statements } from "./statements.ts";
import { part, type Tree } from "./tree.ts";

export class Loops {
    constructor(
        private readonly names: Names,
        private readonly expressions: Expressions,
        private readonly statements: Statements,
    ) {}

    private loopBody(tree: Tree, scope: Scope): string {
        return `{\n    if (!burn()) break;\n${this.statements.body(tree, scope, 0)}\n}`;
    }

    forLoop(tree: Tree, scope: Scope): string {
        const inside = scope.inner({ inLoop: true, inSwitch: false });
        const name = this.names.fresh("n");
        inside.declare(name, { kind: "number" }, tree.choice % 5 === 4);
        const count = (tree.value % 4) + 1;
        const [initial, test, step] = pick(
            [
                ["0", `${name} < ${count.toString()}`, `${name}++`],
                [count.toString(), `${name} > 0`, `${name}--`],
                ["-1.5", `${name} <= ${count.toString()}`, `${name} += 0.75`],
                ["2147483646", `${name} < ${(2147483646 + count).toString()}`, `${name}++`],
                ["1", `${name} < 1000`, `${name} *= ${(count + 1).toString()}`],
                ["0", `${name} !== ${count.toString()}`, `++${name}`],
            ],
            tree.value >> 2,
        );
        return `for (let ${name} = ${String(initial)}; ${String(test)}; ${String(step)}) ${this.loopBody(tree, inside)}`;
    }

    whileLoop(tree: Tree, scope: Scope): string {
        const inside = scope.inner({ inLoop: true, inSwitch: false });
        const [condition, rest] = [part(tree, 0), { ...tree, parts: tree.parts.slice(1) }];
        const test = this.expressions.condition(condition, scope);
        const body = this.loopBody(rest, inside.inner());
        return tree.value % 2 === 0 ? `while (${test}) ${body}` : `do ${body} while (${test});`;
    }

    forOf(tree: Tree, scope: Scope): string {
        const inside = scope.inner({ inLoop: true, inSwitch: false });
        const [source, rest] = [part(tree, 0), { ...tree, parts: tree.parts.slice(1) }];
        const iterated = pick(
            [
                () => this.expressions.array(source, scope),
                () => this.expressions.string(source, scope),
                () => this.expressions.bytes(source, scope),
            ],
            tree.value,
        )();
        const isConstant = tree.value % 4 < 2;
        const name = this.names.fresh("x");
        inside.declare(name, { kind: tree.value % 3 === 2 ? "number" : "primitive" }, !isConstant);
        return `for (${isConstant ? "const" : "let"} ${name} of (${iterated}) as any) ${this.loopBody(rest, inside.inner())}`;
    }

    /** Functions made in a loop, each with its own variables, called afterwards. */
    collectedClosures(tree: Tree, scope: Scope): string {
        const inside = scope.inner({ inLoop: true, inSwitch: false });
        const list = this.names.fresh("fs");
        const name = this.names.fresh("n");
        inside.declare(name, { kind: "number" }, tree.value % 2 === 1);
        const lines = tree.parts.slice(1).map((inner) => this.statements.statement(inner, inside));
        const closure = `${list}.push(() => ${this.expressions.primitive(part(tree, 0), inside)});`;
        const body = indent(["if (!burn()) break;", ...lines, closure].join("\n"));
        scope.declare(list, { kind: "functions" }, false);
        return `const ${list}: (() => any)[] = [];\nfor (let ${name} = 0; ${name} < 3; ${name}++) {\n${body}\n}\nfor (const f of ${list}) console.log(f());`;
    }

    labelled(tree: Tree, scope: Scope): string {
        const name = this.names.fresh("label");
        const loop = tree.value % 2 === 0;
        const labels: Label[] = [...scope.context.labels, { name, loop }];
        const inside = scope.inner({ labels });
        return `${name}: ${loop ? this.forLoop(tree, inside) : this.statements.block(tree, inside.inner())}`;
    }
}
