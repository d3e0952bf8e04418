/**
 * What a correct firmware never does stops the Wi-Fi firmware with the line of its TypeScript or C.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { before, describe, test } from "node:test";
import { type Firmware, patchFirmware } from "./fixtures.ts";
import { BOARD_ADDRESS, buildWifiProgram, exchange, hostBehind, WifiBoard, withoutDriver } from "./wifi-firmware.ts";

/** Instructions that are put at the start of a function, and the fault that they are. */
const strays = {
    "rom-write": { code: [0x2300, 0x601b], message: /32-bit write to 0x00000000 in the boot ROM/ },
    "flash-write": { code: [0x467b, 0x601b], message: /32-bit write to 0x10\w{6} in flash/ },
    unaligned: { code: [0x2301, 0x681b], message: /unaligned 32-bit read of 0x00000001/ },
    "undefined-instruction": { code: [0xb100], message: /undefined instruction/ },
} as const;

/** A function of each layer, and its line. */
const places = [
    { symbol: "ts_Echo_onReadable", line: /echo\.ts:\d+$/ },
    { symbol: "tsp_tcp_write", line: /firmware\/io\/\w+\.c:\d+$/ },
    { symbol: "tcp_input", line: /tcp_in\.c:\d+$/ },
    { symbol: "cyw43_ll_send_ethernet", line: /cyw43_ll\.c:\d+$/ },
] as const;

describe("stray accesses in the Wi-Fi firmware", { skip: withoutDriver }, () => {
    let echo: Firmware;
    before(
        () => {
            echo = buildWifiProgram("ts-src/echo.ts");
        },
        { timeout: 900_000 },
    );

    for (const [index, [kind, { code, message }]] of Object.entries(strays).entries()) {
        // Each kind in two of the places: together all of both.
        for (const { symbol, line } of [places[index % 4], places[(index + 1) % 4]].filter(
            (each) => each !== undefined,
        )) {
            test(`${kind} in ${symbol}`, async () => {
                const patch = Buffer.alloc(code.length * 2);
                for (const [i, half] of code.entries()) patch.writeUInt16LE(half, i * 2);
                const stem = path.join(path.dirname(echo.elf), `${kind}-${symbol}`);
                const wifi = await WifiBoard.create(patchFirmware(echo.elf, symbol, patch, stem));
                const host = hostBehind(wifi);
                assert.throws(() => {
                    wifi.run(5, () => wifi.text.some((text) => text.includes("listening on")));
                    exchange(wifi, host, "hello", 5, BOARD_ADDRESS);
                }, /the firmware ended/);
                const fault = wifi.board.run(1)?.fault;
                assert.equal(fault?.kind, kind);
                assert.match(fault.message, message);
                assert.equal(fault.symbol, symbol);
                assert.match(fault.line ?? "", line);
            });
        }
    }
});
