/** The record of a bring-up: JSON for programs, and a page to read. */
import { formatFigure, type StepResult } from "./run-steps.ts";

export interface Run {
    /** Board, chip, computer and versions, by their names. */
    readonly about: Readonly<Record<string, string>>;
    readonly steps: readonly StepResult[];
}

export interface BringUpRecord {
    readonly date: string;
    /** Absent for a chip that the emulator lacks. */
    readonly emulator?: Run;
    /** Absent where only the emulator ran. */
    readonly hardware?: Run;
}

export function succeeded({ steps }: Run): boolean {
    return steps.every(({ outcome }) => outcome === "passed" || outcome === "skipped");
}

function aboutTable(run: Run): readonly string[] {
    return ["| | |", "|---|---|", ...Object.entries(run.about).map(([name, value]) => `| ${name} | ${value} |`)];
}

function cell(text: string | undefined): string {
    return (text ?? "").replaceAll("|", "\\|").replaceAll("\n", " ");
}

function stepRows({ emulator, hardware }: BringUpRecord): readonly string[] {
    const shown = hardware ?? emulator;
    return (shown?.steps ?? []).flatMap((step) => {
        const beside = emulator?.steps.find(({ name }) => name === step.name);
        const figures = step.figures.map(({ name, value, unit }) => {
            const emulated = beside?.figures.find((figure) => figure.name === name)?.value;
            const own = hardware === undefined ? "" : `${formatFigure(value)} ${unit}`;
            return `| | ${name} | ${own} | ${emulated === undefined ? "" : `${formatFigure(emulated)} ${unit}`} |`;
        });
        const ownOutcome = hardware === undefined ? "" : step.outcome;
        const emulated = emulator === undefined ? "" : (beside?.outcome ?? "not run");
        return [`| ${step.title} | | ${ownOutcome} | ${emulated} |`, ...figures];
    });
}

function remarks(kind: string, run: Run | undefined): readonly string[] {
    return (run?.steps ?? []).flatMap(({ title, remarks: said }) =>
        said.map((remark) => `- ${kind}, ${title}: ${cell(remark)}`),
    );
}

function differences(kind: string, run: Run | undefined): readonly string[] {
    return (run?.steps ?? [])
        .filter(({ outcome }) => outcome === "differs")
        .flatMap(({ title, expected, seen, look }) => [
            `**${kind}: ${title}**: expected ${cell(expected)}; saw ${cell(seen)}. Look at: ${cell(look)}.`,
            "",
        ]);
}

function remarksSection({ emulator, hardware }: BringUpRecord): readonly string[] {
    const lines = [...remarks("board", hardware), ...remarks("emulated", emulator)];
    return lines.length === 0 ? [] : ["## What the steps said", "", ...lines, ""];
}

/** Markdown. Figures of the emulator stand beside those of the board. */
export function recordPage(record: BringUpRecord): string {
    const { date, emulator, hardware } = record;
    const about = hardware === undefined ? [] : ["## The board", "", ...aboutTable(hardware), ""];
    const emulated = emulator === undefined ? [] : ["## The emulated board", "", ...aboutTable(emulator), ""];
    return [
        `# Bring-up, ${date}`,
        "",
        ...about,
        "## Steps",
        "",
        "| step | figure | board | emulated |",
        "|---|---|---|---|",
        ...stepRows(record),
        "",
        ...differences("Board", hardware),
        ...differences("Emulated", emulator),
        ...remarksSection(record),
        ...emulated,
    ].join("\n");
}
