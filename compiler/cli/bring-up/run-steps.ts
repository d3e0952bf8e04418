/** Runs the steps one after the other, up to the first difference. */
import { UserError } from "../../system/user-error.ts";
import type { Bench } from "./bench.ts";
import { Difference, type Figure, Skipped, type Step } from "./step.ts";

/** A night with a board that answers nothing must not fill the disk. */
const KEPT_REMARKS = 1000;

export interface StepResult {
    readonly name: string;
    readonly title: string;
    readonly outcome: "passed" | "differs" | "skipped" | "not run";
    readonly figures: readonly Figure[];
    /** What the step says beside; of one that was skipped, why. */
    readonly remarks: readonly string[];
    /** Where it differs. */
    readonly expected?: string;
    readonly seen?: string;
    readonly look?: string;
}

/** Names and passwords stay with the person who typed them. */
function hide(text: string, secrets: ReadonlyMap<string, string>): string {
    const longestFirst = [...secrets].sort(([one], [other]) => other.length - one.length);
    return longestFirst.reduce((hidden, [secret, name]) => hidden.replaceAll(secret, name), text);
}

function differenceOf(error: unknown): Difference {
    if (error instanceof Difference) return error;
    const seen = error instanceof Error ? error.message : String(error);
    // What a user can put right says so itself.
    const look = error instanceof UserError ? "what it says" : "the cable, and whether the board is still there";
    return new Difference("the step to come to its end", seen, look);
}

async function runStep(step: Step, bench: Bench, say: (line: string) => void): Promise<StepResult> {
    const { name, title } = step;
    const figures: Figure[] = [];
    const remarks: string[] = [];
    const keep = (text: string): string => {
        const hidden = hide(text, bench.secrets);
        if (remarks.length < KEPT_REMARKS) remarks.push(hidden);
        return hidden;
    };
    const notes = {
        figure: (figure: string, value: number, unit: string): void => {
            figures.push({ name: figure, value, unit });
        },
        // At once: a step may take a night.
        remark: (text: string): void => {
            say(`  ${keep(text)}`);
        },
    };
    try {
        await step.run(bench, notes);
        return { name, title, outcome: "passed", figures, remarks };
    } catch (error) {
        if (error instanceof Skipped) {
            keep(error.message);
            return { name, title, outcome: "skipped", figures, remarks };
        }
        const { expected, seen, look } = differenceOf(error);
        const hidden = { expected: hide(expected, bench.secrets), seen: hide(seen, bench.secrets), look };
        return { name, title, outcome: "differs", figures, remarks, ...hidden };
    }
}

function closing(result: StepResult): string {
    if (result.outcome === "passed") return "as expected";
    if (result.outcome === "skipped") return `skipped: ${result.remarks.at(-1) ?? ""}`;
    return `expected ${result.expected ?? ""}; saw ${result.seen ?? ""}; look at: ${result.look ?? ""}`;
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
            results.push({ name: step.name, title: step.title, outcome: "not run", figures: [], remarks: [] });
            continue;
        }
        say(`${step.title} …`);
        const result = await runStep(step, bench, say);
        results.push(result);
        for (const { name, value, unit } of result.figures) say(`  ${name}: ${formatFigure(value)} ${unit}`);
        say(`  ${closing(result)}`);
    }
    return results;
}

export function formatFigure(value: number): string {
    if (Number.isInteger(value)) return value.toString();
    return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
