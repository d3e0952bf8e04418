/**
 * A Wi-Fi board from its first network to another one, with the radio's driver: joins, losses, the
 * remembered network, reasons.
 */
import assert from "node:assert/strict";
import { before, suite, test } from "node:test";
import { Host } from "../../emulator/network/host/host.ts";
import { Wire } from "../../emulator/network/wire.ts";
import type { AccessPoint } from "../../emulator/radio/index.ts";
import { type Firmware, POWER_ON } from "./fixtures.ts";
import { buildWifiProgram, NETWORK, WifiBoard, withoutDriver } from "./wifi-firmware.ts";

const other = { ssid: "my home", passphrase: "my password" };

suite("a Wi-Fi board", { skip: withoutDriver }, () => {
    let firmware: Firmware;

    before(
        () => {
            firmware = buildWifiProgram("ts-src/echo.ts");
        },
        { timeout: 900_000 },
    );

    /** A board in an air with a DHCP server behind every access point. */
    async function start(points: readonly AccessPoint[]): Promise<WifiBoard> {
        const wifi = await WifiBoard.create(firmware, points);
        const dhcpServer = { firstAddress: "192.168.4.16" };
        const host = new Host({ time: wifi.board.time, ipv4: "192.168.4.1", dhcpServer });
        new Wire(wifi.board.time, host).attach(wifi.radio);
        return wifi;
    }

    function type(wifi: WifiBoard, line: string, seconds: number): string[] {
        const before = wifi.text.length;
        wifi.board.type(`${line}\r`);
        wifi.run(seconds);
        return wifi.text.slice(before);
    }

    test("joins, starts the program when it has an address, and says how long that took", async () => {
        const wifi = await start([NETWORK]);
        wifi.run(2);
        assert.deepEqual(wifi.text.slice(0, 2), [POWER_ON, `tspico: joining Wi-Fi network ${NETWORK.ssid}`]);
        assert.match(wifi.text[2] ?? "", /^tspico: joined Wi-Fi network tspico test, address 192\.168\.4\.16, \d+ ms/);
        assert.match(wifi.text[3] ?? "", /^tspico: listening on 192\.168\.4\.16 port 80, \d+ ms after the start$/);
        assert.equal(wifi.text.length, 4);
    });

    test("joins again at once after a deauthentication and after a lost link", async () => {
        const wifi = await start([NETWORK]);
        wifi.run(2);
        for (const happens of [() => wifi.radio.deauthenticate(), () => wifi.radio.loseLink()]) {
            const before = wifi.text.length;
            happens();
            wifi.run(1);
            const [lost, joined] = wifi.text.slice(before);
            assert.equal(lost, `tspico: Wi-Fi network ${NETWORK.ssid} is lost, joining again`);
            assert.match(joined ?? "", /^tspico: joined /);
        }
    });

    test("tries a missing network ever more seldom, and finds it when it appears", async () => {
        const wifi = await start([]);
        wifi.run(12);
        const waits = wifi.text.map((line) => /not found; trying again in (\d+) s/.exec(line)?.[1]);
        assert.deepEqual(waits.slice(2, 5), ["1", "2", "4"]);
        assert.ok(!wifi.text.some((line) => line.includes("listening")), "the program waits for the network");
        wifi.radio.air.add(NETWORK);
        wifi.run(20);
        assert.match(wifi.text.at(-1) ?? "", /listening on/);
    });

    test("remembers a network that was typed over a reset, and forgets it", async () => {
        const wifi = await start([NETWORK, other]);
        wifi.run(2);
        const typed = type(wifi, `wifi "${other.ssid}" "${other.passphrase}"`, 2);
        assert.match(typed.join("\n"), /joined Wi-Fi network my home/);
        const again = type(wifi, "reset", 3);
        assert.match(again.join("\n"), /joining Wi-Fi network my home\n.*joined Wi-Fi network my home/);
        assert.match(type(wifi, "wifi status", 1).join("\n"), /in Wi-Fi network my home, address/);
        const forgotten = type(wifi, "wifi forget", 2);
        assert.match(forgotten.join("\n"), /forgotten\n.*\n.*joined Wi-Fi network tspico test/);
    });

    test("says that a password was refused", async () => {
        const wifi = await start([NETWORK]);
        wifi.run(2);
        const lines = type(wifi, `wifi "${NETWORK.ssid}" "wrong password"`, 5);
        assert.match(lines.join("\n"), /refused: a wrong password, or a signal that is too weak; trying again in 1 s/);
    });

    test("starts again with a reason when the radio fell silent while the network was up, and serves", async () => {
        const wifi = await start([NETWORK]);
        wifi.run(2);
        wifi.radio.creditWindow = 0;
        const before = wifi.text.length;
        wifi.runToLine(/^tspico: the radio no longer answers, starting again$/, 16);
        wifi.radio.creditWindow = 8;
        wifi.run(3);
        const lines = wifi.text.slice(before).filter((line) => line.startsWith("tspico: "));
        assert.equal(lines[1], "tspico: reset because the hardware of the network did not answer");
        assert.match(lines.at(-2) ?? "", /joined Wi-Fi network tspico test/);
        assert.match(lines.at(-1) ?? "", /listening on 192\.168\.4\.\d+ port 80/);
    });

    test("lives through a radio that is silent for two seconds", async () => {
        const wifi = await start([NETWORK]);
        wifi.run(10);
        const before = wifi.text.length;
        wifi.radio.creditWindow = 0;
        wifi.run(2);
        wifi.radio.creditWindow = 8;
        wifi.run(15);
        assert.deepEqual(wifi.text.slice(before), []);
    });

    test("shows its state on the LED", async () => {
        const wifi = await start([]);
        let changes = 0;
        let lit = wifi.radio.pins.led;
        for (let step = 0; step < 300; step++) {
            wifi.run(0.01);
            if (wifi.radio.pins.led !== lit) changes++;
            lit = wifi.radio.pins.led;
        }
        assert.ok(changes >= 6, `${changes.toString()} changes in three seconds without the network`);
        wifi.radio.air.add(NETWORK);
        wifi.run(10);
        assert.equal(wifi.radio.pins.led, true);
    });
});
