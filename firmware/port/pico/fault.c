/*
 * Hard faults: "tspico: hard fault at 0xADDRESS, called from 0xADDRESS (build ID)" on the UART,
 * then a reset. The addresses are those of the code, for addr2line and the ELF of that build. USB
 * needs interrupts, which a fault shuts out.
 */
#include <stdint.h>

#include "board.h"
#include "hardware/uart.h"
#include "pico/stdlib.h"

void isr_hardfault(void);
void tsp_fault(const uint32_t *frame) __attribute__((noreturn, used));

static void print(const char *text) {
#ifdef uart_default
    for (; *text != '\0'; text++) {
        uart_putc_raw(uart_default, *text);
    }
#else
    (void)text;
#endif
}

static void print_address(uint32_t address) {
    char text[] = "0x00000000";
    for (int digit = 0; digit < 8; digit++) {
        text[2 + digit] = "0123456789abcdef"[(address >> (28 - 4 * digit)) & 0xf];
    }
    print(text);
}

/* `frame` is what the processor saved (ARMv6-M and ARMv8-M alike): r0-r3, r12, lr, pc, xpsr. */
void tsp_fault(const uint32_t *frame) {
    /*
     * A stack that ran out of RAM faults again here when read: then the processor locks up, and
     * nothing can be told.
     */
    print("\r\ntspico: hard fault at ");
    print_address(frame[6]);
    print(", called from ");
    print_address(frame[5] & ~(uint32_t)1);
    print(" (build ");
    print(tsp_build_id);
    print(")\r\n");
#ifdef uart_default
    uart_tx_wait_blocking(uart_default);
#endif
    tsp_reset_now(TSP_RESET_HARD_FAULT, frame[6], frame[5] & ~(uint32_t)1);
}

void __attribute__((naked)) isr_hardfault(void) {
    __asm volatile("mrs r0, msp\n\tldr r1, =tsp_fault\n\tbx r1\n\t.ltorg");
}
