/**
 * The settings of a Wi-Fi board while its flash takes as long as the slowest does: interrupts are
 * off meanwhile.
 */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { parseAddress } from "../../emulator/network/host/addresses.ts";
import type { Firmware } from "./fixtures.ts";
import { assertServes, buildWifiProgram, hostBehind, NETWORK, WifiBoard, withoutDriver } from "./wifi-firmware.ts";

const OTHER = { ssid: "my home", passphrase: "my password" } as const;
const REMEMBER = `wifi "${OTHER.ssid}" "${OTHER.passphrase}"\r`;
const JOINING = `tspico: joining Wi-Fi network ${OTHER.ssid}`;
const ERASE_MILLIS = 400;

/** Calls back so many milliseconds from now: `run` does not return while the flash is erased. */
function after(wifi: WifiBoard, millis: number, action: () => void): void {
    wifi.board.time.createAlarm(action).schedule(millis * 1e6);
}

describe("a Wi-Fi board with the slowest flash", { skip: withoutDriver }, () => {
    let echo: Firmware;
    before(
        () => {
            echo = buildWifiProgram("ts-src/echo.ts");
        },
        { timeout: 900_000 },
    );

    async function served(): Promise<{ wifi: WifiBoard; ping: () => void; assertLives: () => void }> {
        const slowest = { sectorEraseMicros: ERASE_MILLIS * 1000 };
        const wifi = await WifiBoard.create(echo, [NETWORK, OTHER], {}, slowest);
        const host = hostBehind(wifi);
        wifi.runToLine(/listening on 10\.0\.0\.2/, 10);
        let sequence = 0;
        return {
            wifi,
            ping: () => {
                host.ping(parseAddress("10.0.0.2"), 1, ++sequence, Buffer.alloc(1000));
            },
            assertLives: () => {
                assertServes(wifi, host);
                assert.equal(wifi.board.resets.length, 0);
                assert.deepEqual(wifi.radio.complaints, []);
            },
        };
    }

    test("answers when the network is written, and not before", async () => {
        const { wifi, ping, assertLives } = await served();
        const typed = wifi.millis;
        wifi.board.type(REMEMBER);
        // More frames than the radio keeps come meanwhile.
        for (let millis = 0; millis < ERASE_MILLIS; millis += 5) after(wifi, millis, ping);
        wifi.run(3, () => wifi.text.includes(JOINING));
        assert.ok(wifi.millis - typed > ERASE_MILLIS, `${(wifi.millis - typed).toString()} ms`);
        wifi.board.restart("power");
        const again = wifi.lines.length;
        wifi.run(3, () => wifi.text.slice(again).some((line) => line.includes("listening on")));
        assert.equal(wifi.text[again + 1], JOINING);
        assertLives();
    });

    test("loses nothing that is pasted after the answer, and lives on", async () => {
        const { wifi, assertLives } = await served();
        wifi.board.type(REMEMBER);
        wifi.run(3, () => wifi.text.includes(JOINING));
        const from = wifi.lines.length;
        wifi.board.type("wifi status\r".repeat(10));
        wifi.run(3, () => wifi.text.some((line) => line.includes(`joined Wi-Fi network ${OTHER.ssid}`)));
        const answers = wifi.text
            .slice(from)
            .filter((line) => /^tspico: (?:not yet )?in Wi-Fi network my home/.test(line));
        assert.equal(answers.length, 10);
        assertLives();
    });

    test("hears 32 characters while it writes", async () => {
        const { wifi, assertLives } = await served();
        wifi.board.type(REMEMBER);
        after(wifi, ERASE_MILLIS / 2, () => {
            assert.ok(!wifi.text.includes(JOINING), "it writes");
            wifi.board.type("wifi status\rwifi status\rabout\r\r\r");
        });
        wifi.run(3);
        assert.equal(wifi.text.filter((line) => /in Wi-Fi network my home(, address.*)?$/.test(line)).length, 2);
        assert.ok(wifi.text.some((line) => line.startsWith("tspico: this is RP2040")));
        assertLives();
    });

    test("does not take a line of which it has not heard all", async () => {
        const { wifi, assertLives } = await served();
        wifi.board.type(REMEMBER);
        after(wifi, ERASE_MILLIS / 2, () => {
            wifi.board.type("wifi status\rwifi third abcdefghijklmnopqrstuvwxyz\rwifi fourth abcdefgh\r");
        });
        wifi.run(1);
        assert.ok(!wifi.text.some((line) => line.includes("third") || line.includes("fourth")), wifi.text.join("\n"));
        // What comes next ends the line of which the end was lost.
        wifi.board.type("\rwifi status\r");
        wifi.run(2);
        const spoilt = wifi.text.filter((line) => line.endsWith("a quote is missing, or characters of it were lost"));
        assert.equal(spoilt.length, 1, wifi.text.join("\n"));
        assert.equal(wifi.text.filter((line) => /in Wi-Fi network my home(, address.*)?$/.test(line)).length, 2);
        assertLives();
    });

    test("forgets it, which takes two sectors", async () => {
        const { wifi, assertLives } = await served();
        wifi.board.type(REMEMBER);
        wifi.run(3);
        const typed = wifi.millis;
        wifi.board.type("wifi forget\r");
        wifi.run(4, () => wifi.text.includes("tspico: forgotten"));
        assert.ok(wifi.millis - typed > 2 * ERASE_MILLIS, `${(wifi.millis - typed).toString()} ms`);
        wifi.board.restart("power");
        const again = wifi.lines.length;
        wifi.run(3, () => wifi.text.slice(again).some((line) => line.includes("listening on")));
        assert.equal(wifi.text[again + 1], `tspico: joining Wi-Fi network ${NETWORK.ssid}`);
        assertLives();
    });
});
