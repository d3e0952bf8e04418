/*
 * Byte rings of fixed size. The receive ring is as large as the window, so what the peer may send
 * always fits. Bytes that come to an empty ring begin where copies of them are by whole words:
 * received ones as they lie in their packet, sent ones as they will lie in theirs.
 */
#ifndef TSP_IO_RING_H
#define TSP_IO_RING_H

#include <stddef.h>
#include <stdint.h>

#include "lwip/opt.h"
#include "lwip/pbuf.h"

struct tsp_receive_ring {
    uint16_t start;
    uint16_t length;
    _Alignas(uint32_t) uint8_t bytes[TSP_RECEIVE_RING];
};

struct tsp_send_ring {
    uint16_t start;  /* oldest byte that is not acknowledged */
    uint16_t length; /* bytes from there */
    uint16_t queued; /* how many of those lwIP has */
    _Alignas(uint32_t) uint8_t bytes[TSP_SEND_RING];
};

/* No bytes. */
void tsp_receive_ring_clear(struct tsp_receive_ring *ring);
void tsp_send_ring_clear(struct tsp_send_ring *ring);

/* Appends the whole chain, of which the caller knows that it fits. */
void tsp_receive_ring_put(struct tsp_receive_ring *ring, const struct pbuf *chain);
/* Where the next byte to take lies. */
static inline const uint8_t *tsp_receive_ring_next(const struct tsp_receive_ring *ring) {
    return ring->bytes + ring->start;
}
/* Takes `length` bytes, at most ring->length. */
void tsp_receive_ring_take(struct tsp_receive_ring *ring, uint8_t *bytes, size_t length);

/* Appends `length` bytes, of which the caller knows that they fit. */
void tsp_send_ring_put(struct tsp_send_ring *ring, const uint8_t *bytes, size_t length);
/* The longest piece in one run that lwIP does not have yet; 0 when it has all. */
size_t tsp_send_ring_piece(const struct tsp_send_ring *ring, const uint8_t **bytes);
/* `length` bytes were acknowledged. */
void tsp_send_ring_drop(struct tsp_send_ring *ring, size_t length);

#endif
