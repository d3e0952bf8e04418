/*
 * The product of two matrices of 12 rows and columns. The elements stay int32; each index is
 * tested, and a product or sum that would leave int32 is seen, where a program would go on in
 * doubles.
 */
#include "../../javascript.h"
#include "yardstick.h"

#define SIZE 12

bool js_pending;

static int32_t elements[3][SIZE * SIZE];
static const struct js_integers left = {elements[0], SIZE * SIZE};
static const struct js_integers right = {elements[1], SIZE * SIZE};
static const struct js_integers product = {elements[2], SIZE * SIZE};

static inline int32_t get(const struct js_integers *array, uint32_t index) {
    if (index < array->length) {
        return array->elements[index];
    }
    js_throw();
    return 0;
}

static JS_APART void multiply(const struct js_integers *one, const struct js_integers *other,
                              const struct js_integers *to) {
    for (uint32_t i = 0; i < SIZE; i++) {
        for (uint32_t j = 0; j < SIZE; j++) {
            int32_t sum = 0;
            for (uint32_t k = 0; k < SIZE; k++) {
                int32_t term;
                if (__builtin_mul_overflow(get(one, i * SIZE + k), get(other, k * SIZE + j), &term) ||
                    __builtin_add_overflow(sum, term, &sum)) {
                    js_throw();
                    return;
                }
            }
            if (i * SIZE + j < to->length) {
                to->elements[i * SIZE + j] = sum;
            }
        }
    }
}

uint32_t same_run(void) {
    for (int32_t i = 0; i < SIZE * SIZE; i++) {
        elements[0][i] = (i * 7) % 13;
        elements[1][i] = (i * 5) % 11;
    }
    multiply(&left, &right, &product);
    int32_t sum = 0;
    for (uint32_t i = 0; i < product.length; i++) {
        if (__builtin_add_overflow(sum, get(&product, i), &sum)) {
            js_throw();
            break;
        }
    }
    return js_pending ? 0 : (uint32_t)sum;
}
