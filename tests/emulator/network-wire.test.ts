/** The wire's impairments and the frame log. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { parseAddress } from "../../emulator/network/host/addresses.ts";
import { Impairments } from "../../emulator/network/impairments.ts";
import { PcapWriter } from "../../emulator/network/pcap.ts";
import { createPair } from "./network-support.ts";

function count(options: ConstructorParameters<typeof Impairments>[0], frames = 10_000): Record<string, number> {
    const impairments = new Impairments(options);
    const result = { lost: 0, twice: 0, overtaken: 0 };
    for (let frame = 0; frame < frames; frame++) {
        const arrivals = impairments.arrivals();
        if (arrivals.length === 0) result.lost++;
        if (arrivals.length === 2) result.twice++;
        if (arrivals[0]?.ordered === false) result.overtaken++;
    }
    return result;
}

test("frames are lost, repeated and overtaken as often as asked, and the same ones for the same seed", () => {
    assert.deepEqual(count({}), { lost: 0, twice: 0, overtaken: 0 });
    const { lost = 0, twice = 0, overtaken = 0 } = count({ loss: 0.1, duplication: 0.2, reordering: 0.3, seed: 4 });
    assert.ok(Math.abs(lost - 1000) < 120, lost.toString());
    assert.ok(Math.abs(twice - 1800) < 160, twice.toString());
    assert.ok(Math.abs(overtaken - 2700) < 190, overtaken.toString());
    const fates = (seed: number): string => {
        const impairments = new Impairments({ loss: 0.5, seed });
        return Array.from({ length: 64 }, () => impairments.arrivals().length).join("");
    };
    assert.equal(fates(7), fates(7));
    assert.notEqual(fates(7), fates(8));
});

test("a run on a bad network is the same run again, frame by frame", () => {
    const run = (seed: number): string[] => {
        const log: string[] = [];
        const { near, far, seconds } = createPair(undefined, undefined, {
            impairments: { loss: 0.2, reordering: 0.2, duplication: 0.1, jitter: 1e6, seed },
            onFrame: (nanos, frame, direction) =>
                log.push(`${nanos.toString()} ${direction} ${frame.length.toString()}`),
        });
        far.tcp.listen(80, (connection) => {
            connection.events = {
                data: (bytes) => {
                    connection.write(bytes);
                },
            };
        });
        near.tcp.connect(parseAddress("10.1.0.2"), 80).write(Buffer.alloc(20_000, 1));
        seconds(60);
        return log;
    };
    assert.deepEqual(run(5), run(5));
    assert.notDeepEqual(run(5), run(6));
});

test("the frame log is a pcap file with nanoseconds", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "tspico-"));
    try {
        const file = path.join(folder, "log.pcap");
        const log = new PcapWriter(file);
        log.frame(3_000_000_007, Buffer.from("abc"));
        log.frame(4e9, Buffer.alloc(1514, 9));
        log.close();
        const bytes = readFileSync(file);
        assert.equal(bytes.length, 24 + 16 + 3 + 16 + 1514);
        assert.equal(bytes.readUInt32LE(0), 0xa1b23c4d);
        assert.equal(bytes.readUInt32LE(20), 1);
        assert.deepEqual(
            [24, 28, 32, 36].map((at) => bytes.readUInt32LE(at)),
            [3, 7, 3, 3],
        );
        assert.equal(bytes.subarray(40, 43).toString(), "abc");
        assert.equal(bytes.readUInt32LE(43), 4);
    } finally {
        rmSync(folder, { recursive: true });
    }
});
