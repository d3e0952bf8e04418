/*
 * Hard faults: "tspico: hard fault at 0xADDRESS, called from 0xADDRESS (build ID)" on the UART,
 * then a reset. The addresses are those of the code, for addr2line and the ELF of that build. USB
 * needs interrupts, which a fault shuts out.
 */
#include <stdint.h>

#include "board.h"
#include "hardware/structs/scb.h"
#include "pico.h"
#include "uart_console.h"

/* STKOF of the configurable fault status register (ARMv8-M manual, D1.2.43). */
#define STACK_OVERFLOW (UINT32_C(1) << 20)

void isr_hardfault(void);
void tsp_fault(const uint32_t *frame) __attribute__((noreturn, used));

static void print_address(uint32_t address) {
    char text[] = "0x00000000";
    for (int digit = 0; digit < 8; digit++) {
        text[2 + digit] = "0123456789abcdef"[(address >> (28 - 4 * digit)) & 0xf];
    }
    tsp_uart_console_write_now(text);
}

/*
 * Whether the stack limit was passed (stack_guard.h): then the processor has saved nothing. ARMv8-M
 * alone has the limit; elsewhere the processor has locked up.
 */
static bool stack_overflowed(void) {
#if PICO_RP2040
    return false;
#else
    return (scb_hw->cfsr & STACK_OVERFLOW) != 0;
#endif
}

/* `frame` is what the processor saved (ARMv6-M and ARMv8-M alike): r0-r3, r12, lr, pc, xpsr. */
void tsp_fault(const uint32_t *frame) {
    if (stack_overflowed()) {
        tsp_uart_console_drain();
        tsp_uart_console_write_now("\r\ntspico: the C stack overflowed (build ");
        tsp_uart_console_write_now(tsp_build_id);
        tsp_uart_console_write_now(")\r\n");
        tsp_uart_console_drain();
        tsp_reset_now(TSP_RESET_STACK, 0, 0);
    }
    /*
     * A stack that ran out of RAM faults again here when read: then the processor locks up, and
     * nothing can be told.
     */
    tsp_uart_console_drain();
    tsp_uart_console_write_now("\r\ntspico: hard fault at ");
    print_address(frame[6]);
    tsp_uart_console_write_now(", called from ");
    print_address(frame[5] & ~(uint32_t)1);
    tsp_uart_console_write_now(" (build ");
    tsp_uart_console_write_now(tsp_build_id);
    tsp_uart_console_write_now(")\r\n");
    tsp_uart_console_drain();
    tsp_reset_now(TSP_RESET_HARD_FAULT, frame[6], frame[5] & ~(uint32_t)1);
}

void __attribute__((naked)) isr_hardfault(void) {
#if !PICO_RP2040
    /* What follows needs a stack, whatever it writes over: the board is reset. */
    __asm volatile("movs r0, #0\n\tmsr msplim, r0");
#endif
    __asm volatile("mrs r0, msp\n\tldr r1, =tsp_fault\n\tbx r1\n\t.ltorg");
}
