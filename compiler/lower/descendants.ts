/**
 * What is below a node, parents first. The walks of ts-morph call themselves for each level, and a
 * long sum is as many levels deep as it has terms; this one keeps its own stack.
 */
import { type Node } from "ts-morph";

/** A node that `enters` says no to is left out, and so is what is below it. */
export function* descendants(root: Node, enters: (node: Node) => boolean = () => true): Generator<Node> {
    const pending = root.forEachChildAsArray().reverse();
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
        if (!enters(node)) continue;
        yield node;
        for (const child of node.forEachChildAsArray().reverse()) pending.push(child);
    }
}

export function hasDescendant(root: Node, test: (node: Node) => boolean): boolean {
    for (const node of descendants(root)) if (test(node)) return true;
    return false;
}
