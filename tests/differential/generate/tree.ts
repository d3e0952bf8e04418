/**
 * What fast-check makes and shrinks: trees of choices without meaning. The printer reads a tree as
 * the derivation of a program, and every tree means one, so that whatever shrinking takes away
 * leaves a program; choice 0 is always the simplest.
 */
import fc from "fast-check";

export interface Tree {
    readonly choice: number;
    readonly value: number;
    readonly parts: readonly Tree[];
}

export interface ProgramTree {
    /**
     * Statements in a function, so that variables are locals, instead of at the top of the module.
     */
    readonly inFunction: boolean;
    readonly classes: readonly Tree[];
    readonly functions: readonly Tree[];
    readonly statements: readonly Tree[];
    /** Constructs that meet a kind of value, among the statements. */
    readonly crossings: readonly Tree[];
    /** Exports of a second module. */
    readonly library: readonly Tree[];
}

const leaf: Tree = { choice: 0, value: 0, parts: [] };

/** The n-th part; beyond the end the simplest tree. */
export function part(tree: Tree, index: number): Tree {
    return tree.parts[index] ?? leaf;
}

function treeArbitrary(maxDepth: number, most: number): fc.Arbitrary<Tree> {
    const parts =
        maxDepth === 0
            ? fc.constant<Tree[]>([])
            : fc.array(treeArbitrary(maxDepth - 1, 4), { maxLength: most, size: "max" });
    return fc.record({ choice: fc.nat(9999), value: fc.nat(9999), parts }, { noNullPrototype: true });
}

export const programArbitrary: fc.Arbitrary<ProgramTree> = fc.record(
    {
        inFunction: fc.boolean(),
        classes: fc.array(treeArbitrary(4, 6), { maxLength: 3, size: "max" }),
        functions: fc.array(treeArbitrary(4, 6), { maxLength: 3, size: "max" }),
        statements: fc.array(treeArbitrary(4, 5), { minLength: 1, maxLength: 14, size: "max" }),
        crossings: fc.array(treeArbitrary(3, 4), { maxLength: 20, size: "max" }),
        library: fc.array(treeArbitrary(0, 0), { maxLength: 4, size: "max" }),
    },
    { noNullPrototype: true },
);
