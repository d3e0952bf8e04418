#include "heap_fixture.h"

#include "runtime_port.h"

int finalized;
tsp_value kept;
const void *kept_pointer;

static const struct tsp_slot node_slots[] = {
    {offsetof(struct node, next), TSP_SLOT_POINTER},
    {offsetof(struct node, other), TSP_SLOT_VALUE},
};

static void count_finalized(struct tsp_object *object) {
    (void)object;
    finalized++;
}

const struct tsp_shape node_shape = {.name = "Node",
                                     .size = sizeof(struct node),
                                     .kind = TSP_KIND_OBJECT,
                                     .slot_count = 2,
                                     .slots = node_slots,
                                     .finalize = count_finalized};

const struct tsp_shape bytes_shape = {
    .name = "", .size = sizeof(struct tsp_object), .kind = TSP_KIND_NATIVE};

static const tsp_value *const kept_values[] = {&kept};
static const void *const *const kept_pointers[] = {&kept_pointer};
static const struct tsp_global_roots roots = {kept_values, 1, kept_pointers, 1};

static void let_go(void) {
    kept = TSP_UNDEFINED;
    kept_pointer = NULL;
}

void heap_fixture_start(void) {
    test_runtime_start();
    let_go();
    finalized = 0;
    tsp_heap_init(&roots);
}

void heap_fixture_end(void) {
    let_go();
    test_runtime_end();
}
