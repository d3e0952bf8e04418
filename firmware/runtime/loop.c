#include "runtime/loop.h"

#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/microtask.h"

struct tsp_loop tsp_loop = {.last_link = &tsp_loop.first};

void tsp_loop_post(struct tsp_task *task) {
    if (task->queued) {
        return;
    }
    task->queued = true;
    task->next = NULL;
    *tsp_loop.last_link = task;
    tsp_loop.last_link = &task->next;
}

void tsp_loop_cancel(struct tsp_task *task) {
    if (!task->queued) {
        return;
    }
    struct tsp_task **link = &tsp_loop.first;
    while (*link != task) {
        link = &(*link)->next;
    }
    *link = task->next;
    if (tsp_loop.last_link == &task->next) {
        tsp_loop.last_link = link;
    }
    task->queued = false;
    task->next = NULL;
}

int tsp_loop_run(int limit) {
    int count = 0;
    while (count < limit && tsp_loop.first != NULL) {
        struct tsp_task *task = tsp_loop.first;
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
