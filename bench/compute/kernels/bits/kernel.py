# Bit banging: 64 bytes over three wires to a device that takes and answers bits, as SPI does.
class Pin:
    def __init__(self):
        self.level = 0

    def write(self, level):
        self.level = level


class Device:
    def __init__(self):
        self.clock = Pin()
        self.input = Pin()
        self.output = Pin()
        self.checksum = 0
        self.last = 0
        self.shift = 0
        self.answer = 0
        self.count = 0

    def update(self):
        if self.clock.level == self.last:
            return
        self.last = self.clock.level
        if self.last == 0:
            return
        self.shift = (self.shift << 1 | self.input.level) & 255
        self.output.write(self.answer >> 7 & 1)
        self.answer = (self.answer << 1) & 255
        self.count += 1
        if self.count < 8:
            return
        self.count = 0
        self.answer = ~self.shift & 255
        self.checksum = (self.checksum * 31 + self.shift) & 0xFFFF


def transfer(device, byte):
    received = 0
    for bit in range(7, -1, -1):
        device.input.write(byte >> bit & 1)
        device.clock.write(1)
        device.update()
        received = received << 1 | device.output.level
        device.clock.write(0)
        device.update()
    return received


def run():
    device = Device()
    total = 0
    for i in range(64):
        total = (total * 33 + transfer(device, (i * 5 + 1) & 255)) & 0xFFFF
    return total * 65536 + device.checksum
