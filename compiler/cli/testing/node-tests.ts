import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { run } from "../../system/process.ts";
import { suppliesEnvironment } from "../../build/cmake-build.ts";
import { repositoryRoot, workFolder } from "../../system/layout.ts";
import { type TestContext, type TestGroup } from "./context.ts";
import { emptyTally, readTap, type Tally } from "./tally.ts";

/** Every <folder>/**\/*.test.ts below `root`; a new file needs no entry anywhere. */
function findNodeTests(root: string, folder: string): readonly string[] {
    return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".test.ts") && !file.split(path.sep).includes("fixtures"))
        .map((file) => path.join(folder, file))
        .sort();
}

/** Runs the files of `folder` that the pattern asks for, with Node's test runner, in `root`. */
export async function runNodeTests(root: string, folder: string, context: TestContext): Promise<Tally> {
    const { only } = context;
    const files = findNodeTests(root, folder).filter((file) => only === undefined || file.includes(only));
    if (files.length === 0) return emptyTally;
    context.say(`${files.length.toString()} file${files.length === 1 ? "" : "s"} of tests on Node`);
    mkdirSync(workFolder, { recursive: true });
    const report = path.join(workFolder, "node-tests.tap");
    rmSync(report, { force: true });
    const reporters = ["spec", "stdout", "tap", report];
    const flags = reporters.map((value, index) => `--test-reporter${index % 2 === 0 ? "" : "-destination"}=${value}`);
    const args = ["--import", import.meta.resolve("tsx"), "--test", "--test-concurrency=2", ...flags, ...files];
    const env = { ...suppliesEnvironment(context.supplies), NODE_TEST_CONTEXT: undefined };
    const outcome = await run(process.execPath, args, { cwd: root, env, onLine: context.show });
    const tally = readTap(readFileSync(report, "utf8"));
    // A runner that fails without naming a test has failed all the same.
    return outcome.status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

export const nodeTests: TestGroup = {
    name: "node",
    run: (context) => runNodeTests(repositoryRoot, "tests", context),
};
