#include "runtime/microtask.h"

#include "runtime/exception.h"
#include "runtime/heap_internal.h"

struct microtask {
    struct tsp_object header;
    struct microtask *next;
    struct tsp_object *function;
};

static const struct tsp_slot slots[] = {
    {offsetof(struct microtask, next), TSP_SLOT_POINTER},
    {offsetof(struct microtask, function), TSP_SLOT_POINTER},
};
static const struct tsp_shape microtask_shape = {
    .name = "", .size = sizeof(struct microtask), .kind = TSP_KIND_NATIVE, .slot_count = 2, .slots = slots};

static struct microtask *first;
static struct microtask *last; /* meaningful while there is a first */

void tsp_microtask_enqueue(tsp_value function) {
    if (!tsp_is_object(function) || tsp_as_object(function)->shape->call == NULL) {
        tsp_throw_type_error("microtask is not a function");
        return;
    }
    struct microtask *task = tsp_new(&microtask_shape);
    if (task == NULL) {
        return;
    }
    task->function = tsp_as_object(function);
    if (first == NULL) {
        first = task;
    } else {
        last->next = task;
    }
    last = task;
}

bool tsp_microtasks_run(bool stop) {
    bool succeeded = true;
    while (first != NULL && (succeeded || !stop)) {
        struct microtask *task = first;
        struct tsp_object *function = task->function;
        first = task->next;
        /* A stale word on the C stack may keep a task that ran, but not all that came after it. */
        task->next = NULL;
        function->shape->call(function, TSP_UNDEFINED, 0, NULL);
        if (tsp_exception_pending()) {
            tsp_report_uncaught();
            succeeded = false;
        }
    }
    first = NULL; /* a program that ends leaves some */
    return succeeded;
}

void tsp_microtasks_init(void) {
    first = NULL;
}

void tsp_microtasks_mark(void) {
    tsp_mark_object(first);
}
