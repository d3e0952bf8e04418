/** What a Pico W does with its radio: join, remember, forget, wait, and come back. */
import { APPEARS, expectLine, expectReady, type Reached, typeUntil } from "./asking.ts";
import type { Bench, WifiNetwork } from "./bench.ts";
import { Difference, median, type Notes, Skipped, type Step } from "./step.ts";

const JOINED = /^tspico: (?:joined|in) Wi-Fi network .*, (?:the )?address (?:is now )?(\d+\.\d+\.\d+\.\d+)/;
const LOST = /is lost, joining again$/;
const UNKNOWN = /^tspico: no Wi-Fi network is known/;
/** Seconds: to join, to be refused, to come back when the access point has. */
const JOINS = 10;
const REFUSED = 20;
const RETURNS = 60;
/** Access points are believed in for a while after their last beacon. */
const NOTICED = 60;
/** Seconds between two questions for the state. */
const ASK_AGAIN = 4;
/** Milliseconds of an idle board whose radio does not sleep. */
const IDLE = 10;
const LOOK = "the access point's list of stations, the signal's strength, and docs/wifi.md";

/** Nobody has read a line from before the console was open: the board is asked again. */
async function expectJoined(bench: Bench, from = 0, seconds = RETURNS): Promise<void> {
    const end = bench.now() + seconds;
    let line = await bench.waitForLine(JOINED, Math.min(seconds, ASK_AGAIN), from);
    while (line === undefined && bench.now() < end) {
        await bench.type("wifi status\r");
        line = await bench.waitForLine(JOINED, ASK_AGAIN, from);
    }
    line ??= await expectLine(bench, JOINED, 0, LOOK, from);
    bench.boardAddress = JOINED.exec(line)?.[1] ?? "";
}

export const overWifi: Reached = {
    firmware: { program: "ts-src/bring-up.ts", board: "pico-w", link: "wifi" },
    expectNetwork: expectJoined,
};

function quoted(text: string): string {
    return `"${text}"`;
}

async function typeNetwork(bench: Bench, { ssid, password, country }: WifiNetwork): Promise<number> {
    const from = bench.lines.length;
    await bench.type(`wifi ${[ssid, password, country].map(quoted).join(" ")}\r`);
    return from;
}

async function firstNetwork(bench: Bench): Promise<WifiNetwork> {
    const network = await bench.network("first");
    if (network === undefined) throw new Skipped("no network was named");
    return network;
}

/** The board may remember a network of an earlier program: the flash's end outlives a new UF2. */
async function startUnknown(bench: Bench): Promise<void> {
    await bench.hand("bootsel");
    await bench.flash(overWifi.firmware);
    await typeUntil(bench, "wifi forget", /^tspico: forgotten$/);
    await expectLine(bench, UNKNOWN, APPEARS, "whether a network was built in (wifi.env)");
    if (!(await bench.sees("led-flashes"))) throw new Difference("a LED that flashes", "another", "docs/wifi.md");
}

async function join(bench: Bench, { figure }: Notes): Promise<void> {
    const network = await firstNetwork(bench);
    const from = await typeNetwork(bench, network);
    const began = bench.now();
    await expectJoined(bench, from, JOINS);
    figure("joined after", bench.now() - began, "s");
    await expectReady(bench);
}

async function rejoin(bench: Bench, { figure }: Notes): Promise<void> {
    const from = bench.lines.length;
    await bench.type("reset\r");
    const began = bench.now();
    await expectJoined(bench, from, JOINS + APPEARS);
    figure("joined after a reset", bench.now() - began, "s");
}

async function idle(bench: Bench, { figure }: Notes): Promise<void> {
    const { pings, idleRequests, silence } = bench.effort;
    const times = await bench.ping(bench.boardAddress, pings, 1);
    figure("ping once a second, median", median(times), "ms");
    figure("ping once a second, longest", Math.max(...times), "ms");
    const answers: number[] = [];
    for (let count = 0; count < idleRequests; count++) {
        await bench.sleep(silence);
        const began = bench.now();
        await expectReady(bench);
        answers.push((bench.now() - began) * 1000);
    }
    figure(`request after ${silence.toString()} s of silence, median`, median(answers), "ms");
    figure(`request after ${silence.toString()} s of silence, longest`, Math.max(...answers), "ms");
    if (median(times) < IDLE) return;
    const expected = `a median below ${IDLE.toString()} ms`;
    throw new Difference(expected, `${median(times).toString()} ms`, "wifi-power, which must not be saving");
}

async function refuse(bench: Bench): Promise<void> {
    const network = await firstNetwork(bench);
    if (network.password === "") throw new Skipped("the network has no password");
    // A password has 63 characters at most.
    const wrong = `${network.password.slice(0, 50)}-not-it`;
    const from = await typeNetwork(bench, { ...network, password: wrong });
    await expectLine(bench, /refused: a wrong password/, REFUSED, LOOK, from);
    await expectJoined(bench, await typeNetwork(bench, network), JOINS);
}

async function loseNetwork(bench: Bench, { figure }: Notes): Promise<void> {
    const from = bench.lines.length;
    await bench.hand("access-point-off");
    await expectLine(bench, LOST, NOTICED, LOOK, from);
    await bench.sleep(bench.effort.absence);
    const back = bench.lines.length;
    await bench.hand("access-point-on");
    const began = bench.now();
    // An access point takes its own time to start; a board that waits looks once a minute.
    await expectJoined(bench, back, 2 * RETURNS);
    figure("joined after the access point's return", bench.now() - began, "s");
    await expectReady(bench);
}

/** An address of the network before would be no use to anybody. */
async function changeNetwork(bench: Bench, { remark }: Notes): Promise<void> {
    const first = await firstNetwork(bench);
    const second = await bench.network("second");
    if (second === undefined) throw new Skipped("no second network was named");
    const before = bench.boardAddress;
    const from = await typeNetwork(bench, second);
    await expectJoined(bench, from, JOINS + APPEARS);
    const there = bench.boardAddress;
    const lost = bench.lines.slice(from).find((line) => LOST.test(line));
    if (there === before || lost !== undefined)
        throw new Difference("another address, and no lost network", lost ?? there, LOOK);
    remark(`the address was ${before}, and ${there} in the second network`);
    await expectJoined(bench, await typeNetwork(bench, first), JOINS + APPEARS);
    await expectReady(bench);
}

async function forget(bench: Bench): Promise<void> {
    await typeUntil(bench, "wifi forget", /^tspico: forgotten$/);
    await bench.hand("power");
    await typeUntil(bench, "wifi status", UNKNOWN);
}

export const joiningSteps: readonly Step[] = [
    { name: "unknown", title: "Without a network the board says so, and its LED flashes", run: startUnknown },
    { name: "join", title: "A typed network is joined", run: join },
    { name: "remembered", title: "The network is remembered over a reset", run: rejoin },
];

export const radioSteps: readonly Step[] = [
    { name: "idle", title: "An idle board answers at once", run: idle },
    { name: "password", title: "A wrong password is refused, and said to be wrong", run: refuse },
    { name: "lost", title: "The network is joined again when its access point is back", run: loseNetwork },
    { name: "second-network", title: "Another network gives another address", run: changeNetwork },
];

export const forgetStep: Step = { name: "forget", title: "A forgotten network stays forgotten", run: forget };
