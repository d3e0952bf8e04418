import path from "node:path";
import { run } from "../../system/process.ts";
import { repositoryRoot } from "../../system/layout.ts";
import { type TestContext, type TestGroup } from "./context.ts";
import { addTallies, emptyTally, type Tally } from "./tally.ts";

interface Check {
    readonly name: string;
    readonly command: string;
    readonly args: readonly string[];
    /** What makes the files that are looked at; its complaint. */
    readonly before?: () => Promise<string>;
}

function script(name: string, file: string, ...args: string[]): Check {
    return { name, command: process.execPath, args: [path.join(repositoryRoot, "node_modules", file), ...args] };
}

/** Every C file of ours but the fixtures, some of which are wrong on purpose. */
const cFolders = [
    "firmware",
    "bench",
    "tests/unit",
    "tests/fakes",
    "tests/fuzz",
    "tests/support",
    "tests/runtime",
    "ts-src/trouble",
];

function checks(context: TestContext): readonly Check[] {
    const cppcheck = context.supplies.get("cppcheck")?.path ?? "cppcheck";
    const staticChecks = [
        "--enable=warning,performance,portability",
        "--error-exitcode=1",
        "--inline-suppr",
        "--quiet",
        "--std=c11",
    ];
    return [
        script("eslint", "eslint/bin/eslint.js", "."),
        script("prettier", "prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."),
        script("tsc", "typescript/bin/tsc", "-p", "tsconfig.json"),
        { name: "cppcheck", command: cppcheck, args: [...staticChecks, "-I", "firmware", ...cFolders] },
        {
            name: "cppcheck of generated C",
            command: cppcheck,
            args: [...staticChecks, "-I", "firmware", generated],
            before: writeExamples,
        },
    ];
}

/** The C that the compiler writes of an example is held to what C by hand is held to. */
const examples = ["echo", "hello", "led"];

const generated = path.join(repositoryRoot, "build", "lint");

async function writeExamples(): Promise<string> {
    for (const name of examples) {
        const args = ["build", `ts-src/${name}.ts`, "--emit", "c", "--out", path.join(generated, name)];
        const outcome = await run(path.join(repositoryRoot, "tspico"), args, { cwd: repositoryRoot });
        if (outcome.status !== 0) return outcome.stderr;
    }
    return "";
}

/** Each tool that reads the sources is one test. */
export const lint: TestGroup = {
    name: "lint",
    async run(context) {
        let tally: Tally = emptyTally;
        for (const check of checks(context)) {
            if (context.only !== undefined && !`lint/${check.name}`.includes(context.only)) continue;
            context.say(check.name);
            const complaint = (await check.before?.()) ?? "";
            const outcome = await run(check.command, check.args, { cwd: repositoryRoot });
            const good = outcome.status === 0 && complaint === "";
            if (!good) (complaint + outcome.stdout + outcome.stderr).split("\n").slice(0, 60).forEach(context.show);
            tally = addTallies(tally, { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: [] });
        }
        return tally;
    },
};
