/** Bit banging: 64 bytes over three wires to a device that takes and answers bits, as SPI does. */
class Pin {
    level = 0;

    write(level: number): void {
        this.level = level;
    }
}

/** Takes a bit when its clock rises, and answers with the complement of the byte before. */
class Device {
    readonly clock = new Pin();
    readonly input = new Pin();
    readonly output = new Pin();
    checksum = 0;
    private last = 0;
    private shift = 0;
    private answer = 0;
    private count = 0;

    update(): void {
        if (this.clock.level === this.last) return;
        this.last = this.clock.level;
        if (this.last === 0) return;
        this.shift = ((this.shift << 1) | this.input.level) & 255;
        this.output.write((this.answer >> 7) & 1);
        this.answer = (this.answer << 1) & 255;
        if (++this.count < 8) return;
        this.count = 0;
        this.answer = ~this.shift & 255;
        this.checksum = (this.checksum * 31 + this.shift) & 0xffff;
    }
}

function transfer(device: Device, byte: number): number {
    let received = 0;
    for (let bit = 7; bit >= 0; bit--) {
        device.input.write((byte >> bit) & 1);
        device.clock.write(1);
        device.update();
        received = (received << 1) | device.output.level;
        device.clock.write(0);
        device.update();
    }
    return received;
}

export function run(): number {
    const device = new Device();
    let sum = 0;
    for (let i = 0; i < 64; i++) sum = (sum * 33 + transfer(device, (i * 5 + 1) & 255)) & 0xffff;
    return sum * 65536 + device.checksum;
}
