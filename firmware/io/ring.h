/* Byte rings of fixed size. The receive ring is as large as the window, so what the peer may send always fits. */
#ifndef TSP_IO_RING_H
#define TSP_IO_RING_H

#include <stddef.h>
#include <stdint.h>

#include "lwip/opt.h"
#include "lwip/pbuf.h"

struct tsp_receive_ring {
    uint16_t start;
    uint16_t length;
    uint8_t bytes[TSP_RECEIVE_RING];
};

struct tsp_send_ring {
    uint16_t start;  /* oldest byte that is not acknowledged */
    uint16_t length; /* bytes from there */
    uint16_t queued; /* how many of those lwIP has */
    uint8_t bytes[TSP_SEND_RING];
};

/* Appends the whole chain, of which the caller knows that it fits. */
void tsp_receive_ring_put(struct tsp_receive_ring *ring, const struct pbuf *chain);
/* Takes `length` bytes, at most ring->length. */
void tsp_receive_ring_take(struct tsp_receive_ring *ring, uint8_t *bytes, size_t length);

/* Appends `length` bytes, of which the caller knows that they fit. */
void tsp_send_ring_put(struct tsp_send_ring *ring, const uint8_t *bytes, size_t length);
/* The longest piece in one run that lwIP does not have yet; 0 when it has all. */
size_t tsp_send_ring_piece(const struct tsp_send_ring *ring, const uint8_t **bytes);
/* `length` bytes were acknowledged. */
void tsp_send_ring_drop(struct tsp_send_ring *ring, size_t length);

#endif
