#include "edges.h"

#include "hardware/gpio.h"
#include "hardware/sync.h"

static uint64_t changed; /* pins; interrupts write it */
static async_context_t *waker;
static void (*handle)(unsigned pin);

static void edges_wake(async_context_t *context, async_when_pending_worker_t *worker) {
    (void)context;
    (void)worker;
}

static async_when_pending_worker_t edge_worker = {.do_work = edges_wake};

/* In an interrupt. */
static void edge_came(uint pin, uint32_t events) {
    (void)events;
    changed |= UINT64_C(1) << pin;
    async_context_set_work_pending(waker, &edge_worker);
}

void tsp_edges_start(async_context_t *context) {
    waker = context;
    async_context_add_when_pending_worker(context, &edge_worker);
}

void tsp_edges_watch(unsigned pin, bool rising, bool falling, void (*handler)(unsigned pin)) {
    uint32_t events = 0;
    if (rising) {
        events |= GPIO_IRQ_EDGE_RISE;
    }
    if (falling) {
        events |= GPIO_IRQ_EDGE_FALL;
    }
    handle = handler;
    gpio_set_irq_enabled_with_callback(pin, events, true, edge_came);
}

void tsp_edges_unwatch(unsigned pin) {
    gpio_set_irq_enabled(pin, GPIO_IRQ_EDGE_RISE | GPIO_IRQ_EDGE_FALL, false);
    uint32_t interrupts = save_and_disable_interrupts();
    changed &= ~(UINT64_C(1) << pin);
    restore_interrupts(interrupts);
}

void tsp_edges_poll(void) {
    uint32_t interrupts = save_and_disable_interrupts();
    uint64_t now = changed;
    changed = 0;
    restore_interrupts(interrupts);
    for (unsigned pin = 0; now != 0; pin++, now >>= 1) {
        if (now & 1) {
            handle(pin);
        }
    }
}
