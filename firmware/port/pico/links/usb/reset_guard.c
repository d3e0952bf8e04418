/*
 * Keeps TinyUSB 0.18 alive through a bus reset. Its interrupt handler forgets all endpoints but 0
 * at once, while its task learns of the reset from a queue; whoever starts a transfer in between
 * makes the driver follow a null pointer, read an "available" bit out of the boot ROM and panic.
 * The linker sends the calls through here (cmake/pico.cmake, --wrap): on an endpoint that the
 * controller does not have any more they are refused, which the classes take for a device that is
 * not configured.
 *
 * The same panic meets a host that clears a halt which never was, as hosts may: TinyUSB then takes
 * the endpoint for idle and its class arms it a second time. That is refused as well; the first
 * transfer goes on.
 */
#include "device/dcd.h"
#include "hardware/structs/usb.h"
#include "hardware/sync.h"

bool __real_dcd_edpt_xfer(uint8_t port, uint8_t endpoint, uint8_t *buffer, uint16_t length);
void __real_dcd_edpt_stall(uint8_t port, uint8_t endpoint);
void __real_dcd_edpt_clear_stall(uint8_t port, uint8_t endpoint);

bool __wrap_dcd_edpt_xfer(uint8_t port, uint8_t endpoint, uint8_t *buffer, uint16_t length);
void __wrap_dcd_edpt_stall(uint8_t port, uint8_t endpoint);
void __wrap_dcd_edpt_clear_stall(uint8_t port, uint8_t endpoint);

/*
 * With interrupts off, so that a reset comes before or after a call and never inside one: at most
 * the copy of 128 bytes.
 */
static bool exists(uint8_t endpoint) {
    unsigned number = tu_edpt_number(endpoint);
    if (number == 0) {
        return true;
    }
    uint32_t control = tu_edpt_dir(endpoint) == TUSB_DIR_IN ? usb_dpram->ep_ctrl[number - 1].in
                                                            : usb_dpram->ep_ctrl[number - 1].out;
    return (control & EP_CTRL_ENABLE_BITS) != 0;
}

static bool armed(uint8_t endpoint) {
    unsigned number = tu_edpt_number(endpoint);
    uint32_t control = tu_edpt_dir(endpoint) == TUSB_DIR_IN ? usb_dpram->ep_buf_ctrl[number].in
                                                            : usb_dpram->ep_buf_ctrl[number].out;
    return number != 0 && (control & USB_BUF_CTRL_AVAIL) != 0;
}

bool __wrap_dcd_edpt_xfer(uint8_t port, uint8_t endpoint, uint8_t *buffer, uint16_t length) {
    uint32_t interrupts = save_and_disable_interrupts();
    bool started = exists(endpoint) && !armed(endpoint) && __real_dcd_edpt_xfer(port, endpoint, buffer, length);
    restore_interrupts(interrupts);
    return started;
}

void __wrap_dcd_edpt_stall(uint8_t port, uint8_t endpoint) {
    uint32_t interrupts = save_and_disable_interrupts();
    if (exists(endpoint)) {
        __real_dcd_edpt_stall(port, endpoint);
    }
    restore_interrupts(interrupts);
}

void __wrap_dcd_edpt_clear_stall(uint8_t port, uint8_t endpoint) {
    uint32_t interrupts = save_and_disable_interrupts();
    if (exists(endpoint)) {
        __real_dcd_edpt_clear_stall(port, endpoint);
    }
    restore_interrupts(interrupts);
}
