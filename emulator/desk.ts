/**
 * A board on a desk with what its link needs: a computer on its USB cable, or a radio with access
 * points around it.
 */
import type { Board } from "./board.ts";
import { SimulatedClock } from "./clock.ts";
import type { EthernetAttachment } from "./network/ethernet.ts";
import type { Station } from "./network/station.ts";
import { Wire, type WireOptions } from "./network/wire.ts";
import { type AccessPoint, Air, attachRadio, Radio } from "./radio/index.ts";
import { createBoard, type RunOptions } from "./run.ts";
import { UsbHost } from "./usb/index.ts";

export type DeskLink = "usb" | "wifi" | "loopback";

export interface DeskOptions extends Omit<RunOptions, "usb" | "paced" | "wallSeconds"> {
    link: DeskLink;
    /** What the radio finds in the air. */
    accessPoints?: readonly AccessPoint[];
}

export interface Desk {
    readonly board: Board;
    /** The board's side of its network, none for the loopback link. */
    readonly attachment: EthernetAttachment | undefined;
    readonly usb: UsbHost | undefined;
    readonly radio: Radio | undefined;
}

export async function createDesk(options: DeskOptions): Promise<Desk> {
    const { link, accessPoints = [], onChip, ...rest } = options;
    const usb = link === "usb" ? new UsbHost() : undefined;
    const radio = link === "wifi" ? new Radio(new SimulatedClock(), { air: new Air(accessPoints) }) : undefined;
    const board = await createBoard({
        ...rest,
        ...(usb === undefined ? {} : { usb }),
        onChip: (chip, bornAt) => {
            if (radio !== undefined) attachRadio(chip, radio);
            onChip?.(chip, bornAt);
        },
    });
    return { board, attachment: usb?.ethernet ?? radio, usb, radio };
}

/** Puts a station at the other end of the board's link; both go on through resets of the board. */
export function connectStation(desk: Desk, station: Station, options: WireOptions = {}): void {
    if (desk.attachment === undefined) throw new Error("the loopback link has no other end");
    new Wire(desk.board.time, station, options).attach(desk.attachment);
}
