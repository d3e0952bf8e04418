import { UserError } from "../system/user-error.ts";
import { installPackages } from "./install.ts";
import { Machine } from "./machine.ts";
import { type Located, type Location, type Purpose, type Tool } from "./tool.ts";
import { tools } from "./tools/index.ts";
import { unpackPackage } from "./unpack.ts";

export interface Survey {
    readonly tool: Tool;
    readonly location: Location;
}

/** Looks for every tool without fetching anything. */
export function survey(machine: Machine): Promise<readonly Survey[]> {
    return Promise.all(tools.map(async (tool) => ({ tool, location: await tool.locate(machine) })));
}

/** The tools of some purposes, by name. */
export type Supplies = ReadonlyMap<string, Located>;

/**
 * Finds the tools of the purposes, fetches those that are missing and returns all of them. What is
 * needed and not to be had ends in a UserError that says what to do.
 */
export async function supply(
    machine: Machine,
    purposes: readonly Purpose[],
    say: (line: string) => void,
): Promise<Supplies> {
    const needed = tools.filter((tool) => tool.neededFor.some((purpose) => purposes.includes(purpose)));
    const first = await Promise.all(needed.map(async (tool) => ({ tool, location: await tool.locate(machine) })));
    refuseUnusable(first);
    const missing = first.filter(({ location }) => location.state === "missing").map(({ tool }) => tool);
    if (missing.length > 0) await fetchAll(machine, missing, say);
    const supplies = new Map<string, Located>();
    for (const tool of needed) {
        const location = await tool.locate(machine);
        if (location.state !== "found") throw new UserError(`${tool.name} is still not usable: ${location.why}`);
        supplies.set(tool.name, location);
    }
    return supplies;
}

function steps(list: readonly string[]): string {
    return list.map((step) => `\n    ${step}`).join("");
}

function refuseUnusable(surveyed: readonly Survey[]): void {
    for (const { tool, location } of surveyed) {
        if (location.state === "unusable") {
            const hint = tool.source.kind === "user" ? `; get one by:${steps(tool.source.steps)}` : "";
            throw new UserError(`${tool.name}: ${location.why}${hint}`);
        }
        // What only the user can bring is said before anything is downloaded for nothing.
        if (location.state === "missing" && tool.source.kind === "user") {
            throw new UserError(
                `this needs ${tool.description}, which no package registry carries; get it and run this again:${steps(tool.source.steps)}`,
            );
        }
    }
}

async function fetchAll(machine: Machine, missing: readonly Tool[], say: (line: string) => void): Promise<void> {
    const packages = missing.flatMap((tool) => (tool.source.kind === "install" ? tool.source.packages : []));
    if (packages.length > 0) await installPackages(machine, [...new Set(packages)], say);
    for (const tool of missing) {
        if (tool.source.kind !== "unpack") continue;
        if (machine.debianRelease() === undefined || !machine.hasApt()) {
            throw new UserError(
                `${tool.description} is missing, and only Debian has a package to fetch: set ${tool.variable ?? ""} to your own copy`,
            );
        }
        await unpackPackage(machine, tool.source, say);
    }
}

export { Machine };
export type { Located, Purpose };
