#include "edges.h"

#include "hardware/gpio.h"
#include "hardware/sync.h"

#define BOTH_EDGES (GPIO_IRQ_EDGE_RISE | GPIO_IRQ_EDGE_FALL)

static uint64_t changed; /* pins; interrupts write it */
static uint8_t watched[NUM_BANK0_GPIOS]; /* the edges of each pin */
static async_context_t *waker;
static void (*handle)(unsigned pin);

static void edges_wake(async_context_t *context, async_when_pending_worker_t *worker) {
    (void)context;
    (void)worker;
}

static async_when_pending_worker_t edge_worker = {.do_work = edges_wake};

/*
 * In an interrupt. The pin's next interrupt waits until this edge has been handed on, or a fast or
 * floating input would leave the processor no time for anything else.
 */
static void edge_came(uint pin, uint32_t events) {
    (void)events;
    gpio_set_irq_enabled(pin, BOTH_EDGES, false);
    changed |= UINT64_C(1) << pin;
    async_context_set_work_pending(waker, &edge_worker);
}

void tsp_edges_start(async_context_t *context) {
    waker = context;
    async_context_add_when_pending_worker(context, &edge_worker);
}

void tsp_edges_watch(unsigned pin, bool rising, bool falling, void (*handler)(unsigned pin)) {
    uint8_t events = (uint8_t)((rising ? GPIO_IRQ_EDGE_RISE : 0) | (falling ? GPIO_IRQ_EDGE_FALL : 0));
    watched[pin] = events;
    handle = handler;
    gpio_set_irq_enabled_with_callback(pin, events, true, edge_came);
}

void tsp_edges_unwatch(unsigned pin) {
    watched[pin] = 0;
    gpio_set_irq_enabled(pin, BOTH_EDGES, false);
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
            /* Before the handler: an edge that it would miss is one that comes while it runs. */
            gpio_set_irq_enabled(pin, watched[pin], true);
            handle(pin);
        }
    }
}
