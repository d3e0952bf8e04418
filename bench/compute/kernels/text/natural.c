/* JSON-like text of 20 records, written with snprintf. */
#include <stdbool.h>
#include <stdio.h>

#include "yardstick.h"

#define COUNT 20

struct reading {
    int id;
    const char *name;
    int value;
    int low;
    int high;
    bool valid;
};

static struct reading readings[COUNT];
static char text[2560];

static __attribute__((constructor)) void prepare(void) {
    for (int i = 0; i < COUNT; i++) {
        readings[i] = (struct reading){i, "thermometer", i * 731 - 5000, -i, i * 9173, i % 3 != 0};
    }
}

static __attribute__((noinline)) uint32_t write_all(char *to, size_t size, const struct reading *list, int count) {
    size_t length = 0;
    to[length++] = '[';
    for (int i = 0; i < count; i++) {
        const struct reading *reading = &list[i];
        int added = snprintf(to + length, size - length, 
                             "%s{\"id\":%d,\"name\":\"%s\",\"value\":%d,\"low\":%d,\"high\":%d,\"valid\":%s}",
                             i > 0 ? "," : "", reading->id, reading->name, reading->value, reading->low, reading->high,
                             reading->valid ? "true" : "false");
        length += (size_t)added;
    }
    to[length++] = ']';
    return (uint32_t)length;
}

uint32_t natural_run(void) {
    uint32_t length = write_all(text, sizeof text, readings, COUNT);
    uint32_t sum = length;
    for (uint32_t i = 0; i < length; i += 16) {
        sum = (sum * 31 + (uint8_t)text[i]) % 65521;
    }
    return sum;
}
