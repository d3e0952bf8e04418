import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/** One function of the program, as GCC's -fcallgraph-info=su tells it. */
export interface GraphFunction {
    readonly name: string;
    /** Bytes of its frame; undefined where no compiler output tells (assembler, the C library). */
    frame: number | undefined;
    /** The frame grows while it runs (alloca, variable-length array). */
    dynamic: boolean;
    readonly calls: Set<string>;
    callsThroughPointer: boolean;
}

export type CallGraph = ReadonlyMap<string, GraphFunction>;

/** GCC's node for "whatever the pointer holds". */
const indirect = "__indirect_call";

/** Every .ci file below a folder. */
export function findGraphFiles(folder: string, belongs: (file: string) => boolean): readonly string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(".ci"))
        .map((entry) => path.join(entry.parentPath, entry.name))
        .filter(belongs)
        .sort();
}

/**
 * Functions of the same name in different files (`static`) count as one: the larger frame, the
 * calls of all.
 */
export function readCallGraph(files: readonly string[]): CallGraph {
    const graph = new Map<string, GraphFunction>();
    const at = (name: string): GraphFunction => {
        const known = graph.get(name);
        if (known) return known;
        const made = { name, frame: undefined, dynamic: false, calls: new Set<string>(), callsThroughPointer: false };
        graph.set(name, made);
        return made;
    };
    for (const file of files) {
        for (const line of readFileSync(file, "utf8").split("\n")) {
            const node = /^node: \{ title: "([^"]+)" label: "[^"]*?\\n(\d+) bytes \(([^)]*)\)/.exec(line);
            if (node?.[1] !== undefined) {
                const entry = at(plainName(node[1]));
                entry.frame = Math.max(entry.frame ?? 0, Number.parseInt(node[2] ?? "0", 10));
                entry.dynamic ||= node[3] === "dynamic";
            }
            const edge = /^edge: \{ sourcename: "([^"]+)" targetname: "([^"]+)"/.exec(line);
            if (edge?.[1] === undefined || edge[2] === undefined) continue;
            const caller = at(plainName(edge[1]));
            if (edge[2] === indirect) caller.callsThroughPointer = true;
            else caller.calls.add(at(plainName(edge[2])).name);
        }
    }
    return graph;
}

/** GCC writes a static function as "file.c:name". */
function plainName(title: string): string {
    return title.slice(title.lastIndexOf(":") + 1);
}

/** A call, and where the compiler says that it is. */
export interface LocatedCall {
    readonly from: string;
    readonly to: string;
    readonly at: { readonly file: string; readonly line: number } | undefined;
}

export function readLocatedCalls(files: readonly string[]): readonly LocatedCall[] {
    const pattern = /^edge: \{ sourcename: "([^"]+)" targetname: "([^"]+)"(?: label: "([^"]+):(\d+):\d+")?/gm;
    return files.flatMap((file) =>
        [...readFileSync(file, "utf8").matchAll(pattern)].map(([, from = "", to = "", place, line]) => ({
            from: plainName(from),
            to: plainName(to),
            at: place === undefined ? undefined : { file: place, line: Number(line) },
        })),
    );
}
