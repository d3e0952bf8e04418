/**
 * How the radio is soldered to the chip: a firmware of our own talks to it over PIO, DMA and its
 * wake line, without the radio's driver.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { before, describe, test } from "node:test";
import { SimulatedClock } from "../../emulator/clock.ts";
import { createBoard } from "../../emulator/index.ts";
import { attachRadio, Radio } from "../../emulator/radio/index.ts";
import { buildFixtures, buildFolder } from "./fixtures.ts";

/** When the chip has something for the host. */
const WAKE_NANOS = 10e6;

interface Outcome {
    readonly lines: readonly string[];
    readonly millis: number;
    readonly commands: readonly string[];
}

async function run(bus: "word" | "pins"): Promise<Outcome> {
    const radio = new Radio(new SimulatedClock());
    const lines: string[] = [];
    const commands: string[] = [];
    radio.port.onTransaction = ({ write, address, length }, data) => {
        commands.push(`${write ? "W" : "R"} ${String(address)}/${String(length)} ${Buffer.from(data).toString("hex")}`);
    };
    const stem = path.join(buildFolder, "gspi");
    const board = await createBoard({
        uf2: `${stem}.uf2`,
        elf: `${stem}.elf`,
        until: /^end$/,
        onChip: (chip) => {
            attachRadio(chip, radio, { bus });
            const alarm = chip.clock.createAlarm(() => {
                assert.equal(lines.at(-1), "waiting 0", "the core sleeps until the chip wakes it");
                radio.sendEvent({ type: 0 });
            });
            alarm.schedule(WAKE_NANOS);
        },
        onLine: (line) => lines.push(line),
    });
    const stop = board.run(60_000, 2 * WAKE_NANOS);
    assert.equal(stop?.reason, "marker", stop?.fault?.message ?? lines.join("\n"));
    assert.deepEqual(radio.complaints, ["read of a packet while the core does not run"]);
    return { lines, millis: board.counters.nanos / 1e6, commands };
}

describe("the radio on the chip's pins", () => {
    before(buildFixtures, { timeout: 300_000 });

    for (const bus of ["word", "pins"] as const) {
        test(`answers over the bus of ${bus}, wakes the core, and is silent without power`, async () => {
            const { lines } = await run(bus);
            assert.deepEqual(lines, [
                "half words feedbead",
                "words feedbead, control b3",
                "kept 12345678",
                "underflow 0002, line 1 and then 0",
                "waiting 0",
                "woken 1, line 1, status 0000b500",
                "off 00000000, line 0",
                "end",
            ]);
        });
    }

    test("sees the same transactions in the same time over both", async () => {
        const [words, pins] = [await run("word"), await run("pins")];
        assert.deepEqual(words.commands, pins.commands);
        assert.ok(Math.abs(words.millis - pins.millis) < 0.01, `${String(words.millis)} and ${String(pins.millis)} ms`);
    });
});
