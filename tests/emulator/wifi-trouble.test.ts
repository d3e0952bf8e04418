/**
 * What a Wi-Fi board does when its radio is missing or dies, and when the network gives another
 * address than before. The UF2 is the one that a user flashes.
 */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { Chip } from "../../emulator/chip.ts";
import { createBoard } from "../../emulator/index.ts";
import { Host, type HostOptions } from "../../emulator/network/host/host.ts";
import { Wire, type WireOptions } from "../../emulator/network/wire.ts";
import { type Firmware, POWER_ON } from "./fixtures.ts";
import { assertServes, buildWifiProgram, hostBehind, NETWORK, WifiBoard, withoutDriver } from "./wifi-firmware.ts";

const OTHER = { ssid: "other", passphrase: "another horse" } as const;
const DIES = {
    "loses its power": (wifi: WifiBoard): void => {
        wifi.radio.setPower(false);
    },
    "falls silent": (wifi: WifiBoard): void => {
        wifi.radio.answerDelay = () => Infinity;
    },
} as const;
/** Three questions, the last of which may come ten seconds later; each waits a second at most. */
const FOUND_OUT = 17;

function addressesOf(wifi: WifiBoard): string[] {
    return wifi.text.flatMap((line) => /^tspico: .*address (?:is now )?(\d+\.\d+\.\d+\.\d+)/.exec(line)?.[1] ?? []);
}

/** Another router, or one that is set up anew, behind the same radio. */
function routerBehind(wifi: WifiBoard, options: Partial<HostOptions>, wire: WireOptions = {}): Host {
    const host = new Host({ time: wifi.board.time, ipv4: "172.16.5.1", ...options });
    new Wire(wifi.board.time, host, wire).attach(wifi.radio);
    return host;
}

describe("a Wi-Fi board in trouble", { skip: withoutDriver }, () => {
    let echo: Firmware;
    before(
        () => {
            echo = buildWifiProgram("ts-src/echo.ts");
        },
        { timeout: 900_000 },
    );

    /** The data line of the radio's bus is VBUS sense on a Pico: high with a cable, else low. */
    const VBUS_SENSE = { "with a cable": true, "without a cable": false } as const;
    for (const [how, level] of Object.entries(VBUS_SENSE)) {
        test(`says on a Pico ${how} that there is no radio, so that it can be read, and starts again`, async () => {
            const lines: string[] = [];
            const onChip = (chip: Chip): void => chip.mcu.gpio[24]?.setInputValue(level);
            const board = await createBoard({ ...echo, onChip, onLine: (text) => lines.push(text) });
            const run = (seconds: number): void => {
                assert.equal(board.run(Infinity, board.time.nanos + seconds * 1e9), undefined);
            };
            run(2);
            // The driver has a line of its own before.
            assert.deepEqual(lines.filter((line) => line.startsWith("tspico: ")).slice(0, 3), [
                POWER_ON,
                "tspico: the radio does not answer; is this a Pico W?",
                "tspico: the hardware of the network does not answer, starting again in 10 s",
            ]);
            board.type("help\r");
            run(1);
            assert.ok(lines.includes("tspico: commands are"), lines.join("\n"));
            run(9);
            assert.ok(
                lines.includes("tspico: reset because the hardware of the network did not answer"),
                lines.join("\n"),
            );
        });
    }

    for (const [how, die] of Object.entries(DIES)) {
        const assertIsFoundOut = (wifi: WifiBoard): void => {
            die(wifi);
            const from = wifi.text.length;
            wifi.runToLine(/^tspico: the radio no longer answers, starting again$/, FOUND_OUT);
            assert.ok(!wifi.text.slice(from).some((line) => line.includes("did not return to its loop")));
        };

        test(`finds out that the radio ${how} while it joins`, async () => {
            const wifi = await WifiBoard.create(echo, [{ ...NETWORK, silentHandshakes: 1000 }]);
            wifi.run(1);
            assertIsFoundOut(wifi);
        });

        test(`finds out that the radio ${how} between two attempts`, async () => {
            const wifi = await WifiBoard.create(echo, []);
            wifi.runToLine(/trying again in 8 s$/, 20);
            assertIsFoundOut(wifi);
        });
    }

    test("calls a reset that comes while the radio is asked to join the radio's", async () => {
        const wifi = await WifiBoard.create(echo, []);
        wifi.runToLine(/trying again in 4 s$/, 20);
        // The question is answered, and none of the commands to join.
        wifi.radio.answerDelay = ({ command }) => (command === 127 ? 0 : Infinity);
        wifi.run(14);
        const last = wifi.text.filter((line) => line.startsWith("tspico: reset ")).at(-1);
        assert.equal(last, "tspico: reset because the hardware of the network did not answer");
    });

    test("shows and serves the address of the network that it is in, not the one before", async () => {
        const wifi = await WifiBoard.create(echo, [NETWORK, OTHER]);
        hostBehind(wifi);
        wifi.runToLine(/listening on 10\.0\.0\.2/, 10);
        wifi.board.type(`wifi ${OTHER.ssid} "${OTHER.passphrase}"\r`);
        const router = routerBehind(wifi, { dhcpServer: { firstAddress: "172.16.5.77" } });
        wifi.runToLine(/joined Wi-Fi network other, address 172\.16\.5\.77/, 10);
        assert.deepEqual(addressesOf(wifi), ["10.0.0.2", "172.16.5.77"]);
        assertServes(wifi, router, 2, "hello", "172.16.5.77");
    });

    for (const answers of ["all", "new"] as const) {
        const how = answers === "all" ? "refuses the old address" : "says nothing to the old address";
        test(`takes a new address from a router that ${how}`, async () => {
            const wifi = await WifiBoard.create(echo);
            hostBehind(wifi);
            wifi.runToLine(/listening on 10\.0\.0\.2/, 10);
            const router = routerBehind(wifi, { dhcpServer: { firstAddress: "172.16.5.77", answers } });
            wifi.radio.deauthenticate();
            wifi.runToLine(/joined Wi-Fi network tspico test, address 172\.16\.5\.77/, 30);
            assert.deepEqual(addressesOf(wifi), ["10.0.0.2", "172.16.5.77"]);
            assert.equal(wifi.text.filter((line) => line.endsWith("is lost, joining again")).length, 1);
            assertServes(wifi, router, 2, "hello", "172.16.5.77");
        });
    }

    const TAKEN_BACK = {
        // As over any air: the board looks between the refusal and the new address.
        "in two milliseconds": { delay: 2e6, says: /has taken the address 10\.0\.0\.2 back, asking for another$/ },
        "at once": { delay: 0, says: /in Wi-Fi network tspico test, the address is now 10\.0\.0\.40$/ },
    } as const;
    for (const [how, { delay, says }] of Object.entries(TAKEN_BACK)) {
        test(`asks a network that answers ${how} for another address when it takes its own back`, async () => {
            const wifi = await WifiBoard.create(echo);
            hostBehind(wifi, { dhcpServer: { firstAddress: "10.0.0.2", leaseSeconds: 20 } });
            wifi.runToLine(/listening on 10\.0\.0\.2/, 10);
            const given = { ipv4: "10.0.0.1", dhcpServer: { firstAddress: "10.0.0.40" } };
            const router = routerBehind(wifi, given, { impairments: { delay } });
            wifi.runToLine(says, 70);
            wifi.run(5);
            assert.equal(addressesOf(wifi).at(-1), "10.0.0.40");
            assert.ok(!wifi.text.some((line) => line.endsWith("is lost, joining again")));
            assertServes(wifi, router, 2, "hello", "10.0.0.40");
        });
    }

    test("never speaks of a password where the signal is too weak, and joins when it is not", async () => {
        const wifi = await WifiBoard.create(echo);
        const host = hostBehind(wifi);
        wifi.runToLine(/listening on 10\.0\.0\.2/, 10);
        wifi.radio.air.fade(NETWORK.ssid, -93);
        wifi.runToLine(/is lost, joining again$/, 5);
        wifi.runToLine(/: seen, but it does not answer: the signal may be too weak; trying again in 2 s$/, 20);
        assert.ok(!wifi.text.some((line) => /password|refused/.test(line)), wifi.text.join("\n"));
        wifi.radio.air.fade(NETWORK.ssid, -60);
        const from = wifi.text.length;
        wifi.run(10, () => wifi.text.slice(from).some((line) => line.startsWith("tspico: joined")));
        assertServes(wifi, host);
    });

    test("stays in a network whose access point announces another channel, and says which", async () => {
        const wifi = await WifiBoard.create(echo);
        const host = hostBehind(wifi);
        wifi.runToLine(/listening on 10\.0\.0\.2/, 10);
        wifi.radio.air.move(NETWORK.ssid, 1, true);
        wifi.run(3);
        wifi.board.type("wifi status\r");
        wifi.runToLine(/^tspico: in Wi-Fi network tspico test, address 10\.0\.0\.2, signal -50 dBm, channel 1$/, 2);
        assert.ok(!wifi.text.some((line) => line.endsWith("is lost, joining again")));
        assertServes(wifi, host);
    });
});
