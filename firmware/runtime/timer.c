#include "runtime/timer.h"

#include "runtime/exception.h"
#include "runtime/loop.h"
#include "runtime/operators.h"
#include "runtime/port.h"

#define LONGEST_DELAY 2147483647.0

/* In the list while it may still fire, and as long pinned; its task is queued while it is due. */
struct timer {
    struct tsp_object header;
    tsp_value function;
    struct timer *next;
    struct tsp_pin pin;
    struct tsp_task task;
    uint32_t due;
    uint32_t interval; /* 0: fires once */
    int32_t number;
};

static const struct tsp_slot slots[] = {{offsetof(struct timer, function), TSP_SLOT_VALUE}};
static const struct tsp_shape timer_shape = {
    .name = "", .size = sizeof(struct timer), .kind = TSP_KIND_NATIVE, .slot_count = 1, .slots = slots};

static struct timer *first; /* the next due; equal ones in the order of their setting */
static struct timer *running;
static int32_t last_number;

/* Comparison that lives with the clock's wrapping: no delay is longer than half its range. */
static bool is_before(uint32_t time, uint32_t other) {
    return (int32_t)(time - other) < 0;
}

/*
 * The order is that of the distances from now: between a timer that is overdue and the longest
 * delay lies more than half the clock's range.
 */
static void insert(struct timer *timer) {
    uint32_t now = tsp_port_now();
    struct timer **link = &first;
    while (*link != NULL && (int32_t)(timer->due - now) >= (int32_t)((*link)->due - now)) {
        link = &(*link)->next;
    }
    timer->next = *link;
    *link = timer;
}

static bool unlink_timer(const struct timer *timer) {
    struct timer **link = &first;
    while (*link != NULL && *link != timer) {
        link = &(*link)->next;
    }
    if (*link == NULL) {
        return false;
    }
    *link = timer->next;
    return true;
}

/* The timer is in no list, and its callback not running. */
static void release(struct timer *timer) {
    tsp_loop_cancel(&timer->task);
    tsp_unpin(&timer->pin);
    tsp_loop_unref();
}

static void fire(struct tsp_task *task) {
    struct timer *timer = (struct timer *)(void *)((char *)task - offsetof(struct timer, task));
    /* It stays pinned until the call is over: the collector does not look at this frame. */
    running = timer;
    if (timer->interval == 0) {
        unlink_timer(timer);
    }
    (void)tsp_loop_callback(timer->function, TSP_UNDEFINED, 0, NULL);
    running = NULL;
    if (unlink_timer(timer)) {
        /* Counted from the end of the call, as in Node. */
        timer->due = tsp_port_now() + timer->interval;
        insert(timer);
    } else {
        release(timer);
    }
}

static int32_t start(tsp_value function, uint32_t milliseconds, bool repeats) {
    if (!tsp_is_object(function) || tsp_as_object(function)->shape->call == NULL) {
        tsp_throw_type_error("timer callback is not a function");
        return 0;
    }
    struct timer *timer = tsp_new(&timer_shape);
    if (timer == NULL) {
        return 0;
    }
    last_number = last_number == INT32_MAX ? 1 : last_number + 1;
    timer->function = function;
    timer->interval = repeats ? milliseconds : 0;
    timer->due = tsp_port_now() + milliseconds;
    timer->number = last_number;
    timer->task = (struct tsp_task){.run = fire};
    tsp_pin(&timer->pin, &timer->header);
    tsp_loop_ref();
    insert(timer);
    return timer->number;
}

static int32_t set(tsp_value function, tsp_value delay, bool repeats) {
    double milliseconds = tsp_to_number(delay);
    if (tsp_exception_pending()) {
        return 0;
    }
    /* NaN is no delay either. */
    const bool is_delay = milliseconds >= 1 && milliseconds <= LONGEST_DELAY;
    return start(function, is_delay ? (uint32_t)milliseconds : 1, repeats);
}

int32_t tsp_set_immediate(tsp_value function) {
    return start(function, 0, false);
}

int32_t tsp_set_timeout(tsp_value function, tsp_value delay) {
    return set(function, delay, false);
}

int32_t tsp_set_interval(tsp_value function, tsp_value delay) {
    return set(function, delay, true);
}

void tsp_clear_timer(tsp_value number) {
    for (struct timer *timer = first; timer != NULL; timer = timer->next) {
        if (tsp_strict_equals(number, tsp_from_int32(timer->number))) {
            unlink_timer(timer);
            if (timer != running) {
                release(timer);
            }
            return;
        }
    }
}

void tsp_timers_expire(void) {
    if (first == NULL) {
        return; /* asking for the time costs a division on a board */
    }
    uint32_t now = tsp_port_now();
    for (struct timer *timer = first; timer != NULL && !is_before(now, timer->due); timer = timer->next) {
        tsp_loop_post(&timer->task);
    }
}

uint32_t tsp_timers_wait(uint32_t limit) {
    if (first == NULL) {
        return limit;
    }
    uint32_t now = tsp_port_now();
    if (!is_before(now, first->due)) {
        return 0;
    }
    return first->due - now < limit ? first->due - now : limit;
}
