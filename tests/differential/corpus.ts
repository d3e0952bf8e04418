/**
 * `node --import tsx tests/differential/corpus.ts [name...]`: the hand-written programs, one
 * construct each, against Node.
 */
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { mapConcurrently } from "../support/compiled-program.ts";
import { compareProgram, explain } from "./compare.ts";

const corpusFolder = fileURLToPath(new URL("programs", import.meta.url));

/** A program in JavaScript has its suffix in its name. */
export function corpusNames(): string[] {
    return readdirSync(corpusFolder)
        .filter((name) => /\.m?[jt]s$/.test(name))
        .map((name) => path.basename(name, ".ts"))
        .sort();
}

export function corpusFile(name: string): string {
    return path.join(corpusFolder, path.extname(name) === "" ? `${name}.ts` : name);
}

async function main(wanted: readonly string[]): Promise<void> {
    const unknown = wanted.filter((name) => !corpusNames().includes(name));
    if (unknown.length > 0) throw new Error(`no such program: ${unknown.join(", ")}`);
    const counts = new Map<string, number>();
    const names = wanted.length > 0 ? wanted : corpusNames();
    await mapConcurrently(names, async (name) => {
        const verdict = await compareProgram(corpusFile(name), `corpus-${name}`);
        counts.set(verdict.kind, (counts.get(verdict.kind) ?? 0) + 1);
        const details = explain(verdict);
        console.log(`${verdict.kind.padEnd(8)}${name}${details && `\n${details.replaceAll(/^/gm, "        ")}`}`);
    });
    console.log([...counts].map(([kind, count]) => `${String(count)} ${kind}`).join(", "));
    process.exitCode = counts.get("pass") === names.length ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
