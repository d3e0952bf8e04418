#include "device.h"

#include "descriptors.h"
#include "hardware/irq.h"
#include "pico/unique_id.h"
#include "tusb.h"

#include "console.h"
#include "usb_lock.h"

_Static_assert(TSP_USB_ID_SIZE == PICO_UNIQUE_BOARD_ID_SIZE_BYTES, "the serial number is the board's identity");

static async_context_t *usb_context;
static pico_unique_board_id_t id;

const uint8_t *tsp_usb_id(void) {
    return id.id;
}

bool tsp_usb_awake(void) {
    return tud_ready();
}

/* The task has run; the loop looks at what it left. */
static void usb_wakes(async_context_t *context, async_when_pending_worker_t *worker) {
    (void)context;
    (void)worker;
}

static async_when_pending_worker_t task_worker = {.do_work = usb_wakes};

/* ---- The task, in an interrupt of its own: hosts do not wait for a program that computes ---- */

static unsigned task_irq;
static unsigned locks;

void tsp_usb_lock(void) {
    irq_set_enabled(task_irq, false);
    locks++;
}

void tsp_usb_unlock(void) {
    if (--locks == 0) {
        /* What became pending meanwhile runs now. */
        irq_set_enabled(task_irq, true);
    }
}

static void usb_task_interrupt(void) {
    tud_task();
    async_context_set_work_pending(usb_context, &task_worker);
}

/*
 * After TinyUSB's own handler. Start-of-frame interrupts come every millisecond and mostly leave
 * nothing to do.
 */
static void usb_interrupt(void) {
    if (tud_task_event_ready()) {
        irq_set_pending(task_irq);
    }
}

bool tsp_usb_start(async_context_t *context) {
    usb_context = context;
    pico_get_unique_board_id(&id);
    async_context_add_when_pending_worker(context, &task_worker);
    task_irq = (unsigned)user_irq_claim_unused(true);
    irq_set_exclusive_handler(task_irq, usb_task_interrupt);
    irq_set_priority(task_irq, PICO_LOWEST_IRQ_PRIORITY);
    irq_add_shared_handler(USBCTRL_IRQ, usb_interrupt, PICO_SHARED_IRQ_HANDLER_LOWEST_ORDER_PRIORITY);
    if (!tud_init(0)) {
        return false;
    }
    tsp_usb_console_start();
    irq_set_enabled(task_irq, true);
    return true;
}

/* ---- What TinyUSB asks for ---- */

uint8_t const *tud_descriptor_device_cb(void) {
    return tsp_usb_device;
}

uint8_t const *tud_descriptor_configuration_cb(uint8_t index) {
    (void)index;
    return tsp_usb_configuration;
}

uint8_t const *tud_descriptor_bos_cb(void) {
    return tsp_usb_bos;
}

uint16_t const *tud_descriptor_string_cb(uint8_t index, uint16_t language) {
    static uint16_t descriptor[TSP_USB_STRING_SIZE];
    (void)language;
    return tsp_usb_string(index, id.id, descriptor) > 0 ? descriptor : NULL;
}

bool tud_vendor_control_xfer_cb(uint8_t port, uint8_t stage, tusb_control_request_t const *request) {
    if (stage != CONTROL_STAGE_SETUP) {
        return true;
    }
    if (request->bRequest != TSP_USB_WINDOWS_REQUEST || request->wIndex != TSP_USB_WINDOWS_INDEX) {
        return false;
    }
    return tud_control_xfer(port, request, (void *)(uintptr_t)tsp_usb_windows, sizeof(tsp_usb_windows));
}
