/**
 * Long runs of the fuzz targets: `npm run fuzz -- [--minutes 10] [--coverage] [TARGET...]`. What a
 * run found interesting is kept in build/fuzz/TARGET and is where the next run begins; an input
 * that fails is written there too. With --coverage, that corpus is run once more and the lines it
 * reaches are counted.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { cmakeBuild, suppliesEnvironment } from "../../compiler/build/cmake-build.ts";
import { Machine, supply, type Supplies } from "../../compiler/supply/index.ts";
import { repositoryRoot, supplyFolder, workFolder } from "../../compiler/system/layout.ts";

const lengths: Readonly<Record<string, number>> = {
    echo: 1200,
    servers: 1200,
    dhcp_client: 1200,
    mdns: 600,
    ntb: 2048,
    dhcp_server: 600,
    command_line: 600,
};

const say = (line: string) => {
    process.stderr.write(`${line}\n`);
};

function corpusOf(target: string): string {
    const folder = path.join(repositoryRoot, "build", "fuzz", target);
    mkdirSync(folder, { recursive: true });
    return folder;
}

async function build(supplies: Supplies, kind: string, flags: string, targets: readonly string[]): Promise<string> {
    return cmakeBuild({
        target: { board: "host", link: "bridge", connections: undefined, sanitize: true },
        supplies,
        definitions: {
            TSPICO_UNIT: "ON",
            TSPICO_FUZZ: "ON",
            CMAKE_C_COMPILER: supplies.get("clang")?.path ?? "clang",
            CMAKE_C_FLAGS: flags,
        },
        targets: targets.map((target) => `fuzz_${target}`),
        folder: path.join(workFolder, kind),
        say,
    });
}

/** True unless the target found something. */
function fuzz(folder: string, target: string, minutes: number): boolean {
    const corpus = corpusOf(target);
    const { status, stderr } = spawnSync(
        path.join(folder, `fuzz_${target}`),
        [
            corpus,
            `-max_total_time=${Math.round(minutes * 60).toString()}`,
            `-max_len=${(lengths[target] ?? 1000).toString()}`,
            "-timeout=20",
            "-print_final_stats=1",
            `-artifact_prefix=${corpus}${path.sep}`,
        ],
        { encoding: "utf8", maxBuffer: 1 << 28 },
    );
    const runs = /number_of_executed_units:\s*(\d+)/.exec(stderr)?.[1] ?? "?";
    const edges = [...stderr.matchAll(/cov: (\d+)/g)].at(-1)?.[1] ?? "?";
    const inputs = readdirSync(corpus).length.toString();
    say(`${target}: ${runs} executions, ${edges} edges, ${inputs} inputs${status === 0 ? "" : ", FAILED"}`);
    if (status !== 0) say(stderr.split("\n").slice(-60).join("\n"));
    return status === 0;
}

/** Lines of our own code that the corpus of a target reaches. */
function coverage(folder: string, target: string): void {
    const program = path.join(folder, `fuzz_${target}`);
    const raw = path.join(folder, `${target}.profraw`);
    const merged = path.join(folder, `${target}.profdata`);
    const env = { ...process.env, LLVM_PROFILE_FILE: raw };
    spawnSync(program, [corpusOf(target), "-runs=0"], { env });
    spawnSync("llvm-profdata", ["merge", "-o", merged, raw]);
    const sources = ["firmware/io", "firmware/port/pico"].map((part) => path.join(repositoryRoot, part));
    const report = spawnSync("llvm-cov", ["report", program, `-instr-profile=${merged}`, ...sources], {
        encoding: "utf8",
    });
    say(report.stdout || report.stderr);
}

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { minutes: { type: "string", default: "10" }, coverage: { type: "boolean", default: false } },
});
const targets = positionals.length > 0 ? positionals : Object.keys(lengths);
const unknown = targets.filter((target) => lengths[target] === undefined);
const minutes = Number(values.minutes);
if (unknown.length > 0 || !(minutes > 0)) {
    say(`targets are ${Object.keys(lengths).join(", ")}; --minutes takes a number above 0`);
    process.exit(2);
}
const supplies = await supply(new Machine(supplyFolder, process.env), ["host", "unit", "fuzz"], say);
Object.assign(process.env, suppliesEnvironment(supplies));
const folder = await build(supplies, "fuzz", "", targets);
const failed = targets.filter((target) => !fuzz(folder, target, minutes));
if (values.coverage) {
    const measured = await build(supplies, "fuzz-coverage", "-fprofile-instr-generate -fcoverage-mapping", targets);
    for (const target of targets) coverage(measured, target);
}
process.exitCode = failed.length > 0 ? 1 : 0;
