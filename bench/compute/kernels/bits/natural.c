/* Bit banging: 64 bytes over three wires to a device that takes and answers bits, as SPI does. */
#include <stdbool.h>

#include "yardstick.h"

struct device {
    bool clock;
    bool input;
    bool output;
    bool last;
    uint8_t shift;
    uint8_t answer;
    uint8_t count;
    uint16_t checksum;
};

static void update(struct device *device) {
    if (device->clock == device->last) {
        return;
    }
    device->last = device->clock;
    if (!device->last) {
        return;
    }
    device->shift = (uint8_t)(device->shift << 1 | device->input);
    device->output = device->answer >> 7;
    device->answer = (uint8_t)(device->answer << 1);
    if (++device->count < 8) {
        return;
    }
    device->count = 0;
    device->answer = (uint8_t)~device->shift;
    device->checksum = (uint16_t)(device->checksum * 31u + device->shift);
}

static __attribute__((noinline)) uint32_t transfer(struct device *device, uint32_t byte) {
    uint32_t received = 0;
    for (int bit = 7; bit >= 0; bit--) {
        device->input = (byte >> bit & 1u) != 0;
        device->clock = true;
        update(device);
        received = received << 1 | device->output;
        device->clock = false;
        update(device);
    }
    return received;
}

uint32_t natural_run(void) {
    struct device device = {0};
    uint32_t sum = 0;
    for (uint32_t i = 0; i < 64; i++) {
        sum = (sum * 33u + transfer(&device, (i * 5u + 1u) & 255u)) & 0xffffu;
    }
    return sum << 16 | device.checksum;
}
