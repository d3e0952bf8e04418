/**
 * What the locals of an activation hold at one place of its function. Environments share what they
 * have in common, so that to keep one for every block costs what the block assigns, and to compare
 * or join two costs what differs between them.
 */
import type { Local } from "../../ir/program.ts";
import type { TypeTable } from "../../types/table.ts";
import type { Type } from "../../types/type.ts";

const BITS = 4;
const WIDTH = 2 ** BITS;

/**
 * Changes to a node are made in place by the environment that made it and has not been forked
 * since.
 */
interface Node {
    readonly owner: object;
    /** At the bottom. */
    readonly types: (Type | undefined)[];
    /** Above it. */
    readonly nodes: (Node | undefined)[];
}

/** What the local of the number has where one environment says `a` and the other `b`. */
export type Pick = (id: number, a: Type | undefined, b: Type) => Type;

export class Environment {
    private root: Node | undefined;
    /** Levels of nodes. */
    private height: number;
    private owner = {};
    private readonly table: TypeTable;

    constructor(table: TypeTable, height = 1, root: Node | undefined = undefined) {
        this.table = table;
        this.height = height;
        this.root = root;
    }

    /** A copy that goes its own way. */
    fork(): Environment {
        this.owner = {};
        return new Environment(this.table, this.height, this.root);
    }

    get({ id }: Local): Type | undefined {
        const type = this.at(id);
        return type && this.table.current(type);
    }

    /** Locals by their number. */
    at(id: number): Type | undefined {
        if (id >> (BITS * this.height) > 0) return undefined;
        let node = this.root;
        for (let shift = BITS * (this.height - 1); shift > 0; shift -= BITS) node = node?.nodes[(id >> shift) % WIDTH];
        return node?.types[id % WIDTH];
    }

    set({ id }: Local, type: Type): void {
        this.put(id, this.table.get(type));
    }

    /** `type` is of the table. */
    put(id: number, type: Type | undefined): void {
        if (this.at(id) !== type) {
            while (id >> (BITS * this.height) > 0) this.raise();
            this.root = this.withType(this.root, BITS * (this.height - 1), id, type);
        }
    }

    /** Forgets locals that nothing looks at any more. */
    drop(ids: readonly number[]): void {
        ids.forEach((id) => {
            this.put(id, undefined);
        });
    }

    private raise(): void {
        this.root = this.root && { owner: this.owner, types: [], nodes: [this.root] };
        this.height++;
    }

    private own(node: Node | undefined): Node {
        return node?.owner === this.owner
            ? node
            : { owner: this.owner, types: node?.types.slice() ?? [], nodes: node?.nodes.slice() ?? [] };
    }

    private withType(node: Node | undefined, shift: number, id: number, type: Type | undefined): Node {
        const own = this.own(node);
        const at = (id >> shift) % WIDTH;
        if (shift === 0) own.types[at] = type;
        else own.nodes[at] = this.withType(own.nodes[at], shift - BITS, id, type);
        return own;
    }

    /** Takes in what another environment of the function says; whether that changed anything. */
    take(other: Environment, pick: Pick): boolean {
        while (this.height < other.height) this.raise();
        while (this.height > other.height) other.raise();
        const before = this.root;
        this.root = this.combine(this.root, other.root, BITS * (this.height - 1), 0, pick);
        other.owner = {};
        return this.root !== before;
    }

    /**
     * Nodes that come out as they were stay the nodes that they were: what is made from them later
     * has much in common with what was made before.
     */
    private combine(
        a: Node | undefined,
        b: Node | undefined,
        shift: number,
        base: number,
        pick: Pick,
    ): Node | undefined {
        if (a === b || b === undefined) return a;
        const types: (Type | undefined)[] = [];
        const nodes: (Node | undefined)[] = [];
        let isA = a !== undefined;
        let isB = true;
        for (let at = 0; at < WIDTH; at++) {
            if (shift === 0) {
                const type = b.types[at];
                const old = a?.types[at];
                const picked = type === undefined ? old : pick(base + at, old, type);
                isA &&= picked === old;
                isB &&= picked === type;
                types[at] = picked;
            } else {
                const next = b.nodes[at];
                const old = a?.nodes[at];
                const combined = this.combine(old, next, shift - BITS, base + at * 2 ** shift, pick);
                isA &&= combined === old;
                isB &&= combined === next;
                nodes[at] = combined;
            }
        }
        return isA ? a : isB ? b : { owner: this.owner, types, nodes };
    }
}
