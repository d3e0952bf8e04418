/**
 * `node --import tsx emulator/main.ts firmware.uf2`: the board's console on standard output and
 * input, the end on standard error.
 *
 *     --elf FILE         function names and source lines in fault reports, stack high-water mark
 *     --stack NAME       the array that the firmware uses as its stack, if not pico-sdk's
 *     --until TEXT       end when a console line contains TEXT
 *     --timeout SECONDS  end after this much host time (60)
 *     --simulated SECONDS  end after this much simulated time
 *     --paced            keep simulated time at the pace of the wall clock
 *     --deliver-faults   enter the firmware's HardFault handler instead of stopping
 *     --usb              a computer on the USB cable, whose serial port is the console instead of the UART
 *     --gdb PORT         wait for GDB on this port of the machine before the first instruction; 0 takes a free one
 *
 * Exit status 0 if the text of --until was seen, or, without --until, if a limit ended a run
 * without fault; else 1.
 */
import { parseArguments, runProgram, UsageError } from "./arguments.ts";
import { gdbCommand } from "./gdb/index.ts";
import { runUf2, type RunResult } from "./run.ts";
import { typeStandardInput } from "./typing.ts";
import { UsbHost } from "./usb/index.ts";

function describeEnd(result: RunResult): string {
    const { nanos, instructions } = result.counters;
    const spent = `${(nanos / 1e9).toFixed(3)} simulated seconds, ${String(instructions)} instructions`;
    const stack = result.stack && `, stack ${String(result.stack.used)} of ${String(result.stack.size)} bytes`;
    const why = result.fault === undefined ? result.reason : `fault: ${result.fault.message}`;
    const resets = result.resets.length === 0 ? "" : `, ${String(result.resets.length)} resets by the watchdog`;
    const delivered = result.deliveredFaults.map(({ message }) => `\nemulator: delivered fault: ${message}`).join("");
    return `${why} (${spent}${stack ?? ""}${resets})${delivered}`;
}

function isGood(result: RunResult, expectsMarker: boolean): boolean {
    if (result.reason === "marker") return true;
    if (expectsMarker || result.deliveredFaults.length > 0) return false;
    return result.reason === "wall-limit" || result.reason === "simulated-limit";
}

function portNumber(text: string | undefined): number | undefined {
    if (text === undefined) return undefined;
    const port = Number(text);
    if (text === "" || !Number.isInteger(port) || port < 0 || port > 65535)
        throw new UsageError(`--gdb takes a port number, not "${text}"`);
    return port;
}

await runProgram("emulator", async () => {
    const parsed = parseArguments(process.argv.slice(2), {
        elf: { type: "string" },
        stack: { type: "string" },
        until: { type: "string" },
        timeout: { type: "string" },
        simulated: { type: "string" },
        paced: { type: "boolean" },
        "deliver-faults": { type: "boolean" },
        usb: { type: "boolean" },
        gdb: { type: "string" },
    });
    const elf = parsed.text("elf");
    const stackArray = parsed.text("stack");
    const until = parsed.text("until");
    const wallSeconds = parsed.seconds("timeout");
    const simulatedSeconds = parsed.seconds("simulated");
    const gdbPort = portNumber(parsed.text("gdb"));
    let endTyping: () => void = () => undefined;
    const result = await runUf2({
        uf2: parsed.uf2,
        paced: parsed.flag("paced"),
        onFault: parsed.flag("deliver-faults") ? "deliver" : "stop",
        onText: (text) => process.stdout.write(text),
        ...(elf === undefined ? {} : { elf }),
        ...(stackArray === undefined ? {} : { stackArray }),
        ...(until === undefined ? {} : { until: new RegExp(until.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")) }),
        ...(wallSeconds === undefined ? {} : { wallSeconds }),
        ...(simulatedSeconds === undefined ? {} : { simulatedSeconds }),
        ...(parsed.flag("usb") ? { usb: new UsbHost(), consolePort: "usb" as const } : {}),
        ...(gdbPort === undefined ? {} : { gdbPort }),
        onBoard: (board) => {
            endTyping = typeStandardInput(board);
        },
        onGdb: (port) => console.error(`emulator: waiting for a debugger: ${gdbCommand(elf ?? "FIRMWARE.elf", port)}`),
    });
    endTyping();
    console.error(`emulator: ${describeEnd(result)}`);
    return isGood(result, until !== undefined) ? 0 : 1;
});
