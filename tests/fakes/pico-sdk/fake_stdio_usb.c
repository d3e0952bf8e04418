#include "fake_stdio_usb.h"

#include "../tinyusb/fake_cdc.h"
#include "pico/stdio_usb.h"

struct fake_stdio_usb fake_stdio_usb;

static void take(const char *text, int length) {
    (void)text;
    for (int left = length; left > 0; left -= 64) {
        fake_cdc_pass(fake_stdio_usb.packet_us);
    }
    fake_stdio_usb.received += (uint32_t)length;
}

stdio_driver_t stdio_usb = {.out_chars = take};

bool stdio_usb_connected(void) {
    return false;
}
