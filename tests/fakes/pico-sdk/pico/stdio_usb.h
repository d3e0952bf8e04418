/* The SDK's console on USB; fake_stdio_usb.c is the host behind it. */
#ifndef TESTS_FAKES_STDIO_USB_H
#define TESTS_FAKES_STDIO_USB_H

#include <stdbool.h>

#include "pico/stdio/driver.h"

extern stdio_driver_t stdio_usb;

bool stdio_usb_connected(void);

#endif
