/**
 * A host on the bus of the emulated radio chip: what cyw43-driver does, as far as tests of the
 * model need it. Written from the model's own reference.
 */
import assert from "node:assert/strict";
import { SimulatedClock } from "../../emulator/clock.ts";
import { type AccessPoint, Air, Radio, type RadioOptions } from "../../emulator/radio/index.ts";
import { encodeCommand, swapWord } from "../../emulator/radio/gspi.ts";

const GET_VARIABLE = 262;
const SET_VARIABLE = 263;
export const FIRMWARE_LENGTH = 4096;
const SETTINGS_LENGTH = 64;
const RAM_END = 0x8_0000;

/** A packet from the chip. */
export interface Packet {
    readonly channel: number;
    readonly sequence: number;
    readonly credit: number;
    readonly headerLength: number;
    readonly size: number;
    readonly body: Buffer;
}

export interface Event {
    readonly type: number;
    readonly status: number;
    readonly reason: number;
    readonly flags: number;
    readonly data: Buffer;
}

function u32(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value | 0);
    return bytes;
}

export class RadioDriver {
    readonly clock = new SimulatedClock();
    readonly air: Air;
    readonly radio: Radio;
    private wide = false;
    private sequence = 0;
    private request = 0;
    private window = 0;

    constructor(points: readonly AccessPoint[] = [], options: Omit<RadioOptions, "air"> = {}) {
        this.air = new Air(points);
        this.radio = new Radio(this.clock, { ...options, air: this.air });
    }

    millis(count: number): void {
        this.clock.tick(count * 1e6);
    }

    // The bus

    /** `extra` bytes more, or fewer, than the command says go over the bus. */
    transfer(write: boolean, fn: number, address: number, length: number, data?: Buffer, extra = 0): Buffer {
        const { port } = this.radio;
        port.select();
        port.put(swapWord(encodeCommand({ write, function: fn, address, length }), this.wide));
        const padding = !write && fn === 1 ? this.padding : 0;
        const words = Buffer.alloc((padding + length + extra + 3) & ~3);
        data?.copy(words);
        for (let at = 0; at < words.length; at += 4) {
            if (write) port.put(swapWord(words.readUInt32LE(at), this.wide));
            else words.writeUInt32LE(swapWord(port.take(), this.wide), at);
        }
        port.deselect();
        return words.subarray(padding, padding + length + extra);
    }

    padding = 4;

    read(fn: number, address: number, length: number): number {
        const bytes = Buffer.alloc(4);
        this.transfer(false, fn, address, length).copy(bytes);
        return bytes.readUInt32LE();
    }

    write(fn: number, address: number, length: number, value: number): void {
        this.transfer(true, fn, address, length, u32(value));
    }

    useWindow(address: number): number {
        if ((address & ~0x7fff) !== this.window) {
            this.window = address & ~0x7fff;
            this.write(1, 0x1000c, 1, address >>> 24);
            this.write(1, 0x1000b, 1, (address >>> 16) & 0xff);
            this.write(1, 0x1000a, 1, (address >>> 8) & 0xff);
        }
        return (address & 0x7fff) | 0x8000;
    }

    readChip(address: number, length: number): number {
        return this.read(1, this.useWindow(address), length);
    }

    writeChip(address: number, length: number, value: number): void {
        this.write(1, this.useWindow(address), length, value);
    }

    // Start

    powerOn(): void {
        this.wide = false;
        this.window = 0;
        this.padding = 4;
        this.sequence = 0;
        this.radio.setPower(false);
        this.radio.setPower(true);
        assert.equal(this.read(0, 0x14, 4), 0xfeedbead);
        this.write(0, 0, 4, 0x0002_04b3);
        this.wide = true;
        this.write(0, 0x1d, 1, 16);
        this.padding = 16;
        this.write(0, 0x06, 2, 0x00be);
    }

    /** `token` other than the right one makes a download that is not whole. */
    download(
        length = FIRMWARE_LENGTH,
        token = ((~(SETTINGS_LENGTH / 4) & 0xffff) << 16) | (SETTINGS_LENGTH / 4),
    ): void {
        for (let at = 0; at < length; at += 64) this.transfer(true, 1, this.useWindow(at), 64, Buffer.alloc(64, 0xa5));
        const settings = RAM_END - 4 - SETTINGS_LENGTH;
        this.transfer(true, 1, this.useWindow(settings), SETTINGS_LENGTH, Buffer.alloc(SETTINGS_LENGTH, 0x5a));
        this.writeChip(RAM_END - 4, 4, token);
    }

    startCore(): void {
        this.writeChip(0x1810_3408, 1, 3);
        this.writeChip(0x1810_3800, 1, 0);
        this.writeChip(0x1810_3408, 1, 1);
    }

    /** To the point where packets pass, with every event wanted and the interface up. */
    start(): this {
        this.powerOn();
        this.download();
        this.startCore();
        this.millis(30);
        assert.ok(this.read(0, 8, 4) & 0x20, "ready for packets");
        this.write(1, 0x1001f, 1, 1);
        this.setVariable("bsscfg:event_msgs", Buffer.concat([u32(0), Buffer.alloc(19, 0xff)]));
        this.command(2, true, Buffer.alloc(0));
        return this;
    }

    // Packets

    send(channel: number, header: number, body: Buffer): void {
        const packet = Buffer.alloc(header + body.length);
        packet.writeUInt16LE(packet.length, 0);
        packet.writeUInt16LE(~packet.length & 0xffff, 2);
        packet[4] = this.sequence;
        packet[5] = channel;
        packet[7] = header;
        body.copy(packet, header);
        this.sequence = (this.sequence + 1) & 0xff;
        this.transfer(true, 2, 0, (packet.length + 3) & ~3, packet);
    }

    /** The packet that the chip announces, or undefined. */
    receive(): Packet | undefined {
        const status = this.read(0, 8, 4);
        if ((status & 0x100) === 0) return undefined;
        const bytes = this.transfer(false, 2, 0, (status >>> 9) & 0x7ff);
        const size = bytes.readUInt16LE(0);
        assert.equal(size ^ bytes.readUInt16LE(2), 0xffff);
        const headerLength = bytes.readUInt8(7);
        return {
            size,
            headerLength,
            channel: bytes.readUInt8(5) & 0xf,
            sequence: bytes.readUInt8(4),
            credit: bytes.readUInt8(9),
            body: bytes.subarray(headerLength, size),
        };
    }

    receiveAll(): Packet[] {
        const packets: Packet[] = [];
        for (let packet = this.receive(); packet !== undefined; packet = this.receive()) packets.push(packet);
        return packets;
    }

    /** Events that wait; there must be nothing else. */
    events(): Event[] {
        return this.receiveAll().map(({ channel, headerLength, body }) => {
            assert.equal(channel, 1);
            assert.equal(headerLength, 14, "the driver moves the event by half words");
            const frame = body.subarray(4);
            assert.equal(frame.readUInt16BE(12), 0x886c);
            return {
                type: frame.readUInt32BE(28),
                status: frame.readUInt32BE(32),
                reason: frame.readUInt32BE(36),
                flags: frame.readUInt16BE(26),
                data: frame.subarray(72, 72 + frame.readUInt32BE(44)),
            };
        });
    }

    // Commands

    /**
     * Sends a command and gives back the status and the value of its answer, which has to be the
     * only packet.
     */
    command(number: number, set: boolean, value: Buffer): { status: number; value: Buffer } {
        this.post(number, set, value);
        const answers = this.receiveAll().filter(({ channel }) => channel === 0);
        assert.equal(answers.length, 1);
        const body = answers[0]?.body ?? Buffer.alloc(0);
        assert.equal(body.readUInt32LE(0), number);
        assert.equal(body.readUInt16LE(10), this.request);
        assert.equal(body.length, 16 + value.length, "an answer is as long as its request");
        return { status: body.readInt32LE(12), value: body.subarray(16) };
    }

    post(number: number, set: boolean, value: Buffer): void {
        this.request++;
        const header = Buffer.concat([
            u32(number),
            u32(value.length),
            u32((this.request << 16) | (set ? 2 : 0)),
            u32(0),
        ]);
        this.send(0, 12, Buffer.concat([header, value]));
    }

    setVariable(name: string, value: Buffer): number {
        return this.command(SET_VARIABLE, true, Buffer.concat([Buffer.from(`${name}\0`), value])).status;
    }

    getVariable(name: string, length: number): Buffer {
        const request = Buffer.alloc(Math.max(length, name.length + 1));
        request.write(name);
        return this.command(GET_VARIABLE, false, request).value.subarray(0, length);
    }

    // Joining

    /** What the driver sends before it joins. */
    prepareJoin(wpaAuth: number, passphrase: string): void {
        const key = Buffer.alloc(68);
        key.writeUInt16LE(passphrase.length, 0);
        key.writeUInt16LE(1, 2);
        key.write(passphrase, 4);
        if (passphrase !== "") this.command(268, true, key);
        this.command(165, true, u32(wpaAuth));
    }

    join(ssid: string, wpaAuth = 0, passphrase = ""): void {
        this.prepareJoin(wpaAuth, passphrase);
        const name = Buffer.alloc(36);
        name.writeUInt32LE(ssid.length);
        name.write(ssid, 4);
        this.post(26, true, name);
    }

    sendFrame(frame: Buffer): void {
        this.send(2, 14, Buffer.concat([Buffer.from([0x20, 0, 0, 0]), frame]));
    }
}

/** A frame of 64 bytes. */
export function frameTo(destination: string, fill = 0): Buffer {
    const frame = Buffer.alloc(64, fill);
    Buffer.from(destination, "hex").copy(frame);
    frame.writeUInt16BE(0x0800, 12);
    return frame;
}

/** Joined to an open network, with its events taken. */
export function joinedDriver(): RadioDriver {
    const driver = new RadioDriver([{ ssid: "open" }]).start();
    driver.join("open");
    driver.millis(100);
    driver.receiveAll();
    assert.equal(driver.radio.linkUp, true);
    return driver;
}
