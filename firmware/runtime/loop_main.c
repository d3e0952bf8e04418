/*
 * The life of a program. Apart from the queue of tasks, because a program written in C brings its
 * own (bench/echo_raw.c).
 */
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/loop.h"
#include "runtime/microtask.h"
#include "runtime/port.h"
#include "runtime/timer.h"

/* The port wakes earlier for its own timers and frames. */
#define IDLE_WAIT_MS 1000u
/* A program that gives itself work without end must still hear of its network and of Ctrl-C. */
#define TASKS_BETWEEN_POLLS 64

int tsp_loop_main(void) {
    tsp_heap_init(tsp_program_roots);
    tsp_program_main();
    if (tsp_exception_pending()) {
        tsp_report_uncaught();
        return 1;
    }
    if (!tsp_microtasks_run(true)) {
        return 1;
    }
    tsp_heap_turn_end();
    while (!tsp_port_stopping()) {
        tsp_timers_expire();
        if (tsp_loop_has_task()) {
            tsp_loop_run(TASKS_BETWEEN_POLLS);
        }
        if (tsp_loop_has_task()) {
            tsp_port_poll(0);
        } else if (tsp_loop_alive()) {
            tsp_port_poll(tsp_timers_wait(IDLE_WAIT_MS));
        } else {
            break;
        }
    }
    tsp_reports_tell();
    return 0;
}
