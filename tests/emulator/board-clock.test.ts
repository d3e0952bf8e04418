/** The time of day on a board, in UTC and in a zone that the program is built for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { runUf2 } from "../../emulator/index.ts";
import { buildForBoard } from "../support/board-program.ts";

async function says(epoch: string | undefined, ...options: string[]): Promise<string[]> {
    if (epoch === undefined) delete process.env["SOURCE_DATE_EPOCH"];
    else process.env["SOURCE_DATE_EPOCH"] = epoch;
    const { uf2, elf } = buildForBoard("tests/fixtures/board-programs/clock.ts", "pico", "loopback", options);
    const run = await runUf2({ uf2, elf, until: /^the end$/, wallSeconds: 300 });
    assert.equal(run.reason, "marker", run.console);
    const lines = run.console.split(/\r?\n/);
    return lines.slice(lines.findIndex((line) => line.startsWith("it is ")));
}

test("the clock starts at SOURCE_DATE_EPOCH and goes on, in the zone of the build", { timeout: 900_000 }, async () => {
    const [text = "", zone, iso = "", later] = await says("1780304400", "--set", "time-zone=Europe/Berlin");
    assert.match(text, /^it is Mon Jun 01 2026 11:00:0\d GMT\+0200 \(Central European Summer Time\)$/);
    assert.equal(zone, "2026-07-01T10:00:00.000Z -60");
    assert.match(iso, /^2026-06-01T09:00:0\d\.\d{3}Z true$/);
    assert.equal(later, "true true");
});

test("without SOURCE_DATE_EPOCH it starts with 2026, in UTC", { timeout: 900_000 }, async () => {
    const [text = "", zone, iso = "", later] = await says(undefined);
    assert.match(text, /^it is Thu Jan 01 2026 00:00:0\d GMT\+0000 \(Coordinated Universal Time\)$/);
    assert.equal(zone, "2026-07-01T12:00:00.000Z 0");
    assert.match(iso, /^2026-01-01T00:00:0\d\.\d{3}Z true$/);
    assert.equal(later, "true true");
});
