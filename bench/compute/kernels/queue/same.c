/*
 * A queue: the distances in a maze of 24 by 24 fields, breadth first. Arrays know their length and
 * grow; `shift` moves the elements that stay; each index is tested, and sums that would leave int32
 * are seen.
 */
#include "../../javascript.h"
#include "yardstick.h"

#define SIZE 24

struct array {
    int32_t *elements;
    uint32_t length;
    uint32_t capacity;
};

bool js_pending;

static bool wall_elements[SIZE * SIZE];
static struct {
    bool *elements;
    uint32_t length;
} walls = {wall_elements, SIZE * SIZE};

static __attribute__((constructor)) void prepare(void) {
    for (uint32_t i = 0; i < SIZE * SIZE; i++) {
        wall_elements[i] = i % 7 == 3 && i % 5 != 1;
    }
}

static JS_APART void grow(struct array *array) {
    uint32_t capacity = array->capacity * 2 + 4;
    int32_t *larger = realloc(array->elements, capacity * sizeof *larger);
    if (larger == NULL) {
        js_throw();
        return;
    }
    array->elements = larger;
    array->capacity = capacity;
}

static void push(struct array *array, int32_t element) {
    if (array->length == array->capacity) {
        grow(array);
        if (js_pending) {
            return;
        }
    }
    array->elements[array->length++] = element;
}

/* The array is not empty. */
static int32_t shift(struct array *array) {
    int32_t element = array->elements[0];
    array->length--;
    memmove(array->elements, array->elements + 1, array->length * sizeof *array->elements);
    return element;
}

static void visit(struct array *distance, struct array *queue, int32_t field, int32_t steps) {
    bool is_wall = (uint32_t)field < walls.length && walls.elements[field];
    if (!is_wall && (uint32_t)field < distance->length && distance->elements[field] < 0) {
        distance->elements[field] = steps;
        push(queue, field);
    }
}

static JS_APART void measure(struct array *distance, struct array *queue, int32_t start) {
    for (uint32_t i = 0; i < SIZE * SIZE && !js_pending; i++) {
        push(distance, -1);
    }
    if (js_pending) {
        return;
    }
    visit(distance, queue, start, 0);
    while (queue->length > 0 && !js_pending) {
        int32_t at = shift(queue);
        int32_t next;
        if ((uint32_t)at >= distance->length || __builtin_add_overflow(distance->elements[at], 1, &next)) {
            js_throw();
            return;
        }
        int32_t column = at % SIZE;
        if (column > 0) {
            visit(distance, queue, at - 1, next);
        }
        if (column < SIZE - 1) {
            visit(distance, queue, at + 1, next);
        }
        if (at >= SIZE) {
            visit(distance, queue, at - SIZE, next);
        }
        if (at < SIZE * (SIZE - 1)) {
            visit(distance, queue, at + SIZE, next);
        }
    }
}

uint32_t same_run(void) {
    struct array distance = {NULL, 0, 0};
    struct array queue = {NULL, 0, 0};
    int32_t sum = 0;
    measure(&distance, &queue, 0);
    for (uint32_t i = 0; i < distance.length && !js_pending; i++) {
        if (__builtin_add_overflow(sum, distance.elements[i], &sum)) {
            js_throw();
        }
    }
    free(distance.elements);
    free(queue.elements);
    return js_pending ? 0 : (uint32_t)sum;
}
