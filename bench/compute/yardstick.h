/* The two versions in C of a kernel. Each returns the kernel's checksum. */
#ifndef YARDSTICK_H
#define YARDSTICK_H

#include <stdint.h>

/*
 * As a C programmer writes it: the narrowest types that hold the values, no test that the program
 * does not need.
 */
uint32_t natural_run(void);

/* With JavaScript's meaning, where natural C has less: see the head of each same.c. */
uint32_t same_run(void);

#endif
