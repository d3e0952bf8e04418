import { type Command, Option } from "commander";
import { checkProgram, findEntry } from "../program.ts";
import { explanationText } from "../../explain/text.ts";
import { renderJson } from "../../diagnostics/report.ts";
import { type Format, formats } from "../render.ts";
import { createReporter } from "../reporter.ts";
import { type See, watchAndRun } from "../watch.ts";

interface CheckOptions {
    readonly format: Format;
    readonly json?: true;
    readonly watch?: true;
    readonly explain?: true;
}

async function check(file: string, options: CheckOptions): Promise<void> {
    const entry = findEntry(file);
    const format = options.json ? "json" : options.format;
    const reporter = createReporter(format === "json");
    const once = async (see?: See) => {
        const isExplained = options.explain === true;
        const { compilation, errors } = await checkProgram(entry, format, see, isExplained);
        const explanations = isExplained ? compilation.explain() : undefined;
        if (format === "json") process.stdout.write(renderJson(compilation.diagnostics, explanations));
        else if (explanations !== undefined) process.stdout.write(explanationText(explanations));
        // The pretty form ends with its own count; a program without diagnostics gets a line too.
        if (compilation.diagnostics.length === 0) reporter.result("Found no errors.");
        process.exitCode = errors > 0 ? 1 : 0;
    };
    if (options.watch) await watchAndRun(entry.file, reporter.step, once);
    else await once();
}

export function addCheck(program: Command): void {
    program
        .command("check")
        .description("Print the compiler's diagnostics and build nothing")
        .argument("<file>", "the program's entry file")
        .addOption(new Option("--format <format>", "format of the diagnostics").choices(formats).default("pretty"))
        .option("--json", "the same as --format json")
        .option("--explain", "print what each declaration became in C, why, and what that costs")
        .option("--watch", "check again after each change")
        .action(check);
}
