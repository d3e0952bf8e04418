/** The host's NCM blocks and its eye for descriptors, without a board. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { checkDevice } from "../../emulator/usb/index.ts";
import { parseConfiguration, parseDevice, parseString } from "../../emulator/usb/descriptors.ts";
import { BlockError, buildBlock, parseBlock, type BlockRules } from "../../emulator/usb/ntb.ts";
import type { UsbDevice } from "../../emulator/usb/enumeration.ts";

const rules: BlockRules = { maxSize: 2048, divisor: 4, remainder: 0, alignment: 4, maxDatagrams: 8 };
const anyFrame = fc.uint8Array({ minLength: 14, maxLength: 1514 });
const anyRules = fc
    .record({
        maxSize: fc.integer({ min: 2048, max: 16384 }),
        divisor: fc.constantFrom(1, 2, 4, 8, 32),
        remainder: fc.nat(31),
        alignment: fc.constantFrom(4, 8, 16),
        maxDatagrams: fc.nat(10),
    })
    .map((made) => ({ ...made, remainder: made.remainder % made.divisor }));

describe("a transfer block", () => {
    test("carries its frames, within the device's rules", () => {
        fc.assert(
            fc.property(fc.array(anyFrame, { minLength: 1, maxLength: 12 }), anyRules, (frames, made) => {
                const { block, count } = buildBlock(frames, 70_000, made);
                const { frames: parsed, sequence } = parseBlock(block);
                assert.deepEqual(
                    parsed.map((frame) => Buffer.from(frame)),
                    frames.slice(0, count).map((frame) => Buffer.from(frame)),
                );
                assert.equal(sequence, 70_000 & 0xffff);
                assert.ok(block.length <= made.maxSize);
                assert.ok(made.maxDatagrams === 0 || count <= made.maxDatagrams);
                for (const frame of parsed)
                    assert.equal((frame.byteOffset - block.byteOffset) % made.divisor, made.remainder);
            }),
        );
    });

    test("takes as many frames as fit", () => {
        const frames = Array.from({ length: 20 }, () => new Uint8Array(100));
        assert.equal(buildBlock(frames, 0, rules).count, 8);
        // Header 12, table 8 and 20 entries of 4, then 19 frames: 2000 bytes. A twentieth would
        // make it 2104.
        assert.equal(buildBlock(frames, 0, { ...rules, maxDatagrams: 0 }).count, 19);
        const long = Array.from({ length: 3 }, () => new Uint8Array(1000));
        assert.equal(buildBlock(long, 0, rules).count, 2);
        assert.throws(() => buildBlock([new Uint8Array(2048)], 0, rules), BlockError);
    });

    test("that is spoiled is refused and never read over its end", () => {
        const { block } = buildBlock([new Uint8Array(60).fill(1), new Uint8Array(90).fill(2)], 1, rules);
        fc.assert(
            fc.property(fc.nat(block.length - 1), fc.nat(255), fc.nat(block.length), (at, value, length) => {
                const spoiled = Uint8Array.from(block);
                spoiled[at] = value;
                try {
                    for (const frame of parseBlock(spoiled.subarray(0, length)).frames)
                        assert.ok(frame.byteOffset + frame.length <= length);
                } catch (error) {
                    assert.ok(error instanceof BlockError, String(error));
                }
            }),
        );
    });
});

const device = [18, 1, 0x00, 0x02, 0xef, 2, 1, 64, 9, 18, 1, 0, 0, 1, 1, 2, 3, 1];
const configuration = [
    // configuration, association, control interface, header, union
    ...[9, 2, 66, 0, 2, 1, 0, 0x80, 50],
    ...[8, 11, 0, 2, 2, 2, 0, 0],
    ...[9, 4, 0, 0, 1, 2, 2, 0, 0],
    ...[5, 0x24, 0, 0x10, 1],
    ...[5, 0x24, 6, 0, 1],
    // notification endpoint, data interface, data endpoints
    ...[7, 5, 0x81, 3, 8, 0, 16],
    ...[9, 4, 1, 0, 2, 10, 0, 0, 0],
    ...[7, 5, 0x82, 2, 64, 0, 0],
    ...[7, 5, 0x02, 2, 64, 0, 0],
];

interface Changes {
    device?: Record<number, number>;
    configuration?: Record<number, number>;
    serial?: string;
}

/** A good serial port, with some bytes changed. */
function described(changes: Changes): UsbDevice {
    return {
        address: 1,
        descriptor: parseDevice(Uint8Array.from(Object.assign([...device], changes.device))),
        configuration: parseConfiguration(Uint8Array.from(Object.assign([...configuration], changes.configuration))),
        strings: new Map([
            [1, "maker"],
            [2, "thing"],
            [3, changes.serial ?? "E123"],
        ]),
        bos: undefined,
    };
}

describe("the check of descriptors", () => {
    test("finds nothing wrong with a good device", () => {
        assert.deepEqual(checkDevice(described({})), []);
    });

    const mistakes: Record<string, [Changes, RegExp]> = {
        "no word of its associations": [{ device: { 4: 0, 5: 0, 6: 0 } }, /does not announce them/],
        "endpoint 0 of 8 bytes": [{ device: { 7: 8 } }, /endpoint 0 has 8 bytes/],
        "a serial number with a space": [{ serial: "E 1" }, /serial number/],
        "no serial number": [{ device: { 16: 0 } }, /string 0 is missing/],
        "a wrong count of interfaces": [{ configuration: { 4: 3 } }, /3 interfaces announced, 2 there/],
        "bit 7 of its attributes clear": [{ configuration: { 7: 0 } }, /bit 7/],
        "an association of another class": [{ configuration: { 13: 10 } }, /another class/],
        "an endpoint too many": [{ configuration: { 21: 2 } }, /announces 2 endpoints and has 1/],
        "no header": [{ configuration: { 28: 1 } }, /no header/],
        "a union with itself": [{ configuration: { 35: 0 } }, /no union with a data interface/],
        "an interrupt endpoint that is never asked": [{ configuration: { 42: 0 } }, /interval 0/],
        "a bulk endpoint of 63 bytes": [{ configuration: { 56: 63 } }, /63 bytes/],
        "one endpoint in two interfaces": [{ configuration: { 54: 0x81 } }, /belongs to interface 0 too/],
    };
    for (const [name, [changes, message]] of Object.entries(mistakes)) {
        test(`names ${name}`, () => {
            const problems = checkDevice(described(changes));
            assert.match(problems.join("\n"), message);
        });
    }

    test("descriptors that are none are refused", () => {
        assert.throws(() => described({ device: { 1: 2 } }), /device descriptor/);
        assert.throws(() => described({ configuration: { 2: 67 } }), /incomplete: 66 of 67/);
        assert.throws(() => described({ configuration: { 9: 0 } }), /impossible length 0/);
        assert.throws(() => described({ configuration: { 9: 200 } }), /impossible length 200/);
        assert.throws(() => parseString(Uint8Array.of(6, 3, 65, 0)), /announces 6 of 4/);
    });
});
