/* The console on USB: a serial port for the host, a stdio driver for the SDK. */
#ifndef TSP_USB_CONSOLE_H
#define TSP_USB_CONSOLE_H

/* Adds the console to the SDK's stdio; the USB device runs. */
void tsp_usb_console_start(void);

#endif
