/** A debugger on the emulated board. */
export { GdbServer } from "./server.ts";

export const DEFAULT_GDB_PORT = 3333;

/** The command that connects GDB, for people to paste. */
export function gdbCommand(elf: string, port: number): string {
    return `gdb-multiarch ${elf} -ex "target remote localhost:${String(port)}"`;
}
