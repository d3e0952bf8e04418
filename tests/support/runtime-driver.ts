/**
 * Links a C driver with the runtime, under UndefinedBehaviorSanitizer, and asks it: one line of
 * text for each line of input.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const runtime = path.join(root, "firmware/runtime");
const tests = path.join(root, "tests/runtime");

const COMPILE = [
    ...["-std=c11", "-O1", "-ffp-contract=off", "-ffunction-sections", "-fdata-sections"],
    ...["-fsanitize=undefined", "-fno-sanitize-recover=undefined", "-I", path.join(root, "firmware")],
];

/** The drivers of a test file, in a folder that `remove` removes. */
export class RuntimeDrivers {
    private readonly folder = mkdtempSync(path.join(tmpdir(), "tspico-drivers-"));
    private library: string | undefined;
    private count = 0;

    /** `source` is a file of tests/runtime; `more` is C text beside it. Returns what asks it. */
    build(source: string, more = ""): (lines: readonly string[]) => string[] {
        const name = path.join(this.folder, `driver-${(this.count++).toString()}`);
        writeFileSync(`${name}.c`, more);
        const own = [source, "numbers_port.c"].map((file) => path.join(tests, file));
        execFileSync("gcc", [...COMPILE, ...own, `${name}.c`, this.runtime(), "-o", name]);
        return (lines) => {
            const input = `${lines.join("\n")}\n`;
            const answer = execFileSync(name, { input, maxBuffer: 1 << 28, encoding: "utf8" });
            return answer.replace(/\n$/, "").split("\n");
        };
    }

    /** A library: what the driver defines itself is not taken from it. */
    private runtime(): string {
        if (this.library !== undefined) return this.library;
        const objects = path.join(this.folder, "objects");
        mkdirSync(objects);
        const sources = readdirSync(runtime).filter((name) => name.endsWith(".c"));
        const files = sources.map((name) => path.join(runtime, name));
        execFileSync("gcc", [...COMPILE, "-c", ...files], { cwd: objects });
        this.library = path.join(this.folder, "libruntime.a");
        execFileSync("ar", ["rcs", this.library, ...readdirSync(objects).map((name) => path.join(objects, name))]);
        return this.library;
    }

    remove(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }
}
