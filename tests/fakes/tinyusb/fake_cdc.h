/*
 * The host's end of the console's serial port, and the clock: each call of tud_task() takes
 * FAKE_CDC_TASK_US.
 */
#ifndef TESTS_FAKES_FAKE_CDC_H
#define TESTS_FAKES_FAKE_CDC_H

#include "pico/stdio/driver.h"
#include "tusb.h"

#define FAKE_CDC_TASK_US 100u

struct fake_cdc {
    bool open;         /* the host has opened the port */
    /*
     * the host takes `bytes` bytes at once every so many microseconds; 0: at every call of
     * tud_task()
     */
    uint32_t pause_us;
    uint32_t bytes;
    uint32_t held;     /* bytes that wait for the host */
    uint32_t received; /* bytes that the host has taken */
    unsigned boots;    /* calls of the boot loader */
    int locks;         /* open calls of tsp_usb_lock() */
    unsigned bare;     /* calls that write or read while there is none */
    stdio_driver_t *driver;
};

extern struct fake_cdc fake_cdc;

/* An open port whose host takes 64 bytes whenever it can; the clock goes on. */
void fake_cdc_start(void);
/* Lets time pass outside the code under test; the host reads. */
void fake_cdc_pass(uint32_t microseconds);

#endif
