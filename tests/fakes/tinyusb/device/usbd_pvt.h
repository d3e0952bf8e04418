/* The class driver side of the stand-in; see ../tusb.h. */
#ifndef TESTS_FAKES_USBD_PVT_H
#define TESTS_FAKES_USBD_PVT_H

#include "tusb.h"

typedef struct {
    char const *name;
    void (*init)(void);
    bool (*deinit)(void);
    void (*reset)(uint8_t port);
    uint16_t (*open)(uint8_t port, tusb_desc_interface_t const *interface, uint16_t length);
    bool (*control_xfer_cb)(uint8_t port, uint8_t stage, tusb_control_request_t const *request);
    bool (*xfer_cb)(uint8_t port, uint8_t endpoint, xfer_result_t result, uint32_t length);
    void (*sof)(uint8_t port, uint32_t frame);
} usbd_class_driver_t;

usbd_class_driver_t const *usbd_app_driver_get_cb(uint8_t *count);

bool usbd_edpt_open(uint8_t port, tusb_desc_endpoint_t const *endpoint);
bool usbd_edpt_xfer(uint8_t port, uint8_t endpoint, uint8_t *buffer, uint16_t length);
void usbd_edpt_stall(uint8_t port, uint8_t endpoint);
void usbd_edpt_clear_stall(uint8_t port, uint8_t endpoint);

#endif
