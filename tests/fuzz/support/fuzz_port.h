/* What the fuzz targets share: the clock, and the end of a run that found something. */
#ifndef TESTS_FUZZ_SUPPORT_FUZZ_PORT_H
#define TESTS_FUZZ_SUPPORT_FUZZ_PORT_H

#include <stddef.h>
#include <stdint.h>

/* What libFuzzer calls and offers. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

/* Virtual time in milliseconds. */
extern uint32_t fuzz_now;

/* Random numbers of the port begin anew, so that an input does not depend on those before it. */
void fuzz_reset_random(void);

/* Ends the process as a finding. */
void fuzz_fail(const char *what) __attribute__((noreturn));

#endif
