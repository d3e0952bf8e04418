/*
 * A host that has opened the SDK's console and takes what is printed at its own pace. The clock is
 * that of fake_cdc.h.
 */
#ifndef TESTS_FAKES_FAKE_STDIO_USB_H
#define TESTS_FAKES_FAKE_STDIO_USB_H

#include <stdint.h>

struct fake_stdio_usb {
    uint32_t packet_us; /* what the host takes for up to 64 bytes */
    uint32_t received;  /* bytes */
};

extern struct fake_stdio_usb fake_stdio_usb;

#endif
