import path from "node:path";
import { type Command, Option } from "commander";
import { describeFeatures } from "../../report/features.ts";
import { describeReport } from "../../report/report.ts";
import { Machine, supply } from "../../supply/index.ts";
import { type Entry } from "../../build/entry.ts";
import { buildProgram, purposesOf, refuse, sourcesOf, writeSources } from "../../build/build-program.ts";
import { supplyFolder } from "../../system/layout.ts";
import type { Generality } from "../../passes/generality.ts";
import { wholeNumber } from "../numbers.ts";
import { generalOption, settingOption } from "../options.ts";
import { compileProgram, findEntry } from "../program.ts";
import { type Format, formats } from "../render.ts";
import { createReporter, type Reporter } from "../reporter.ts";
import { type Settings } from "../../build/settings.ts";
import { boards, links, parseTarget, type Target, withSettings } from "../../build/target.ts";
import { UserError } from "../../system/user-error.ts";
import { type See, watchAndRun } from "../watch.ts";

interface BuildOptions {
    readonly target: string;
    readonly link?: string;
    readonly set: Settings;
    readonly connections?: number;
    readonly emit?: "ir" | "c";
    readonly out?: string;
    readonly quote?: true;
    readonly explainSize?: true;
    readonly general?: Generality;
    readonly format: Format;
    readonly json?: true;
    readonly watch?: true;
}

async function once(entry: Entry, target: Target, options: BuildOptions, reporter: Reporter, see?: See): Promise<void> {
    const format = options.json ? "json" : options.format;
    const { compilation, errors } = await compileProgram(entry, format, see, options);
    if (errors > 0) {
        reporter.data({ diagnostics: compilation.diagnostics });
        refuse(errors);
    }
    if (options.emit === "ir") {
        process.stdout.write(compilation.ir() ?? "");
        return;
    }
    if (options.emit === "c") {
        const folder = path.resolve(options.out ?? path.join("build", entry.name, "gen"));
        writeSources(folder, sourcesOf(compilation, target));
        // What a build system must watch; the folder is the caller's own.
        reporter.result(compilation.sources.join("\n"));
        reporter.data({ sources: compilation.sources });
        return;
    }
    const built = await buildProgram(entry, target, compilation, reporter.step);
    const show = (file: string) => path.relative(process.cwd(), file);
    reporter.result(`${show(built.uf2 ?? built.executable)}\n${describeReport(built.report)}`);
    if (options.explainSize) reporter.result(describeFeatures(built.report.features));
    reporter.data(built.report);
}

async function build(file: string, options: BuildOptions): Promise<void> {
    if (options.quote && options.emit !== "c") throw new UserError("--quote is for --emit c");
    const entry = findEntry(file);
    const target = withSettings(parseTarget(options.target, options.link, options.connections), options.set);
    const reporter = createReporter(options.json ?? false);
    // What is missing is said before the program is compiled: a long wait for a refusal helps
    // nobody.
    if (options.emit === undefined)
        await supply(new Machine(supplyFolder, process.env), purposesOf(target), reporter.step);
    if (!options.watch) {
        await once(entry, target, options, reporter);
        return;
    }
    await watchAndRun(entry.file, reporter.step, async (see) => {
        try {
            await once(entry, target, options, reporter, see);
        } catch (error) {
            if (!(error instanceof UserError)) throw error;
            reporter.step(error.message);
        }
    });
}

export function addBuild(program: Command): void {
    program
        .command("build")
        .description("Compile for a board: UF2, ELF, map and report in build/<program>/<target>")
        .argument("<file>", "the program's entry file")
        .addOption(new Option("--target <target>", `board: ${boards.join(", ")}`).default("pico-w"))
        .addOption(new Option("--link <link>", `network link: ${links.join(", ")}; default: the target's own`))
        .addOption(settingOption())
        .option("--connections <n>", "connections at once; default: 8", wholeNumber(1, 1000))
        .addOption(
            new Option(
                "--emit <what>",
                "only print the intermediate representation (ir), or write the C and print the program's modules (c)",
            ).choices(["ir", "c"]),
        )
        .option("--out <folder>", "folder for --emit c, whose contents are replaced; default: build/<program>/gen")
        .option("--quote", "with --emit c: each line of TypeScript as a comment before its C, in place of #line")
        .addOption(generalOption())
        .addOption(new Option("--format <format>", "format of the diagnostics").choices(formats).default("pretty"))
        .option("--explain-size", "print what each part of the language and the board costs, and the lines that asked")
        .option("--json", "print the report as JSON")
        .option("--watch", "build again after each change")
        .action(build);
}
