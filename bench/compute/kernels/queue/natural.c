/* A queue: the distances in a maze of 24 by 24 fields, breadth first, with a ring. */
#include <stdbool.h>
#include <stddef.h>

#include "yardstick.h"

#define SIZE 24
#define RING 64

static bool walls[SIZE * SIZE];
static int32_t distance[SIZE * SIZE];
static int32_t ring[RING];
static uint32_t first;
static uint32_t last;

static __attribute__((constructor)) void prepare(void) {
    for (size_t i = 0; i < SIZE * SIZE; i++) {
        walls[i] = i % 7 == 3 && i % 5 != 1;
    }
}

static void visit(int32_t field, int32_t steps) {
    if (!walls[field] && distance[field] < 0) {
        distance[field] = steps;
        ring[last++ % RING] = field;
    }
}

static __attribute__((noinline)) void measure(int32_t start) {
    for (size_t i = 0; i < SIZE * SIZE; i++) {
        distance[i] = -1;
    }
    first = last = 0;
    visit(start, 0);
    while (first != last) {
        int32_t at = ring[first++ % RING];
        int32_t next = distance[at] + 1;
        int32_t column = at % SIZE;
        if (column > 0) {
            visit(at - 1, next);
        }
        if (column < SIZE - 1) {
            visit(at + 1, next);
        }
        if (at >= SIZE) {
            visit(at - SIZE, next);
        }
        if (at < SIZE * (SIZE - 1)) {
            visit(at + SIZE, next);
        }
    }
}

uint32_t natural_run(void) {
    measure(0);
    int32_t sum = 0;
    for (size_t i = 0; i < SIZE * SIZE; i++) {
        sum += distance[i];
    }
    return (uint32_t)sum;
}
