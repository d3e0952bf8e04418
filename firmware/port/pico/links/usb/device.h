/*
 * The USB device: TinyUSB, its descriptors and the console on it. One context calls all of this:
 * core 0, no interrupts.
 */
#ifndef TSP_USB_DEVICE_H
#define TSP_USB_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "pico/async_context.h"

/*
 * Starts the device and adds the console to the SDK's stdio. USB interrupts wake `context` when
 * TinyUSB has something to do. False when TinyUSB does not start.
 */
bool tsp_usb_start(async_context_t *context);

/* The board's identity; the serial number and both Ethernet addresses come of it. */
const uint8_t *tsp_usb_id(void);

/* Whether a host is there and awake. */
bool tsp_usb_awake(void);

#endif
