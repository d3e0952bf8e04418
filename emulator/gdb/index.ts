/** A debugger on the emulated board. */
import path from "node:path";

export { GdbServer } from "./server.ts";

export const DEFAULT_GDB_PORT = 3333;

/** What outputs call "tspico", wherever it lies. */
const sources = path.resolve(import.meta.dirname, "../..");

/** The command that connects GDB and shows it our sources, for people to paste. */
export function gdbCommand(elf: string, port: number): string {
    return `gdb-multiarch "${elf}" -ex 'set substitute-path tspico "${sources}"' -ex "target remote localhost:${String(port)}"`;
}
