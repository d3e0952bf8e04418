/*
 * The USB device: TinyUSB, its descriptors and the console on it. Core 0 calls all of this, outside
 * interrupts. TinyUSB's task and callbacks run in an interrupt of the lowest priority, which
 * usb_lock.h keeps out.
 */
#ifndef TSP_USB_DEVICE_H
#define TSP_USB_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "pico/async_context.h"

/*
 * Starts the device and adds the console to the SDK's stdio. `context` is woken when TinyUSB's task
 * has run. False when TinyUSB does not start.
 */
bool tsp_usb_start(async_context_t *context);

/* The board's identity; the serial number and both Ethernet addresses come of it. */
const uint8_t *tsp_usb_id(void);

/* Whether a host is there and awake. */
bool tsp_usb_awake(void);

#endif
