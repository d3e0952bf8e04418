/**
 * What the real driver did on the bus, recorded once, is replayed to the model: it must give the
 * same answers at the same times.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { bytesToText, parseStep, textToBytes, type Recording } from "../../emulator/radio/recording.ts";
import { replay } from "../../emulator/radio/replay.ts";
import { Blobs, memoryWithoutBlobs, packetWithoutBlobs, tableIn } from "../../emulator/radio/without-blobs.ts";

const folder = path.resolve(import.meta.dirname, "../fixtures/radio");
const names = readdirSync(folder).filter((name) => name.endsWith(".json"));

function load(name: string): Recording {
    return JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Recording;
}

/** The recording with one line changed. */
function changed(recording: Recording, find: RegExp, replaceBy: string): Recording {
    const index = recording.steps.findIndex((line) => find.test(line));
    assert.ok(index >= 0, `a step like ${String(find)}`);
    const steps = recording.steps.map((line, i) => (i === index ? line.replace(find, replaceBy) : line));
    return { ...recording, steps };
}

describe("recordings of the driver", () => {
    assert.deepEqual(names, ["missing.json", "session.json", "silent-handshake.json", "wrong-passphrase.json"]);
    for (const name of names) {
        test(`${name}: the model answers as it did`, () => {
            const result = replay(load(name));
            assert.deepEqual(result.differences, []);
            assert.deepEqual(result.complaints, []);
            assert.ok(result.transactions > 3785, "the start of the chip alone takes so many");
        });

        test(`${name}: holds nothing of the chip's firmware and tables`, () => {
            let tables = 0;
            for (const line of load(name).steps) {
                const step = parseStep(line);
                if (step.kind !== "transaction") continue;
                if (step.write && step.function === 1 && step.length > 4)
                    assert.match(bytesToText(step.data), /^\*a5:\d+$/);
                const at = step.function === 2 ? step.data.indexOf("clmload\0") : -1;
                if (at < 0) continue;
                tables++;
                const end = step.data.readUInt16LE(0);
                assert.ok(step.data.subarray(at + 20, end).every((byte) => byte === 0xa5));
                assert.ok(step.data.subarray(end).every((byte) => byte === 0));
            }
            assert.equal(tables, 2, "the table itself and the answer to it");
        });
    }

    test("another answer, a wake line that stays, a lost frame and a host that misbehaves are noticed", () => {
        const session = load("session.json");
        const notices = (find: RegExp, replaceBy: string): void => {
            assert.notDeepEqual(replay(changed(session, find, replaceBy)).differences, [], String(find));
        };
        notices(/R0 14\/4 adbeedfe/, "R0 14/4 adbeedff");
        notices(/(R2 0\/43 \S+) !/, "$1");
        notices(/out 350/, "out 351");
        notices(/frame 28cdc1102030/, "frame 28cdc1102031");
        notices(/W1 b800\/1 00/, "W1 b800/1 01");
        const skipped = changed(session, /W2 0\/40 2600d9ff03/, "W2 0/40 2600d9ff04");
        assert.deepEqual(replay(skipped).complaints, ["packet out of sequence: 4", "packet out of sequence: 4"]);
    });
});

describe("the text of recordings", () => {
    test("gives back what it was made from", () => {
        for (const hex of ["", "00", "a5a5a5a5a5", "a5a5a5a5a5a5", "0001020304", "01000000000000000002ffffffffffff"])
            assert.equal(textToBytes(bytesToText(Buffer.from(hex, "hex"))).toString("hex"), hex);
        assert.equal(bytesToText(Buffer.from("01000000000000000002", "hex")), "01+*00:8+02");
        assert.throws(() => parseStep("+5 W9 0/4 00"), /no step of a recording/);
    });

    test("leaves out firmware, settings, tables and what lay behind a packet", () => {
        const secret = Buffer.from("0102030405060708", "hex");
        assert.ok(memoryWithoutBlobs(0x1000, secret).every((byte) => byte === 0xa5));
        assert.deepEqual(memoryWithoutBlobs(0x1810_3800, secret), secret);
        const packet = Buffer.alloc(64, 0x77);
        packet.writeUInt16LE(56, 0);
        packet.writeUInt16LE(~56 & 0xffff, 2);
        packet[5] = 0;
        packet[7] = 12;
        packet.writeUInt32LE(263, 12);
        packet.writeUInt32LE(2, 20);
        packet.write("clmload\0", 28);
        const kept = packetWithoutBlobs(packet, true);
        assert.equal(Buffer.from(kept.subarray(48, 56)).toString("hex"), "a5a5a5a5a5a5a5a5");
        assert.equal(Buffer.from(kept.subarray(56)).toString("hex"), "0000000000000000");
        assert.deepEqual(packetWithoutBlobs(packet, false), kept, "the chip's answer to it");
        const blobs = new Blobs();
        blobs.add(Buffer.from("000102030405", "hex"));
        blobs.add(Buffer.from("060708090a0b0c0d0e0f", "hex"));
        assert.equal(blobs.partlyIn(Buffer.from("ffff030405060708090a0b0c0d0effff", "hex")), true);
        assert.equal(blobs.partlyIn(Buffer.from("ffff030405060708090a0b0cffffffff", "hex")), false);
        assert.deepEqual(tableIn(packet), Buffer.alloc(8, 0x77));
        packet.writeUInt32LE(262, 12);
        packet.writeUInt32LE(0, 20);
        assert.ok(
            packetWithoutBlobs(packet, true)
                .subarray(36)
                .every((byte) => byte === 0),
            "a read's old content",
        );
    });
});
