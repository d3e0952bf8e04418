#include "fake_usbd.h"

#include <string.h>

#include "unity.h"

static struct fake_endpoint endpoints[16][2];
static const usbd_class_driver_t *driver;
static void *control_buffer;
static uint16_t control_length;
static bool control_answered;

struct fake_endpoint *fake_usbd_endpoint(uint8_t address) {
    return &endpoints[address & 15][tu_edpt_dir(address)];
}

void fake_usbd_start(void) {
    uint8_t count = 0;
    memset(endpoints, 0, sizeof(endpoints));
    driver = usbd_app_driver_get_cb(&count);
    TEST_ASSERT_EQUAL_UINT(1, count);
    driver->init();
}

uint16_t fake_usbd_configure(const uint8_t *descriptors, uint16_t length) {
    return driver->open(0, (const tusb_desc_interface_t *)descriptors, length);
}

void fake_usbd_bus_reset(void) {
    memset(endpoints, 0, sizeof(endpoints));
    driver->reset(0);
}

void fake_usbd_out(uint8_t address, const void *data, uint32_t length) {
    struct fake_endpoint *endpoint = fake_usbd_endpoint(address);
    TEST_ASSERT_TRUE_MESSAGE(endpoint->busy, "the device does not receive");
    TEST_ASSERT_LESS_OR_EQUAL_UINT(endpoint->length, length);
    memcpy(endpoint->buffer, data, length);
    endpoint->busy = false;
    TEST_ASSERT_TRUE(driver->xfer_cb(0, address, XFER_RESULT_SUCCESS, length));
}

void fake_usbd_in(uint8_t address) {
    struct fake_endpoint *endpoint = fake_usbd_endpoint(address);
    TEST_ASSERT_TRUE_MESSAGE(endpoint->busy, "the device sends nothing");
    endpoint->busy = false;
    TEST_ASSERT_TRUE(driver->xfer_cb(0, address, XFER_RESULT_SUCCESS, endpoint->length));
}

int fake_usbd_control(const tusb_control_request_t *request, void *data) {
    control_answered = false;
    control_length = 0;
    control_buffer = NULL;
    if (!driver->control_xfer_cb(0, CONTROL_STAGE_SETUP, request) || !control_answered) {
        return -1;
    }
    if (control_length > 0) {
        if (request->bmRequestType & 0x80) {
            memcpy(data, control_buffer, control_length);
        } else {
            memcpy(control_buffer, data, control_length);
        }
        if (!driver->control_xfer_cb(0, CONTROL_STAGE_DATA, request)) {
            return -1;
        }
    }
    return driver->control_xfer_cb(0, CONTROL_STAGE_ACK, request) ? control_length : -1;
}

bool tud_control_xfer(uint8_t port, tusb_control_request_t const *request, void *buffer, uint16_t length) {
    (void)port;
    control_answered = true;
    control_buffer = buffer;
    control_length = length < request->wLength ? length : request->wLength;
    return true;
}

bool tud_control_status(uint8_t port, tusb_control_request_t const *request) {
    (void)port;
    (void)request;
    control_answered = true;
    return true;
}

bool usbd_edpt_open(uint8_t port, tusb_desc_endpoint_t const *descriptor) {
    (void)port;
    fake_usbd_endpoint(descriptor->bEndpointAddress)->open = true;
    return true;
}

bool usbd_edpt_xfer(uint8_t port, uint8_t address, uint8_t *buffer, uint16_t length) {
    (void)port;
    struct fake_endpoint *endpoint = fake_usbd_endpoint(address);
    TEST_ASSERT_TRUE_MESSAGE(endpoint->open, "a transfer on an endpoint that is not open");
    TEST_ASSERT_FALSE_MESSAGE(endpoint->busy, "a second transfer on an endpoint");
    endpoint->busy = true;
    endpoint->buffer = buffer;
    endpoint->length = length;
    return true;
}

void usbd_edpt_stall(uint8_t port, uint8_t address) {
    (void)port;
    fake_usbd_endpoint(address)->busy = true;
}

void usbd_edpt_clear_stall(uint8_t port, uint8_t address) {
    (void)port;
    fake_usbd_endpoint(address)->busy = false;
    fake_usbd_endpoint(address)->toggles_reset++;
}

static void feature(uint8_t address, uint8_t request) {
    tusb_control_request_t setup = {.bmRequestType = 0x02, .bRequest = request, .wIndex = address};
    (void)driver->control_xfer_cb(0, CONTROL_STAGE_SETUP, &setup);
}

void fake_usbd_halt(uint8_t address) {
    usbd_edpt_stall(0, address);
    feature(address, TUSB_REQ_SET_FEATURE);
}

void fake_usbd_clear_halt(uint8_t address) {
    usbd_edpt_clear_stall(0, address);
    feature(address, TUSB_REQ_CLEAR_FEATURE);
}
