/**
 * Builds firmware with the radio's driver, where an SDK that has it is at hand, and runs it on a
 * board with an emulated radio.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Board, Stop } from "../../emulator/board.ts";
import { SimulatedClock } from "../../emulator/clock.ts";
import { createBoard } from "../../emulator/index.ts";
import { parseAddress } from "../../emulator/network/host/addresses.ts";
import { Host, type HostOptions } from "../../emulator/network/host/host.ts";
import { Wire, type WireOptions } from "../../emulator/network/wire.ts";
import { type AccessPoint, Air, attachRadio, type AttachOptions, Radio } from "../../emulator/radio/index.ts";
import { type Firmware, selectCase } from "./fixtures.ts";

const root = path.resolve(import.meta.dirname, "../..");
const buildFolder = path.join(root, "build/emulator-wifi");

/** The network that all this firmware knows. */
export const NETWORK = { ssid: "tspico test", passphrase: "correct horse" } as const;

const cases = [
    "join",
    "join_open",
    "join_address",
    "scan",
    "led",
    "power_save",
    "deinit",
    "reboot",
    "send",
    "receive",
    "command",
    "watch",
] as const;
export type WifiCase = (typeof cases)[number];

const sdk = process.env["PICO_SDK_PATH"] ?? "";
/** Why tests with the radio's driver cannot run here, or false. */
export const withoutDriver: string | false =
    existsSync(path.join(sdk, "lib/cyw43-driver/src/cyw43.h")) && existsSync(path.join(sdk, "src/rp2_common"))
        ? false
        : "PICO_SDK_PATH names no SDK with the radio's driver (lib/cyw43-driver)";

/** Two test files must not build in one folder at the same time. */
function locked(folder: string, options: { cwd?: string; env?: NodeJS.ProcessEnv }, ...command: string[]): void {
    mkdirSync(folder, { recursive: true });
    const streams = { stdio: "pipe" as const, maxBuffer: 64 * 1024 * 1024 };
    execFileSync("flock", [path.join(folder, ".lock"), ...command], { ...options, ...streams });
}

/** The firmware of tests/fixtures/wifi, which is the driver and little else. */
export function buildDriverCases(): void {
    const source = path.join(root, "tests/fixtures/wifi");
    const folder = path.join(buildFolder, "cases");
    locked(folder, {}, "cmake", "-S", source, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release");
    locked(folder, {}, "ninja", "-C", folder, "-j2");
}

export function driverCase(name: WifiCase): Firmware {
    const folder = path.join(buildFolder, "cases");
    return selectCase(path.join(folder, "wifi_cases.elf"), cases.indexOf(name), path.join(folder, "selected", name));
}

/**
 * A TypeScript program as a user builds it; a copy of it for this process, since another test may
 * build it again.
 */
export function buildWifiProgram(program: string): Firmware {
    const name = path.basename(program, ".ts");
    const folder = path.join(buildFolder, name);
    const env = {
        ...process.env,
        TSPICO_WIFI_SSID: NETWORK.ssid,
        TSPICO_WIFI_PASSWORD: NETWORK.passphrase,
        NODE_TEST_CONTEXT: undefined,
    };
    const built = path.join("build", name, "pico-w", name);
    const copy = path.join(folder, "copies", String(process.pid));
    process.once("exit", () => {
        rmSync(copy, { recursive: true, force: true });
    });
    const build = `"$0" build "$1" --target pico-w --link wifi && mkdir -p ${copy} && cp ${built}.elf ${built}.uf2 ${copy}`;
    locked(folder, { cwd: folder, env }, "sh", "-c", build, path.join(root, "tspico"), path.join(root, program));
    return { uf2: path.join(copy, `${name}.uf2`), elf: path.join(copy, `${name}.elf`) };
}

/** A board with a radio, in an air of its own. */
export class WifiBoard {
    private constructor(
        readonly board: Board,
        readonly radio: Radio,
        readonly lines: readonly { readonly text: string; readonly millis: number }[],
    ) {}

    static async create(
        firmware: Firmware,
        points: readonly AccessPoint[] = [NETWORK],
        options: AttachOptions = {},
        flash: { readonly sectorEraseMicros?: number } = {},
    ): Promise<WifiBoard> {
        const radio = new Radio(new SimulatedClock(), { air: new Air(points) });
        const lines: { readonly text: string; readonly millis: number }[] = [];
        const board = await createBoard({
            ...firmware,
            ...flash,
            onChip: (chip) => {
                attachRadio(chip, radio, options);
            },
            onLine: (text, at) => lines.push({ text, millis: at.nanos / 1e6 }),
        });
        return new WifiBoard(board, radio, lines);
    }

    get millis(): number {
        return this.board.time.nanos / 1e6;
    }

    get text(): string[] {
        return this.lines.map(({ text }) => text);
    }

    /** Runs on for so many simulated seconds, or until `done`; the firmware must not end. */
    run(seconds: number, done: () => boolean = () => false): void {
        const end = this.board.time.nanos + seconds * 1e9;
        while (this.board.time.nanos < end && !done()) {
            const stop = this.board.run(Infinity, Math.min(end, this.board.time.nanos + 1e6));
            assert.equal(stop, undefined, describe(stop));
        }
    }

    /** Runs until the firmware prints such a line, and gives back what it matched. */
    runToLine(pattern: RegExp, seconds: number): RegExpExecArray {
        const find = (): RegExpExecArray | undefined => {
            for (const { text } of this.lines) {
                const match = pattern.exec(text);
                if (match !== null) return match;
            }
            return undefined;
        };
        this.run(seconds, () => find() !== undefined);
        const match = find();
        assert.ok(match !== undefined, `no line ${String(pattern)} in:\n${this.text.join("\n")}`);
        return match;
    }
}

/** Where the host behind the access points gives the board its address. */
export const BOARD_ADDRESS = "10.0.0.2";

/** A host behind the board's access points, which gives out addresses unless told otherwise. */
export function hostBehind(wifi: WifiBoard, options: Partial<HostOptions> = {}, wire: WireOptions = {}): Host {
    const dhcpServer = { firstAddress: BOARD_ADDRESS };
    const host = new Host({ time: wifi.board.time, ipv4: "10.0.0.1", dhcpServer, ...options });
    new Wire(wifi.board.time, host, wire).attach(wifi.radio);
    return host;
}

/** Sends a request and gives back the whole answer, or what became of the connection. */
export function exchange(wifi: WifiBoard, host: Host, body: string, seconds: number, address = BOARD_ADDRESS): string {
    const request = `POST /x HTTP/1.1\r\nHost: b\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`;
    let answer = "";
    let over: string | undefined;
    const connection = host.tcp.connect(parseAddress(address), 80);
    connection.events = {
        connected: () => {
            connection.write(Buffer.from(request));
        },
        data: (bytes) => {
            answer += bytes.toString("latin1");
        },
        end: () => {
            over = "end";
            connection.finish();
        },
        error: (error) => {
            over = error;
        },
    };
    wifi.run(seconds, () => over !== undefined);
    return over === "end" ? answer : `${over ?? "no end"} after "${answer}"`;
}

/** Asserts that the echo server answers with the request itself. */
export function assertServes(wifi: WifiBoard, host: Host, seconds = 2, body = "hello", address = BOARD_ADDRESS): void {
    const answer = exchange(wifi, host, body, seconds, address);
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/);
    assert.ok(answer.includes("\r\n\r\nPOST /x HTTP/1.1\r\n") && answer.endsWith(body), answer);
}

function describe(stop: Stop | undefined): string {
    return stop === undefined ? "" : `the firmware ended: ${stop.fault?.message ?? stop.reason}`;
}
