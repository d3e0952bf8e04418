#include "stats.h"

#include <stdio.h>

#include "lwip/memp.h"
#include "lwip/priv/tcp_priv.h"
#include "lwip/stats.h"
#include "lwip/tcp.h"
#include "runtime/heap.h"

#if MEMP_STATS
static unsigned time_wait_count(void) {
    unsigned count = 0;
    for (const struct tcp_pcb *pcb = tcp_tw_pcbs; pcb != NULL; pcb = pcb->next) {
        count++;
    }
    return count;
}

static void print_pools(void) {
    static const char *const names[MEMP_MAX] = {
#define LWIP_MEMPOOL(name, num, size, desc) #name,
#include "lwip/priv/memp_std.h"
    };
    for (int i = 0; i < MEMP_MAX; i++) {
        const struct stats_mem *pool = memp_pools[i]->stats;
        unsigned waiting = i == MEMP_TCP_PCB ? time_wait_count() : 0;
        (void)fprintf(stderr, "stats %s used=%u time_wait=%u peak=%u size=%u failed=%u\n", names[i],
                      (unsigned)pool->used - waiting, waiting, (unsigned)pool->max, (unsigned)pool->avail,
                      (unsigned)pool->err);
    }
}
#endif

void tsp_stats_print(void) {
#if MEMP_STATS
    print_pools();
#endif
#if MEM_STATS
    (void)fprintf(stderr, "stats lwip_heap used=%lu peak=%lu size=%lu failed=%u\n", (unsigned long)lwip_stats.mem.used,
                  (unsigned long)lwip_stats.mem.max, (unsigned long)lwip_stats.mem.avail, (unsigned)lwip_stats.mem.err);
#endif
    struct tsp_heap_stats heap;
    tsp_heap_get_stats(&heap);
    (void)fprintf(stderr, "stats script_heap used=%zu peak=%zu size=%zu objects=%zu collections=%lu\n", heap.used,
                  heap.peak, heap.size, heap.objects, (unsigned long)heap.collections);
}
