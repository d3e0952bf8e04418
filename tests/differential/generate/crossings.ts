/**
 * Statements that put a value of each kind through each construct;
 * tests/differential/coverage.test.ts counts what the recorded programs have met.
 */
import { table } from "./constructs.ts";
import { type Construct, type Coverage } from "./coverage.ts";
import { type Values } from "./mixed.ts";
import { type Names, pick } from "./names.ts";
import { type Scope } from "./scope.ts";
import { part, type Tree } from "./tree.ts";
import { kindNames } from "./values.ts";

/** What a library module hands to the program; see library.ts. */
const imports: readonly Construct[] = ["import", "imported variable that changes", "member of a namespace import"].map(
    (name) => ({ name }),
);

export const constructs: readonly Construct[] = [...table, ...imports];

export class Crossings {
    constructor(
        private readonly names: Names,
        private readonly values: Values,
        private readonly coverage: Coverage,
    ) {}

    statement(tree: Tree, scope: Scope): string {
        const construct = pick(table, tree.choice);
        const accepted = construct.kinds ?? kindNames;
        const kind = pick(accepted, tree.value);
        let asked = 0;
        const kept: { readonly name: string; readonly assignable: boolean }[] = [];
        const value = (): string => {
            const at = asked++;
            if (at > 0) return this.values.any(part(tree, at - 1), scope, accepted);
            this.coverage.add(construct.name, kind);
            return this.values.literal(kind, tree.choice >> 3);
        };
        const text = construct.print({
            value,
            tested: () => `same(${value()})`,
            fresh: (stem) => this.names.fresh(stem),
            number: (below) => (tree.value >> 4) % below,
            condition: () => this.values.condition(part(tree, 2), scope),
            keep: (name, assignable) => {
                kept.push({ name, assignable });
                return name;
            },
        });
        kept.forEach(({ name, assignable }) => {
            scope.declare(name, { kind: construct.kinds === undefined ? "mixed" : "primitive" }, assignable);
        });
        return text;
    }
}
