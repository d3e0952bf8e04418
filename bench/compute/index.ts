/**
 * `npm run bench -- --compute`: kernels as tspico compiles them beside C by hand, on the emulated
 * board in cycles and on the host in instructions, there beside interpreters too. `--board` or
 * `--host` measures one place alone, `--kernel NAME` one kernel, `--rounds N` how often each runs,
 * `--profile` shows the board's cycles by function.
 */
import { type Kernel, kernels } from "./kernels.ts";
import { type BoardCost, measureOnBoard, profileOnBoard } from "./on-board.ts";
import { type HostCost, measureOnHost, supplyInterpreters } from "./on-host.ts";
import { boardTable, boardTargets, hostTable, hostTargets } from "./tables.ts";

/** Enough that a kernel which allocates pays its share of collections. */
const DEFAULT_ROUNDS = 8;

export interface ComputeOptions {
    /** All of them unless given. */
    readonly kernel?: string | undefined;
    readonly rounds?: string | undefined;
    readonly board: boolean;
    readonly host: boolean;
    readonly profile: boolean;
}

type Say = (line: string) => void;

function chosenKernels(name: string | undefined): readonly Kernel[] {
    const all = kernels();
    const chosen = all.filter((kernel) => name === undefined || kernel.name === name);
    if (chosen.length === 0) throw new Error(`no such kernel; there are ${all.map((one) => one.name).join(", ")}`);
    return chosen;
}

/** What fails in one kernel is said, and the others are measured. */
async function measureEach<Cost>(
    chosen: readonly Kernel[],
    measure: (kernel: Kernel) => Promise<Cost>,
    say: Say,
): Promise<ReadonlyMap<string, Cost>> {
    const costs = new Map<string, Cost>();
    for (const kernel of chosen) {
        try {
            costs.set(kernel.name, await measure(kernel));
        } catch (error) {
            say(`${kernel.name} was not measured: ${error instanceof Error ? error.message : String(error)}`);
            process.exitCode = 1;
        }
    }
    return costs;
}

export async function compute(options: ComputeOptions, say: Say): Promise<void> {
    const rounds = Number(options.rounds ?? DEFAULT_ROUNDS);
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds takes a number of rounds");
    const chosen = chosenKernels(options.kernel);
    const everywhere = options.board === options.host;
    if (options.profile) {
        for (const kernel of chosen) console.log(`${kernel.name}\n\n${await profileOnBoard(kernel, rounds, say)}\n`);
        return;
    }
    if (options.board || everywhere) {
        const costs: ReadonlyMap<string, BoardCost> = await measureEach(
            chosen,
            (kernel) => measureOnBoard(kernel, rounds, say),
            say,
        );
        console.log(`\n${boardTable(costs)}\n\n${boardTargets(costs)}`);
    }
    if (options.host || everywhere) {
        const supplies = await supplyInterpreters(say);
        const costs: ReadonlyMap<string, HostCost> = await measureEach(
            chosen,
            (kernel) => measureOnHost(kernel, rounds, supplies, say),
            say,
        );
        console.log(`\n${hostTable(costs)}\n\n${hostTargets(costs)}`);
    }
}
