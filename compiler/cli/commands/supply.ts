import { type Command, Option } from "commander";
import { Machine, supply } from "../../supply/index.ts";
import { purposesOf } from "../../build/build-program.ts";
import { supplyVariables } from "../../build/cmake-build.ts";
import { supplyFolder } from "../../system/layout.ts";
import { createReporter } from "../reporter.ts";
import { boards, links, parseTarget } from "../../build/target.ts";

interface SupplyOptions {
    readonly target: string;
    readonly link?: string;
    readonly json?: true;
}

async function supplyTarget(options: SupplyOptions): Promise<void> {
    const reporter = createReporter(options.json ?? false);
    const target = parseTarget(options.target, options.link, undefined);
    const supplies = await supply(new Machine(supplyFolder, process.env), purposesOf(target), reporter.step);
    const variables = supplyVariables(supplies);
    reporter.result([...variables].map(([name, place]) => `${name}=${place}`).join("\n"));
    reporter.data(Object.fromEntries(variables));
}

export function addSupply(program: Command): void {
    program
        .command("supply")
        .description("Set up what the builds of a target need, and print where it is, for other build systems")
        .addOption(new Option("--target <target>", `board: ${boards.join(", ")}`).default("pico-w"))
        .addOption(new Option("--link <link>", `network link: ${links.join(", ")}; default: the target's own`))
        .option("--json", "as JSON")
        .action(supplyTarget);
}
