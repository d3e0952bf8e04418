/*
 * The network function of the USB device: a class driver for TinyUSB that moves Ethernet frames in
 * NCM transfer blocks. It stands in place of TinyUSB 0.18's own NCM driver, which loses a receive
 * buffer at every invalid block and reads past it; see docs/decisions/013-usb-network.md.
 *
 * TinyUSB's callbacks only record: they run wherever tud_task() is called, a write to the console
 * included. Frames are taken and given by the functions below, in the context that runs lwIP.
 */
#ifndef TSP_USB_NCM_H
#define TSP_USB_NCM_H

#include <stdbool.h>
#include <stdint.h>

/* Whether the host has opened the data interface: frames can move. */
bool tsp_ncm_open(void);

/*
 * Counts the bus resets and closings since power-on: when it has changed, the link was down in
 * between.
 */
uint32_t tsp_ncm_losses(void);

/*
 * The next received frame, or false when there is none. The bytes stay until the next call; the
 * buffer goes back to the host side when its last frame has been taken.
 */
bool tsp_ncm_receive(const uint8_t **frame, uint16_t *length);

/* Whether tsp_ncm_receive would have something to look at. */
bool tsp_ncm_received(void);

/*
 * Room for a frame of `length` bytes (at most 1514), or NULL when the host has not taken the
 * earlier ones yet or the function is closed. What was written there is sent by tsp_ncm_send, which
 * must follow at once.
 */
uint8_t *tsp_ncm_reserve(uint16_t length);
void tsp_ncm_send(void);

#endif
