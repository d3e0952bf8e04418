class ListNode {
    next: ListNode | null = null;
    constructor(readonly value: number) {}
}
let head: ListNode | null = null;
for (let i = 0; i < 200; i++) {
    const node = new ListNode(i);
    node.next = head;
    head = node;
}
let sum = 0;
for (let at = head; at !== null; at = at.next) sum += at.value;
console.log(sum);
interface Tree {
    left?: Tree;
    right?: Tree;
    value: number;
}
function insert(tree: Tree | undefined, value: number): Tree {
    if (!tree) return { value };
    if (value < tree.value) tree.left = insert(tree.left, value);
    else tree.right = insert(tree.right, value);
    return tree;
}
function walk(tree: Tree | undefined): string {
    return tree ? walk(tree.left) + tree.value + " " + walk(tree.right) : "";
}
let root: Tree | undefined;
for (const v of [5, 2, 8, 1, 9, 3]) root = insert(root, v);
console.log(walk(root));
