/* A thousand numbers, made and sorted with the C library's qsort. */
#include <stddef.h>
#include <stdlib.h>

#include "yardstick.h"

#define COUNT 1000

static int32_t numbers[COUNT];

static int compare(const void *left, const void *right) {
    return (int)(*(const int32_t *)left - *(const int32_t *)right);
}

uint32_t natural_run(void) {
    int32_t seed = 12345;
    for (size_t i = 0; i < COUNT; i++) {
        seed = (seed * 1103 + 12849) % 65536;
        numbers[i] = seed;
    }
    qsort(numbers, COUNT, sizeof numbers[0], compare);
    int32_t sum = 0;
    for (size_t i = 0; i < COUNT; i++) {
        sum = (sum * 31 + numbers[i]) % 65521;
    }
    return (uint32_t)sum;
}
