#include "runtime/module_timer.h"

#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/operators.h"
#include "runtime/port.h"
#include "runtime/timer.h"

static const struct tsp_slot slots[] = {{offsetof(struct tsp_module_timer, callback), TSP_SLOT_VALUE},
                                        {offsetof(struct tsp_module_timer, interval), TSP_SLOT_VALUE}};

static void start(struct tsp_module_timer *timer, tsp_value delay) {
    timer->timeout = tsp_set_timeout(tsp_from_object(timer), delay);
}

/* Called by the timeout. */
static tsp_value fire_module_timer(struct tsp_object *function, tsp_value self, int argc, const tsp_value *argv) {
    (void)self;
    (void)argc;
    (void)argv;
    struct tsp_module_timer *timer = (struct tsp_module_timer *)function;
    timer->timeout = 0;
    if (timer->interval != TSP_UNDEFINED) {
        start(timer, timer->interval);
    }
    if (tsp_exception_pending()) {
        return TSP_UNDEFINED;
    }
    const tsp_value argument = tsp_from_object(timer);
    struct tsp_object *callback = tsp_as_object(timer->callback);
    return callback->shape->call(callback, TSP_UNDEFINED, 1, &argument);
}

const struct tsp_shape tsp_module_timer_shape = {.name = "Timer",
                                                 .size = sizeof(struct tsp_module_timer),
                                                 .kind = TSP_KIND_NATIVE,
                                                 .slot_count = 2,
                                                 .slots = slots,
                                                 .call = fire_module_timer};

struct tsp_module_timer *tsp_module_timer_set(tsp_value callback, tsp_value delay, tsp_value interval) {
    if (!tsp_is_object(callback) || tsp_as_object(callback)->shape->call == NULL) {
        tsp_throw_type_error("timer callback is not a function");
        return NULL;
    }
    struct tsp_module_timer *timer = tsp_new(&tsp_module_timer_shape);
    if (timer == NULL) {
        return NULL;
    }
    timer->callback = callback;
    timer->interval = interval;
    start(timer, delay);
    return tsp_exception_pending() ? NULL : timer;
}

struct tsp_module_timer *tsp_module_timer_repeat(tsp_value callback, tsp_value interval) {
    return tsp_module_timer_set(callback, interval, interval);
}

static void stop(struct tsp_module_timer *timer) {
    if (timer->timeout != 0) {
        tsp_clear_timer(tsp_from_int32(timer->timeout));
        timer->timeout = 0;
    }
}

void tsp_module_timer_schedule(struct tsp_module_timer *timer, tsp_value delay, tsp_value interval) {
    if (timer->callback == TSP_UNDEFINED) {
        tsp_throw_error("timer is cleared");
        return;
    }
    stop(timer);
    timer->interval = interval;
    if (delay != TSP_UNDEFINED) {
        start(timer, delay);
    }
}

void tsp_module_timer_clear(tsp_value value) {
    if (tsp_value_instanceof(value, &tsp_module_timer_shape)) {
        struct tsp_module_timer *timer = (struct tsp_module_timer *)tsp_as_object(value);
        stop(timer);
        timer->callback = TSP_UNDEFINED;
        timer->interval = TSP_UNDEFINED;
    }
}

void tsp_module_timer_delay(int32_t milliseconds) {
    const uint32_t start_time = tsp_port_now();
    while (milliseconds > 0 && tsp_port_now() - start_time < (uint32_t)milliseconds) {
    }
}
