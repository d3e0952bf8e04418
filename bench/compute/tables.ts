/** The tables of `npm run bench -- --compute`, and whether what was measured keeps the targets. */
import { table } from "../table.ts";
import { type BoardCost } from "./on-board.ts";
import { type HostCost } from "./on-host.ts";

/** Cycles beside C with the same meaning, in each kernel. */
const MOST_BY_SAME = 1.3;
/** Cycles beside natural C, as geometric mean and in each kernel. */
const MOST_BY_NATURAL_MEAN = 2.2;
const MOST_BY_NATURAL = 6;
/**
 * How many times the instructions of a compiled kernel an interpreter should need, as geometric
 * mean.
 */
const LEAST_BY_INTERPRETER = 10;

export type Costs<Cost> = ReadonlyMap<string, Cost>;

function geometricMean(values: readonly number[]): number {
    return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

const ratio = (value: number): string => value.toFixed(2);

export function boardTable(costs: Costs<BoardCost>): string {
    const all = [...costs.values()];
    const rows = [...costs].map(([name, { natural, same, ours }]) => {
        return [name, natural, same, ours, ratio(ours / natural), ratio(ours / same)];
    });
    const byNatural = geometricMean(all.map(({ ours, natural }) => ours / natural));
    const bySame = geometricMean(all.map(({ ours, same }) => ours / same));
    return table([
        ["cycles on the board", "natural C", "same meaning", "tspico", "by natural", "by same"],
        ...rows,
        ["geometric mean", "", "", "", ratio(byNatural), ratio(bySame)],
    ]);
}

export function hostTable(costs: Costs<HostCost>): string {
    const names = [...([...costs.values()][0]?.interpreted.keys() ?? [])];
    const rows = [...costs].map(([name, { natural, same, ours, interpreted }]) => {
        const counts = names.map((interpreter) => interpreted.get(interpreter) ?? "missing");
        return [name, natural, same, ours, ...counts];
    });
    const means = names.map((name) => {
        const mean = meanByInterpreter(costs, name);
        return mean === undefined ? "missing" : ratio(mean);
    });
    return table([
        ["instructions on the host", "natural C", "same meaning", "tspico", ...names],
        ...rows,
        ["geometric mean by tspico", "", "", "", ...means],
    ]);
}

function meanByInterpreter(costs: Costs<HostCost>, name: string): number | undefined {
    const ratios: number[] = [];
    for (const { interpreted, ours } of costs.values()) {
        const count = interpreted.get(name);
        if (count === undefined) return undefined;
        ratios.push(count / ours);
    }
    return geometricMean(ratios);
}

function verdict(what: string, kept: boolean, failing: readonly string[] = []): string {
    return `${kept ? "kept  " : "missed"}  ${what}${failing.length > 0 ? `: ${failing.join(", ")}` : ""}`;
}

export function boardTargets(costs: Costs<BoardCost>): string {
    const failing = (of: (cost: BoardCost) => number, most: number): readonly string[] =>
        [...costs].filter(([, cost]) => of(cost) > most).map(([name, cost]) => `${name} ${ratio(of(cost))}`);
    const bySame = failing(({ ours, same }) => ours / same, MOST_BY_SAME);
    const byNatural = failing(({ ours, natural }) => ours / natural, MOST_BY_NATURAL);
    const mean = geometricMean([...costs.values()].map(({ ours, natural }) => ours / natural));
    return [
        verdict(
            `at most ${MOST_BY_SAME.toString()} times C with the same meaning in each`,
            bySame.length === 0,
            bySame,
        ),
        verdict(
            `at most ${MOST_BY_NATURAL_MEAN.toString()} times natural C as geometric mean`,
            mean <= MOST_BY_NATURAL_MEAN,
        ),
        verdict(`at most ${MOST_BY_NATURAL.toString()} times natural C in each`, byNatural.length === 0, byNatural),
    ].join("\n");
}

export function hostTargets(costs: Costs<HostCost>): string {
    const names = [...([...costs.values()][0]?.interpreted.keys() ?? [])];
    return names
        .map((name) => {
            const what = `${name} needs at least ${LEAST_BY_INTERPRETER.toString()} times the instructions as geometric mean`;
            const mean = meanByInterpreter(costs, name);
            return mean === undefined ? `unknown  ${what}: it is missing` : verdict(what, mean >= LEAST_BY_INTERPRETER);
        })
        .join("\n");
}
