import { type CallGraph } from "./call-graph.ts";
import { findCycles, type Rounds } from "./cycles.ts";

export interface DeepestChain {
    /** Bytes of the deepest chain of calls; a lower bound when anything below is listed. */
    readonly bytes: number;
    readonly chain: readonly string[];
    /**
     * Cycles of calls of which nobody says how often they are gone through, each once; the depth
     * counts one round. The runtime checks the stack limit where scripts recurse.
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

/** A function with the entries of its cycle that are left: one way into it. */
interface Visit {
    readonly name: string;
    readonly left: number;
}

interface Deepest {
    readonly bytes: number;
    readonly next: Visit | undefined;
}

const keyOf = ({ name, left }: Visit): string => `${name} ${left.toString()}`;

class Search {
    readonly recursion = new Map<string, readonly string[]>();
    readonly unknown = new Set<string>();
    readonly unresolved = new Set<string>();
    readonly dynamic = new Set<string>();
    private readonly graph: CallGraph;
    private readonly callbacks: CallbackSets;
    private readonly rounds: Rounds;
    private readonly ends: ReadonlySet<string>;
    private readonly cycles: ReturnType<typeof findCycles>;
    private readonly known = new Map<string, readonly string[]>();
    private readonly deepest = new Map<string, Deepest>();
    private readonly path: string[] = [];

    constructor(graph: CallGraph, entry: string, callbacks: CallbackSets, rounds: Rounds) {
        this.graph = graph;
        this.callbacks = callbacks;
        this.rounds = rounds;
        this.ends = new Set(callbacks[ENDS]);
        this.cycles = findCycles(
            entry,
            (name) => this.calleesOf(name),
            (name) => this.roundsOf(name),
        );
    }

    private roundsOf(name: string): number | undefined {
        return this.rounds[sourceName(name)];
    }

    private calleesOf(name: string): readonly string[] {
        const done = this.known.get(name);
        if (done !== undefined) return done;
        const calls = this.ends.has(name) ? [] : (this.graph.get(name)?.calls ?? []);
        const held = this.callbacks[sourceName(name)] ?? [];
        const callees = [...new Set([...calls, ...held.flatMap((each) => matching(this.graph, each))])];
        this.known.set(name, callees);
        return callees;
    }

    /** The way from a function into another; none where the entries of their cycle are used up. */
    enter(name: string, from: Visit | undefined): Visit | undefined {
        const cycle = this.cycles.get(name);
        if (cycle?.most === undefined) return { name, left: 0 };
        const isInside = from !== undefined && cycle.functions.has(from.name);
        const left = (isInside ? from.left : cycle.most) - (this.roundsOf(name) === undefined ? 0 : 1);
        return left < 0 ? undefined : { name, left };
    }

    visit(visit: Visit): number {
        const { name } = visit;
        const done = this.deepest.get(keyOf(visit));
        if (done) return done.bytes;
        const start = this.cycles.get(name)?.most === undefined ? this.path.indexOf(name) : -1;
        if (start >= 0) {
            const cycle = this.path.slice(start);
            this.recursion.set([...cycle].sort().join(" "), cycle);
            return 0;
        }
        this.path.push(name);
        const info = this.graph.get(name);
        if (info?.frame === undefined) this.unknown.add(name);
        if (info?.dynamic) this.dynamic.add(name);
        if (info?.callsThroughPointer && this.callbacks[sourceName(name)] === undefined) this.unresolved.add(name);
        let best: Deepest = { bytes: 0, next: undefined };
        for (const callee of this.calleesOf(name)) {
            const next = this.enter(callee, visit);
            const bytes = next === undefined ? 0 : this.visit(next);
            if (bytes > best.bytes) best = { bytes, next };
        }
        this.path.pop();
        const total = best.bytes + (info?.frame ?? 0);
        this.deepest.set(keyOf(visit), { bytes: total, next: best.next });
        return total;
    }

    chainFrom(entry: Visit): readonly string[] {
        const seen = new Set<string>();
        const chain: string[] = [];
        let at: Visit | undefined = entry;
        while (at !== undefined && !seen.has(keyOf(at))) {
            seen.add(keyOf(at));
            chain.push(at.name);
            at = this.deepest.get(keyOf(at))?.next;
        }
        return chain;
    }
}

/** The deepest chain from an entry function. */
export function deepestChain(
    graph: CallGraph,
    entry: string,
    callbacks: CallbackSets,
    rounds: Rounds = {},
): DeepestChain {
    const search = new Search(graph, entry, callbacks, rounds);
    const first = search.enter(entry, undefined) ?? { name: entry, left: 0 };
    return {
        bytes: search.visit(first),
        chain: search.chainFrom(first),
        recursion: [...search.recursion.values()],
        unknownFrames: [...search.unknown].sort(),
        unresolvedPointers: [...search.unresolved].sort(),
        dynamicFrames: [...search.dynamic].sort(),
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
    rounds: Rounds = {},
): WorstStack {
    const program = deepestChain(graph, entry, callbacks, rounds);
    const frame = { frame: exceptionFrame, dynamic: false, calls: new Set<string>(), callsThroughPointer: true };
    const interrupts = PRIORITIES.filter(() => exceptionFrame > 0)
        .map((name) => deepestChain(new Map([...graph, [name, { name, ...frame }]]), name, callbacks, rounds))
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
