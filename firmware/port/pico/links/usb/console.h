/* The console on USB: a serial port for the host, a stdio driver for the SDK. */
#ifndef TSP_USB_CONSOLE_H
#define TSP_USB_CONSOLE_H

/* Adds the console to the SDK's stdio; the USB device runs. */
void tsp_usb_console_start(void);

/*
 * Called at every turn of the loop. Between two calls the console waits at most half a second in
 * all for a host that reads slowly; then it drops what does not fit. For a host that does not read
 * at all it waits 20 ms, once.
 */
void tsp_usb_console_turn(void);

#endif
