import assert from "node:assert/strict";
import { test } from "node:test";
import { closingLine, readJunit, readTap } from "../../compiler/cli/testing/tally.ts";

test("TAP: cancelled and unfinished tests have not passed, skipped ones are named with their reason", () => {
    const tap = [
        "# Subtest: works",
        "ok 1 - works",
        "    ok 1 - needs hardware # SKIP no board",
        "# tests 6",
        "# pass 3",
        "# fail 1",
        "# cancelled 1",
        "# skipped 1",
        "# todo 1",
    ].join("\n");
    assert.deepEqual(readTap(tap), { passed: 3, failed: 3, skipped: ["needs hardware: no board"] });
});

test("JUnit of CTest: a test whose program is missing has failed", () => {
    const xml = `<testsuite>
        <testcase name="unit/a" classname="a" time="0" status="run"></testcase>
        <testcase name="unit/b" classname="b" time="0" status="fail"><failure message=""/></testcase>
        <testcase name="unit/c" classname="c" time="0" status="notrun"><skipped message="Unable to find executable"/></testcase>
        <testcase name="unit/d" classname="d" time="0" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/></testcase>
    </testsuite>`;
    const tally = readJunit(xml);
    assert.deepEqual(tally, { passed: 1, failed: 2, skipped: ["unit/d: SKIP_RETURN_CODE=77"] });
    assert.equal(closingLine(tally), "1 passed, 2 failed, 1 skipped");
});
