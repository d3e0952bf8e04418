/*
 * Ethernet frames into a compiled program, which serves over the real lwIP in this process. The
 * input is a list of records (frames/records.h); nothing of it may stay.
 */
#include "frames/peers.h"
#include "frames/records.h"
#include "fuzz_net.h"
#include "fuzz_port.h"
#include "io/connection.h"
#include "lwip/priv/tcp_priv.h"
#include "lwip/stats.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/loop.h"
#include "runtime/microtask.h"
#include "runtime/timer.h"

/* Ticks of 500 ms until every deadline of the socket classes has passed. */
#define TICKS_OF_ALL_DEADLINES 1500u

static unsigned baseline_pools[MEMP_MAX];

static void turn(void) {
    if (records_held) {
        return;
    }
    tsp_timers_expire();
    for (unsigned rounds = 0; tsp_loop_run(1000) > 0; rounds++) {
        if (rounds > 1000) {
            fuzz_fail("the program finds no end of tasks");
        }
    }
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    fuzz_net_start(true);
    peers_start();
    tsp_heap_init(tsp_program_roots);
    tsp_program_main();
    if (tsp_exception_pending() || !tsp_microtasks_run(true)) {
        fuzz_fail("the program does not start");
    }
    fuzz_net_turn = turn;
    fuzz_net_advance(5000);
    for (int i = 0; i < MEMP_MAX; i++) {
        baseline_pools[i] = (unsigned)lwip_stats.memp[i]->used;
    }
    return 0;
}

static void end_all(void) {
    records_held = false;
    peers_forget();
    fuzz_net_advance(1000);
    /* Time alone would end these too, in more than ten minutes. */
    while (tcp_active_pcbs != NULL) {
        tcp_abort(tcp_active_pcbs);
    }
    while (tcp_tw_pcbs != NULL) {
        tcp_abort(tcp_tw_pcbs);
    }
    for (unsigned ticks = 0; tsp_connection_count() > 0; ticks++) {
        if (ticks > TICKS_OF_ALL_DEADLINES) {
            fuzz_fail("a connection outlives every deadline");
        }
        fuzz_net_advance(500);
    }
    fuzz_net_advance(5000);
    static const memp_t pools[] = {MEMP_TCP_PCB, MEMP_TCP_SEG, MEMP_PBUF_POOL, MEMP_TCP_PCB_LISTEN};
    for (size_t i = 0; i < sizeof pools / sizeof pools[0]; i++) {
        if (lwip_stats.memp[pools[i]]->used != baseline_pools[pools[i]]) {
            fuzz_fail("a pool of lwIP is not at its baseline");
        }
    }
    tsp_collect();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_input input = {data, size};
    fuzz_reset_random();
    for (unsigned count = 0; input.left > 0 && count < RECORDS_MAX; count++) {
        const uint8_t *tail;
        struct record record = records_take(&input);
        size_t tail_length = fuzz_take_bytes(&input, records_tail(&record), &tail);
        records_act(&record, tail, tail_length);
    }
    end_all();
    return 0;
}
