/**
 * Programs that throw, close, hand over and misuse in each callback, and clients that leave at each
 * moment: the same in all places.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { everywhere } from "../support/everywhere.ts";
import { type End, type Peer, type PeerConnection } from "../support/peer.ts";
import { type RunningProgram } from "../support/program.ts";

/**
 * One client of obeys.ts: its orders, what it does then, and what it must have seen. "wait x" waits
 * for a line of the program about this client, "get x" for bytes.
 */
type Case = readonly [orders: string, steps: readonly string[], received: string, end: End];

const cases: readonly Case[] = [
    ["readable throw", ["send data!", "end"], "ok", "RST"],
    ["readable close throw", ["send data!", "end"], "ok", "FIN"],
    ["readable write throw", ["send data!", "end"], "ok", "RST"],
    ["readable write close throw", ["send data!", "end"], "okanswer", "FIN"],
    [
        "readable hand throw",
        ["send data!", "get data!", "send more", "get more", "finish", "end"],
        "okdata!more",
        "FIN",
    ],
    ["readable twice", ["send data!", "get data!", "send more", "get more", "finish", "end"], "okdata!more", "FIN"],
    [
        "readable read hand read write close",
        ["send data!", "wait write: Error", "send more", "get more", "finish", "end"],
        "okmore",
        "FIN",
    ],
    [
        "readable empty overflow write write read read close read write close",
        ["send data!", "end"],
        "okansweranswer",
        "FIN",
    ],
    ["readable read micro close", ["send data!", "end", "finish"], "ok", "FIN"],
    ["readable microthrow read write", ["send data!", "end"], "ok", "RST"],
    ["readable read close microthrow", ["send data!", "end"], "ok", "FIN"],
    ["readable read write micro", ["send data!", "get micro", "finish", "end"], "okanswermicro", "FIN"],
    ["readable some", ["send data!", "wait readable 5", "send more", "wait readable 7", "reset"], "ok", "open"],
    ["readable some later", ["send data!", "wait later", "finish", "end"], "ok", "FIN"],
    ["readable later", ["send data!", "wait readable 5", "reset", "wait error"], "ok", "open"],
    ["readable later close", ["send data!", "end", "wait later"], "ok", "FIN"],
    ["readable closelater", ["send data!", "end"], "ok", "FIN"],
    ["readable read throwlater write", ["send data!", "get answer", "finish", "end"], "okanswer", "FIN"],
    ["writable throw", ["end"], "ok", "RST"],
    ["writable close throw", ["end"], "ok", "FIN"],
    ["writable write throw", ["end"], "ok", "RST"],
    ["writable hand throw", ["send data!", "get data!", "finish", "end"], "okdata!", "FIN"],
    ["error throw", ["finish", "end"], "ok", "RST"],
    ["error close throw", ["finish", "end"], "ok", "RST"],
    ["error microthrow", ["finish", "end"], "ok", "RST"],
    ["error write read hand", ["finish", "end"], "ok", "FIN"],
    ["error write read hand close read", ["reset", "wait read: Error"], "ok", "open"],
    ["now throw", ["end"], "", "RST"],
    ["now write throw", ["end"], "", "RST"],
    ["now write close throw", ["end"], "okanswer", "FIN"],
    ["now hand throw", ["get ok", "send data!", "get data!", "finish", "end"], "okdata!", "FIN"],
];

async function step(text: string, name: string, client: PeerConnection, program: RunningProgram): Promise<void> {
    const [verb, ...rest] = text.split(" ");
    const object = rest.join(" ");
    switch (verb) {
        case "send":
            await client.send(object);
            break;
        case "get":
            await client.receive(object);
            break;
        case "wait":
            await program.printed(`${name} ${object}`);
            break;
        case "end":
            await client.ended();
            break;
        case "finish":
            client.finish();
            break;
        case "reset":
            client.reset();
            break;
        default:
            throw new Error(`no step: ${text}`);
    }
}

async function playCase([orders, steps]: Case, name: string, peer: Peer, program: RunningProgram): Promise<void> {
    const client = await peer.connect(orders);
    await program.printed(`${name} writable 6096`);
    await client.send(orders);
    if (!orders.startsWith("now")) {
        await client.receive("ok");
        await program.printed(`${name} writable 6096`, 2);
    }
    for (const text of steps) await step(text, name, client, program);
    client.finish();
}

test("whatever a callback does with its connection, and others go on", async () => {
    const { connections, output } = await everywhere("tests/fixtures/net/obeys.ts", async (peer, program) => {
        for (const [number, each] of cases.entries())
            await playCase(each, `c${(number + 1).toString()}`, peer, program);
    });
    assert.deepEqual(
        connections.map(({ name, received, end }) => [name, received, end]),
        cases.map(([orders, , received, end]) => [orders, received, end]),
    );
    assert.ok(!output.some((line) => line.startsWith("c1 ") && line.endsWith("error")), "onError after an exception");
});

/** Clients of obeys-listener.ts: the first one's orders, and who comes then. */
class Door {
    readonly #counts = new Map<number, number>();
    #orders = 0;

    constructor(
        private readonly peer: Peer,
        private readonly program: RunningProgram,
        private readonly control: PeerConnection,
    ) {}

    async order(text: string): Promise<void> {
        await this.control.send(text);
        this.#orders += 1;
        await this.control.receive(2 * this.#orders);
    }

    /** Connects, and waits for the listener's callback to say how many wait. */
    async comes(name: string, waiting: number): Promise<PeerConnection> {
        const client = await this.peer.connect(name);
        const times = (this.#counts.get(waiting) ?? 0) + 1;
        this.#counts.set(waiting, times);
        await this.program.printed(`requests ${waiting.toString()}`, times);
        return client;
    }

    static async open(peer: Peer, program: RunningProgram): Promise<Door> {
        const control = await peer.connect("control");
        await program.printed("requests 1");
        const door = new Door(peer, program, control);
        door.#counts.set(1, 1);
        return door;
    }
}

async function echoed(client: PeerConnection, text: string): Promise<void> {
    await client.send(text);
    await client.receive(text);
    client.finish();
    await client.ended();
}

async function exceptionsInTheListener(door: Door): Promise<void> {
    for (const [orders, first, second] of [
        ["2 read hand read throw", "echo", "RST"],
        ["2 read drop read throw", "FIN", "RST"],
        ["2 read read throw", "RST", "RST"],
        ["2 read hand micro read", "echo", "RST"],
        ["2 read hand read hand throw", "echo", "echo"],
        ["2 read badthrow read", "RST", "later"],
    ] as const) {
        await door.order(orders);
        const clients = [await door.comes(`${orders}: a`, 1), await door.comes(`${orders}: b`, 2)];
        for (const [index, expected] of [first, second].entries()) {
            const client = clients[index];
            if (client === undefined) continue;
            if (expected === "later") await door.order("0 read drop");
            if (expected === "echo") await echoed(client, "x");
            else await client.ended();
            client.finish();
        }
    }
}

async function clientsThatDoNotWait(door: Door, program: RunningProgram): Promise<void> {
    await door.order("2 read hand read hand");
    const gone = await door.comes("resets before anyone reads it", 1);
    gone.reset();
    await program.pause(300);
    const finished = await door.comes("finishes before anyone reads it", 1);
    finished.finish();
    const next = await door.comes("comes behind them", 2);
    await finished.ended();
    await echoed(next, "y");
    await door.order("2 read bytes answer drop read hand");
    const polled = await door.comes("sends and finishes before anyone reads it", 1);
    await polled.send("data");
    polled.finish();
    await program.pause(300);
    await echoed(await door.comes("comes behind it", 2), "z");
    await polled.ended();
    await door.order("1 read bad hand hand bytes");
    await echoed(await door.comes("outlives a bad option", 1), "x");
    await door.order("1 later");
    await echoed(await door.comes("is read by a timer", 1), "late");
}

test("whatever a listener does with those who wait, and whoever leaves meanwhile", async () => {
    const { connections, output } = await everywhere("tests/fixtures/net/obeys-listener.ts", async (peer, program) => {
        const door = await Door.open(peer, program);
        await exceptionsInTheListener(door);
        await clientsThatDoNotWait(door, program);
        await door.order("3 read hand shut read hand finish");
        const last = [await door.comes("last", 1), await door.comes("waits", 2), await door.comes("waits too", 3)];
        for (const client of last.slice(1)) await client.ended();
        for (const client of last.slice(1)) client.finish();
        const [served] = last;
        if (served !== undefined) await echoed(served, "the end");
        peer.connections[0]?.finish();
        await program.finished();
    });
    const ends = new Map(connections.map(({ name, received, end }) => [name, `${received} ${end}`]));
    assert.equal(ends.get("waits"), " FIN");
    assert.equal(ends.get("last"), "the end FIN");
    assert.equal(ends.get("sends and finishes before anyone reads it"), "answer FIN");
    assert.ok(output.includes("bad: RangeError"));
});
