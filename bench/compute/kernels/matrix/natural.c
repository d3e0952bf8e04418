/* The product of two matrices of 12 rows and columns. */
#include "yardstick.h"

#define SIZE 12

static int32_t left[SIZE * SIZE];
static int32_t right[SIZE * SIZE];
static int32_t product[SIZE * SIZE];

uint32_t natural_run(void) {
    for (int32_t i = 0; i < SIZE * SIZE; i++) {
        left[i] = (i * 7) % 13;
        right[i] = (i * 5) % 11;
    }
    for (int32_t i = 0; i < SIZE; i++) {
        for (int32_t j = 0; j < SIZE; j++) {
            int32_t sum = 0;
            for (int32_t k = 0; k < SIZE; k++) {
                sum += left[i * SIZE + k] * right[k * SIZE + j];
            }
            product[i * SIZE + j] = sum;
        }
    }
    int32_t sum = 0;
    for (int32_t i = 0; i < SIZE * SIZE; i++) {
        sum += product[i];
    }
    return (uint32_t)sum;
}
