import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { withLock } from "../../system/lock.ts";
import { run } from "../../system/process.ts";
import { cmakeBuild, suppliesEnvironment } from "../../build/cmake-build.ts";
import { repositoryRoot, workFolder } from "../../system/layout.ts";
import { type Target, targetKey } from "../../build/target.ts";
import { UserError } from "../../system/user-error.ts";
import { runBoardSuite } from "../device/board-suite.ts";
import { type TestContext, type TestGroup } from "./context.ts";
import { addTallies, closingLine, emptyTally, readJunit, type Tally } from "./tally.ts";

/** What the suites are as firmware, which nothing but a serial port or a USB cable reaches. */
const loopback: Target = { board: "pico", link: "loopback", connections: undefined, sanitize: false };
const host: Target = { board: "host", link: "bridge", connections: undefined, sanitize: false };

/** Suites that the pattern asks for; a group whose name it fits is asked for whole. */
function chosenSuites(group: string, target: Target, only: string | undefined): readonly string[] {
    const folder = path.join(repositoryRoot, "tests", "unit");
    const folders = target.board === "host" ? [folder, path.join(folder, "host")] : [folder];
    const all = folders
        .filter((candidate) => existsSync(candidate))
        .flatMap((candidate) => readdirSync(candidate))
        .filter((file) => /^test_.*\.c$/.test(file));
    return only === undefined || group.includes(only) ? all : all.filter((file) => file.includes(only));
}

interface SuiteBuild {
    readonly name: string;
    readonly target: Target;
    /** Names the build's folder, of which there is one for each target and kind of console. */
    readonly kind: string;
    readonly definitions: Readonly<Record<string, string>>;
    readonly targets: readonly string[];
}

/**
 * Builds every suite, and runs `use` while nobody else builds there. A failed build is one failure,
 * so that other groups still run.
 */
function withSuites(
    { name, target, kind, definitions, targets }: SuiteBuild,
    context: TestContext,
    use: (folder: string) => Promise<Tally>,
): Promise<Tally> {
    const key = `${kind}-${targetKey(target)}`;
    const folder = path.join(workFolder, key);
    mkdirSync(workFolder, { recursive: true });
    return withLock(path.join(workFolder, `${key}.lock`), async () => {
        context.say(`building the C suites (${name})`);
        const { supplies, say } = context;
        const all = { TSPICO_UNIT: "ON", ...definitions };
        try {
            await cmakeBuild({ target, supplies, definitions: all, targets, folder, say });
        } catch (error) {
            if (!(error instanceof UserError)) throw error;
            context.show(error.message);
            return { ...emptyTally, failed: 1 };
        }
        return use(folder);
    });
}

async function runCtest(name: string, folder: string, context: TestContext): Promise<Tally> {
    const report = path.join(folder, "ctest.xml");
    rmSync(report, { force: true });
    const only = context.only === undefined || name.includes(context.only) ? [] : ["-R", context.only];
    const args = ["--test-dir", folder, "--output-on-failure", "--output-junit", report, "-j", "2", ...only];
    const outcome = await run("ctest", args, { env: suppliesEnvironment(context.supplies), onLine: context.show });
    const tally = existsSync(report) ? readJunit(readFileSync(report, "utf8")) : { ...emptyTally, failed: 1 };
    return outcome.status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** The Unity suites of tests/unit in one build, run by CTest. */
function suites(name: string, target: Target): TestGroup {
    return {
        name,
        async run(context) {
            if (chosenSuites(name, target, context.only).length === 0) return emptyTally;
            const build = { name, target, kind: "unit", definitions: {}, targets: ["all"] };
            return withSuites(build, context, (folder) => runCtest(name, folder, context));
        },
    };
}

/** Names of the fuzz targets that the pattern asks for, each a C file of its own. */
function chosenTargets(group: string, only: string | undefined): readonly string[] {
    const files = readdirSync(path.join(repositoryRoot, "tests", "fuzz", "targets"));
    return only === undefined || group.includes(only) ? files : files.filter((file) => `fuzz/${file}`.includes(only));
}

/**
 * The suites again by clang with its sanitizers, and a short run of each fuzz target from a fixed
 * seed.
 */
const clangSuites: TestGroup = {
    name: "unit-clang",
    async run(context) {
        const { name } = this;
        const target: Target = { ...host, sanitize: true };
        const chosen = [...chosenSuites(name, target, context.only), ...chosenTargets(name, context.only)];
        if (chosen.length === 0) return emptyTally;
        const definitions = { TSPICO_FUZZ: "ON", CMAKE_C_COMPILER: context.supplies.get("clang")?.path ?? "clang" };
        const build = { name, target, kind: "unit-clang", definitions, targets: ["all"] };
        return withSuites(build, context, (folder) => runCtest(name, folder, context));
    },
};

/** The suites as firmware for a board on a USB cable, which has their console as well. */
const onCable = { target: loopback, kind: "unit-board", definitions: { TSPICO_UNIT_CONSOLE: "usb" } } as const;

/** What the suites are built for: a Pico W runs those of a Pico. */
export type SuiteBoard = "pico" | "pico2-w";

/** Every suite that runs on a board. */
export function firmwareSuites(): readonly string[] {
    return chosenSuites("", loopback, undefined).map((file) => path.basename(file, ".c"));
}

/** Builds suites as firmware and puts their UF2 and ELF files into a folder of the caller's. */
export async function buildFirmwareSuites(
    names: readonly string[],
    board: SuiteBoard,
    place: string,
    { supplies, say }: Pick<TestContext, "supplies" | "say">,
): Promise<void> {
    const { kind } = onCable;
    const target: Target = { ...onCable.target, board };
    const key = `${kind}-${targetKey(target)}`;
    const folder = path.join(workFolder, key);
    mkdirSync(workFolder, { recursive: true });
    await withLock(path.join(workFolder, `${key}.lock`), async () => {
        const definitions = { TSPICO_UNIT: "ON", ...onCable.definitions };
        await cmakeBuild({ target, supplies, definitions, targets: names, folder, say });
        mkdirSync(place, { recursive: true });
        for (const file of names.flatMap((name) => [`${name}.uf2`, `${name}.elf`]))
            cpSync(path.join(folder, file), path.join(place, file));
    });
}

/** The same suites, one after the other, on a connected board. */
export const boardSuites: TestGroup = {
    name: "unit-board",
    async run(context) {
        const { board, say, show } = context;
        const chosen = chosenSuites(this.name, loopback, context.only).map((file) => path.basename(file, ".c"));
        if (chosen.length === 0) return emptyTally;
        const build = { ...onCable, name: this.name, targets: chosen };
        return withSuites(build, context, async (folder) => {
            let total = emptyTally;
            for (const suite of chosen) {
                const tally = await runBoardSuite(suite, path.join(folder, `${suite}.uf2`), board, say, show);
                show(`${suite}: ${closingLine(tally)}`);
                total = addTallies(total, tally);
            }
            return total;
        });
    },
};

export const suiteGroups: readonly TestGroup[] = [
    suites("unit-host", host),
    suites("unit-sanitized", { ...host, sanitize: true }),
    clangSuites,
    suites("unit-emulated", loopback),
];
