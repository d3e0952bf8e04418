/*
 * The C stack as roots, for a collection inside a turn. Nobody says which words of it are pointers:
 * each that points into a live block keeps that block, so the worst that a stray number does is to
 * keep garbage for one more collection.
 */
#include "runtime/heap_pages.h"

#include "runtime/port.h"

#include <setjmp.h>

uintptr_t tsp_stack_lowest_read = UINTPTR_MAX;

/* Every aligned word from here to the base of the stack. */
TSP_NO_ASAN static void mark_words(const void *from) {
    uintptr_t base = tsp_port_stack_base();
    tsp_stack_lowest_read = (uintptr_t)from < tsp_stack_lowest_read ? (uintptr_t)from : tsp_stack_lowest_read;
    for (uintptr_t at = (uintptr_t)from & ~(sizeof(uintptr_t) - 1u); at + sizeof(uintptr_t) <= base;
         at += sizeof(uintptr_t)) {
        uintptr_t word = *(const uintptr_t *)at;
#if UINTPTR_MAX > 0xFFFFFFFFu
        if (word >= TSP_TAG_STRING) {
            word &= TSP_PAYLOAD_MASK;
        }
#endif
        if (tsp_in_arena(word)) {
            tsp_mark_address(word);
        }
    }
}

__attribute__((noinline)) TSP_NO_ASAN void tsp_stack_mark(void) {
    jmp_buf registers; /* what callers keep in registers lies on the stack now */
    /* setjmp() leaves holes, which would keep what an earlier call left there */
    memset(&registers, 0, sizeof registers);
    (void)setjmp(registers);
    const void *frame = __builtin_frame_address(0);
    const void *lowest = (const void *)&registers;
    mark_words((uintptr_t)lowest < (uintptr_t)frame ? lowest : frame);
}
