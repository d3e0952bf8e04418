import { type Command, Option } from "commander";
import { compileProgram, findEntry } from "../program.ts";
import { type Format, formats, renderDiagnostics } from "../render.ts";
import { createReporter } from "../reporter.ts";
import { watchAndRun } from "../watch.ts";

interface CheckOptions {
    readonly format: Format;
    readonly json?: true;
    readonly watch?: true;
}

async function check(file: string, options: CheckOptions): Promise<void> {
    const entry = findEntry(file);
    const format = options.json ? "json" : options.format;
    const reporter = createReporter(format === "json");
    const once = async () => {
        const { compilation, errors } = await compileProgram(entry, format);
        const warnings = compilation.diagnostics.length - errors;
        if (format === "json") process.stdout.write(renderDiagnostics(compilation.diagnostics, "json"));
        reporter.result(`${errors.toString()} errors, ${warnings.toString()} warnings`);
        process.exitCode = errors > 0 ? 1 : 0;
    };
    if (options.watch) await watchAndRun(entry.file, reporter.step, once);
    else await once();
}

export function addCheck(program: Command): void {
    program
        .command("check")
        .description("Say what the compiler says, and build nothing")
        .argument("<file>", "the program's entry file")
        .addOption(new Option("--format <format>", "how diagnostics look").choices(formats).default("pretty"))
        .option("--json", "the same as --format json")
        .option("--watch", "again after each change")
        .action(check);
}
