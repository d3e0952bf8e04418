/** The official driver on the emulated radio: what the driver itself makes of the chip. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { type AccessPoint, type AttachOptions } from "../../emulator/radio/index.ts";
import { buildDriverCases, driverCase, NETWORK, WifiBoard, type WifiCase, withoutDriver } from "./wifi-firmware.ts";

/** Status of a join as the driver numbers it. */
const JOINED = "status 1";
const NO_NETWORK = "status -2";
const BAD_PASSPHRASE = "status -3";

async function start(name: WifiCase, air?: readonly AccessPoint[], options?: AttachOptions): Promise<WifiBoard> {
    return WifiBoard.create(driverCase(name), air, options);
}

/** The lines of the case, which must reach its end without a complaint of the chip. */
async function output(name: WifiCase, air?: readonly AccessPoint[], options?: AttachOptions): Promise<string[]> {
    const wifi = await start(name, air, options);
    wifi.runToLine(/^end$/, 30);
    assert.deepEqual(wifi.radio.complaints, []);
    return wifi.text.slice(0, -1);
}

describe("the radio's driver on the emulated chip", { skip: withoutDriver }, () => {
    before(buildDriverCases, { timeout: 600_000 });

    for (const bus of ["word", "pins"] as const) {
        test(`joins WPA2 over the bus of ${bus}`, async () => {
            assert.deepEqual(await output("join", undefined, { bus }), ["join 0", JOINED, "link 0 up"]);
        });
    }

    test("takes the same time over both kinds of bus, and the same count of cycles again", async () => {
        const [words, again] = [await start("join"), await start("join")];
        const pins = await start("join", undefined, { bus: "pins" });
        for (const wifi of [words, again, pins]) wifi.runToLine(/^link 0 up$/, 5);
        assert.deepEqual(words.board.counters, again.board.counters);
        assert.ok(Math.abs(words.millis - pins.millis) <= 1, `${String(words.millis)} and ${String(pins.millis)} ms`);
    });

    test("joins an open network, and one by its address", async () => {
        assert.deepEqual(await output("join_open", [{ ssid: NETWORK.ssid }]), ["join 0", JOINED, "link 0 up"]);
        const bssid = (last: number): Uint8Array => Uint8Array.of(0x02, 0xa9, 0, 0, 0, last);
        const air = [
            { ...NETWORK, bssid: bssid(1), rssi: -30 },
            { ...NETWORK, bssid: bssid(2), rssi: -80 },
        ];
        const lines = await output("join_address", air);
        assert.deepEqual(lines, ["join 0", JOINED, "link 0 up", "bssid 0 02a900000002"]);
    });

    test("tells a missing network from a wrong passphrase", async () => {
        assert.deepEqual(await output("join", []), ["join 0", JOINED, NO_NETWORK]);
        const wrong = await output("join", [{ ...NETWORK, passphrase: "another horse" }]);
        assert.deepEqual(wrong, ["join 0", JOINED, BAD_PASSPHRASE]);
        const open = await output("join", [{ ssid: NETWORK.ssid }]);
        assert.deepEqual(open, ["join 0", JOINED, NO_NETWORK]);
    });

    test("joins again by itself after a handshake without an answer, and with WPA where WPA2 is unknown", async () => {
        const edge = await start("join", [{ ...NETWORK, silentHandshakes: 1 }]);
        edge.runToLine(/^link 0 up$/, 10);
        assert.ok(edge.millis > 5000, "the first handshake ran out");
        const old = await output("join", [{ ...NETWORK, security: "wpa" }]);
        assert.deepEqual(old, ["join 0", JOINED, "link 0 up"]);
    });

    test("finds every access point with channel, strength and security", async () => {
        const air = Array.from({ length: 30 }, (_, i) => ({
            ssid: `network ${String(i)}`,
            channel: 1 + (i % 13),
            rssi: -30 - i,
            ...[{}, { passphrase: "secret words" }, { passphrase: "secret words", security: "wpa" as const }][i % 3],
        }));
        const auth = [0, 5, 3];
        const expected = air.map(({ ssid, channel, rssi }, i) => {
            const security = String(auth[i % 3]);
            return `found ${ssid} channel ${String(channel)} rssi ${String(rssi)} auth ${security}`;
        });
        assert.deepEqual(await output("scan", air), ["scan 0", ...expected, "scanned"]);
        assert.deepEqual(await output("scan", []), ["scan 0", "scanned"]);
    });

    test("lights the LED and reads the chip's pins", async () => {
        const wifi = await start("led");
        const seen: boolean[] = [];
        wifi.radio.pins.onLed = (lit) => seen.push(lit);
        wifi.runToLine(/^end$/, 5);
        assert.deepEqual(wifi.text.slice(0, -1), ["led 1 vbus 1", "led 0 vbus 1", "led 1 vbus 1"]);
        assert.deepEqual(seen, [true, false, true]);
    });

    test("sleeps, is woken by a frame, and wakes for a command", async () => {
        const wifi = await start("power_save");
        const states: (number | undefined)[] = [];
        wifi.radio.port.onTransaction = ({ write, address }, data) => {
            if (write && address === 0x1001f) states.push(data[0]);
        };
        wifi.runToLine(/^asleep$/, 15);
        assert.equal(states.at(-1), 0, "the bus is asleep");
        states.length = 0;
        assert.equal(wifi.radio.deliver(Buffer.alloc(60, 0xff)), true);
        wifi.runToLine(/^end$/, 5);
        const lines = wifi.text.slice(-4, -1);
        assert.deepEqual(lines, ["mode 0 00a11142", "asleep", "rssi 0 -50 frames 1"]);
        assert.equal(states[0], 1, "woken first of all");
        assert.deepEqual(wifi.radio.complaints, []);
    });

    test("comes back after its power was off, by the driver or by a reset of the board", async () => {
        assert.deepEqual(await output("deinit"), ["link 0 up", "off", "link 0 up", "again 1"]);
        const lines = await output("reboot");
        assert.deepEqual(lines, ["link 0 up", "first boot, joined 1", "link 0 up", "second boot, joined 1"]);
    });

    test("loses the network by silence, by deauthentication and with its access point", async () => {
        for (const lose of [
            (wifi: WifiBoard): void => wifi.radio.loseLink(),
            (wifi: WifiBoard): void => wifi.radio.deauthenticate(),
            (wifi: WifiBoard): void => wifi.radio.air.remove(NETWORK.ssid),
        ]) {
            const wifi = await start("watch");
            wifi.runToLine(/^watching$/, 5);
            lose(wifi);
            wifi.runToLine(/^link 0 down$/, 3);
            assert.equal(wifi.radio.linkUp, false);
            wifi.runToLine(/^end$/, 10);
            assert.deepEqual(wifi.radio.complaints, []);
        }
    });

    test("takes a burst of the longest frames without losing a byte", async () => {
        const wifi = await start("receive");
        wifi.runToLine(/^receiving$/, 5);
        let delivered = 0;
        let sum = 0;
        while (delivered < 200) {
            const frame = Buffer.alloc(1514, delivered & 0xff).fill(0xff, 0, 6);
            if (!wifi.radio.deliver(frame)) {
                wifi.run(0.001);
                continue;
            }
            delivered++;
            for (const byte of frame) sum += byte;
        }
        wifi.runToLine(/^end$/, 5);
        const total = `received 200 frames ${String(200 * 1514)} bytes sum ${String(sum)}`;
        assert.equal(wifi.text.at(-2), total);
    });
});
