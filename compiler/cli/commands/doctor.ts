import { type Command } from "commander";
import { Machine, type Purpose, survey, type Survey } from "../../supply/index.ts";
import { supplyFolder } from "../../system/layout.ts";
import { createReporter } from "../reporter.ts";

/** The commands as a user types them. */
const commandsOf: Readonly<Record<Purpose, string>> = {
    host: "run, emulate, test",
    board: "build --link usb, flash --link usb, emulate, test",
    wifi: "build --link wifi, flash --link wifi, emulate --link wifi",
    unit: "test",
    lint: "test",
    fuzz: "test",
    load: "test",
    compute: "npm run bench -- --compute",
};

function remedy({ tool, location }: Survey): string | undefined {
    if (location.state === "found") return undefined;
    if (location.state === "unusable") return `correct or unset ${tool.variable ?? "it"}`;
    switch (tool.source.kind) {
        case "install":
            return `fetched when a command needs it: apt-get install ${tool.source.packages.join(" ")}`;
        case "unpack":
            return `fetched when a command needs it: Debian's ${tool.source.package}, unpacked beside the build`;
        case "user":
            return tool.source.steps.join(" && ");
    }
}

function describe(entry: Survey): Record<string, unknown> {
    const { tool, location } = entry;
    return {
        name: tool.name,
        description: tool.description,
        commands: commands(entry),
        ...location,
        remedy: remedy(entry),
    };
}

function commands({ tool }: Survey): readonly string[] {
    return [...new Set(tool.neededFor.flatMap((purpose) => commandsOf[purpose].split(", ")))];
}

function line(entry: Survey): string {
    const { tool, location } = entry;
    if (location.state === "found")
        return `ok       ${tool.name.padEnd(26)} ${location.version.padEnd(20)} ${location.origin}: ${location.path}`;
    const missingFor = `missing for ${commands(entry).join(", ")}`;
    return `${location.state.padEnd(8)} ${tool.name.padEnd(26)} ${location.why}; ${missingFor}\n${" ".repeat(36)}${remedy(entry) ?? ""}`;
}

async function doctor(options: { readonly json?: true }): Promise<void> {
    const reporter = createReporter(options.json ?? false);
    const found = await survey(new Machine(supplyFolder, process.env));
    reporter.result(
        [
            `ok       ${"node".padEnd(26)} ${process.versions.node.padEnd(20)} ${process.execPath}`,
            ...found.map(line),
        ].join("\n"),
    );
    reporter.data(found.map(describe));
    process.exitCode = found.some(({ location }) => location.state === "unusable") ? 1 : 0;
}

export function addDoctor(program: Command): void {
    program
        .command("doctor")
        .description("List each tool: where it was found, its version, and which commands miss it")
        .option("--json", "as JSON")
        .action(doctor);
}
