/**
 * What the flash chip answers beside its content: the identity that it left the factory with, which
 * the SDK makes the board's own. It asks over the SSI, a byte out and a byte in.
 */
import type { GuardedChip } from "./guarded-chip.ts";

const SSI_BASE = 0x1800_0000;
const DR0 = 0x60;
/** Read unique ID: the command and four bytes of nothing, then the identity. */
const READ_UNIQUE_ID = 0x4b;
const DUMMY_BYTES = 4;

/** The identity of a board that was not given one. */
export const USUAL_BOARD_ID = Uint8Array.of(0xe6, 0x60, 0x58, 0x38, 0x83, 0x4a, 0xc2, 0x7e);

export function answerIdentity(mcu: GuardedChip, id: Uint8Array): void {
    const ssi = mcu.findPeripheral(SSI_BASE);
    if (ssi === undefined) throw new Error("this version of rp2040js has no SSI where 1.4.1 has it");
    const read = ssi.readUint32.bind(ssi);
    const write = ssi.writeUint32.bind(ssi);
    /** Bytes of the answer that have gone; undefined outside it. */
    let sent: number | undefined;
    ssi.writeUint32 = (offset, value) => {
        if (offset === DR0 && sent === undefined && value === READ_UNIQUE_ID) sent = 0;
        else if (offset === DR0 && sent !== undefined) sent++;
        else write(offset, value);
    };
    ssi.readUint32 = (offset) => {
        if (offset !== DR0 || sent === undefined) return read(offset);
        const byte = id[sent - DUMMY_BYTES - 1] ?? 0;
        if (sent === DUMMY_BYTES + id.length) sent = undefined;
        return byte;
    };
}
