/* The port of unit tests: a virtual clock and a console that is kept in memory. */
#ifndef TESTS_UNIT_SUPPORT_RUNTIME_PORT_H
#define TESTS_UNIT_SUPPORT_RUNTIME_PORT_H

#include <stdint.h>

void test_port_set_time(uint32_t milliseconds);
/*
 * What was written since the last call, both streams in order, terminated; at most 511 bytes are
 * kept.
 */
const char *test_port_take_output(void);
/*
 * How much of the C stack tsp_stack_check() may see below this call's frame. 0 restores the
 * default.
 */
void test_port_limit_stack(uintptr_t bytes);
/* First of every setUp: empty heap without roots, no exception, no output. */
void test_runtime_start(void);
/*
 * Last of every tearDown: fails the test when an object outlives an exact collection or an
 * exception is pending.
 */
void test_runtime_end(void);

#endif
