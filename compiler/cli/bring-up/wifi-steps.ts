/** What a Pico W does with its radio: join, remember, forget, wait, and come back. */
import { APPEARS, askForSignal, expectLine, expectReady, type Reached, type Signal, typeUntil } from "./asking.ts";
import type { Bench, WifiNetwork } from "./bench.ts";
import type { BringUpBoard } from "./boards.ts";
import { findByName } from "./network-steps.ts";
import { Difference, median, type Notes, Skipped, type Step } from "./step.ts";

const JOINED = /^tspico: (?:joined|in) Wi-Fi network .*, (?:the )?address (?:is now )?(\d+\.\d+\.\d+\.\d+)/;
const LOST = /is lost, joining again$/;
const UNKNOWN = /^tspico: no Wi-Fi network is known/;
/** Seconds: to join, to be refused, to come back when the access point has. */
const JOINS = 10;
const REFUSED = 20;
const RETURNS = 60;
/** Seconds of a weak signal in which a board tries to join more than once. */
const WEAK = 8;
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

export function overWifi(board: BringUpBoard): Reached {
    return { firmware: { program: "ts-src/bring-up.ts", board, link: "wifi" }, expectNetwork: expectJoined };
}

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
async function startUnknown(bench: Bench, { firmware }: Reached): Promise<void> {
    await bench.hand("bootsel");
    await bench.flash(firmware);
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

async function idle(bench: Bench, notes: Notes): Promise<void> {
    const { figure } = notes;
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
    await findByName(bench, notes, " after all that silence");
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

async function expectSignal(bench: Bench): Promise<Signal> {
    const signal = await askForSignal(bench);
    if (signal !== undefined) return signal;
    const seen = bench.lines.at(-1) ?? "no line";
    throw new Difference("the signal's strength and channel after wifi status", seen, LOOK);
}

/** Nobody shall doubt a password because of a bad signal. */
function expectNoRefusal(bench: Bench, from: number): void {
    const line = bench.lines.slice(from).find((each) => /: refused: |wrong password/.test(each));
    if (line !== undefined)
        throw new Difference("no word of a password", line, "docs/wifi.md, and the signal's strength");
}

/** The access point may tell its stations, which then follow in silence, or have them find it. */
async function changeChannel(bench: Bench, { figure, remark }: Notes): Promise<void> {
    const { channel } = await expectSignal(bench);
    const from = bench.lines.length;
    await bench.hand("access-point-channel");
    const began = bench.now();
    let now: Signal | undefined;
    while ((now === undefined || now.channel === channel) && bench.now() < began + 2 * RETURNS) {
        await bench.sleep(1);
        now = await askForSignal(bench);
    }
    if (now === undefined || now.channel === channel) {
        const seen = now === undefined ? "no network" : `channel ${now.channel.toString()}`;
        throw new Difference(`another channel than ${channel.toString()}`, seen, LOOK);
    }
    figure("there on another channel after", bench.now() - began, "s");
    const way = bench.lines.slice(from).some((line) => LOST.test(line)) ? "joined again" : "followed";
    remark(`from channel ${channel.toString()} to ${now.channel.toString()}: ${way}`);
    expectNoRefusal(bench, from);
    await expectReady(bench);
}

async function weaken(bench: Bench, { figure }: Notes): Promise<void> {
    const { strength } = await expectSignal(bench);
    figure("signal without foil", strength, "dBm");
    const from = bench.lines.length;
    await bench.hand("foil");
    const lost = await bench.waitForLine(LOST, NOTICED, from);
    const wrapped = lost === undefined ? await askForSignal(bench) : undefined;
    if (lost !== undefined) await bench.sleep(Math.max(bench.effort.absence, WEAK));
    const back = bench.lines.length;
    await bench.hand("unfoil");
    const began = bench.now();
    await expectJoined(bench, back, 2 * RETURNS);
    expectNoRefusal(bench, from);
    await expectReady(bench);
    if (lost === undefined) {
        const left = wrapped === undefined ? "" : ` (${wrapped.strength.toString()} dBm)`;
        throw new Skipped(`the foil left the board in its network${left}; more foil, or more metres, would show more`);
    }
    figure("joined without foil after", bench.now() - began, "s");
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

export function joiningSteps(reached: Reached): readonly Step[] {
    const start = (bench: Bench): Promise<void> => startUnknown(bench, reached);
    return [
        { name: "unknown", title: "Without a network the board says so, and its LED flashes", run: start },
        { name: "join", title: "A typed network is joined", run: join },
        { name: "remembered", title: "The network is remembered over a reset", run: rejoin },
    ];
}

export const radioSteps: readonly Step[] = [
    { name: "idle", title: "An idle board answers at once", run: idle },
    { name: "password", title: "A wrong password is refused, and said to be wrong", run: refuse },
    { name: "lost", title: "The network is joined again when its access point is back", run: loseNetwork },
    { name: "channel", title: "An access point on another channel is found there", run: changeChannel },
    { name: "weak", title: "A weak signal is not taken for a wrong password", run: weaken },
    { name: "second-network", title: "Another network gives another address", run: changeNetwork },
];

export const forgetStep: Step = { name: "forget", title: "A forgotten network stays forgotten", run: forget };
