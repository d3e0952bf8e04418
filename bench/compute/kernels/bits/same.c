/*
 * Bit banging: 64 bytes over three wires to a device that takes and answers bits. The device and
 * its pins are objects of their own, whose members are int32; each mask is the program's own, so
 * that nothing can overflow.
 */
#include "../../javascript.h"
#include "yardstick.h"

struct pin {
    const char *const *class;
    int32_t level;
};

struct device {
    const char *const *class;
    struct pin *clock;
    struct pin *input;
    struct pin *output;
    int32_t checksum;
    int32_t last;
    int32_t shift;
    int32_t answer;
    int32_t count;
};

bool js_pending;
static const char *const pin_class = "Pin";
static const char *const device_class = "Device";

static void write_pin(struct pin *pin, int32_t level) {
    pin->level = level;
}

static struct pin *new_pin(void) {
    struct pin *pin = js_allocate(sizeof *pin);
    if (pin != NULL) {
        *pin = (struct pin){&pin_class, 0};
    }
    return pin;
}

static JS_APART void update(struct device *device) {
    if (device->clock->level == device->last) {
        return;
    }
    device->last = device->clock->level;
    if (device->last == 0) {
        return;
    }
    device->shift = (int32_t)((uint32_t)device->shift << 1 | (uint32_t)device->input->level) & 255;
    write_pin(device->output, device->answer >> 7 & 1);
    device->answer = (int32_t)((uint32_t)device->answer << 1) & 255;
    if (++device->count < 8) {
        return;
    }
    device->count = 0;
    device->answer = ~device->shift & 255;
    device->checksum = (device->checksum * 31 + device->shift) & 0xffff;
}

static JS_APART int32_t transfer(struct device *device, int32_t byte) {
    uint32_t received = 0;
    for (int32_t bit = 7; bit >= 0; bit--) {
        write_pin(device->input, byte >> bit & 1);
        write_pin(device->clock, 1);
        update(device);
        received = received << 1 | (uint32_t)device->output->level;
        write_pin(device->clock, 0);
        update(device);
    }
    return (int32_t)received;
}

uint32_t same_run(void) {
    struct device device = {.class = &device_class, .clock = new_pin(), .input = new_pin(), .output = new_pin()};
    uint32_t sum = 0;
    if (!js_pending) {
        for (int32_t i = 0; i < 64; i++) {
            sum = (sum * 33u + (uint32_t)transfer(&device, (i * 5 + 1) & 255)) & 0xffffu;
        }
        sum = sum << 16 | (uint32_t)device.checksum;
    }
    free(device.clock);
    free(device.input);
    free(device.output);
    return sum;
}
