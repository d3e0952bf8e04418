/* The stack of a suite on the board. */
#ifndef TSP_UNITY_STACK_H
#define TSP_UNITY_STACK_H

#include <stdint.h>

/*
 * The SDK's stack holds 4 KiB at most; suites also run code that has the whole stack of a program
 * on the board.
 */
#define TSP_SUITE_STACK_SIZE 16384
/* Not static: the emulator finds it by name and reports a suite that used all of it. */
extern uint64_t tsp_suite_stack[TSP_SUITE_STACK_SIZE / sizeof(uint64_t)];

#endif
