/** What a group of tests came to. */
export interface Tally {
    readonly passed: number;
    readonly failed: number;
    /** Each with its reason: a test that could not run must be named. */
    readonly skipped: readonly string[];
}

export const emptyTally: Tally = { passed: 0, failed: 0, skipped: [] };

export function addTallies(a: Tally, b: Tally): Tally {
    return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: [...a.skipped, ...b.skipped] };
}

export function closingLine(tally: Tally): string {
    const { passed, failed, skipped } = tally;
    return `${passed.toString()} passed, ${failed.toString()} failed, ${skipped.length.toString()} skipped`;
}

/** Counts of node:test's TAP: its own closing lines, and the skipped tests with their reasons. */
export function readTap(text: string): Tally {
    const count = (name: string) => Number.parseInt(new RegExp(`^# ${name} (\\d+)$`, "m").exec(text)?.[1] ?? "0", 10);
    const skipped = [...text.matchAll(/^\s*ok \d+ - (.*?) # (?:SKIP|TODO)(.*)$/gm)].map(
        ([, name = "", reason = ""]) => `${name}: ${reason.trim() || "no reason given"}`,
    );
    // A test that was cancelled, or marked as to be done, has not passed.
    return { passed: count("pass"), failed: count("fail") + count("cancelled") + count("todo"), skipped };
}

/** Counts of CTest's JUnit file. */
export function readJunit(text: string): Tally {
    let tally = emptyTally;
    for (const [, name = "", status = "", rest = ""] of text.matchAll(
        /<testcase name="([^"]*)"[^>]*status="(\w+)"([^]*?)<\/testcase>/g,
    )) {
        if (status === "run") {
            tally = addTallies(tally, { ...emptyTally, passed: 1 });
        } else if (status === "fail") {
            tally = addTallies(tally, { ...emptyTally, failed: 1 });
        } else {
            const reason = /<skipped message="([^"]*)"/.exec(rest)?.[1] ?? "did not run";
            // CTest calls a test whose program was not built "not run": that is a failure, not a
            // choice.
            const missing = status === "notrun" && !/SKIP_/.test(reason);
            tally = addTallies(
                tally,
                missing ? { ...emptyTally, failed: 1 } : { ...emptyTally, skipped: [`${name}: ${reason}`] },
            );
        }
    }
    return tally;
}
