/*
 * Calls: the fifteenth Fibonacci number by its definition. The sum is tested, because one that
 * leaves int32 becomes a double; the stack is tested, because a recursion that never ends is a
 * RangeError; and an exception is passed on. The argument is an int32: it only falls, to 0 or 1.
 */
#include "../../javascript.h"
#include "yardstick.h"

bool js_pending;

/* Below it a call throws. */
static uintptr_t stack_limit;

/* This program never gets here. */
static JS_APART js_value add_slowly(js_value left, js_value right) {
    return js_from_double(js_to_double(left) + js_to_double(right));
}

static inline js_value add(js_value left, js_value right) {
    int32_t sum;
    if (js_is_int32(left) && js_is_int32(right) &&
        !__builtin_add_overflow((int32_t)(uint32_t)left, (int32_t)(uint32_t)right, &sum)) {
        return js_from_int32(sum);
    }
    return add_slowly(left, right);
}

static JS_APART js_value fib(int32_t n) {
    if ((uintptr_t)__builtin_frame_address(0) < stack_limit) {
        js_throw();
        return JS_UNDEFINED;
    }
    if (n < 2) {
        return js_from_int32(n);
    }
    js_value first = fib(n - 1);
    if (js_pending) {
        return JS_UNDEFINED;
    }
    js_value second = fib(n - 2);
    if (js_pending) {
        return JS_UNDEFINED;
    }
    return add(first, second);
}

uint32_t same_run(void) {
    return (uint32_t)js_to_double(fib(15));
}
