/**
 * `npm run bench -- --compute`: kernels as tspico compiles them beside C by hand on the emulated board. `--kernel NAME` measures one,
 * `--rounds N` how often each runs.
 */
import { table } from "../table.ts";
import { kernels } from "./kernels.ts";
import { type BoardCost, measureOnBoard } from "./onBoard.ts";

const DEFAULT_ROUNDS = 1;

export interface ComputeOptions {
    /** All of them unless given. */
    readonly kernel?: string | undefined;
    readonly rounds?: string | undefined;
}

function geometricMean(values: readonly number[]): number {
    return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function boardTable(costs: ReadonlyMap<string, BoardCost>): string {
    const ratio = (value: number): string => value.toFixed(2);
    const rows = [...costs].map(([name, { natural, same, ours }]) => [
        name,
        natural,
        same,
        ours,
        ratio(ours / natural),
        ratio(ours / same),
    ]);
    const mean = (of: (cost: BoardCost) => number): string => ratio(geometricMean([...costs.values()].map(of)));
    return table([
        ["cycles on the board", "natural C", "same meaning", "tspico", "by natural", "by same"],
        ...rows,
        [
            "geometric mean",
            "",
            "",
            "",
            mean(({ ours, natural }) => ours / natural),
            mean(({ ours, same }) => ours / same),
        ],
    ]);
}

export async function compute(options: ComputeOptions, say: (line: string) => void): Promise<void> {
    const rounds = Number(options.rounds ?? DEFAULT_ROUNDS);
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds takes a number of rounds");
    const chosen = kernels().filter(({ name }) => options.kernel === undefined || name === options.kernel);
    if (chosen.length === 0) {
        throw new Error(
            `no such kernel; there are ${kernels()
                .map(({ name }) => name)
                .join(", ")}`,
        );
    }
    const costs = new Map<string, BoardCost>();
    for (const kernel of chosen) costs.set(kernel.name, await measureOnBoard(kernel, rounds, say));
    console.log(boardTable(costs));
}
