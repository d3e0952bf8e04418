/* The C side of native.d.ts. */
#ifndef NATIVE_H
#define NATIVE_H

#include <stdint.h>

/*
 * A square wave on a pin, GPIO 0 to 15, by its PWM: no code takes part in it. 2 kHz is the slowest;
 * 0 Hz gives the pin back.
 */
void trouble_wave(int32_t pin, int32_t hertz);

/* An undefined instruction. Compiled into nothing else, so that the report can name this line. */
void trouble_fault(void);

#endif
