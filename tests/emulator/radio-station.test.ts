/**
 * The station in the emulated radio chip: the events by which it tells the driver what has become
 * of its network.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { EventType } from "../../emulator/radio/index.ts";
import { frameTo, joinedDriver, RadioDriver } from "./radio-driver.ts";

const { setSsid, auth, assoc, link, pskSupplicant, prune, disassoc, deauthIndication, scanResult } = EventType;

function types(driver: RadioDriver): number[] {
    return driver.events().map(({ type }) => type);
}

describe("the station in the radio", () => {
    test("joins an open network and one with WPA2, with the events that the driver waits for", () => {
        const driver = new RadioDriver([{ ssid: "open" }, { ssid: "home", passphrase: "correct horse" }]).start();
        const changes: boolean[] = [];
        driver.radio.onLinkChange = (up) => changes.push(up);
        driver.join("open");
        assert.equal(driver.receiveAll().length, 1, "the answer comes before the events");
        driver.millis(1000);
        assert.deepEqual(types(driver), [auth, assoc, link, setSsid]);
        assert.deepEqual(changes, [true]);
        driver.join("home", 0x80, "correct horse");
        driver.receive();
        driver.millis(1000);
        const events = driver.events();
        assert.deepEqual(
            events.map(({ type }) => type),
            [link, auth, assoc, link, pskSupplicant, setSsid],
        );
        assert.deepEqual(
            events.map(({ flags }) => flags),
            [0, 0, 0, 1, 0, 0],
        );
        assert.equal(events.find(({ type }) => type === pskSupplicant)?.status, 6);
        assert.deepEqual(changes, [true, false, true]);
        const bssid = driver.command(23, false, Buffer.alloc(6)).value;
        assert.deepEqual(bssid, Buffer.from(driver.air.find("home")[0]?.bssid ?? []));
        assert.equal(driver.command(127, false, Buffer.alloc(4)).value.readInt32LE(), -50);
    });

    test("takes the strongest access point of a name, or the one that is asked for", () => {
        const near = Buffer.from("02a900000001", "hex");
        const far = Buffer.from("02a900000002", "hex");
        const points = [
            { ssid: "two", bssid: far, rssi: -80 },
            { ssid: "two", bssid: near, rssi: -40 },
        ];
        const driver = new RadioDriver(points).start();
        driver.join("two");
        driver.millis(100);
        driver.receiveAll();
        assert.deepEqual(driver.command(23, false, Buffer.alloc(6)).value, near);
        const request = Buffer.alloc(70);
        request.writeUInt32LE(3);
        request.write("two", 4);
        far.copy(request, 56);
        driver.setVariable("join", request);
        driver.millis(100);
        driver.receiveAll();
        assert.deepEqual(driver.command(23, false, Buffer.alloc(6)).value, far);
    });

    test("says that a network is not there, but not at once", () => {
        const driver = new RadioDriver().start();
        driver.join("nowhere");
        driver.millis(1000);
        driver.receiveAll();
        driver.millis(1000);
        assert.deepEqual(
            driver.events().map(({ type, status, reason }) => [type, status, reason]),
            [[setSsid, 3, 0]],
        );
    });

    test("tells of a wrong passphrase last, with a reason that is no timeout", () => {
        const driver = new RadioDriver([{ ssid: "home", passphrase: "correct horse" }]).start();
        driver.join("home", 0x80, "wrong horse");
        driver.receive();
        driver.millis(10_000);
        const events = driver.events();
        assert.deepEqual(
            events.map(({ type }) => type),
            [auth, assoc, pskSupplicant],
        );
        const last = events.at(-1);
        assert.ok(last !== undefined && last.status !== 6 && last.reason !== 15);
        assert.equal(driver.radio.linkUp, false);
        assert.equal(driver.command(23, false, Buffer.alloc(6)).status, -17);
    });

    test("gives up on a handshake without an answer, and succeeds when it is tried again", () => {
        const driver = new RadioDriver([{ ssid: "edge", passphrase: "correct horse", silentHandshakes: 1 }]).start();
        driver.join("edge", 0x80, "correct horse");
        driver.receive();
        driver.millis(6000);
        assert.deepEqual(
            driver.events().map(({ type, status, reason }) => [type, status, reason]),
            [
                [auth, 0, 0],
                [assoc, 0, 0],
                [pskSupplicant, 4, 15],
            ],
        );
        driver.join("edge", 0x80, "correct horse");
        driver.millis(1000);
        assert.equal(driver.radio.linkUp, true);
    });

    test("prunes an access point whose security is another, and says when an older WPA would do", () => {
        const driver = new RadioDriver([{ ssid: "old", passphrase: "correct horse", security: "wpa" }]).start();
        driver.join("old", 0x80, "correct horse");
        driver.receive();
        driver.millis(3000);
        assert.deepEqual(
            driver.events().map(({ type, status, reason }) => [type, status, reason]),
            [[prune, 0, 8]],
        );
        driver.join("old", 4, "correct horse");
        driver.millis(1000);
        driver.receiveAll();
        assert.equal(driver.radio.linkUp, true);
        driver.join("old");
        driver.receive();
        driver.millis(3000);
        assert.deepEqual(types(driver).slice(-2), [prune, setSsid], "a secured network is not joined without a key");
        assert.equal(driver.radio.linkUp, false);
    });

    test("loses its network by silence, by deauthentication and by leaving", () => {
        const driver = joinedDriver();
        driver.radio.deauthenticate();
        assert.deepEqual(
            driver.events().map(({ type, reason }) => [type, reason]),
            [[deauthIndication, 2]],
        );
        driver.command(52, true, Buffer.alloc(0));
        assert.equal(driver.radio.linkUp, false);
        driver.join("open");
        driver.millis(100);
        driver.receiveAll();
        driver.command(52, true, Buffer.alloc(0));
        driver.join("open");
        driver.millis(100);
        driver.receiveAll();
        driver.air.remove("open");
        driver.millis(900);
        assert.equal(driver.radio.linkUp, true, "a few missing beacons are nothing");
        driver.millis(200);
        assert.deepEqual(
            driver.events().map(({ type, flags }) => [type, flags]),
            [[link, 0]],
        );
        assert.equal(driver.radio.linkUp, false);
    });

    test("follows an access point that announces another channel, and misses one that does not", () => {
        const driver = joinedDriver();
        const channel = (): number => driver.command(29, false, Buffer.alloc(12)).value.readUInt32LE();
        assert.equal(channel(), 6);
        driver.air.move("open", 1, true);
        driver.millis(2000);
        assert.deepEqual(types(driver), []);
        assert.equal(channel(), 1);
        driver.air.move("open", 11, false);
        driver.millis(2000);
        assert.deepEqual(
            driver.events().map(({ type, flags }) => [type, flags]),
            [[link, 0]],
        );
        driver.join("open");
        driver.millis(100);
        driver.receiveAll();
        assert.equal(channel(), 11);
    });

    test("loses a network that it hardly hears, and is not let in while it sees no more than its beacons", () => {
        const driver = joinedDriver();
        driver.air.fade("open", -93);
        driver.millis(500);
        driver.air.fade("open", -80);
        driver.millis(1000);
        assert.deepEqual(types(driver), [], "a moment of it is nothing");
        assert.equal(driver.command(127, false, Buffer.alloc(4)).value.readInt32LE(), -80);
        driver.air.fade("open", -93);
        assert.equal(driver.radio.deliver(frameTo("ffffffffffff")), false, "a frame arrives");
        driver.millis(1100);
        assert.deepEqual(types(driver), [link]);
        driver.join("open");
        driver.receive();
        driver.millis(10_000);
        assert.deepEqual(
            driver.events().map(({ type, status }) => [type, status]),
            [
                [auth, 2],
                [auth, 2],
                [auth, 2],
                [setSsid, 1],
            ],
        );
        driver.air.fade("open", -100);
        driver.join("open");
        driver.receive();
        driver.millis(10_000);
        assert.deepEqual(
            driver.events().map(({ type, status }) => [type, status]),
            [[setSsid, 3]],
        );
        assert.deepEqual(driver.air.beacons, []);
    });

    test("tells the host of leaving in order", () => {
        const driver = joinedDriver();
        driver.post(52, true, Buffer.alloc(0));
        assert.equal(driver.receive()?.channel, 0);
        assert.deepEqual(types(driver), [disassoc, link]);
    });

    test("does not join or scan before the interface is up, and sends no event that nobody wants", () => {
        const driver = new RadioDriver([{ ssid: "open" }]);
        driver.powerOn();
        driver.download();
        driver.startCore();
        driver.millis(30);
        const name = Buffer.alloc(36);
        name.writeUInt32LE(4);
        name.write("open", 4);
        assert.equal(driver.command(26, true, name).status, -4);
        assert.equal(driver.setVariable("escan", Buffer.alloc(76)), -4);
        driver.command(2, true, Buffer.alloc(0));
        driver.join("open");
        driver.millis(1000);
        assert.equal(driver.radio.linkUp, true);
        assert.equal(driver.receiveAll().length, 1, "the answer alone");
    });

    test("finds forty access points, each with what the driver takes from its record", () => {
        const points = Array.from({ length: 40 }, (_, i) => ({
            ssid: `network ${String(i)}`,
            channel: 1 + (i % 13),
            rssi: -30 - i,
            ...(i % 3 === 0
                ? {}
                : { passphrase: "secret words", security: i % 3 === 1 ? ("wpa2" as const) : ("wpa" as const) }),
        }));
        const driver = new RadioDriver(points).start();
        driver.setVariable("escan", Buffer.alloc(76));
        driver.millis(2000);
        const events = driver.events();
        assert.equal(events.length, 41);
        for (const [i, { type, status, data }] of events.entries()) {
            assert.deepEqual([type, status], [scanResult, i === 40 ? 0 : 8]);
            if (i === 40) continue;
            const record = data.subarray(12);
            assert.equal(record.subarray(19, 19 + record.readUInt8(18)).toString(), `network ${String(i)}`);
            assert.equal(record.readUInt16LE(72) & 0xff, 1 + (i % 13));
            assert.equal(record.readInt16LE(78), -30 - i);
            const elements = record.subarray(
                record.readUInt16LE(116),
                record.readUInt16LE(116) + record.readUInt32LE(120),
            );
            assert.ok(record.readUInt16LE(116) + record.readUInt32LE(120) <= record.readUInt32LE(4));
            assert.equal(elements[0], [undefined, 48, 221][i % 3]);
            assert.equal(elements.length === 0 ? 0 : elements.readUInt8(1) + 2, elements.length);
        }
    });

    test("forgets its network, its packets and its delayed answers with its power", () => {
        const driver = joinedDriver();
        driver.radio.answerDelay = () => 500;
        driver.post(86, true, Buffer.alloc(4));
        driver.radio.deliver(frameTo("ffffffffffff"));
        driver.radio.answerDelay = undefined;
        driver.start();
        driver.millis(1000);
        assert.deepEqual(driver.receiveAll(), []);
        assert.equal(driver.radio.linkUp, false);
    });

    test("answers late where told to", () => {
        const driver = new RadioDriver().start();
        driver.radio.answerDelay = ({ command }) => (command === 86 ? 900 : 0);
        driver.post(86, true, Buffer.alloc(4));
        driver.millis(899);
        assert.equal(driver.receive(), undefined);
        driver.millis(2);
        assert.equal(driver.receive()?.channel, 0);
    });

    test("tells of a farewell late, when the host is in the network again", () => {
        const driver = new RadioDriver([{ ssid: "open" }], { timing: { farewell: 150 } }).start();
        driver.join("open");
        driver.millis(100);
        driver.receiveAll();
        driver.command(52, true, Buffer.alloc(4));
        assert.equal(driver.radio.linkUp, false);
        driver.join("open");
        driver.receive();
        driver.millis(100);
        assert.deepEqual(types(driver), [auth, assoc, link, setSsid]);
        assert.equal(driver.radio.linkUp, true);
        driver.millis(100);
        assert.deepEqual(types(driver), [disassoc, link]);
    });
});

const FAST = 2;
const BEACON = 102.4;

describe("a radio that saves power", () => {
    const GROUP = "01005e0000fb";

    function saving(sleepAfter: number): RadioDriver {
        const driver = new RadioDriver([{ ssid: "open", dtim: 3 }]).start();
        driver.join("open");
        driver.millis(100);
        driver.receiveAll();
        const list = Buffer.alloc(64);
        list.writeUInt32LE(1);
        list.write(GROUP, 4, "hex");
        driver.setVariable("mcast_list", list);
        driver.setVariable("pm2_sleep_ret", Buffer.from([sleepAfter, 0, 0, 0]));
        driver.command(86, true, Buffer.from([FAST, 0, 0, 0]));
        driver.receiveAll();
        return driver;
    }

    /** Milliseconds, in steps of one, until a frame arrives. */
    function delay(driver: RadioDriver, destination: string): number {
        assert.ok(driver.radio.deliver(frameTo(destination)));
        for (let waited = 0; waited < 1000; waited++) {
            if (driver.receiveAll().length > 0) return waited;
            driver.millis(1);
        }
        return Infinity;
    }

    const untilNext = (driver: RadioDriver, interval: number): number =>
        interval - ((driver.clock.nanos / 1e6) % interval);

    test("gets a frame at the next beacon when it has been idle, and at once when it has not", () => {
        const driver = saving(200);
        driver.millis(500);
        const due = untilNext(driver, BEACON);
        const waited = delay(driver, "28cdc1102030");
        assert.ok(Math.abs(waited - due) <= 1, `${String(waited)} ms instead of ${String(due)}`);
        driver.millis(150);
        assert.equal(delay(driver, "28cdc1102030"), 0);
        driver.millis(150);
        driver.sendFrame(frameTo("020000000001"));
        driver.receiveAll();
        driver.millis(190);
        assert.equal(delay(driver, "28cdc1102030"), 0, "what it sends keeps it awake as well");
    });

    test("gets what is for groups at the beacon that announces it", () => {
        const driver = saving(200);
        driver.millis(500);
        const due = untilNext(driver, 3 * BEACON);
        const waited = delay(driver, GROUP);
        assert.ok(Math.abs(waited - due) <= 1, `${String(waited)} ms instead of ${String(due)}`);
    });

    test("gets all that the access point kept, in order, though more than its queue holds", () => {
        const driver = saving(200);
        driver.millis(500);
        const frame = (number: number): Buffer => Buffer.concat([frameTo("28cdc1102030"), Buffer.from([number])]);
        const kept = Array.from({ length: 70 }, (_, number) => driver.radio.deliver(frame(number)));
        assert.equal(kept.indexOf(false), 64, "an access point keeps no more");
        const numbers: number[] = [];
        for (let waited = 0; waited < 200; waited++) {
            for (const packet of driver.receiveAll()) numbers.push(Buffer.from(packet.body).at(-1) ?? -1);
            if (numbers.length === 32) assert.equal(driver.radio.deliver(frame(64)), true, "behind those that wait");
            driver.millis(1);
        }
        assert.deepEqual(
            numbers,
            Array.from({ length: 65 }, (_, number) => number),
        );
    });

    test("gets everything at once without that, and nothing that waited when the network is gone", () => {
        const driver = saving(200);
        driver.command(86, true, Buffer.alloc(4));
        driver.millis(500);
        assert.equal(delay(driver, "28cdc1102030"), 0);
        driver.command(86, true, Buffer.from([FAST, 0, 0, 0]));
        driver.millis(500);
        assert.ok(driver.radio.deliver(frameTo("28cdc1102030")));
        driver.radio.loseLink();
        driver.receiveAll();
        driver.millis(500);
        assert.deepEqual(driver.receiveAll(), []);
    });
});
