/** Class declarations, a later one perhaps over an earlier one. */
import { type Expressions } from "./expressions.ts";
import { indent, type Names, pick } from "./names.ts";
import { type ClassInfo, type Scope } from "./scope.ts";
import { type Statements } from "./statements.ts";
import { part, type Tree } from "./tree.ts";

export function printClass(
    tree: Tree,
    scope: Scope,
    names: Names,
    expressions: Expressions,
    statements: Statements,
): string {
    const bases = [undefined, ...expressions.classes];
    const base = pick(bases, tree.choice);
    const name = names.fresh("C");
    const ownFields = Array.from({ length: tree.value % 3 }, () => names.fresh("m"));
    // One overrides, one is new: `m` and `n` are the names that every class may have.
    const ownMethods = pick([["m"], ["m", "n"], ["n"], []], tree.value >> 2).map((method) => ({
        name: method,
        parameters: 1,
    }));
    const inherited = base?.methods.filter(({ name: other }) => !ownMethods.some((own) => own.name === other)) ?? [];
    const info: ClassInfo = {
        name,
        base,
        fields: [...(base?.fields ?? []), ...ownFields],
        methods: [...inherited, ...ownMethods],
        parameters: (tree.value >> 3) % 3,
    };
    const change = { labels: [], inLoop: false, inSwitch: false, inTry: false };
    const isBare = (index: number) => (tree.choice >> index) % 4 === 3;
    // A field's initialiser sees the fields before it, which tsc wants to have initialisers.
    const fields = ownFields.map((field, index) => {
        const before = ownFields.slice(0, index).filter((_, at) => !isBare(at));
        const known = { ...info, methods: [], fields: [...(base?.fields ?? []), ...before] };
        const value = expressions.primitive(
            part(tree, index),
            scope.inner({ ...change, inFunction: false, thisClass: known }),
        );
        return `${field}: any${isBare(index) ? "" : ` = cut(${value})`};`;
    });
    const inConstructor = scope.inner({ ...change, inFunction: false, thisClass: info });
    const parameters = statements.parameters({ ...part(tree, 2), choice: 0 }, inConstructor, info.parameters);
    const beforeThis = scope.inner();
    const superCall = base ? [`super(${expressions.arguments(part(tree, 2), beforeThis, base.parameters)});`] : [];
    const assigned =
        info.fields.length > 0
            ? [`this.${pick(info.fields, tree.choice)} = cut(${expressions.primitive(part(tree, 3), inConstructor)});`]
            : [];
    const constructorText = `constructor(${parameters}) {\n${indent([...superCall, ...assigned].join("\n"))}\n}`;
    const methods = ownMethods.map((method, index) => {
        const inside = scope.inner({ ...change, inFunction: true, thisClass: info, inMethod: true });
        const list = statements.parameters({ ...part(tree, 3 + index), choice: 0 }, inside, 1);
        return `${method.name}(${list}): any {\n${statements.functionBody(part(tree, 3 + index), inside)}\n}`;
    });
    expressions.classes.push(info);
    return `class ${name}${base ? ` extends ${base.name}` : ""} {\n${indent([...fields, constructorText, ...methods].join("\n"))}\n}`;
}
