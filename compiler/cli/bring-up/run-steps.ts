/** Runs the steps one after the other, up to the first difference. */
import type { Bench } from "./bench.ts";
import { Difference, type Figure, type Step } from "./step.ts";

export interface StepResult {
    readonly name: string;
    readonly title: string;
    readonly outcome: "passed" | "differs" | "not run";
    readonly figures: readonly Figure[];
    /** Where it differs. */
    readonly expected?: string;
    readonly seen?: string;
    readonly look?: string;
}

async function runStep(step: Step, bench: Bench): Promise<StepResult> {
    const { name, title } = step;
    const figures: Figure[] = [];
    const note = (figure: string, value: number, unit: string): void => {
        figures.push({ name: figure, value, unit });
    };
    try {
        await step.run(bench, note);
        return { name, title, outcome: "passed", figures };
    } catch (error) {
        const difference =
            error instanceof Difference
                ? error
                : new Difference(
                      "the step to come to its end",
                      error instanceof Error ? error.message : String(error),
                      "the cable, and whether the board is still there",
                  );
        const { expected, seen, look } = difference;
        return { name, title, outcome: "differs", figures, expected, seen, look };
    }
}

/** The rest of the steps builds on what differs, and is not run. */
export async function runSteps(
    steps: readonly Step[],
    bench: Bench,
    say: (line: string) => void,
): Promise<readonly StepResult[]> {
    const results: StepResult[] = [];
    for (const step of steps) {
        if (results.some(({ outcome }) => outcome === "differs")) {
            results.push({ name: step.name, title: step.title, outcome: "not run", figures: [] });
            continue;
        }
        say(`${step.title} …`);
        const result = await runStep(step, bench);
        results.push(result);
        for (const { name, value, unit } of result.figures) say(`  ${name}: ${formatFigure(value)} ${unit}`);
        if (result.outcome === "passed") say("  as expected");
        else say(`  expected ${result.expected ?? ""}; saw ${result.seen ?? ""}; look at: ${result.look ?? ""}`);
    }
    return results;
}

export function formatFigure(value: number): string {
    return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
