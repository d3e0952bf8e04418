/**
 * What is said between the emulator and the bridge's process; firmware/port/bridge/main.c has the
 * other side.
 */

const LENGTH_SIZE = 2;

export interface ForwardResult {
    hostPort: number;
    family: 4 | 6;
    /** Of this machine's operating system; 0 for success. */
    errno: number;
}

function message(kind: string, ...content: readonly Uint8Array[]): Buffer {
    const body = Buffer.concat([Buffer.from(kind), ...content]);
    const length = Buffer.alloc(LENGTH_SIZE);
    length.writeUInt16BE(body.length);
    return Buffer.concat([length, body]);
}

function port(number: number): Buffer {
    return Buffer.from([number >> 8, number & 0xff]);
}

export function frameMessage(frame: Uint8Array): Buffer {
    return message("F", frame);
}

/** Forwards a port of 127.0.0.1 or ::1, by the length of the address. */
export function openMessage(hostPort: number, guestPort: number, address: Uint8Array): Buffer {
    return message("O", Buffer.from("T"), port(hostPort), port(guestPort), address);
}

export function closeMessage(hostPort: number): Buffer {
    return message("C", Buffer.from("T"), port(hostPort));
}

export interface MessageHandlers {
    frame(frame: Buffer): void;
    forwarded(result: ForwardResult): void;
}

/** Cuts the bridge's output into messages. */
export class MessageReader {
    private rest: Buffer = Buffer.alloc(0);

    constructor(private readonly handlers: MessageHandlers) {}

    take(bytes: Buffer): void {
        let input = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
        while (input.length >= LENGTH_SIZE) {
            const end = LENGTH_SIZE + input.readUInt16BE(0);
            if (input.length < end) break;
            this.handle(input.subarray(LENGTH_SIZE, end));
            input = input.subarray(end);
        }
        this.rest = input;
    }

    private handle(body: Buffer): void {
        const kind = String.fromCharCode(body[0] ?? 0);
        const content = body.subarray(1);
        if (kind === "F") this.handlers.frame(content);
        if (kind !== "R") return;
        const family = content.readUInt8(2) === 6 ? 6 : 4;
        this.handlers.forwarded({ hostPort: content.readUInt16BE(0), family, errno: content.readUInt16BE(3) });
    }
}
