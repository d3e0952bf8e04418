/**
 * The Wi-Fi firmware of a TypeScript program on the emulated board: the very UF2 that a user
 * flashes.
 */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { AccessPoint, AttachOptions } from "../../emulator/radio/index.ts";
import type { Firmware } from "./fixtures.ts";
import {
    assertServes,
    buildWifiProgram,
    exchange,
    hostBehind,
    NETWORK,
    WifiBoard,
    withoutDriver,
} from "./wifi-firmware.ts";

const LISTENING = /^tspico: listening on 10\.0\.0\.2 port 80/;

describe("the Wi-Fi firmware on the emulated board", { skip: withoutDriver }, () => {
    let echo: Firmware;
    before(
        () => {
            echo = buildWifiProgram("ts-src/echo.ts");
        },
        { timeout: 900_000 },
    );

    const start = (air?: readonly AccessPoint[], options?: AttachOptions): Promise<WifiBoard> =>
        WifiBoard.create(echo, air, options);

    for (const bus of ["word", "pins"] as const) {
        test(`joins, gets an address and serves, over the bus of ${bus}`, async () => {
            const wifi = await start(undefined, { bus });
            const host = hostBehind(wifi);
            wifi.runToLine(LISTENING, 10);
            for (let i = 0; i < 10; i++) assertServes(wifi, host, 1, "x".repeat(100 * i));
            assert.deepEqual(wifi.radio.complaints, []);
        });
    }

    test("serves over IPv6, for which the chip has to let its groups through", async () => {
        const wifi = await start();
        const host = hostBehind(wifi, { ipv6Prefix: "fd00:1::" });
        wifi.runToLine(LISTENING, 10);
        // Until then the board makes sure that nobody else has its addresses.
        wifi.run(2);
        assertServes(wifi, host, 2, "hello", "fe80::2acd:c1ff:fe10:2030");
        assertServes(wifi, host, 2, "hello", "fd00:1::2acd:c1ff:fe10:2030");
    });

    test("waits for its network, and says why", async () => {
        const wifi = await start([]);
        const host = hostBehind(wifi);
        wifi.runToLine(/: not found; trying again in 1 s$/, 10);
        wifi.runToLine(/: not found; trying again in 2 s$/, 10);
        wifi.radio.air.add({ ...NETWORK, passphrase: "another horse" });
        wifi.runToLine(/: refused: a wrong password, or a signal that is too weak; trying again in \d s$/, 10);
        wifi.radio.air.remove(NETWORK.ssid);
        wifi.radio.air.add(NETWORK);
        wifi.runToLine(LISTENING, 40);
        assertServes(wifi, host);
        assert.deepEqual(wifi.radio.complaints, []);
    });

    test("joins again when it is sent away, when the link is gone and when the access point comes back", async () => {
        const wifi = await start();
        const host = hostBehind(wifi);
        wifi.runToLine(LISTENING, 10);
        let lost = 0;
        const joins = (): number => wifi.text.filter((line) => line.includes("joined Wi-Fi network")).length;
        for (const lose of [
            (): void => wifi.radio.deauthenticate(),
            (): void => wifi.radio.loseLink(),
            (): void => wifi.radio.air.remove(NETWORK.ssid),
        ]) {
            assertServes(wifi, host);
            lose();
            lost++;
            wifi.run(3);
            assert.equal(wifi.text.filter((line) => line.endsWith("is lost, joining again")).length, lost);
            if (wifi.radio.air.beacons.length === 0) wifi.radio.air.add(NETWORK);
            wifi.run(60, () => joins() > lost);
            assert.equal(joins(), lost + 1, wifi.text.join("\n"));
        }
        assertServes(wifi, host);
        assert.deepEqual(wifi.radio.complaints, []);
    });

    test("blinks while it looks for its network, and shines when it has one", async () => {
        const wifi = await start([]);
        hostBehind(wifi);
        let changes = 0;
        wifi.radio.pins.onLed = () => changes++;
        wifi.run(3);
        assert.ok(changes >= 4, String(changes));
        wifi.radio.air.add(NETWORK);
        wifi.runToLine(LISTENING, 30);
        wifi.run(1);
        changes = 0;
        wifi.run(3);
        assert.equal(changes, 0);
        assert.equal(wifi.radio.pins.led, true);
    });

    test("serves after long idling, through the radio's power save", async () => {
        const wifi = await start();
        const host = hostBehind(wifi);
        wifi.runToLine(LISTENING, 10);
        let sleeps = 0;
        wifi.radio.port.onTransaction = ({ write, address }, data) => {
            if (write && address === 0x1001f && data[0] === 0) sleeps++;
        };
        wifi.run(60);
        assert.ok(sleeps > 0, "the bus went to sleep");
        assertServes(wifi, host, 5);
        assert.deepEqual(wifi.radio.complaints, []);
    });
});

test(
    "a program with the LED on the radio's pin serves its state",
    { skip: withoutDriver, timeout: 900_000 },
    async () => {
        const wifi = await WifiBoard.create(buildWifiProgram("ts-src/led.ts"));
        const host = hostBehind(wifi);
        wifi.runToLine(LISTENING, 10);
        const seen = new Set<string>();
        for (let i = 0; i < 5; i++) {
            const before = wifi.radio.pins.led;
            const answer = exchange(wifi, host, "", 1).split("\r\n\r\n")[1];
            if (wifi.radio.pins.led !== before) continue;
            assert.equal(answer, before ? "on\n" : "off\n");
            seen.add(answer);
            wifi.run(0.5);
        }
        assert.equal(seen.size, 2, "both states were served");
    },
);
