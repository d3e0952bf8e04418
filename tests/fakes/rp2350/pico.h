/* What the SDK says of the chip that a program is compiled for: here an RP2350. */
#ifndef TESTS_FAKES_PICO_H
#define TESTS_FAKES_PICO_H

#define PICO_RP2040 0

#endif
