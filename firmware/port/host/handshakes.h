/*
 * Connection requests that the guest has not answered. A guest whose connections are all in use
 * drops a SYN and expects its peer to repeat it after a second, as every system does; libslirp
 * takes six, then twelve. This table repeats them in its place.
 */
#ifndef TSP_PORT_HOST_HANDSHAKES_H
#define TSP_PORT_HOST_HANDSHAKES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Milliseconds between repetitions. */
#define HANDSHAKE_REPEAT_MS 500
/* After this long libslirp has given the connection up. */
#define HANDSHAKE_LIFE_MS 75000
/* Requests that are repeated at once; more are left to libslirp. */
#define HANDSHAKE_COUNT 256
/* Ethernet, IPv6 and TCP headers with options. */
#define HANDSHAKE_FRAME_MAX 134

struct handshake {
    size_t length; /* 0: free */
    int64_t started_ms;
    int64_t repeat_ms;
    uint8_t frame[HANDSHAKE_FRAME_MAX];
};

struct handshakes {
    size_t used;
    struct handshake table[HANDSHAKE_COUNT];
};

/*
 * The TCP header of a frame with at least 20 bytes there, or NULL. Extension headers of IPv6 are
 * not followed: TCP stacks send none.
 */
const uint8_t *handshake_tcp_header(const uint8_t *frame, size_t length);

/* A frame on its way to the guest; remembers it when it is a connection request. */
void handshakes_note_request(struct handshakes *handshakes, const uint8_t *frame, size_t length, int64_t now_ms);

/* A frame from the guest; forgets the request that it answers, by acceptance or refusal. */
void handshakes_note_answer(struct handshakes *handshakes, const uint8_t *frame, size_t length);

/* The next request that is due, or NULL; it is due again HANDSHAKE_REPEAT_MS later. */
const struct handshake *handshakes_take_due(struct handshakes *handshakes, int64_t now_ms);

/* Milliseconds until a request is due, at most `limit`. */
uint32_t handshakes_until_due(const struct handshakes *handshakes, int64_t now_ms, uint32_t limit);

#endif
