/** Statements that write parts of arrays, bytes and records, and that take such values apart. */
import { type Expressions } from "./expressions.ts";
import { type Names, pick } from "./names.ts";
import { type Kind, type Scope } from "./scope.ts";
import { type Statements } from "./statements.ts";
import { part, type Tree } from "./tree.ts";

export class Parts {
    constructor(
        private readonly names: Names,
        private readonly expressions: Expressions,
        private readonly statements: Statements,
    ) {}

    intoArray(tree: Tree, scope: Scope): string | undefined {
        const arrays = scope.of("array", "bytes");
        if (arrays.length === 0) return undefined;
        const array = pick(arrays, tree.value);
        const index = `(${this.expressions.number(part(tree, 0), scope)}) & 7`;
        const value = this.expressions.primitive(part(tree, 1), scope);
        if (array.kind.kind === "bytes") {
            const number = this.expressions.number(part(tree, 1), scope);
            return pick(
                [
                    `${array.name}[${index}] = ${number};`,
                    `${array.name}[${index}]! += ${number};`,
                    `${array.name}[${index}]!++;`,
                    `${array.name}.fill(${number});`,
                    `console.log([...${array.name}].join());`,
                ],
                tree.choice >> 5,
            );
        }
        return pick(
            [
                `${array.name}[${index}] = cut(${value});`,
                `${array.name}[${index}] += ${value};\n${array.name}.length = 3;`,
                `console.log(${array.name}.splice(${index}, 1, cut(${value})).join());`,
                `${array.name}.fill(cut(${value}), ${index});`,
                `${array.name}.sort();`,
                `${array.name}.forEach((x, i) => console.log(i, x));`,
                `${array.name}.length = ${index};`,
                `console.log(${array.name}.join("|"));`,
            ],
            tree.choice >> 5,
        );
    }

    intoRecord(tree: Tree, scope: Scope): string | undefined {
        const records = scope.all(({ kind }) => kind.kind === "record" && !kind.optional);
        if (records.length === 0) return undefined;
        const target = `${pick(records, tree.value).name}.${pick(["a", "b", "c", "d"], tree.choice >> 5)}`;
        const value = this.expressions.primitive(part(tree, 0), scope);
        return pick(
            [
                `${target} = cut(${value});`,
                `${target}++;`,
                `${target} = cut(${target} + ${value});`,
                `${target} ??= ${value};`,
                `${target} -= ${value} as any;`,
            ],
            tree.choice >> 7,
        );
    }

    destructuring(tree: Tree, scope: Scope): string {
        const fallback = () => this.expressions.primitive(part(tree, 1), scope);
        const names = [0, 1, 2].map(() => this.names.fresh("v"));
        const [first, second, third] = names.map(String);
        const declareAll = (kinds: readonly Kind[]) => {
            kinds.forEach((kind, index) => {
                scope.declare(String(names[index]), kind, kind.kind === "primitive");
            });
        };
        const primitive: Kind = { kind: "primitive" };
        const ways = [
            () => {
                const [value, otherwise] = [this.expressions.record(part(tree, 0), scope), fallback()];
                declareAll([primitive, primitive, primitive]);
                return `let { a: ${String(first)}, b: ${String(second)} = ${otherwise}, c: ${String(third)} = ${otherwise} }: Rec = ${value};`;
            },
            () => {
                const [value, otherwise] = [this.expressions.array(part(tree, 0), scope), fallback()];
                declareAll([primitive, primitive, { kind: "array" }]);
                return `let [${String(first)} = ${otherwise}, ${String(second)}, ...${String(third)}]: any[] = ${value};`;
            },
            () => {
                const targets = scope.all(
                    ({ kind, assignable: isAssignable }) => isAssignable && kind.kind === "primitive",
                );
                if (targets.length < 2) return this.statements.statement({ ...tree, choice: 0 }, scope);
                const [left, right] = [pick(targets, tree.value), pick(targets, tree.choice >> 5)];
                return `[${left.name}, ${right.name}] = [${right.name}, ${left.name}];`;
            },
            () => {
                const value = this.expressions.string(part(tree, 0), scope);
                declareAll([primitive, primitive]);
                return `let [${String(first)}, ${String(second)}]: any = ${value};`;
            },
        ];
        return pick(ways, tree.value)();
    }
}
