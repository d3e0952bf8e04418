/*
 * The end of the program's stack, guarded by the processor: native code or an interrupt that needs
 * more than there is stops the board instead of writing over what lies below. Functions of the
 * script check the limit themselves, long before.
 */
#ifndef TSP_PORT_PICO_STACK_GUARD_H
#define TSP_PORT_PICO_STACK_GUARD_H

#include <stdbool.h>
#include <stdint.h>

/* The smallest region that the memory protection unit of ARMv6-M knows; regions are so aligned. */
#define TSP_STACK_GUARD_SIZE 256u

/*
 * Guards the lowest TSP_STACK_GUARD_SIZE bytes of the stack that begins at `lowest`, a multiple of
 * that size. Called while another stack is in use: the stack limit register of ARMv8-M must be
 * below the stack pointer.
 *
 * RP2040: the memory protection unit refuses every access there. The processor cannot save its
 * registers on a stack that has ended, and locks up; the watchdog resets the board ("the program
 * did not return to its loop"). RP2350: the stack limit (MSPLIM) gives a fault with its own reason.
 */
void tsp_stack_guard(uintptr_t lowest);

#endif
