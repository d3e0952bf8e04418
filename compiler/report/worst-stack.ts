import { type CallGraph } from "./call-graph.ts";

export interface DeepestChain {
    /** Bytes of the deepest chain of calls; a lower bound when anything below is listed. */
    readonly bytes: number;
    readonly chain: readonly string[];
    /**
     * Cycles of calls, each once; the depth counts one round. The runtime checks the stack limit in
     * such functions.
     */
    readonly recursion: readonly (readonly string[])[];
    /** Functions on some chain whose frame is unknown and counted as zero. */
    readonly unknownFrames: readonly string[];
    /** Functions that call through a pointer without a known set of callees. */
    readonly unresolvedPointers: readonly string[];
    /** Functions whose frame grows while they run. */
    readonly dynamicFrames: readonly string[];
}

/**
 * The program's deepest chain with the deepest interrupt of each priority on top; `bytes` is the
 * sum, the lists are of all.
 */
export interface WorstStack extends DeepestChain {
    readonly interrupts: readonly { readonly bytes: number; readonly chain: readonly string[] }[];
}

/**
 * Callees of functions that call through pointers, by caller. A set holds those of every link; the
 * ones that a build lacks are left out. A star in a name stands for any characters: "ts_*_entry"
 * are the callbacks of the program, whatever their names.
 */
export type CallbackSets = Readonly<Record<string, readonly string[]>>;

/**
 * The set of callbacks.json with functions that end the program: what they do to say so comes after
 * all that the figure is for.
 */
const ENDS = "(ends)";

/** The functions of the graph that a name of a set means. */
function matching(graph: CallGraph, name: string): readonly string[] {
    if (!name.includes("*")) return graph.has(name) ? [name] : [];
    const [start = "", end = ""] = name.split("*");
    return [...graph.keys()].filter((known) => {
        const source = sourceName(known);
        return source.length >= start.length + end.length && source.startsWith(start) && source.endsWith(end);
    });
}

/** GCC names the parts and clones of a function "name.part.0", "name.isra.0". */
function sourceName(name: string): string {
    return name.replace(/\..*$/, "");
}

interface Deepest {
    readonly bytes: number;
    readonly next: string | undefined;
}

/** The deepest chain from an entry function. */
export function deepestChain(graph: CallGraph, entry: string, callbacks: CallbackSets): DeepestChain {
    const deepest = new Map<string, Deepest>();
    const path: string[] = [];
    const recursion = new Map<string, readonly string[]>();
    const unknown = new Set<string>();
    const unresolved = new Set<string>();
    const dynamic = new Set<string>();
    const ends = new Set(callbacks[ENDS]);

    const visit = (name: string): number => {
        const done = deepest.get(name);
        if (done) return done.bytes;
        const start = path.indexOf(name);
        if (start >= 0) {
            const cycle = path.slice(start);
            recursion.set([...cycle].sort().join(" "), cycle);
            return 0;
        }
        path.push(name);
        const info = graph.get(name);
        if (info?.frame === undefined) unknown.add(name);
        if (info?.dynamic) dynamic.add(name);
        const known = callbacks[sourceName(name)];
        const calls = ends.has(name) ? [] : (info?.calls ?? []);
        if (info?.callsThroughPointer && known === undefined) unresolved.add(name);
        let best: Deepest = { bytes: 0, next: undefined };
        for (const callee of [...calls, ...(known ?? []).flatMap((each) => matching(graph, each))]) {
            const bytes = visit(callee);
            if (bytes > best.bytes) best = { bytes, next: callee };
        }
        path.pop();
        const total = best.bytes + (info?.frame ?? 0);
        deepest.set(name, { bytes: total, next: best.next });
        return total;
    };

    const bytes = visit(entry);
    const chain: string[] = [];
    for (
        let name: string | undefined = entry;
        name !== undefined && !chain.includes(name);
        name = deepest.get(name)?.next
    )
        chain.push(name);
    return {
        bytes,
        chain,
        recursion: [...recursion.values()],
        unknownFrames: [...unknown].sort(),
        unresolvedPointers: [...unresolved].sort(),
        dynamicFrames: [...dynamic].sort(),
    };
}

/**
 * What an interrupt puts on the stack before its handler, in bytes: the processor's registers with
 * the word that aligns them (ARMv6-M and ARMv8-M Architecture Reference Manuals, "Exception entry";
 * with the floating-point registers on the M33) and the SDK's step to a shared handler.
 */
export const EXCEPTION_FRAME = { "cortex-m0plus": 36 + 8, "cortex-m33": 108 + 8 } as const;

/**
 * Handlers of one priority do not interrupt each other; those of the other do, once. The sets of
 * callbacks.json name them by these words.
 */
const PRIORITIES = ["(interrupt)", "(interrupt of lowest priority)"] as const;

function union(chains: readonly DeepestChain[], list: (chain: DeepestChain) => readonly string[]): readonly string[] {
    return [...new Set(chains.flatMap(list))].sort();
}

/** Interrupts run on the program's own stack; `exceptionFrame` 0 where there are none. */
export function worstStack(
    graph: CallGraph,
    entry: string,
    callbacks: CallbackSets,
    exceptionFrame: number,
): WorstStack {
    const program = deepestChain(graph, entry, callbacks);
    const frame = { frame: exceptionFrame, dynamic: false, calls: new Set<string>(), callsThroughPointer: true };
    const interrupts = PRIORITIES.filter(() => exceptionFrame > 0)
        .map((name) => deepestChain(new Map([...graph, [name, { name, ...frame }]]), name, callbacks))
        .filter(({ chain }) => chain.length > 1);
    const all = [program, ...interrupts];
    return {
        bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
        chain: program.chain,
        interrupts: interrupts.map(({ bytes, chain }) => ({ bytes, chain })),
        recursion: [
            ...new Map(
                all.flatMap(({ recursion }) => recursion).map((cycle) => [[...cycle].sort().join(), cycle]),
            ).values(),
        ],
        unknownFrames: union(all, ({ unknownFrames }) => unknownFrames),
        unresolvedPointers: union(all, ({ unresolvedPointers }) => unresolvedPointers),
        dynamicFrames: union(all, ({ dynamicFrames }) => dynamicFrames),
    };
}
