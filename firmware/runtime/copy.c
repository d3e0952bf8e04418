#include "runtime/copy.h"

#if defined(__arm__)

#include <stdint.h>

/* Below this, getting ready costs more than it saves. */
#define SHORT_COPY 24u

/* Aligned words of any objects. The first and the last one read may hold bytes around the source, which are not used. */
typedef uint32_t __attribute__((may_alias)) word;

void *tsp_copy(void *to, const void *from, size_t length) {
    uint8_t *target = to;
    const uint8_t *source = from;
    if (length < SHORT_COPY || (((uintptr_t)target ^ (uintptr_t)source) & 3u) == 0) {
        return memcpy(to, from, length);
    }
    for (; ((uintptr_t)target & 3u) != 0; length--) {
        *target++ = *source++;
    }
    unsigned low = ((uintptr_t)source & 3u) * 8u;
    unsigned high = 32u - low;
    const word *next = (const word *)(const void *)(source - low / 8u);
    word *aligned = (word *)(void *)target;
    uint32_t held = *next++ >> low;
    for (size_t words = length / 4u; words > 0; words--) {
        uint32_t fresh = *next++;
        *aligned++ = held | fresh << high;
        held = fresh >> low;
    }
    target = (uint8_t *)aligned;
    source += length & ~(size_t)3u;
    for (length &= 3u; length > 0; length--) {
        *target++ = *source++;
    }
    return to;
}

#endif
