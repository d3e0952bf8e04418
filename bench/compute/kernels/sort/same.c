/*
 * A thousand numbers, made and sorted with a comparison. Array.prototype.sort is stable (a merge
 * sort), calls a function value that may throw, and takes the sign of a number. The comparison does
 * not see the array, so that it is sorted in place. The seed is at most 65535 and the sum below
 * 65521: int32 holds each step.
 */
#include "../../javascript.h"
#include "yardstick.h"

#define COUNT 1000


bool js_pending;

static js_value elements[COUNT];
static js_value half[COUNT / 2];
static const struct js_values numbers = {elements, COUNT};

/* A function value: its code, before what it captures. */
struct function {
    js_value (*code)(const struct function *function, js_value left, js_value right);
};

static JS_APART js_value compare(const struct function *function, js_value left, js_value right) {
    int32_t difference;
    (void)function;
    if (js_is_int32(left) && js_is_int32(right) &&
        !__builtin_sub_overflow((int32_t)(uint32_t)left, (int32_t)(uint32_t)right, &difference)) {
        return js_from_int32(difference);
    }
    return js_from_double(js_to_double(left) - js_to_double(right));
}

static const struct function by_difference = {compare};

/* Sorts; `spare` has room for half of the values. */
static void merge_sort(js_value *values, js_value *spare, uint32_t count, const struct function *function) {
    uint32_t middle = count / 2;
    if (count < 2) {
        return;
    }
    merge_sort(values, spare, middle, function);
    merge_sort(values + middle, spare, count - middle, function);
    if (js_pending) {
        return;
    }
    memcpy(spare, values, middle * sizeof *values);
    uint32_t left = 0;
    uint32_t right = middle;
    uint32_t to = 0;
    while (left < middle && right < count) {
        js_value order = function->code(function, spare[left], values[right]);
        if (js_pending) {
            return;
        }
        bool greater = js_is_int32(order) ? (int32_t)(uint32_t)order > 0 : js_to_double(order) > 0;
        values[to++] = greater ? values[right++] : spare[left++];
    }
    memcpy(values + to, spare + left, (middle - left) * sizeof *values);
}

uint32_t same_run(void) {
    int32_t seed = 12345;
    for (uint32_t i = 0; i < COUNT; i++) {
        seed = (seed * 1103 + 12849) % 65536;
        elements[i] = js_from_int32(seed);
    }
    merge_sort(numbers.elements, half, numbers.length, &by_difference);
    int32_t sum = 0;
    for (uint32_t i = 0; i < numbers.length; i++) {
        sum = (sum * 31 + (int32_t)(uint32_t)numbers.elements[i]) % 65521;
    }
    return (uint32_t)sum;
}
