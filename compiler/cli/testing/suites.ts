import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { withLock } from "../../supply/lock.ts";
import { run } from "../../supply/process.ts";
import { cmakeBuild, suppliesEnvironment } from "../cmakeBuild.ts";
import { repositoryRoot, workFolder } from "../layout.ts";
import { type Target, targetKey } from "../target.ts";
import { UserError } from "../userError.ts";
import { type TestGroup } from "./context.ts";
import { emptyTally, readJunit } from "./tally.ts";

/** Suites that the pattern asks for; a group whose name it fits is asked for whole. */
function chosenSuites(group: string, target: Target, only: string | undefined): readonly string[] {
    const folder = path.join(repositoryRoot, "tests", "unit");
    const folders = target.board === "host" ? [folder, path.join(folder, "host")] : [folder];
    const all = folders
        .filter((candidate) => existsSync(candidate))
        .flatMap((candidate) => readdirSync(candidate))
        .filter((file) => /^test_.*\.c$/.test(file));
    return only === undefined || group.includes(only) ? all : all.filter((file) => file.includes(only));
}

/** The Unity suites of tests/unit in one build. A build that fails is one failure, so that the other groups still run. */
function suites(name: string, target: Target): TestGroup {
    return {
        name,
        async run(context) {
            if (chosenSuites(name, target, context.only).length === 0) return emptyTally;
            const key = `unit-${targetKey(target)}`;
            const folder = path.join(workFolder, key);
            mkdirSync(workFolder, { recursive: true });
            return withLock(path.join(workFolder, `${key}.lock`), async () => {
                context.say(`building the C suites (${name})`);
                const definitions = { TSPICO_UNIT: "ON" };
                try {
                    await cmakeBuild({
                        target,
                        supplies: context.supplies,
                        definitions,
                        targets: ["all"],
                        folder,
                        say: context.say,
                    });
                } catch (error) {
                    if (!(error instanceof UserError)) throw error;
                    context.show(error.message);
                    return { ...emptyTally, failed: 1 };
                }
                const report = path.join(folder, "ctest.xml");
                rmSync(report, { force: true });
                const only = context.only === undefined || name.includes(context.only) ? [] : ["-R", context.only];
                const args = [
                    "--test-dir",
                    folder,
                    "--output-on-failure",
                    "--output-junit",
                    report,
                    "-j",
                    "2",
                    ...only,
                ];
                const env = suppliesEnvironment(context.supplies);
                const outcome = await run("ctest", args, { env, onLine: context.show });
                const tally = existsSync(report)
                    ? readJunit(readFileSync(report, "utf8"))
                    : { ...emptyTally, failed: 1 };
                return outcome.status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
            });
        },
    };
}

const host: Target = { board: "host", link: "bridge", connections: undefined, sanitize: false };

export const suiteGroups: readonly TestGroup[] = [
    suites("unit-host", host),
    suites("unit-sanitized", { ...host, sanitize: true }),
    suites("unit-emulated", { board: "pico", link: "loopback", connections: undefined, sanitize: false }),
];
