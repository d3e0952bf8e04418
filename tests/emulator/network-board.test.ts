/**
 * lwIP on the emulated board against the in-process host, over the USB link: bulk on bad networks,
 * IPv6, repeatable runs, nothing left behind.
 */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { BoardMemory } from "../../bench/board-memory.ts";
import type { ImpairmentOptions } from "../../emulator/network/impairments.ts";
import { parseAddress } from "../../emulator/network/host/addresses.ts";
import { type BoardProgram, buildForBoard } from "../support/board-program.ts";
import { EmulatedProgram } from "../support/emulated-program.ts";
import { Peer } from "../support/peer.ts";
import { pattern } from "./network-support.ts";

const SIZE = 60_000;
/** Both TIME-WAIT and the deadlines of firmware/io have passed. */
const LONG_MS = 130_000;

describe("a program that echoes, on the emulated board", () => {
    let firmware: BoardProgram;
    before(
        () => {
            firmware = buildForBoard("tests/fixtures/net/stream.ts", "pico", "usb");
        },
        { timeout: 600_000 },
    );

    const start = (impairments: ImpairmentOptions = {}): Promise<EmulatedProgram> =>
        EmulatedProgram.start({ uf2: firmware.uf2, elf: firmware.elf, link: "usb", wire: { impairments } });

    async function echo(program: EmulatedProgram, bytes: Buffer): Promise<void> {
        const client = await new Peer(program).connect("client");
        await client.send(bytes);
        await client.receive(bytes.length);
        client.finish();
        await client.ended();
        assert.ok(client.received.equals(bytes), "what came back is what was sent");
        assert.equal(client.transcript.end, "FIN");
    }

    const networks: readonly [string, ImpairmentOptions][] = [
        ["good", {}],
        ["lossy", { loss: 0.05, seed: 2 }],
        ["disorderly", { reordering: 0.2, duplication: 0.1, seed: 3 }],
        ["slow and bad", { loss: 0.03, reordering: 0.1, duplication: 0.05, delay: 20e6, jitter: 10e6, seed: 4 }],
    ];
    for (const [name, impairments] of networks) {
        test(`gives every byte back once and in order on a ${name} network, and keeps nothing`, async () => {
            const program = await start(impairments);
            const memory = new BoardMemory(program.board, firmware.elf);
            await program.play(async () => {
                await program.serving();
                const before = memory.read();
                await echo(program, pattern(SIZE));
                await program.pause(LONG_MS);
                const after = memory.read();
                for (const pool of ["TCP_PCB", "TCP_SEG", "PBUF_POOL"] as const) {
                    assert.equal(after.pools[pool].used, before.pools[pool].used, pool);
                    assert.equal(after.pools[pool].failed, 0, pool);
                }
                assert.ok(after.objects > 0 && after.heapPeak >= after.objects * 8, "the heap is read where it is");
                assert.ok(after.heapPeak < 128 * 1024, "and no more than it can hold");
            });
        });
    }

    test("two runs on one bad network agree to the instruction", async () => {
        const run = async (): Promise<object> => {
            const program = await start({ loss: 0.1, jitter: 1e6, seed: 5 });
            await program.play(async () => {
                await program.serving();
                await echo(program, pattern(5000));
            });
            return program.board.counters;
        };
        assert.deepEqual(await run(), await run());
    });

    test("answers at its local IPv6 address when it has made sure that it is free", async () => {
        const program = await start();
        await program.play(async () => {
            await program.serving();
            await program.pause(3000);
            let text = "";
            const connection = program.host.tcp.connect(parseAddress("fd38:834a:c27e::1"), 80);
            connection.events = { data: (bytes) => (text += bytes.toString()) };
            connection.write(Buffer.from("over six"));
            await program.pause(1000);
            assert.equal(text, "over six");
        });
    });
});
