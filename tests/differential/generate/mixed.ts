/**
 * Values of any kind, where a construct takes them: literals of a kind, variables that hold any,
 * and what the language makes of both.
 */
import { type Expressions } from "./expressions.ts";
import { pick } from "./names.ts";
import { type Scope } from "./scope.ts";
import { part, type Tree } from "./tree.ts";
import { kindNames, kinds, type ValueKind } from "./values.ts";

export class Values {
    constructor(private readonly expressions: Expressions) {}

    /** `as any` keeps tsc from judging what a program with such a constant means. */
    literal(kind: ValueKind, choice: number): string {
        return `((${pick<string>(kinds[kind], choice)}) as any)`;
    }

    condition(tree: Tree, scope: Scope): string {
        return this.expressions.condition(tree, scope);
    }

    /**
     * A value of one of the kinds; where objects are not among them, expressions that the operators
     * may meet.
     */
    any(tree: Tree, scope: Scope, accepted: readonly ValueKind[] = kindNames): string {
        const takesAll = accepted.length === kindNames.length;
        const literal = () => this.literal(pick(accepted, tree.value), tree.choice >> 4);
        if (tree.parts.length === 0 && !takesAll) return literal();
        if (!takesAll) return tree.choice % 3 === 0 ? literal() : `(${this.expressions.primitive(tree, scope)} as any)`;
        const variables = scope.of("mixed");
        const first = () => this.any(part(tree, 0), scope);
        const second = () => this.any(part(tree, 1), scope);
        const ways: readonly (() => string)[] = [
            literal,
            () => (variables.length > 0 ? pick(variables, tree.value).name : literal()),
            () => `(${this.expressions.primitive(tree, scope)} as any)`,
            () => `same(${first()})`,
            () => `(${this.condition(part(tree, 2), scope)} ? ${first()} : ${second()})`,
            () => `(same(${first()}) ${pick(["&&", "||", "??"], tree.value)} ${second()})`,
            () => `([${first()}, ${second()}] as any[])[${(tree.value % 3).toString()}]`,
            () => `({ x: ${first()} } as any).x`,
            () => {
                const targets = variables.filter(({ assignable }) => assignable);
                return targets.length > 0 ? `(${pick(targets, tree.value).name} = ${first()})` : literal();
            },
            () => `(${this.expressions.array(part(tree, 0), scope)} as any)`,
            () => `(${this.expressions.bytes(part(tree, 0), scope)} as any)`,
            () => `((() => ${first()})())`,
            () => {
                const [info] = this.expressions.classes;
                return info ? `(${this.expressions.instance(part(tree, 0), scope, info)} as any)` : literal();
            },
        ];
        const text = pick(ways, tree.parts.length === 0 ? tree.choice % 2 : tree.choice)();
        return text.length > 300 ? literal() : text;
    }
}
