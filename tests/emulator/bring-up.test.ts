/** The bring-up of a board, on the emulated one: the same steps, hands and all. */
import assert from "node:assert/strict";
import { before, suite, test } from "node:test";
import type { Firmware, Hand, WifiNetwork } from "../../compiler/cli/bring-up/bench.ts";
import type { EmulatedBoard } from "../../compiler/cli/bring-up/boards.ts";
import { EmulatedBench } from "../../compiler/cli/bring-up/emulated-bench.ts";
import { emulatedNetworks } from "../../compiler/cli/bring-up/emulated-wifi.ts";
import { runSteps, type StepResult } from "../../compiler/cli/bring-up/run-steps.ts";
import { stepsOf } from "../../compiler/cli/bring-up/steps.ts";
import type { Desk } from "../../emulator/desk.ts";
import { parseIpv4, parseIpv6, transportChecksum } from "../../emulator/network/host/ip-packet.ts";
import { build, optionsOf, outcomes, PROGRAM, runNamed, said, say } from "./bring-up-support.ts";
import { withoutDriver } from "./wifi-firmware.ts";

before(
    async () => {
        await build({ program: PROGRAM, board: "pico", link: "usb" });
        if (withoutDriver === false) await build({ program: PROGRAM, board: "pico-w", link: "wifi" });
    },
    { timeout: 900_000 },
);

async function assertPasses(
    board: EmulatedBoard,
    figures: readonly string[],
    without: readonly string[],
): Promise<void> {
    const short = { pings: 10, absence: 2, silence: 2, soak: 3, wave: 0.5 };
    const bench = new EmulatedBench(optionsOf(board, short));
    const results = await runSteps(stepsOf(board, bench.effort), bench, say);
    const others = results.filter(({ outcome, name }) => outcome !== "passed" && !without.includes(name));
    assert.deepEqual(others, [], said.join("\n"));
    const noted = results.flatMap((result) => result.figures.map(({ name }) => name));
    for (const figure of figures) assert.ok(noted.includes(figure), figure);
    const slept = results.flatMap((result) => result.figures).find(({ name }) => name.endsWith("sleep has ended"));
    assert.ok(slept === undefined || slept.value === 1);
    const strange = results.flatMap((result) => result.figures.filter(({ value }) => !Number.isFinite(value)));
    assert.deepEqual(strange, []);
}

test("every step passes on the emulated Pico, with its figures", () => {
    const figures = [
        "tests in them",
        "adapter and port after the start",
        "interfaces of the device",
        "ping, median",
        "ping over IPv6, median",
        "answer to its name",
        "answer after waking",
        "connections that sleep has ended",
        "request, median",
        "each way at once",
        "calls for edges of 10 kHz",
        "calls for edges of 100 kHz",
        "misses",
    ];
    return assertPasses("pico", figures, withoutDriver === false ? [] : ["no-radio"]);
});

suite("the bring-up of a Pico W", { skip: withoutDriver }, () => {
    test("every step passes on the emulated Pico W, with its figures", () => {
        const figures = ["joined after", "joined after a reset", "ping once a second, median"];
        const air = ["there on another channel after", "signal without foil", "joined without foil after"];
        const soak = ["signal, median", "signal, weakest", "signal, strongest"];
        return assertPasses("pico-w", [...figures, "joined after the access point's return", ...air, ...soak], []);
    });

    test("the name that was typed is in no record, though the board prints it", async () => {
        const network: WifiNetwork = { ...emulatedNetworks.first, password: "something else" };
        class Misspelt extends EmulatedBench {
            override readonly secrets = new Map([[network.ssid, "(first network)"]]);
            override network(): Promise<WifiNetwork> {
                return Promise.resolve(network);
            }
        }
        const results = await runNamed(new Misspelt(optionsOf("pico-w")), "pico-w", ["unknown", "join"]);
        assert.deepEqual(outcomes(results), ["passed", "differs"]);
        assert.match(results[1]?.seen ?? "", /network \(first network\): refused: a wrong password/);
        assert.ok(!JSON.stringify(results).includes(network.ssid));
    });

    test("a channel that stays is the difference, and foil that does nothing skips its step", async () => {
        class Idle extends EmulatedBench {
            override hand(what: Hand): Promise<void> {
                return what === "access-point-channel" || what === "foil" ? Promise.resolve() : super.hand(what);
            }
        }
        const bench = new Idle(optionsOf("pico-w"));
        const results = await runNamed(bench, "pico-w", ["unknown", "join", "weak", "channel"]);
        assert.deepEqual(outcomes(results), ["passed", "passed", "skipped", "differs"]);
        assert.match(results[2]?.remarks[0] ?? "", /left the board in its network \(-50 dBm\)/);
        assert.equal(results[3]?.seen, "channel 6");
    });

    test("an access point that stays away is the difference", async () => {
        class Forgetful extends EmulatedBench {
            override hand(what: Hand): Promise<void> {
                return what === "access-point-on" ? Promise.resolve() : super.hand(what);
            }
        }
        const bench = new Forgetful(optionsOf("pico-w", { absence: 1 }));
        const results = await runNamed(bench, "pico-w", ["unknown", "join", "lost", "forget"]);
        assert.deepEqual(outcomes(results), ["passed", "passed", "differs", "not run"]);
        assert.match(results[2]?.seen ?? "", /not found; trying again/);
    });
});

/** A stand-in for a Pico 2 W, which the emulator lacks: it has the programs of another board. */
async function runAsPico2(board: EmulatedBoard, names: readonly string[]): Promise<readonly Firmware[]> {
    const asked: Firmware[] = [];
    const bench = new EmulatedBench({
        ...optionsOf(board),
        build: (firmware) => {
            asked.push(firmware);
            return build(firmware);
        },
    });
    const results = await runNamed(bench, "pico2-w", names);
    assert.deepEqual(new Set(outcomes(results)), new Set(["passed"]), said.join("\n"));
    return asked;
}

test("the steps of a Pico 2 W on its cable ask for its own programs", async () => {
    const asked = await runAsPico2("pico", ["usb-attach", "usb-console", "usb-ping-ipv6", "usb-sleep", "usb-reset"]);
    assert.deepEqual(asked, [{ program: PROGRAM, board: "pico2-w", link: "usb" }]);
});

test("the steps of a Pico 2 W in the air, too", { skip: withoutDriver }, async () => {
    const asked = await runAsPico2("pico-w", ["unknown", "join", "console", "reset", "forget"]);
    assert.deepEqual(asked, [{ program: PROGRAM, board: "pico2-w", link: "wifi" }]);
});

test("a computer that did not sleep is the difference: its connections live", async () => {
    class Wakeful extends EmulatedBench {
        override hand(what: Hand): Promise<void> {
            return what === "sleep" ? Promise.resolve() : super.hand(what);
        }
    }
    const results = await runNamed(new Wakeful(optionsOf("pico")), "pico", ["attach", "sleep"]);
    assert.deepEqual(outcomes(results), ["passed", "differs"]);
    assert.equal(results[1]?.seen, "one that lives");
});

const ETHERNET = 14;

/** The board's DHCP server names the board as the router, behind the options that it gives. */
function offerRouter(frame: Buffer): void {
    const payload = parseIpv4(frame.subarray(ETHERNET))?.payload;
    const message = payload?.readUInt16BE(0) === 67 ? payload.subarray(8) : undefined;
    if (payload === undefined || message === undefined) return;
    let at = 240;
    while ((message[at] ?? 255) !== 255) at += 2 + (message[at + 1] ?? 0);
    message.set([3, 4, 192, 168, 7, 1, 255], at);
    // No checksum.
    payload.writeUInt16BE(0, 6);
}

/** The board's router advertisements say that it leads on. */
function leadOn(frame: Buffer): void {
    const packet = parseIpv6(frame.subarray(ETHERNET));
    if (packet?.payload[0] !== 134) return;
    packet.payload.writeUInt16BE(1800, 6);
    packet.payload.writeUInt16BE(0, 2);
    packet.payload.writeUInt16BE(transportChecksum(packet), 2);
}

for (const [version, change, seen] of [
    ["IPv4", offerRouter, /^by 192\.168\.7\.1 on the cable$/],
    ["IPv6", leadOn, /^by fe80::\S+ on the cable$/],
] as const) {
    test(`a board that offers itself as a router for ${version} is the difference`, async () => {
        const onDesk = ({ usb }: Desk): void => {
            const forward = usb?.ethernet.onFrame;
            if (usb === undefined || forward === undefined) return;
            usb.ethernet.onFrame = (frame) => {
                const changed = Buffer.from(frame);
                change(changed);
                forward(changed);
            };
        };
        const results = await runNamed(new EmulatedBench({ ...optionsOf("pico"), onDesk }), "pico", ["attach"]);
        assert.deepEqual(outcomes(results), ["differs"]);
        assert.match(results[0]?.seen ?? "", seen);
        assert.match(results[0]?.look ?? "", /DHCP server and router advertisements/);
    });
}

test("a hand that forgets the wire is told what to look at, and nothing follows", async () => {
    class Forgetful extends EmulatedBench {
        override hand(what: Hand): Promise<void> {
            return what === "wire" ? Promise.resolve() : super.hand(what);
        }
    }
    const results = await runNamed(new Forgetful(optionsOf("pico")), "pico", ["attach", "pins", "reset"]);
    assert.deepEqual(outcomes(results), ["passed", "differs", "not run"]);
    assert.match(results[1]?.look ?? "", /the wire between GPIO 2 and GPIO 3/);
});

/** Steps that need the cable, and what is seen of each where somebody has pulled it before. */
const pulled: readonly (readonly [name: string, seen: RegExp])[] = [
    ["descriptors", /^none$/],
    ["console", /^no line$/],
    ["ping", /^2 of 2 lost$/],
    ["ping-ipv6", /^2 of 2 lost$/],
    ["sleep", /^no end within 5 s$/],
    ["name", /^no answer$/],
    ["requests", /^no end within 5 s$/],
    ["bulk", /^no end within \d+\.\d+ s$/],
    ["printing", /^no end within 5 s$/],
    ["watchdog", /^no line$/],
    ["reset", /^no line$/],
    ["uncaught-error", /^no end within 5 s$/],
    ["bootsel", /^none within 15 s$/],
    ["pins", /^no end within 5 s$/],
    ["soak", /^\d misses, 0 resets$/],
];

/** Runs a step on a board whose cable is pulled so many simulated seconds later, and mends it. */
async function runPulled(name: string, after: number): Promise<StepResult | undefined> {
    let desk: Desk | undefined;
    const onDesk = (created: Desk): void => {
        desk = created;
    };
    const bench = new EmulatedBench({ ...optionsOf("pico", { pings: 2, soak: 2 }), onDesk });
    assert.deepEqual(outcomes(await runNamed(bench, "pico", ["attach"])), ["passed"]);
    const { board, usb } = desk ?? {};
    const alarm = board?.time.createAlarm(() => {
        usb?.unplug();
    });
    alarm?.schedule(after * 1e9);
    // Before the step, not in its first moment.
    if (after === 0) await bench.sleep(0.1);
    const results = await runNamed(bench, "pico", [name, "console"]);
    assert.deepEqual(outcomes(results), ["differs", "not run"]);
    assert.deepEqual(outcomes(await runNamed(bench, "pico", ["attach", "console"])), ["passed", "passed"]);
    return results[0];
}

for (const [name, seen] of pulled) {
    test(`a cable that is pulled before the step "${name}" is one difference, and the next run works`, async () => {
        const result = await runPulled(name, 0);
        assert.match(result?.seen ?? "", seen);
        if (name !== "soak") assert.match(result?.look ?? "", /the cable/);
    });
}

test("a cable that is pulled in the middle of a step is one difference, and the next run works", async () => {
    for (const [name, after] of [
        ["requests", 0.02],
        ["bulk", 0.05],
        ["printing", 0.1],
        ["printing", 3],
        ["soak", 1.5],
    ] as const) {
        const result = await runPulled(name, after);
        assert.ok(result?.seen !== undefined && !result.seen.includes("\n"), `${name}: ${result?.seen ?? ""}`);
    }
});

test("a cable without wires for data is one difference", async () => {
    const onDesk = ({ usb }: Desk): void => usb?.unplug();
    const results = await runNamed(new EmulatedBench({ ...optionsOf("pico"), onDesk }), "pico", ["attach"]);
    assert.equal(results[0]?.seen, "no device");
    assert.match(results[0].look ?? "", /^the cable/);
});
