import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { run } from "../../supply/process.ts";
import { suppliesEnvironment } from "../cmakeBuild.ts";
import { repositoryRoot, workFolder } from "../layout.ts";
import { type TestGroup } from "./context.ts";
import { emptyTally, readTap } from "./tally.ts";

/** Every tests/**\/*.test.ts; a new file needs no entry anywhere. */
export function findNodeTests(): readonly string[] {
    return readdirSync(path.join(repositoryRoot, "tests"), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".test.ts") && !file.split(path.sep).includes("fixtures"))
        .map((file) => path.join("tests", file))
        .sort();
}

export const nodeTests: TestGroup = {
    name: "node",
    async run(context) {
        const files = findNodeTests().filter((file) => context.only === undefined || file.includes(context.only));
        if (files.length === 0) return emptyTally;
        context.say(`${files.length.toString()} files of tests on Node`);
        mkdirSync(workFolder, { recursive: true });
        const report = path.join(workFolder, "node-tests.tap");
        rmSync(report, { force: true });
        const reporters = ["spec", "stdout", "tap", report];
        const flags = reporters.map(
            (value, index) => `--test-reporter${index % 2 === 0 ? "" : "-destination"}=${value}`,
        );
        const args = ["--import", "tsx", "--test", "--test-concurrency=2", ...flags, ...files];
        const env = { ...suppliesEnvironment(context.supplies), NODE_TEST_CONTEXT: undefined };
        const outcome = await run(process.execPath, args, { cwd: repositoryRoot, env, onLine: context.show });
        const tally = readTap(readFileSync(report, "utf8"));
        // A runner that fails without naming a test has failed all the same.
        return outcome.status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
    },
};
