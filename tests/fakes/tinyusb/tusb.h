/*
 * A stand-in for TinyUSB's device stack, as far as firmware/port/pico/links/usb/ncm.c and console.c
 * use it: our own declarations of the same names and layouts, so that they run on the host. What
 * the class driver asks for is recorded (fake_usbd.h); a test plays the controller. The console's
 * port is a buffer that a host empties at its own pace (fake_cdc.h).
 */
#ifndef TESTS_FAKES_TUSB_H
#define TESTS_FAKES_TUSB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TUSB_DESC_INTERFACE = 4, TUSB_DESC_ENDPOINT = 5, TUSB_DESC_INTERFACE_ASSOCIATION = 11 };
enum { TUSB_CLASS_CDC = 2 };
enum { TUSB_DIR_OUT, TUSB_DIR_IN };
enum { TUSB_XFER_BULK = 2, TUSB_XFER_INTERRUPT = 3 };
enum { TUSB_REQ_TYPE_STANDARD, TUSB_REQ_TYPE_CLASS };
enum { TUSB_REQ_RCPT_DEVICE, TUSB_REQ_RCPT_INTERFACE, TUSB_REQ_RCPT_ENDPOINT };
enum { TUSB_REQ_CLEAR_FEATURE = 1, TUSB_REQ_SET_FEATURE = 3 };
enum { TUSB_REQ_GET_INTERFACE = 10, TUSB_REQ_SET_INTERFACE = 11 };
enum { CONTROL_STAGE_SETUP = 1, CONTROL_STAGE_DATA = 2, CONTROL_STAGE_ACK = 3 };

typedef enum { XFER_RESULT_SUCCESS, XFER_RESULT_FAILED } xfer_result_t;

typedef struct __attribute__((packed)) {
    union {
        struct {
            uint8_t recipient : 5;
            uint8_t type : 2;
            uint8_t direction : 1;
        } bmRequestType_bit;
        uint8_t bmRequestType;
    };
    uint8_t bRequest;
    uint16_t wValue;
    uint16_t wIndex;
    uint16_t wLength;
} tusb_control_request_t;

typedef struct __attribute__((packed)) {
    uint8_t bLength, bDescriptorType, bInterfaceNumber, bAlternateSetting, bNumEndpoints;
    uint8_t bInterfaceClass, bInterfaceSubClass, bInterfaceProtocol, iInterface;
} tusb_desc_interface_t;

typedef struct __attribute__((packed)) {
    uint8_t bLength, bDescriptorType, bEndpointAddress;
    struct {
        uint8_t xfer : 2;
        uint8_t other : 6;
    } bmAttributes;
    uint16_t wMaxPacketSize;
    uint8_t bInterval;
} tusb_desc_endpoint_t;

static inline uint8_t const *tu_desc_next(void const *descriptor) {
    uint8_t const *at = descriptor;
    return at + at[0];
}

static inline uint8_t tu_desc_type(void const *descriptor) {
    return ((uint8_t const *)descriptor)[1];
}

static inline unsigned tu_edpt_dir(uint8_t address) {
    return address >> 7;
}

#define CFG_TUD_CDC_TX_BUFSIZE 1024u

typedef struct __attribute__((packed)) {
    uint32_t bit_rate;
    uint8_t stop_bits, parity, data_bits;
} cdc_line_coding_t;

void tud_task(void);
bool tud_cdc_connected(void);
uint32_t tud_cdc_write(void const *data, uint32_t length);
uint32_t tud_cdc_write_flush(void);
uint32_t tud_cdc_write_available(void);
uint32_t tud_cdc_read(void *data, uint32_t length);
/* The application's. */
void tud_cdc_rx_cb(uint8_t port);
void tud_cdc_line_coding_cb(uint8_t port, cdc_line_coding_t const *coding);

bool tud_control_xfer(uint8_t port, tusb_control_request_t const *request, void *buffer, uint16_t length);
bool tud_control_status(uint8_t port, tusb_control_request_t const *request);

#endif
