import { UserError } from "../system/user-error.ts";
import { type Machine } from "./machine.ts";
import { run } from "../system/process.ts";

function command(packages: readonly string[]): string {
    return `apt-get install --no-install-recommends ${packages.join(" ")}`;
}

/**
 * Archives that an installation would download, as apt plans it; undefined when apt cannot plan it.
 */
async function plan(packages: readonly string[]): Promise<{ files: number; bytes: number } | undefined> {
    const args = ["install", "--print-uris", "-qq", "-y", "--no-install-recommends", ...packages];
    const outcome = await run("apt-get", args);
    if (outcome.status !== 0) return undefined;
    const sizes = [...outcome.stdout.matchAll(/^'[^']+' \S+ (\d+) /gm)].map((match) =>
        Number.parseInt(match[1] ?? "0", 10),
    );
    return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/**
 * Installs packages of the machine's own release by its own apt. Where that is not ours to do (no
 * root), the error is the exact command.
 */
export async function installPackages(machine: Machine, packages: readonly string[], say: (line: string) => void) {
    if (!machine.hasApt()) {
        throw new UserError(
            `this machine has no apt-get to install from; install these packages and run this again: ${packages.join(", ")} (Debian's names)`,
        );
    }
    if (!machine.isRoot()) throw new UserError(`packages are missing; install them with: sudo ${command(packages)}`);
    let size = await plan(packages);
    if (size === undefined) {
        say("apt: reading the package lists (apt-get update)");
        await run("apt-get", ["update", "-q"]);
        size = await plan(packages);
    }
    if (size === undefined) throw new UserError(`apt does not know how to install them; try: ${command(packages)}`);
    const megabytes = (size.bytes / 1e6).toFixed(1);
    say(`apt: installing ${packages.join(" ")} (${size.files.toString()} archives, ${megabytes} MB to download)`);
    const args = ["install", "-q", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", ...packages];
    const outcome = await run("apt-get", args, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    if (outcome.status !== 0) {
        const reason =
            outcome.stderr.split("\n").find((line) => line.startsWith("E:")) ??
            outcome.stderr.trim().split("\n").at(-1);
        throw new UserError(`apt could not install them (${reason ?? "no reason given"}); try: ${command(packages)}`);
    }
}
