#include "runtime/exception.h"

#include "runtime/error.h"
#include "runtime/heap_internal.h"
#include "runtime/heap_pages.h"
#include "runtime/port.h"

#ifndef TSP_STACK_RESERVE
/*
 * Bytes that native code needs below the deepest script frame: console.log takes 2608 on the
 * Cortex-M0+, interrupts of both priorities 632.
 */
#define TSP_STACK_RESERVE 3584u
#endif

bool tsp_thrown;
static tsp_value thrown_value = TSP_ABSENT;
static uint16_t thrown_place;

/*
 * What is thrown when there is no room for an error: its text is read at once, so one instance is
 * enough.
 */
static struct tsp_error spare_error;
static struct tsp_string spare_message;

static bool is_error(tsp_value value) {
    return tsp_is_object(value) && tsp_is_instance(tsp_as_object(value), &tsp_error_shape);
}

void tsp_exception_mark(void) {
    if (tsp_thrown) {
        tsp_mark_value(thrown_value);
    }
    tsp_mark_object(spare_error.message);
    tsp_mark_object(spare_error.name);
}

void tsp_throw(tsp_value value) {
    thrown_value = value;
    thrown_place = is_error(value) ? ((struct tsp_error *)tsp_as_object(value))->place : 0;
    tsp_thrown = true;
}

/* The frames of the collector lie below what it reads. */
#define COLLECTOR_FRAMES 1024u

static uintptr_t left_by_collections(void) {
    uintptr_t limit = tsp_port_stack_limit();
    bool near_limit = tsp_stack_lowest_read < limit + COLLECTOR_FRAMES;
    uintptr_t lowest = near_limit ? limit : tsp_stack_lowest_read - COLLECTOR_FRAMES;
    return tsp_stack_lowest_read == UINTPTR_MAX ? UINTPTR_MAX : lowest & ~(sizeof lowest - 1u);
}

tsp_value tsp_exception_take(void) {
    tsp_value value = thrown_value;
    thrown_value = TSP_ABSENT;
    thrown_place = 0;
    tsp_thrown = false;
    tsp_stack_stale = UINTPTR_MAX;
    if (value == tsp_from_object(&spare_error)) {
        tsp_stack_stale = left_by_collections();
        tsp_stack_lowest_read = UINTPTR_MAX;
        /* Without a collection the allocation was larger than the heap, which may be empty. */
        if (tsp_stack_stale != UINTPTR_MAX) {
            tsp_pages_close();
        }
    }
    return value;
}

void tsp_located(uint16_t place) {
    if (thrown_place != 0) {
        return;
    }
    thrown_place = place;
    if (is_error(thrown_value)) {
        ((struct tsp_error *)tsp_as_object(thrown_value))->place = place;
    }
}

/* Throwing native errors. The message is joined from up to three parts that live in flash. */

static void throw_spare(const char *message) {
    /* a program that ran out before may have changed it */
    memset(&spare_error, 0, sizeof spare_error);
    memset(&spare_message, 0, sizeof spare_message);
    spare_message.header.shape = &tsp_string_shape;
    spare_message.length = (uint32_t)strlen(message) & 0x0FFFFFFFu;
    spare_message.storage = TSP_LATIN1;
    spare_message.u.latin1 = (const uint8_t *)message;
    spare_error.header.shape = &tsp_range_error_shape;
    spare_error.message = &spare_message;
    tsp_throw(tsp_from_object(&spare_error));
}

static void throw_joined(const struct tsp_shape *shape, const char *first, const char *second, const char *third) {
    size_t sizes[3] = {strlen(first), strlen(second), strlen(third)};
    size_t length = sizes[0] + sizes[1] + sizes[2];
    bool constant = sizes[1] + sizes[2] == 0;
    struct tsp_error *error = tsp_new(shape);
    struct tsp_string *text =
        error == NULL ? NULL : tsp_new_sized(&tsp_string_shape, sizeof *text + (constant ? 0 : length));
    if (text == NULL) {
        return; /* the spare error is pending */
    }
    text->length = (uint32_t)length & 0x0FFFFFFFu;
    text->storage = TSP_LATIN1;
    if (constant) {
        text->u.latin1 = (const uint8_t *)first;
    } else {
        uint8_t *bytes = (uint8_t *)(text + 1);
        memcpy(bytes, first, sizes[0]);
        memcpy(bytes + sizes[0], second, sizes[1]);
        memcpy(bytes + sizes[0] + sizes[1], third, sizes[2]);
        text->u.latin1 = bytes;
    }
    error->message = text;
    tsp_throw(tsp_from_object(error));
}

void tsp_throw_error(const char *message) {
    throw_joined(&tsp_error_shape, message, "", "");
}

void tsp_throw_type_error(const char *message) {
    throw_joined(&tsp_type_error_shape, message, "", "");
}

void tsp_throw_range_error(const char *message) {
    throw_joined(&tsp_range_error_shape, message, "", "");
}

void tsp_throw_out_of_memory(void) {
    throw_spare("out of memory");
}

void tsp_throw_reference_error(const char *message) {
    throw_joined(&tsp_reference_error_shape, message, "", "");
}

void tsp_throw_nullish_read(tsp_value value, const char *name) {
    throw_joined(&tsp_type_error_shape,
                 value == TSP_NULL ? "Cannot read properties of null (reading '"
                                   : "Cannot read properties of undefined (reading '",
                 name, "')");
}

void tsp_throw_nullish_write(tsp_value value, const char *name) {
    throw_joined(&tsp_type_error_shape,
                 value == TSP_NULL ? "Cannot set properties of null (setting '"
                                   : "Cannot set properties of undefined (setting '",
                 name, "')");
}

void tsp_throw_not_callable(const char *what) {
    throw_joined(&tsp_type_error_shape, what, " is not a function", "");
}

void tsp_throw_uninitialised(const char *name) {
    throw_joined(&tsp_reference_error_shape, "Cannot access '", name, "' before initialization");
}

uintptr_t tsp_stack_floor = UINTPTR_MAX;

bool tsp_stack_ends(void) {
    tsp_stack_floor = tsp_port_stack_limit() + TSP_STACK_RESERVE;
    if ((uintptr_t)__builtin_frame_address(0) >= tsp_stack_floor) {
        return false;
    }
    throw_joined(&tsp_range_error_shape, "Maximum call stack size exceeded", "", "");
    return true;
}

uint16_t tsp_exception_place(void) {
    return thrown_place;
}

_Noreturn void tsp_unreachable(void) {
    __builtin_trap();
}
