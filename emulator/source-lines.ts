/** Source lines of instruction addresses, through the cross toolchain's addr2line. */
import { spawnSync } from "node:child_process";

const TOOL = "arm-none-eabi-addr2line";

/**
 * The file and line of an instruction, as the firmware's line information says (for generated code
 * that is the TypeScript line), or undefined where the tool is not installed or knows nothing.
 */
export function sourceLine(elfPath: string, address: number): string | undefined {
    const run = spawnSync(TOOL, ["-e", elfPath, "0x" + address.toString(16)], { encoding: "utf8" });
    if (run.status !== 0) return undefined;
    const line = run.stdout.trim().replace(/ \(discriminator \d+\)$/, "");
    return line.startsWith("??") || line.endsWith(":?") || line.endsWith(":0") ? undefined : line;
}
