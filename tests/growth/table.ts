/**
 * `node --import tsx tests/growth/table.ts [direction…]`: user CPU and memory of the compiler for
 * programs that grow in each direction, at a size, four times it and sixteen times it. Each program
 * is compiled in a process of its own.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../../compiler/index.ts";
import { directions, modules } from "./directions.ts";

const FACTORS = [1, 4, 16];

/** What one compilation takes, the start of Node and of the compiler included. */
function measure(entry: string): string {
    const { stdout } = spawnSync(
        process.execPath,
        ["--import", "tsx", fileURLToPath(import.meta.url), "--compile", entry],
        { encoding: "utf8" },
    );
    return stdout.trim() || "ended";
}

function compileHere(entry: string): void {
    const { diagnostics } = compile({ entry, root: path.dirname(entry) });
    const { userCPUTime, maxRSS } = process.resourceUsage();
    const codes = [...new Set(diagnostics.map(({ code }) => code))].join(" ");
    console.log(`${(userCPUTime / 1e6).toFixed(1)} s, ${(maxRSS / 1024).toFixed(0)} MB ${codes}`.trim());
}

function printTable(wanted: readonly string[]): void {
    const folder = mkdtempSync(path.join(tmpdir(), "growth-"));
    const write = (files: ReadonlyMap<string, string>): string => {
        files.forEach((text, name) => {
            writeFileSync(path.join(folder, name), text);
        });
        return path.join(folder, "main.ts");
    };
    const all = [
        ...directions.map(({ name, size, text }) => ({
            name,
            size,
            files: (n: number) => new Map([["main.ts", text(n)]]),
        })),
        { name: "modules", size: 30, files: modules },
    ];
    for (const { name, size, files } of all.filter(({ name: one }) => wanted.length === 0 || wanted.includes(one))) {
        const cells = FACTORS.map((factor) => `${(size * factor).toString()}: ${measure(write(files(size * factor)))}`);
        console.log(`| ${name} | ${cells.join(" | ")} |`);
    }
    rmSync(folder, { recursive: true });
}

const [first, ...rest] = process.argv.slice(2);
if (first === "--compile" && rest[0] !== undefined) compileHere(rest[0]);
else printTable(first === undefined ? [] : [first, ...rest]);
