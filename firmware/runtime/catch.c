/*
 * Catching an exception. After one for want of memory, what frames that have ended left on the C
 * stack is cleared: later frames lie over it, and have holes, where a collection would find
 * references, and all that ran out of memory would be alive again.
 *
 * In instructions, because a C function's own frame would have such holes too.
 */
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/heap_pages.h"

uintptr_t tsp_stack_stale = UINTPTR_MAX;

#if defined(__thumb__)

__attribute__((naked)) void tsp_stack_clear(__attribute__((unused)) uintptr_t lowest) {
    __asm volatile(
        ".syntax unified\n"
        "    mov r3, sp\n"
        "    movs r2, #0\n"
        "1:  cmp r3, r0\n"
        "    bls 2f\n"
        "    subs r3, #4\n"
        "    str r2, [r3]\n"
        "    b 1b\n"
        "2:  bx lr\n");
}

__attribute__((naked)) tsp_value tsp_catch(void) {
    __asm volatile(
        ".syntax unified\n"
        "    push {r4, lr}\n"
        "    bl tsp_exception_take\n"
        "    ldr r2, =tsp_stack_stale\n"
        "    ldr r2, [r2]\n"
        "    mov r3, sp\n"
        "    movs r4, #0\n"
        "1:  cmp r3, r2\n"
        "    bls 2f\n"
        "    subs r3, #4\n"
        "    str r4, [r3]\n"
        "    b 1b\n"
        "2:  pop {r4, pc}\n"
        "    .ltorg\n");
}

#elif defined(__x86_64__)

__attribute__((naked)) void tsp_stack_clear(__attribute__((unused)) uintptr_t lowest) {
    __asm volatile(
        "    movq %rsp, %rdx\n"
        "1:  cmpq %rdi, %rdx\n"
        "    jbe 2f\n"
        "    subq $8, %rdx\n"
        "    movq $0, (%rdx)\n"
        "    jmp 1b\n"
        "2:  ret\n");
}

__attribute__((naked)) tsp_value tsp_catch(void) {
    __asm volatile(
        "    subq $8, %rsp\n"
        "    call tsp_exception_take@PLT\n"
        "    addq $8, %rsp\n"
        "    movq tsp_stack_stale(%rip), %rcx\n"
        "    movq %rsp, %rdx\n"
        "1:  cmpq %rcx, %rdx\n"
        "    jbe 2f\n"
        "    subq $8, %rdx\n"
        "    movq $0, (%rdx)\n"
        "    jmp 1b\n"
        "2:  ret\n");
}

#else

/* Bytes below its frame address that this function may use itself. */
#define OWN_FRAME 128u

TSP_NO_ASAN __attribute__((noinline)) void tsp_stack_clear(uintptr_t lowest) {
    uintptr_t end = (uintptr_t)__builtin_frame_address(0) - OWN_FRAME;
    for (uintptr_t at = lowest; at < end; at += sizeof at) {
        *(volatile uintptr_t *)at = 0;
    }
}

tsp_value tsp_catch(void) {
    tsp_value value = tsp_exception_take();
    tsp_stack_clear(tsp_stack_stale);
    return value;
}

#endif
