/*
 * What is alive by itself: the program's globals, pinned objects, microtasks that wait, what the
 * exception machinery holds. And what keeps nothing alive.
 */
#include "runtime/heap_pages.h"

static const struct tsp_global_roots *global_roots;
static struct tsp_pin *pins;
static struct tsp_weak_table *weak_tables;

void tsp_roots_init(const struct tsp_global_roots *roots) {
    global_roots = roots;
    pins = NULL;
    weak_tables = NULL;
    tsp_microtasks_init();
}

void tsp_roots_mark(void) {
    if (global_roots != NULL) {
        for (size_t i = 0; i < global_roots->value_count; i++) {
            tsp_mark_value(*global_roots->values[i]);
        }
        for (size_t i = 0; i < global_roots->pointer_count; i++) {
            tsp_mark_object(*global_roots->pointers[i]);
        }
    }
    for (const struct tsp_pin *pin = pins; pin != NULL; pin = pin->next) {
        tsp_mark_object(pin->object);
    }
    tsp_microtasks_mark();
    tsp_exception_mark();
}

void tsp_pin(struct tsp_pin *pin, struct tsp_object *object) {
    pin->object = object;
    pin->next = pins;
    pin->link = &pins;
    if (pins != NULL) {
        pins->link = &pin->next;
    }
    pins = pin;
}

void tsp_unpin(struct tsp_pin *pin) {
    if (pin->link == NULL) {
        return;
    }
    *pin->link = pin->next;
    if (pin->next != NULL) {
        pin->next->link = pin->link;
    }
    pin->link = NULL;
    pin->next = NULL;
    pin->object = NULL;
}

void tsp_heap_add_weak_table(struct tsp_weak_table *table) {
    for (const struct tsp_weak_table *known = weak_tables; known != NULL; known = known->next) {
        if (known == table) {
            return;
        }
    }
    table->next = weak_tables;
    weak_tables = table;
}

bool tsp_weak_tables_mark(void) {
    bool is_new = false;
    for (struct tsp_weak_table *table = weak_tables; table != NULL; table = table->next) {
        is_new |= table->mark_reached != NULL && table->mark_reached(table);
    }
    return is_new;
}

void tsp_weak_tables_visit(void) {
    for (struct tsp_weak_table *table = weak_tables; table != NULL; table = table->next) {
        table->forget_unreached(table);
    }
}
