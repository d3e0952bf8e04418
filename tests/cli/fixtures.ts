import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext } from "node:test";
import { type Outcome, run } from "../../compiler/system/process.ts";

export const root = path.resolve(import.meta.dirname, "../..");

/** A folder that goes when the test ends. */
export function temporaryFolder(context: TestContext): string {
    const folder = mkdtempSync(path.join(tmpdir(), "tspico-"));
    context.after(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
}

/** The command line as a user meets it. */
export function tspico(
    args: readonly string[],
    options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
    return run(path.join(root, "tspico"), args, { cwd: root, ...options });
}

/** An executable shell script. */
export function writeScript(file: string, lines: readonly string[]): void {
    writeFileSync(file, ["#!/bin/sh", ...lines, ""].join("\n"), { mode: 0o755 });
}
