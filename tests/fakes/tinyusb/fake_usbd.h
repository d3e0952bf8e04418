/* What a test sees of the USB stack's stand-in, and how it plays the host. */
#ifndef TESTS_FAKES_FAKE_USBD_H
#define TESTS_FAKES_FAKE_USBD_H

#include "device/usbd_pvt.h"

/* One direction of one endpoint. */
struct fake_endpoint {
    bool open;
    bool busy;
    uint8_t *buffer; /* of the transfer under way */
    uint16_t length;
    unsigned toggles_reset;
};

/* Forgets everything and starts the application's class driver. */
void fake_usbd_start(void);
/*
 * Gives the driver its interface of the configuration: what SET_CONFIGURATION does. Returns the
 * bytes that it took.
 */
uint16_t fake_usbd_configure(const uint8_t *descriptors, uint16_t length);
void fake_usbd_bus_reset(void);
struct fake_endpoint *fake_usbd_endpoint(uint8_t address);

/*
 * Completes the transfer that the driver has started: OUT with `length` bytes of `data`, IN with
 * everything.
 */
void fake_usbd_out(uint8_t address, const void *data, uint32_t length);
void fake_usbd_in(uint8_t address);

/*
 * A control request, all stages. `data` is what the host sends, or where the answer goes
 * (`request.wLength` bytes). Returns the bytes moved, or -1 when the driver stalled it.
 */
int fake_usbd_control(const tusb_control_request_t *request, void *data);

/*
 * SET_FEATURE and CLEAR_FEATURE of ENDPOINT_HALT, which TinyUSB carries out and then tells the
 * driver.
 */
void fake_usbd_halt(uint8_t address);
void fake_usbd_clear_halt(uint8_t address);

#endif
