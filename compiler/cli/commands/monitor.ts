import { existsSync } from "node:fs";
import path from "node:path";
import { StringDecoder } from "node:string_decoder";
import { type Command } from "commander";
import { type SerialPort } from "serialport";
import { isPortThere } from "../device/computer.ts";
import { explainLine } from "../device/fault-lines.ts";
import {
    absentPort,
    CONSOLE_BAUD,
    describePortError,
    findBoardPort,
    isAbsence,
    openPort,
} from "../device/serial-ports.ts";
import { wholeNumber } from "../numbers.ts";
import { createReporter, type Reporter } from "../reporter.ts";
import { UserError } from "../../system/user-error.ts";

interface MonitorOptions {
    readonly device?: string;
    readonly baud: number;
    readonly elf?: string;
    readonly wait: number;
}

/** Characters of a line without end that are remembered. */
const LONGEST_LINE = 4096;
/** A board that resets takes its USB console away for a moment. */
const LOOK_AGAIN_MS = 200;
/** The system gives a new port to its group a moment after it has appeared. */
const SETTLING_MS = 2000;

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Text of the board to standard output, and below the lines that have addresses the source lines.
 */
class Console {
    private rest = "";
    /** A character may come in two pieces. */
    private readonly decoder = new StringDecoder("utf8");

    constructor(private readonly places: readonly string[]) {}

    take(chunk: Buffer): void {
        const text = this.rest + this.decoder.write(chunk).replaceAll("\r\n", "\n").replaceAll("\r", "");
        const lines = text.split("\n");
        process.stdout.write(text.slice(this.rest.length));
        this.rest = (lines.pop() ?? "").slice(-LONGEST_LINE);
        for (const line of lines)
            for (const explanation of explainLine(line, this.places)) process.stdout.write(`${explanation}\n`);
    }
}

interface Connection {
    readonly port: SerialPort;
    readonly device: string;
}

/** A new port may belong to nobody yet: one that refuses is tried for `settling` milliseconds. */
async function connect(options: MonitorOptions, reporter: Reporter, settling: number): Promise<Connection> {
    const deadline = Date.now() + options.wait * 1000;
    let announced = false;
    let refusedSince: number | undefined;
    for (;;) {
        const device = options.device ?? (await findBoardPort());
        if (device !== undefined && isPortThere(device)) {
            try {
                return { port: await openPort(device, options.baud), device };
            } catch (error) {
                refusedSince = isAbsence(error) ? undefined : (refusedSince ?? Date.now());
                if (refusedSince !== undefined && Date.now() - refusedSince >= settling)
                    throw describePortError(device, error);
            }
        } else {
            refusedSince = undefined;
        }
        if (refusedSince === undefined && Date.now() >= deadline) {
            if (device !== undefined) throw absentPort(device);
            throw new UserError(
                "no board's console found: plug the board in, " +
                    "or name its port with --device (for example a UART adapter's)",
            );
        }
        if (!announced) reporter.step("waiting for the board");
        announced = true;
        await pause(LOOK_AGAIN_MS);
    }
}

/** Ends when the port goes. What is typed goes to the board. */
function follow(port: SerialPort, device: string, console: Console): Promise<void> {
    return new Promise((resolve) => {
        const type = (chunk: Buffer) => port.write(chunk);
        // A port whose cable was pulled may read as silent for ever; its file in /dev goes.
        const look = setInterval(() => {
            if (!isPortThere(device)) end();
        }, LOOK_AGAIN_MS);
        const end = () => {
            clearInterval(look);
            process.stdin.off("data", type);
            if (port.isOpen) port.close(() => undefined);
            resolve();
        };
        process.stdin.on("data", type);
        port.on("data", (chunk: Buffer) => {
            console.take(chunk);
        });
        port.once("close", end);
        port.on("error", end);
    });
}

async function monitor(options: MonitorOptions): Promise<void> {
    if (options.elf !== undefined && !existsSync(options.elf)) throw new UserError(`there is no file ${options.elf}`);
    const reporter = createReporter(false);
    const console = new Console(options.elf === undefined ? [path.join(process.cwd(), "build")] : [options.elf]);
    process.on("SIGINT", () => process.exit(0));
    process.on("SIGTERM", () => process.exit(0));
    let reconnecting: MonitorOptions = options;
    let settling = 0;
    for (;;) {
        const { port, device } = await connect(reconnecting, reporter, settling);
        reporter.step(`console at ${device}; Ctrl-C ends`);
        await follow(port, device, console);
        reporter.step("the board has gone; waiting for it to come back");
        reconnecting = { ...options, wait: Number.POSITIVE_INFINITY };
        settling = SETTLING_MS;
    }
}

export function addMonitor(program: Command): void {
    program
        .command("monitor")
        .description("Show a board's console, and the TypeScript lines of a fault report")
        .option("--device <port>", "the serial port, if it is not found")
        .option(
            "--baud <rate>",
            "baud rate of a UART; a USB console ignores it",
            wholeNumber(300, 4_000_000),
            CONSOLE_BAUD,
        )
        .option("--elf <file>", "the firmware's ELF file; default: the one in build/ with the build name of the report")
        .option("--wait <seconds>", "how long to wait for a board to appear", wholeNumber(0, 86_400), 0)
        .action(monitor);
}
