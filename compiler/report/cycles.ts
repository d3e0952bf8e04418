/** The functions of each cycle of calls, and how often such a cycle can be gone through. */

/** Most frames of a function that are on the stack at once, by its name. */
export type Rounds = Readonly<Record<string, number>>;

export interface Cycle {
    readonly functions: ReadonlySet<string>;
    /** Most entries of functions that `Rounds` names; undefined where some way round has none. */
    readonly most: number | undefined;
}

type Callees = (name: string) => readonly string[];

/** The cycles that can be reached from an entry, by each of their functions (Tarjan). */
export function findCycles(
    entry: string,
    callees: Callees,
    roundsOf: (name: string) => number | undefined,
): ReadonlyMap<string, Cycle> {
    const cycles = new Map<string, Cycle>();
    const numbers = new Map<string, number>();
    const open: string[] = [];
    const visit = (name: string): number => {
        const own = numbers.size;
        numbers.set(name, own);
        open.push(name);
        let lowest = own;
        for (const callee of callees(name)) {
            const known = numbers.get(callee);
            if (known === undefined) lowest = Math.min(lowest, visit(callee));
            else if (open.includes(callee)) lowest = Math.min(lowest, known);
        }
        if (lowest === own) {
            const functions = new Set(open.splice(open.indexOf(name)));
            if (functions.size > 1 || callees(name).includes(name)) {
                const cycle = { functions, most: mostEntries(functions, callees, roundsOf) };
                functions.forEach((each) => cycles.set(each, cycle));
            }
        }
        return lowest;
    };
    visit(entry);
    return cycles;
}

function mostEntries(
    functions: ReadonlySet<string>,
    callees: Callees,
    roundsOf: (name: string) => number | undefined,
): number | undefined {
    const others = new Set([...functions].filter((name) => roundsOf(name) === undefined));
    // What calls nobody of the rest goes, until nothing is left, or a ring.
    for (let size = -1; size !== others.size;) {
        size = others.size;
        for (const name of others) if (!callees(name).some((callee) => others.has(callee))) others.delete(name);
    }
    if (others.size > 0) return undefined;
    return [...functions].reduce((sum, name) => sum + (roundsOf(name) ?? 0), 0);
}
