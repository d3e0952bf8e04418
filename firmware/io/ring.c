#include "io/ring.h"

#include "runtime/assert.h"
#include "runtime/copy.h"

/*
 * Of a frame that begins at a word, the bytes of a TCP segment without options lie so: 14 of
 * Ethernet, 20 or 40 of IP and 20 of TCP come before.
 */
#define SEGMENT_ALIGNMENT 2u

/* A division costs more than a copy of some bytes. */
static size_t wrapped(size_t position, size_t size) {
    return position < size ? position : position - size;
}

static size_t smaller(size_t left, size_t right) {
    return left < right ? left : right;
}

void tsp_receive_ring_clear(struct tsp_receive_ring *ring) {
    ring->start = ring->length = 0;
}

void tsp_send_ring_clear(struct tsp_send_ring *ring) {
    ring->start = SEGMENT_ALIGNMENT;
    ring->length = ring->queued = 0;
}

void tsp_receive_ring_put(struct tsp_receive_ring *ring, const struct pbuf *chain) {
    u16_t done = 0;
    TSP_ASSERT(chain->tot_len <= TSP_RECEIVE_RING - ring->length);
    if (ring->length == 0) {
        ring->start = (uintptr_t)chain->payload & (sizeof(uint32_t) - 1u);
    }
    while (done < chain->tot_len) {
        size_t end = wrapped(ring->start + (size_t)ring->length, TSP_RECEIVE_RING);
        size_t run = smaller(chain->tot_len - (size_t)done, TSP_RECEIVE_RING - end);
        u16_t copied = pbuf_copy_partial(chain, ring->bytes + end, (u16_t)run, done);
        done = (u16_t)(done + copied);
        ring->length = (uint16_t)(ring->length + copied);
    }
}

void tsp_receive_ring_take(struct tsp_receive_ring *ring, uint8_t *bytes, size_t length) {
    TSP_ASSERT(length <= ring->length);
    while (length > 0) {
        size_t run = smaller(length, TSP_RECEIVE_RING - (size_t)ring->start);
        tsp_copy(bytes, ring->bytes + ring->start, run);
        ring->start = (uint16_t)wrapped(ring->start + run, TSP_RECEIVE_RING);
        ring->length = (uint16_t)(ring->length - run);
        bytes += run;
        length -= run;
    }
}

void tsp_send_ring_put(struct tsp_send_ring *ring, const uint8_t *bytes, size_t length) {
    TSP_ASSERT(length <= TSP_SEND_RING - (size_t)ring->length);
    while (length > 0) {
        size_t end = wrapped(ring->start + (size_t)ring->length, TSP_SEND_RING);
        size_t run = smaller(length, TSP_SEND_RING - end);
        tsp_copy(ring->bytes + end, bytes, run);
        ring->length = (uint16_t)(ring->length + run);
        bytes += run;
        length -= run;
    }
}

size_t tsp_send_ring_piece(const struct tsp_send_ring *ring, const uint8_t **bytes) {
    size_t from = wrapped(ring->start + (size_t)ring->queued, TSP_SEND_RING);
    TSP_ASSERT(ring->queued <= ring->length);
    *bytes = ring->bytes + from;
    return smaller((size_t)ring->length - ring->queued, TSP_SEND_RING - from);
}

void tsp_send_ring_drop(struct tsp_send_ring *ring, size_t length) {
    TSP_ASSERT(length <= ring->queued && ring->queued <= ring->length);
    ring->start = (uint16_t)wrapped(ring->start + length, TSP_SEND_RING);
    ring->length = (uint16_t)(ring->length - length);
    ring->queued = (uint16_t)(ring->queued - length);
    if (ring->length == 0) {
        tsp_send_ring_clear(ring);
    }
}
