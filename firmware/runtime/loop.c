#include "runtime/loop.h"

#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/microtask.h"

static struct tsp_task *first_task;
static struct tsp_task **last_link = &first_task;
static unsigned references;

void tsp_loop_post(struct tsp_task *task) {
    if (task->queued) {
        return;
    }
    task->queued = true;
    task->next = NULL;
    *last_link = task;
    last_link = &task->next;
}

void tsp_loop_cancel(struct tsp_task *task) {
    if (!task->queued) {
        return;
    }
    struct tsp_task **link = &first_task;
    while (*link != task) {
        link = &(*link)->next;
    }
    *link = task->next;
    if (last_link == &task->next) {
        last_link = link;
    }
    task->queued = false;
    task->next = NULL;
}

void tsp_loop_ref(void) {
    references++;
}

void tsp_loop_unref(void) {
    references--;
}

bool tsp_loop_has_task(void) {
    return first_task != NULL;
}

bool tsp_loop_alive(void) {
    return references > 0;
}

int tsp_loop_run(int limit) {
    int count = 0;
    while (count < limit && first_task != NULL) {
        struct tsp_task *task = first_task;
        tsp_loop_cancel(task);
        task->run(task);
        tsp_heap_turn_end();
        count++;
    }
    return count;
}

bool tsp_loop_callback(tsp_value function, tsp_value self, int argc, const tsp_value *argv) {
    if (!tsp_is_object(function) || tsp_as_object(function)->shape->call == NULL) {
        return true;
    }
    struct tsp_object *closure = tsp_as_object(function);
    closure->shape->call(closure, self, argc, argv);
    bool succeeded = !tsp_exception_pending();
    if (!succeeded) {
        tsp_report_uncaught();
    }
    return tsp_microtasks_run(false) && succeeded;
}
