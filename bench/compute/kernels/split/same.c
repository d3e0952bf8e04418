/*
 * Splitting strings: 24 lines of comma-separated values. Each piece is a string of its own in an
 * array that grows; both are freed when the program has done with them.
 */
#include <stdio.h>

#include "../../javascript.h"
#include "yardstick.h"

struct strings {
    struct js_string **elements;
    uint32_t length;
    uint32_t capacity;
};

bool js_pending;

static struct js_string *text;

static __attribute__((constructor)) void prepare(void) {
    char line[64];
    uint32_t length = 0;
    text = js_allocate(sizeof *text + 1024);
    for (int i = 0; text != NULL && i < 24; i++) {
        int added = snprintf(line, sizeof line, "sensor%d,living room,%d,ok\n", i % 5, i * 17 + 3);
        memcpy(text->units + length, line, (size_t)added);
        length += (uint32_t)added;
        text->length = length;
    }
}

static void push(struct strings *array, struct js_string *string) {
    if (array->length == array->capacity && !js_pending) {
        uint32_t capacity = array->capacity * 2 + 4;
        struct js_string **larger = realloc(array->elements, capacity * sizeof *larger);
        if (larger == NULL) {
            js_throw();
        } else {
            array->elements = larger;
            array->capacity = capacity;
        }
    }
    if (js_pending) {
        free(string);
        return;
    }
    array->elements[array->length++] = string;
}

/* String.prototype.split with a separator of one character. */
static JS_APART struct strings split(const struct js_string *string, char separator) {
    struct strings pieces = {NULL, 0, 0};
    const char *at = string->units;
    const char *const end = at + string->length;
    for (;;) {
        const char *found = at;
        while (found < end && *found != separator) {
            found++;
        }
        push(&pieces, js_string_of(at, (uint32_t)(found - at)));
        if (found == end || js_pending) {
            return pieces;
        }
        at = found + 1;
    }
}

static void destroy(struct strings *array) {
    for (uint32_t i = 0; i < array->length; i++) {
        free(array->elements[i]);
    }
    free(array->elements);
}

/* parseInt of digits that an int32 holds. */
static int32_t parse_int(const struct js_string *string) {
    int32_t number = 0;
    for (uint32_t i = 0; i < string->length && string->units[i] >= '0' && string->units[i] <= '9'; i++) {
        if (__builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, string->units[i] - '0', &number)) {
            js_throw();
        }
    }
    return number;
}

static void add(int32_t *sum, int32_t number) {
    if (__builtin_add_overflow(*sum, number, sum)) {
        js_throw();
    }
}

static void take_line(const struct js_string *line, int32_t *sum) {
    struct strings fields = split(line, ',');
    if (!js_pending && fields.length >= 4) {
        if (js_string_equals(fields.elements[0], "sensor2", 7)) {
            add(sum, 1000);
        }
        if (js_string_equals(fields.elements[3], "ok", 2)) {
            add(sum, parse_int(fields.elements[2]));
        }
    }
    destroy(&fields);
}

uint32_t same_run(void) {
    int32_t sum = 0;
    struct strings lines = split(text, '\n');
    for (uint32_t i = 0; i < lines.length && !js_pending; i++) {
        take_line(lines.elements[i], &sum);
    }
    destroy(&lines);
    return js_pending ? 0 : (uint32_t)sum;
}
