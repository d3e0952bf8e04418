#include "fake_cdc.h"

#include <string.h>

#include "pico/bootrom.h"
#include "pico/time.h"
#include "usb_lock.h"

struct fake_cdc fake_cdc;

static uint64_t now;
static uint64_t next_read;

void fake_cdc_start(void) {
    stdio_driver_t *driver = fake_cdc.driver;
    fake_cdc = (struct fake_cdc){.open = true, .bytes = 64, .driver = driver};
    next_read = now;
}

void tsp_usb_lock(void) {
    fake_cdc.locks++;
}

void tsp_usb_unlock(void) {
    fake_cdc.locks--;
}

void tud_task(void) {
    now += FAKE_CDC_TASK_US;
    while (fake_cdc.open && fake_cdc.held > 0 && now >= next_read) {
        uint32_t taken = fake_cdc.held < fake_cdc.bytes ? fake_cdc.held : fake_cdc.bytes;
        fake_cdc.held -= taken;
        fake_cdc.received += taken;
        next_read = now + (fake_cdc.pause_us > 0 ? fake_cdc.pause_us : 1);
    }
}

void fake_cdc_pass(uint32_t microseconds) {
    for (uint64_t end = now + microseconds; now < end;) {
        tud_task();
    }
}

uint64_t time_us_64(void) {
    return now;
}

bool tud_cdc_connected(void) {
    return fake_cdc.open;
}

uint32_t tud_cdc_write_available(void) {
    return CFG_TUD_CDC_TX_BUFSIZE - fake_cdc.held;
}

uint32_t tud_cdc_write(void const *data, uint32_t length) {
    (void)data;
    fake_cdc.bare += fake_cdc.locks == 0;
    uint32_t room = tud_cdc_write_available();
    uint32_t taken = length < room ? length : room;
    fake_cdc.held += taken;
    return taken;
}

uint32_t tud_cdc_write_flush(void) {
    return 0;
}

uint32_t tud_cdc_read(void *data, uint32_t length) {
    fake_cdc.bare += fake_cdc.locks == 0;
    (void)data;
    (void)length;
    return 0;
}

void reset_usb_boot(uint32_t activity_pins, uint32_t disabled_interfaces) {
    (void)activity_pins;
    (void)disabled_interfaces;
    fake_cdc.boots++;
}

void stdio_set_driver_enabled(stdio_driver_t *driver, bool enabled) {
    fake_cdc.driver = enabled ? driver : NULL;
}
