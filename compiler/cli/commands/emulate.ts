import path from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { DEFAULT_GDB_PORT } from "../../../emulator/gdb/index.ts";
import { emulateProgram, type Outcome } from "../../../emulator/emulate.ts";
import { Machine, supply, survey } from "../../supply/index.ts";
import { buildBridge } from "../../build/bridge-build.ts";
import { buildProgram, purposesOf, refuse } from "../../build/build-program.ts";
import { supplyFolder } from "../../system/layout.ts";
import type { Generality } from "../../passes/generality.ts";
import { wholeNumber } from "../numbers.ts";
import { generalOption, portOption, settingOption } from "../options.ts";
import { compileProgram, findEntry } from "../program.ts";
import { type Format, formats } from "../render.ts";
import { createReporter } from "../reporter.ts";
import { parseTarget, type Target, withSettings } from "../../build/target.ts";
import { type Settings } from "../../build/settings.ts";
import { UserError } from "../../system/user-error.ts";
import { builtAddress, builtWifiNetwork } from "../../build/wifi-settings.ts";

interface EmulateOptions {
    readonly target?: string;
    readonly link?: string;
    readonly set: Settings;
    readonly port: readonly string[];
    readonly connections?: number;
    readonly pcap?: string;
    readonly seconds?: number;
    readonly loss: number;
    readonly gdb?: number | true;
    readonly general?: Generality;
    readonly format: Format;
}

const links = ["wifi", "usb", "loopback"] as const;

/** A share of a hundred, as a probability. */
function percentage(text: string): number {
    const value = /^\d+(\.\d+)?%?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
    if (value >= 0 && value <= 100) return value / 100;
    throw new InvalidArgumentError("it must be a percentage from 0 to 100.");
}

/** Without a choice by the user: the radio where its driver is at hand, else the cable. */
async function chooseTarget(options: EmulateOptions): Promise<Target> {
    const { target: board, link, connections } = options;
    if (board === "host") throw new UserError("the host is not emulated: ./tspico run runs a program on this machine");
    if (board === "pico2-w")
        throw new UserError("the emulator has no RP2350; the same program on --target pico-w runs in it");
    if (link !== undefined) return parseTarget(board ?? (link === "wifi" ? "pico-w" : "pico"), link, connections);
    if (board === "pico") return parseTarget(board, "usb", connections);
    const surveyed = await survey(new Machine(supplyFolder, process.env));
    const radio = surveyed.find(({ tool }) => tool.neededFor.includes("wifi") && tool.source.kind === "user");
    const found = radio?.location.state === "found";
    return parseTarget(board ?? (found ? "pico-w" : "pico"), found ? "wifi" : "usb", connections);
}

function describeOutcome(outcome: Outcome): string | undefined {
    switch (outcome.kind) {
        case "ended":
            return undefined;
        case "refused": {
            const { hostPort: own, guestPort: guest, reason } = outcome;
            const why = reason === "EADDRINUSE" ? "is in use" : reason === "EACCES" ? "needs more rights" : reason;
            const other = own < 1024 ? own + 8000 : own + 1;
            return `port ${own.toString()} of this machine ${why}; free it, or map another one: --port ${other.toString()}:${guest.toString()}`;
        }
        case "stopped":
            return outcome.message;
    }
}

async function emulate(file: string, options: EmulateOptions): Promise<void> {
    const entry = findEntry(file);
    const target = withSettings(await chooseTarget(options), options.set);
    const link = links.find((known) => known === target.link);
    if (link === undefined) throw new UserError(`the emulator has no link "${target.link}"`);
    const say = createReporter(false).step;
    // What is missing is said before the program is compiled: a long wait for a refusal helps
    // nobody.
    await supply(new Machine(supplyFolder, process.env), purposesOf(target), say);
    const bridge = link === "loopback" ? undefined : await buildBridge(say);
    const { compilation, errors } = await compileProgram(entry, options.format, undefined, options);
    if (errors > 0) refuse(errors);
    const built = await buildProgram(entry, target, compilation, say);
    const uf2 = built.uf2 ?? "";
    say(`running ${path.relative(process.cwd(), uf2)} on the emulated ${target.board} (Ctrl-C ends)`);
    const stop = new AbortController();
    let signal: NodeJS.Signals | undefined;
    for (const name of ["SIGINT", "SIGTERM"] as const) {
        process.on(name, () => {
            signal = name;
            stop.abort();
        });
    }
    const environment = { ...process.env, ...options.set };
    const network = builtWifiNetwork(environment);
    const outcome = await emulateProgram({
        uf2,
        elf: built.executable,
        link,
        bridge,
        ports: options.port.map((mapping) => {
            const [host = 0, guest = 0] = mapping.split(":").map(Number);
            return { host, guest };
        }),
        signal: stop.signal,
        loss: options.loss,
        fixed: builtAddress(environment, link),
        say,
        ...(network === undefined ? {} : { wifi: network }),
        ...(options.pcap === undefined ? {} : { pcap: options.pcap }),
        ...(options.gdb === undefined ? {} : { gdbPort: options.gdb === true ? DEFAULT_GDB_PORT : options.gdb }),
        ...(options.seconds === undefined ? {} : { seconds: options.seconds }),
    });
    const message = describeOutcome(outcome);
    if (message !== undefined) throw new UserError(message);
    if (signal !== undefined) process.exitCode = signal === "SIGINT" ? 130 : 143;
}

export function addEmulate(program: Command): void {
    program
        .command("emulate")
        .description("Build the UF2 and run it on an emulated board; port 80 appears as http://localhost:8080")
        .argument("<file>", "the program's entry file")
        .option(
            "--target <target>",
            "board: pico-w, pico; default: pico-w if the SDK has the radio's driver, else pico",
        )
        .addOption(
            new Option(
                "--link <link>",
                `network link: ${links.join(", ")}; default: wifi if the SDK has the radio's driver, else usb`,
            ),
        )
        .addOption(portOption())
        .addOption(settingOption())
        .option("--connections <n>", "connections at once; default: 8", wholeNumber(1, 1000))
        .option("--pcap <file>", "log every frame to a file that Wireshark reads")
        .option("--seconds <n>", "end after this many seconds", wholeNumber(1, 1_000_000))
        .option("--loss <percent>", "drop frames at random, in both directions", percentage, 0)
        .option(
            "--gdb [port]",
            `wait for GDB on this port before the program starts; default: ${DEFAULT_GDB_PORT.toString()}`,
            wholeNumber(0, 65535),
        )
        .addOption(generalOption())
        .addOption(new Option("--format <format>", "format of the diagnostics").choices(formats).default("pretty"))
        .action(emulate);
}
