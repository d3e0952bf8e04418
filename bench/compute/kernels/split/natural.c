/*
 * Splitting strings: 24 lines of comma-separated values, of which the third is a number, split
 * where they lie.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "yardstick.h"

static char text[1024];

static __attribute__((constructor)) void prepare(void) {
    int length = 0;
    for (int i = 0; i < 24; i++) {
        length += snprintf(text + length, sizeof text - (size_t)length, "sensor%d,living room,%d,ok\n", i % 5,
                           i * 17 + 3);
    }
}

/* The field at `at`, ended by `end`, and where the next one starts. */
static const char *field_end(const char *at) {
    while (*at != ',' && *at != '\n' && *at != '\0') {
        at++;
    }
    return at;
}

static int is(const char *start, const char *end, const char *word) {
    size_t length = strlen(word);
    return (size_t)(end - start) == length && memcmp(start, word, length) == 0;
}

static __attribute__((noinline)) int add_up(const char *at) {
    int sum = 0;
    while (*at != '\0') {
        const char *starts[4] = {NULL};
        const char *ends[4] = {NULL};
        int count = 0;
        for (;;) {
            const char *end = field_end(at);
            if (count < 4) {
                starts[count] = at;
                ends[count] = end;
            }
            count++;
            at = *end == '\0' ? end : end + 1;
            if (*end != ',') {
                break;
            }
        }
        if (count < 4) {
            continue;
        }
        if (is(starts[0], ends[0], "sensor2")) {
            sum += 1000;
        }
        if (is(starts[3], ends[3], "ok")) {
            sum += atoi(starts[2]);
        }
    }
    return sum;
}

uint32_t natural_run(void) {
    return (uint32_t)add_up(text);
}
