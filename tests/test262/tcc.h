/*
 * Operations of gcc and clang that tcc lacks, for the quick builds of the suite's tests:
 * generated C is compiled by tcc against the runtime of gcc.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#define __builtin_unreachable() abort()
#define __builtin_trap() abort()
#define __builtin_assume_aligned(pointer, ...) (pointer)
#define __builtin_clz tsp_tcc_clz
#define __builtin_clzll tsp_tcc_clzll
#define __builtin_add_overflow tsp_tcc_add
#define __builtin_sub_overflow tsp_tcc_sub

static inline int tsp_tcc_clz(uint32_t bits) {
    int zeros = 0;
    while ((bits & 0x80000000u) == 0) {
        bits <<= 1;
        zeros++;
    }
    return zeros;
}

static inline int tsp_tcc_clzll(uint64_t bits) {
    uint32_t high = (uint32_t)(bits >> 32);
    return high != 0 ? tsp_tcc_clz(high) : 32 + tsp_tcc_clz((uint32_t)bits);
}

static inline bool tsp_tcc_fit(int64_t exact, int32_t *result) {
    *result = (int32_t)exact;
    return *result != exact;
}

static inline bool tsp_tcc_add(int32_t left, int32_t right, int32_t *result) {
    return tsp_tcc_fit((int64_t)left + right, result);
}

static inline bool tsp_tcc_sub(int32_t left, int32_t right, int32_t *result) {
    return tsp_tcc_fit((int64_t)left - right, result);
}
