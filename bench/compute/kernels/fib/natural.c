/* Calls: the fifteenth Fibonacci number by its definition. */
#include "yardstick.h"

static __attribute__((noinline)) int32_t fib(int32_t n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

uint32_t natural_run(void) {
    return (uint32_t)fib(15);
}
