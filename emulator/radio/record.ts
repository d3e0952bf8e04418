/**
 * `node --import tsx emulator/radio/record.ts SCENARIO firmware.uf2 recording.json`: runs a Wi-Fi
 * firmware through a scenario and writes down what went over the radio's bus, firmware bytes left
 * out. The firmware must know the network below and serve HTTP on port 80.
 */
import { writeFile } from "node:fs/promises";
import { runProgram, UsageError } from "../arguments.ts";
import type { Board } from "../board.ts";
import { SimulatedClock } from "../clock.ts";
import { parseAddress } from "../network/host/addresses.ts";
import { Host } from "../network/host/host.ts";
import { Wire } from "../network/wire.ts";
import { createBoard } from "../run.ts";
import { type AccessPoint, Air } from "./air.ts";
import { attachRadio } from "./attach.ts";
import { Radio } from "./radio.ts";
import { Recorder } from "./recorder.ts";
import type { Action } from "./recording.ts";

/** The network that a firmware to be recorded is built for. */
const NETWORK = { ssid: "tspico test", passphrase: "correct horse" };
const HOST = "10.0.0.1";
const BOARD = "10.0.0.2";

type Act = { readonly seconds: number } | { readonly action: Action } | "request";

interface Scenario {
    readonly title: string;
    readonly air: readonly AccessPoint[];
    readonly acts: readonly Act[];
}

const scenarios: Readonly<Record<string, Scenario>> = {
    session: {
        title: "WPA2 join, DHCP, HTTP, power save, deauthentication, second join, link loss",
        air: [NETWORK, { ssid: "neighbour", channel: 11, rssi: -80 }],
        acts: [
            { seconds: 9 },
            "request",
            { seconds: 4 },
            "request",
            { action: "deauthenticate" },
            { seconds: 10 },
            "request",
            { action: "loseLink" },
            { seconds: 2 },
        ],
    },
    missing: { title: "the network is not there", air: [], acts: [{ seconds: 5 }] },
    "wrong-passphrase": {
        title: "the passphrase is wrong",
        air: [{ ...NETWORK, passphrase: "another horse" }],
        acts: [{ seconds: 5 }],
    },
    "silent-handshake": {
        title: "the first handshake gets no answer",
        air: [{ ...NETWORK, silentHandshakes: 1 }],
        acts: [{ seconds: 12 }],
    },
};

class Session {
    readonly recorder: Recorder;
    private readonly host: Host;
    private readonly board: Board;

    constructor(board: Board, recorder: Recorder) {
        this.board = board;
        this.recorder = recorder;
        this.host = new Host({ time: board.time, ipv4: HOST, dhcpServer: { firstAddress: BOARD } });
        new Wire(board.time, this.host).attach(recorder);
    }

    act(act: Act): void {
        if (act === "request") this.request();
        else if ("seconds" in act) this.run(act.seconds);
        else this.recorder.perform(act.action);
    }

    private run(seconds: number): void {
        const stop = this.board.run(Infinity, this.board.time.nanos + seconds * 1e9);
        if (stop !== undefined) throw new Error(`the firmware ended: ${stop.fault?.message ?? stop.reason}`);
    }

    private request(): void {
        let answer = "";
        const connection = this.host.tcp.connect(parseAddress(BOARD), 80);
        connection.events = {
            connected: () => {
                connection.write(
                    Buffer.from("POST /recorded HTTP/1.1\r\nHost: board\r\nContent-Length: 5\r\n\r\nhello"),
                );
            },
            data: (bytes) => {
                answer += bytes.toString();
            },
            end: () => {
                connection.finish();
            },
        };
        this.run(1);
        if (!answer.startsWith("HTTP/1.1 200")) throw new Error(`the firmware did not serve: "${answer}"`);
    }
}

async function record(scenario: Scenario, uf2: string): Promise<string> {
    // Recordings are of the bus; they come from a time in which the model did not sleep.
    const radio = new Radio(new SimulatedClock(), { air: new Air(scenario.air), savesPower: false });
    // The board's time comes with the board, and nothing goes over the bus before.
    const time = { nanos: 0 };
    const recorder = new Recorder(radio, time);
    const board = await createBoard({ uf2, onChip: (chip) => attachRadio(chip, radio) });
    Object.defineProperty(time, "nanos", { get: () => board.time.nanos });
    const session = new Session(board, recorder);
    for (const act of scenario.acts) session.act(act);
    if (radio.complaints.length > 0) throw new Error(`the radio complains: ${radio.complaints.join("; ")}`);
    return `${JSON.stringify(recorder.recording(scenario.title, scenario.air), undefined, 1)}\n`;
}

await runProgram("record", async () => {
    const [name = "", uf2, output] = process.argv.slice(2);
    const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
    if (scenario === undefined || uf2 === undefined || output === undefined)
        throw new UsageError(`usage: record.ts ${Object.keys(scenarios).join("|")} firmware.uf2 recording.json`);
    await writeFile(output, await record(scenario, uf2));
    return 0;
});
