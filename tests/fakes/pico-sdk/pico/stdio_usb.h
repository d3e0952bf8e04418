/* The SDK's console on USB. */
#ifndef TESTS_FAKES_STDIO_USB_H
#define TESTS_FAKES_STDIO_USB_H

#include <stdbool.h>

bool stdio_usb_connected(void);

#endif
