/* Copying of bytes whose two addresses agree in nothing, as those of a packet and a buffer. */
#ifndef TSP_RUNTIME_COPY_H
#define TSP_RUNTIME_COPY_H

#include <stddef.h>
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

#endif
