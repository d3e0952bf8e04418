/* Copying of bytes whose two addresses agree in nothing, as those of a packet and a buffer. */
#ifndef TSP_RUNTIME_COPY_H
#define TSP_RUNTIME_COPY_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * memcpy(): `to` and `from` do not overlap. On boards, whose memcpy (the boot ROM's) takes seven
 * cycles for each byte when the addresses differ in their lowest two bits, and thirty before the
 * first, copies are made of words, shifted where they must be.
 */
#if defined(__arm__)
void *tsp_copy(void *to, const void *from, size_t length);
#else
static inline void *tsp_copy(void *to, const void *from, size_t length) {
    return memcpy(to, from, length);
}
#endif

#define TSP_FEW_BYTES 16u

/* The same for what are few bytes most often: in line, where a call would take as long. */
static inline void tsp_copy_few(uint8_t *restrict to, const uint8_t *restrict from, size_t length) {
    if (length > TSP_FEW_BYTES) {
        tsp_copy(to, from, length);
        return;
    }
    for (; length >= 4u; length -= 4u, to += 4, from += 4) {
        to[0] = from[0];
        to[1] = from[1];
        to[2] = from[2];
        to[3] = from[3];
    }
    /* No loop: the compiler would make a call of it. */
    if (length >= 2u) {
        to[0] = from[0];
        to[1] = from[1];
        to += 2;
        from += 2;
    }
    if ((length & 1u) != 0) {
        *to = *from;
    }
}

#endif
