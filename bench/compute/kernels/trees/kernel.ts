/** Objects: a binary tree of 255 nodes, made and added up. */
class Tree {
    readonly value: number;
    readonly left: Tree | null;
    readonly right: Tree | null;

    constructor(value: number, left: Tree | null, right: Tree | null) {
        this.value = value;
        this.left = left;
        this.right = right;
    }
}

function build(depth: number): Tree {
    return depth > 1 ? new Tree(depth, build(depth - 1), build(depth - 1)) : new Tree(depth, null, null);
}

function sum(tree: Tree | null): number {
    return tree === null ? 0 : tree.value + sum(tree.left) + sum(tree.right);
}

export function run(): number {
    return sum(build(8));
}
