/** The echo program on an emulated Pico over USB, and a computer that pings it. */
import assert from "node:assert/strict";
import { createBoard, type Board } from "../../emulator/index.ts";
import { UsbHost, type UsbHostOptions } from "../../emulator/usb/index.ts";
import { buildForBoard, type BoardProgram } from "../support/board-program.ts";

export const MILLISECOND = 1e6;
const BOARD_IP = [192, 168, 7, 1];
const HOST_IP = [192, 168, 7, 2];
const ARP = 0x0806;
const IPV4 = 0x0800;

let program: BoardProgram | undefined;

export function echoProgram(): BoardProgram {
    program ??= buildForBoard("ts-src/echo.ts", "pico", "usb");
    return program;
}

export interface Desk {
    board: Board;
    usb: UsbHost;
    peer: PingPeer;
}

/** A board that has just been switched on. */
export async function switchOn(options: UsbHostOptions = {}): Promise<Desk> {
    const usb = new UsbHost(options);
    const { uf2, elf } = echoProgram();
    const board = await createBoard({ uf2, elf, usb, consolePort: "usb", stackArray: "stack" });
    return { board, usb, peer: new PingPeer(usb) };
}

/** Lets so much simulated time pass. */
export function pass(board: Board, milliseconds: number): void {
    const stop = board.run(120_000, board.counters.nanos + milliseconds * MILLISECOND);
    assert.equal(stop, undefined, stop?.fault?.message);
}

/** A board whose network is up and known to the computer. */
export async function connected(options: UsbHostOptions = {}): Promise<Desk> {
    const desk = await switchOn(options);
    pass(desk.board, 100);
    assert.equal(desk.usb.state, "configured", desk.usb.problem);
    assert.ok(desk.usb.ethernet.linkUp, "the network must be up");
    return desk;
}

/**
 * Pings and waits for the answer, 50 ms of simulated time at most. Returns whether it came whole.
 */
export function ping({ board, peer }: Desk, size: number): boolean {
    const number = peer.ping(size);
    for (let waited = 0; waited < 50 && !peer.answers.has(number); waited++) pass(board, 1);
    return peer.answers.get(number) === size;
}

function checksum(bytes: Uint8Array): number {
    let sum = 0;
    for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
    return ~sum & 0xffff;
}

function payload(number: number, size: number): Uint8Array {
    return Uint8Array.from({ length: size }, (_, index) => (index * 7 + number) & 0xff);
}

/** The little of a network stack that ARP and ICMP echo need. */
export class PingPeer {
    /** Sizes of the payloads that came back unharmed, by the ping's number. */
    readonly answers = new Map<number, number>();
    private number = 0;
    private boardMac: Uint8Array | undefined;

    constructor(private readonly usb: UsbHost) {
        usb.ethernet.onFrame = (frame) => this.arrived(Buffer.from(frame));
    }

    /** Sends an echo request with so many bytes; returns its number. */
    ping(size: number): number {
        this.number++;
        assert.ok(this.usb.ethernet.deliver(this.echoRequest(this.number, size)), "the link must be up");
        return this.number;
    }

    /** The frame of an echo request, with an ARP request's address resolution left to the board. */
    echoRequest(number: number, size: number): Uint8Array {
        const packet = Buffer.alloc(28 + size);
        packet.writeUInt16BE(0x4500, 0);
        packet.writeUInt16BE(packet.length, 2);
        packet.writeUInt16BE(number & 0xffff, 4);
        packet.writeUInt16BE((64 << 8) | 1, 8);
        packet.set([...HOST_IP, ...BOARD_IP], 12);
        packet.writeUInt16BE(checksum(packet.subarray(0, 20)), 10);
        packet[20] = 8;
        packet.writeUInt16BE(0x7470, 24);
        packet.writeUInt16BE(number & 0xffff, 26);
        packet.set(payload(number, size), 28);
        packet.writeUInt16BE(checksum(packet.subarray(20)), 22);
        return this.frame(IPV4, packet);
    }

    private frame(type: number, body: Uint8Array): Uint8Array {
        const head = Buffer.alloc(14);
        head.set(this.boardMac ?? new Uint8Array(6).fill(0xff), 0);
        head.set(this.usb.ethernet.hostAddress ?? new Uint8Array(6), 6);
        head.writeUInt16BE(type, 12);
        return Buffer.concat([head, body]);
    }

    private arrived(frame: Buffer): void {
        const type = frame.readUInt16BE(12);
        const body = frame.subarray(14);
        if (type === ARP) this.resolve(body);
        else if (type === IPV4 && body[9] === 1 && body[20] === 0) this.answered(body);
    }

    /** Answers the board's question for our address. */
    private resolve(body: Buffer): void {
        if (body.readUInt16BE(6) !== 1 || !body.subarray(24, 28).equals(Buffer.from(HOST_IP))) return;
        this.boardMac = Uint8Array.from(body.subarray(8, 14));
        const answer = Buffer.from(body.subarray(0, 28));
        answer.writeUInt16BE(2, 6);
        answer.set(this.usb.ethernet.hostAddress ?? [], 8);
        answer.set(HOST_IP, 14);
        answer.set(body.subarray(8, 18), 18);
        this.usb.ethernet.deliver(this.frame(ARP, answer));
    }

    private answered(packet: Buffer): void {
        const icmp = packet.subarray(20, packet.readUInt16BE(2));
        const number = icmp.readUInt16BE(6);
        const size = icmp.length - 8;
        const whole = checksum(icmp) === 0 && Buffer.from(payload(number, size)).equals(icmp.subarray(8));
        this.answers.set(number, whole ? size : -1);
    }
}
