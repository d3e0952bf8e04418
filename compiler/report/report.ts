import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Diagnostic } from "../diagnostics/diagnostic.ts";
import { ElfFile } from "./elf-sections.ts";
import { findGraphFiles, readCallGraph, readLocatedCalls } from "./call-graph.ts";
import { type Rounds } from "./cycles.ts";
import { type FeatureCost, featureCosts } from "./features.ts";
import { complete, readMachineGraph } from "./machine-graph.ts";
import { scriptHeapOf } from "./heap.ts";
import { readLinkedSections } from "./map-sections.ts";
import { type CollectorPause, pauseForHeap, readPause, warningOf } from "./pause.ts";
import { type CallbackSets, EXCEPTION_FRAME, type WorstStack, worstStack } from "./worst-stack.ts";
import { type Supplies } from "../supply/index.ts";

export interface Report {
    readonly program: string;
    readonly board: string;
    readonly link: string;
    /** Bytes that the program occupies in flash (on the host: in the file's loaded segments). */
    readonly flash: number;
    /** Bytes of RAM that are taken from start to end: data, pools, script heap and stacks. */
    readonly staticRam: number;
    /**
     * Bytes for the program's objects: what nobody else needs, or what was asked for. Null on the
     * host.
     */
    readonly scriptHeap: number | null;
    readonly stack: WorstStack;
    /**
     * Null where it was not measured: on the host and on the RP2350, which no emulator of ours
     * runs.
     */
    readonly collectorPause: CollectorPause | null;
    /**
     * The compiler's IEEE double routines that were linked; empty when no arithmetic on doubles is
     * left.
     */
    readonly doubleRoutines: readonly string[];
    /** What the parts of the language and of the board cost, the largest first. */
    readonly features: readonly FeatureCost[];
    readonly supplies: Readonly<Record<string, string>>;
    readonly diagnostics: readonly { code: string; category: string; message: string; place: string | undefined }[];
}

export interface ReportInput {
    readonly program: string;
    readonly board: string;
    readonly link: string;
    readonly elf: string;
    /** CMake's folder, with the compiler's .ci files. */
    readonly objects: string;
    /** The folder in there with the program's own; those of libraries have others. */
    readonly objectFolder: string;
    /** firmware, with callbacks.json, recursion.json and pause.json */
    readonly firmware: string;
    readonly diagnostics: readonly Diagnostic[];
    readonly supplies: Supplies;
    /** The linker's map. */
    readonly map: string;
    /** The folder with the generated C. */
    readonly generated: string;
    /** Absolute paths of the program's modules. */
    readonly sources: readonly string[];
}

/** Boards with the chip on which the pause was measured. */
const boardsOfPause: ReadonlySet<string> = new Set(["pico", "pico-w"]);

/** By board; the host's interrupts have stacks of their own. */
const exceptionFrames: Readonly<Record<string, number>> = {
    pico: EXCEPTION_FRAME["cortex-m0plus"],
    "pico-w": EXCEPTION_FRAME["cortex-m0plus"],
    "pico2-w": EXCEPTION_FRAME["cortex-m33"],
};

/** Start of RAM on the RP2040 and RP2350; flash lies below. */
const ramOfBoards = 0x2000_0000;

function place(diagnostic: Diagnostic): string | undefined {
    const span = diagnostic.span;
    if (!span) return undefined;
    const file = path.relative(process.cwd(), path.resolve(span.file));
    return `${file}:${span.line.toString()}:${span.column.toString()}`;
}

const readJson = (folder: string, name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), "utf8"));

/** What a build costs, without times or absolute paths: the same build gives the same report. */
export function makeReport(input: ReportInput): Report {
    const elf = new ElfFile(readFileSync(input.elf));
    const sections = elf.sections.filter((section) => section.allocated);
    const sum = (chosen: typeof sections) => chosen.reduce((total, section) => total + section.size, 0);
    // On a board the address tells, because the SDK's linker script marks initialised data as code.
    const inRam = ({ address, writable }: (typeof sections)[number]) =>
        input.board === "host" ? writable : address >= ramOfBoards;
    // Another program's objects stay in CMake's folder.
    const belongs = (file: string) =>
        /\/(tspico_\w+|lwip\w*)\.dir\//.test(file) || file.includes(`/${input.objectFolder}/`);
    const graphFiles = findGraphFiles(input.objects, belongs);
    const graph = complete(readCallGraph(graphFiles), readMachineGraph(elf));
    const callbacks = readJson(input.firmware, "callbacks.json") as CallbackSets;
    const rounds = readJson(input.firmware, "recursion.json") as Rounds;
    const scriptHeap = scriptHeapOf(elf) ?? null;
    return {
        program: input.program,
        board: input.board,
        link: input.link,
        flash: sum(sections.filter((section) => section.inFile)),
        staticRam: sum(sections.filter(inRam)),
        scriptHeap,
        stack: worstStack(
            graph,
            input.board === "host" ? "main" : "life",
            callbacks,
            exceptionFrames[input.board] ?? 0,
            rounds,
        ),
        collectorPause:
            boardsOfPause.has(input.board) && scriptHeap !== null
                ? pauseForHeap(readPause(path.join(input.firmware, "pause.json")), scriptHeap)
                : null,
        doubleRoutines: elf.symbols
            .filter(({ isFunction }) => isFunction)
            .map(({ name }) => name)
            .filter((name) => name.startsWith("__aeabi_d") && !/^__aeabi_(div0|dmb)/.test(name))
            .sort(),
        features: featureCosts({
            sections: readLinkedSections(input.map),
            isHost: input.board === "host",
            objectFolder: input.objectFolder,
            libraryFile: (file) => libraryFile(path.join(input.generated, file)),
            calls: readLocatedCalls(graphFiles),
            isOwn: (file) => input.sources.includes(path.resolve(file)),
        }),
        supplies: Object.fromEntries([...input.supplies].map(([name, { version }]) => [name, version])),
        diagnostics: input.diagnostics.map((diagnostic) => ({
            code: diagnostic.code,
            category: diagnostic.category,
            message: diagnostic.message,
            place: place(diagnostic),
        })),
    };
}

/** The first line of generated C names the file that it comes from. */
function libraryFile(generated: string): string | undefined {
    const text = existsSync(generated) ? readFileSync(generated, "utf8") : "";
    return /^\/\* Generated by tspico from (ts-src\/lib\/\S+)\. \*\//.exec(text)?.[1];
}

/** The report for a reader, a few lines. */
export function describeReport(report: Report): string {
    const { stack } = report;
    const open = [stack.unknownFrames, stack.unresolvedPointers, stack.recursion, stack.dynamicFrames];
    const exact = open.every((list) => list.length === 0);
    const warning = report.collectorPause ? warningOf(report.collectorPause) : undefined;
    const interrupts = stack.interrupts.reduce((sum, { bytes }) => sum + bytes, 0);
    return [
        `flash ${report.flash.toString()} bytes, static RAM ${report.staticRam.toString()} bytes` +
            (report.scriptHeap === null ? "" : `, of which the script heap has ${report.scriptHeap.toString()}`),
        `worst stack ${exact ? "" : "at least "}${stack.bytes.toString()} bytes, ${stack.chain.length.toString()} calls deep` +
            (interrupts > 0 ? ` and ${interrupts.toString()} bytes for interrupts` : ""),
        ...(report.collectorPause
            ? [`longest pause of the collector ${report.collectorPause.milliseconds.toString()} ms`]
            : []),
        ...(warning === undefined ? [] : [`warning: ${warning}`]),
        report.doubleRoutines.length === 0
            ? "no double arithmetic"
            : `double routines: ${report.doubleRoutines.length.toString()}`,
    ].join("\n");
}
