/** Statements: a table of productions, the simplest first. */
import { type Crossings } from "./crossings.ts";
import { assignable, type Expressions } from "./expressions.ts";
import { Loops } from "./loops.ts";
import { indent, type Names, pick } from "./names.ts";
import { Parts } from "./parts.ts";
import { type Kind, type Scope, shown } from "./scope.ts";
import { part, type Tree } from "./tree.ts";

type Production = (tree: Tree, scope: Scope) => string | undefined;

/**
 * tsc takes a call of an arrow function or `(name = value)` with `: {` behind it for the head of an
 * arrow function.
 */
function caseLabel(text: string): string {
    return text.includes("=>") || /^\(\w+ = /.test(text) ? `id(${text})` : text;
}

export class Statements {
    private readonly loops: Loops;
    private readonly parts: Parts;

    constructor(
        private readonly names: Names,
        private readonly expressions: Expressions,
        private readonly crossings: Crossings,
    ) {
        this.loops = new Loops(names, expressions, this);
        this.parts = new Parts(names, expressions, this);
    }

    statement(tree: Tree, scope: Scope): string {
        for (let at = tree.choice % this.productions.length; at >= 0; at--) {
            const text = this.productions[at]?.(tree, scope);
            if (text !== undefined) return text;
        }
        throw new Error("the first production always applies");
    }

    /** The parts of a tree from `from` on as statements of a block. */
    body(tree: Tree, scope: Scope, from = 0): string {
        const parts = tree.parts.slice(from);
        const lines = parts.map((inner) => this.statement(inner, scope));
        const text = shown(scope.variables);
        if (text !== "" && tree.value % 3 !== 0) lines.push(text);
        return indent(lines.join("\n"));
    }

    block(tree: Tree, scope: Scope): string {
        const body = this.body(tree, scope);
        return body === "" ? "{}" : `{\n${body}\n}`;
    }

    /** A function's body between its braces: fuel first, a value last. */
    functionBody(tree: Tree, scope: Scope): string {
        const [last, ...others] = [...tree.parts].reverse();
        const lines = others.reverse().map((inner) => this.statement(inner, scope));
        const result = last ? `return ${this.expressions.primitive(last, scope)};` : "";
        return indent(
            [`if (!burn()) return ${pick(["0", '""', "undefined", "null"], tree.value)};`, ...lines, result]
                .join("\n")
                .trimEnd(),
        );
    }

    parameters(tree: Tree, scope: Scope, count: number): string {
        const list = Array.from({ length: count }, (_, index) => {
            const name = this.names.fresh("p");
            const choice = tree.choice >> (index + 3);
            const initial = choice % 4 === 3 ? ` = ${this.expressions.primitive(part(tree, index), scope)}` : "";
            scope.declare(name, { kind: "primitive" }, true);
            return `${name}${choice % 2 === 1 || initial ? "" : ": any"}${initial && `: any${initial}`}`;
        });
        if (tree.choice % 7 === 6) {
            const name = this.names.fresh("rest");
            scope.declare(name, { kind: "array" }, false);
            list.push(`...${name}: any[]`);
        }
        return list.join(", ");
    }

    functionDeclaration(tree: Tree, scope: Scope): string {
        const name = this.names.fresh("f");
        const count = tree.value % 4;
        const inside = scope.ofFunction({ thisClass: undefined });
        const parameters = this.parameters(tree, inside, count);
        const text = `function ${name}(${parameters}): any {\n${this.functionBody(tree, inside)}\n}`;
        scope.declare(name, { kind: "function", parameters: count }, false);
        return text;
    }

    private declare(scope: Scope, stem: string, kind: Kind, isConstant: boolean): string {
        const name = this.names.fresh(stem);
        scope.declare(name, kind, !isConstant);
        return name;
    }

    private readonly productions: readonly Production[] = [
        (tree, scope) => `console.log(${this.expressions.arguments(tree, scope, 1 + (tree.value % 3))});`,
        (tree, scope) => {
            const isConstant = tree.value % 3 === 0;
            const value = this.expressions.primitive(part(tree, 0), scope);
            return `${isConstant ? "const" : "let"} ${this.declare(scope, "v", { kind: "primitive" }, isConstant)}: any = ${value};`;
        },
        (tree, scope) => {
            const value = this.expressions.number(part(tree, 0), scope);
            const isConstant = tree.value % 3 === 0;
            return `${isConstant ? "const" : "let"} ${this.declare(scope, "n", { kind: "number" }, isConstant)}: number = ${value};`;
        },
        (tree, scope) => {
            const value = this.expressions.string(part(tree, 0), scope);
            const isConstant = tree.value % 3 === 0;
            return `${isConstant ? "const" : "let"} ${this.declare(scope, "s", { kind: "string" }, isConstant)}: string = cut(${value});`;
        },
        (tree, scope) => this.assignment(tree, scope),
        (tree, scope) => {
            const condition = this.expressions.condition(part(tree, 0), scope);
            const otherwise = tree.value % 2 === 0 ? "" : ` else ${this.block(part(tree, 2), scope.inner())}`;
            return `if (${condition}) ${this.block(part(tree, 1), scope.inner())}${otherwise}`;
        },
        (tree, scope) => this.loops.forLoop(tree, scope),
        (tree, scope) => this.loops.whileLoop(tree, scope),
        (tree, scope) => this.loops.forOf(tree, scope),
        (tree, scope) => this.switchStatement(tree, scope),
        (tree, scope) => this.tryStatement(tree, scope),
        (tree, scope) => this.jump(tree, scope),
        (tree, scope) => this.closure(tree, scope),
        (tree, scope) =>
            scope.context.inFunction || scope.context.inLoop ? undefined : this.functionDeclaration(tree, scope),
        (tree, scope) => {
            const value = this.expressions.array(part(tree, 0), scope);
            return `const ${this.declare(scope, "list", { kind: "array" }, true)}: any[] = ${value};`;
        },
        (tree, scope) => this.parts.intoArray(tree, scope),
        (tree, scope) => {
            const value = this.expressions.record(part(tree, 0), scope);
            const optional = tree.value % 3 === 2;
            const text = optional
                ? `${this.expressions.condition(part(tree, 1), scope)} ? ${value} : ${pick(["undefined", "null"], tree.value >> 3)}`
                : value;
            const name = this.declare(scope, "o", { kind: "record", optional }, true);
            return `${tree.value % 2 ? "const" : "let"} ${name}: ${optional ? "Rec | undefined | null" : "Rec"} = ${text};`;
        },
        (tree, scope) => this.parts.intoRecord(tree, scope),
        (tree, scope) => this.parts.destructuring(tree, scope),
        (tree, scope) => {
            if (this.expressions.classes.length === 0) return undefined;
            const info = pick(this.expressions.classes, tree.value);
            const value = this.expressions.instance(part(tree, 0), scope, info);
            return `const ${this.declare(scope, "i", { kind: "instance", of: info }, true)}: ${info.name} = ${value};`;
        },
        (tree, scope) => {
            const objects = scope.all(({ kind }) => kind.kind === "instance" && kind.of.fields.length > 0);
            if (objects.length === 0) return undefined;
            const object = pick(objects, tree.value);
            if (object.kind.kind !== "instance") return undefined;
            const field = pick(object.kind.of.fields, tree.choice >> 5);
            return `${object.name}.${field} = cut(${this.expressions.primitive(part(tree, 0), scope)});`;
        },
        (tree, scope) => {
            const value = this.expressions.bytes(part(tree, 0), scope);
            return `const ${this.declare(scope, "bytes", { kind: "bytes" }, true)} = ${value};`;
        },
        (tree, scope) => this.narrowing(tree, scope),
        (tree, scope) => `${this.expressions.primitive(part(tree, 0), scope).replace(/^/, "id(")});`,
        (tree, scope) => this.loops.labelled(tree, scope),
        (tree, scope) => this.block(tree, scope.inner()),
        (tree, scope) => this.loops.collectedClosures(tree, scope),
        (tree, scope) => this.crossings.statement(tree, scope),
    ];

    private assignment(tree: Tree, scope: Scope): string | undefined {
        const target = assignable(scope, tree);
        if (!target) return undefined;
        const value =
            target.kind.kind === "number"
                ? this.expressions.number(part(tree, 0), scope)
                : target.kind.kind === "string"
                  ? `cut(${this.expressions.string(part(tree, 0), scope)})`
                  : `cut(${this.expressions.primitive(part(tree, 0), scope)})`;
        return `${target.name} = ${value};`;
    }

    private switchStatement(tree: Tree, scope: Scope): string {
        const inside = scope.inner({ inSwitch: true });
        const cases = tree.parts.slice(1).map((inner, index) => {
            const label =
                inner.choice % 5 === 4 && index === tree.value % 4
                    ? "default:"
                    : `case ${caseLabel(this.expressions.primitive(part(inner, 0), scope))}:`;
            const end = inner.value % 3 === 0 ? "" : "\n    break;";
            const body = this.body(inner, inside.inner(), 1);
            return `${label} {\n${body}\n}${end}`;
        });
        const hasDefault = cases.some((text) => text.startsWith("default"));
        if (!hasDefault && tree.value % 3 === 0)
            cases.splice(tree.value % (cases.length + 1), 0, 'default:\n    console.log("default");');
        return `switch (id(${this.expressions.primitive(part(tree, 0), scope)})) {\n${indent(cases.join("\n"))}\n}`;
    }

    private tryStatement(tree: Tree, scope: Scope): string {
        const [body, handler, end] = [part(tree, 0), part(tree, 1), part(tree, 2)];
        const clauses: string[] = [];
        if (tree.value % 4 !== 0) {
            const name = this.names.fresh("e");
            const inside = scope.inner();
            const value = this.names.fresh("v");
            inside.declare(value, { kind: "primitive" }, true);
            const text = this.body(handler, inside);
            clauses.push(
                tree.value % 7 === 1
                    ? ` catch {\n    console.log("caught");\n}`
                    : ` catch (${name}) {\n    let ${value}: any = caught(${name});\n    console.log("caught", ${value});\n${text}\n}`,
            );
        }
        if (clauses.length === 0 || tree.value % 3 === 0) clauses.push(` finally ${this.block(end, scope.inner())}`);
        return `try ${this.block(body, scope.inner({ inTry: true }))}${clauses.join("")}`;
    }

    private jump(tree: Tree, scope: Scope): string | undefined {
        const { labels, inLoop, inSwitch, inFunction, inTry } = scope.context;
        const ways: string[] = [];
        if (inLoop) ways.push("break;", "continue;");
        else if (inSwitch) ways.push("break;");
        labels.forEach(({ name, loop }) => ways.push(`break ${name};`, ...(loop ? [`continue ${name};`] : [])));
        if (inFunction) ways.push(`return ${this.expressions.primitive(part(tree, 0), scope)};`);
        if (inTry || inFunction) {
            const value = this.expressions.primitive(part(tree, 0), scope);
            ways.push(
                `throw ${value};`,
                `throw new ${pick(["Error", "TypeError", "RangeError"], tree.choice >> 5)}(String(${value}));`,
            );
        }
        if (ways.length === 0) return undefined;
        const way = pick(ways, tree.value);
        return tree.choice % 2 === 0 ? way : `if (${this.expressions.condition(part(tree, 1), scope)}) ${way}`;
    }

    private closure(tree: Tree, scope: Scope): string {
        const inside = scope.ofFunction();
        const count = tree.value % 3;
        const parameters = this.parameters(tree, inside, count);
        const body =
            tree.value % 2 === 0
                ? this.expressions.primitive(part(tree, 0), inside)
                : `{\n${this.functionBody(tree, inside)}\n}`;
        const name = this.declare(scope, "g", { kind: "function", parameters: count }, true);
        return `const ${name}${tree.value % 5 === 0 ? ": any" : ""} = (${parameters})${tree.value % 2 === 0 ? "" : ": any"} => ${body};`;
    }

    private narrowing(tree: Tree, scope: Scope): string | undefined {
        const variables = scope.of("primitive");
        if (variables.length === 0) return undefined;
        const { name } = pick(variables, tree.value);
        const [inNumber, inString] = [scope.inner(), scope.inner()];
        inNumber.declare(name, { kind: "number" }, false);
        inString.declare(name, { kind: "string" }, false);
        return (
            `if (typeof ${name} === "number") ${this.block(part(tree, 0), inNumber)}` +
            ` else if (typeof ${name} === "string") ${this.block(part(tree, 1), inString)}` +
            (tree.value % 2 === 0 ? "" : ` else if (${name} == null) ${this.block(part(tree, 2), scope.inner())}`)
        );
    }
}
