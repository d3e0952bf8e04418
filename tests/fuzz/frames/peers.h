/*
 * Four TCP clients of the program under test, the last one over IPv6. They complete handshakes and
 * follow sequence numbers by themselves, so that mutations reach what is behind them.
 */
#ifndef TESTS_FUZZ_FRAMES_PEERS_H
#define TESTS_FUZZ_FRAMES_PEERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PEERS 4u
#define PAYLOAD_MAX 1460u

struct peer {
    uint16_t local;
    uint16_t port;
    uint32_t next;     /* sequence number of what it sends next */
    uint32_t expected; /* what it acknowledges */
    uint16_t window;
    bool connected;
    bool deaf;
};

extern struct peer peers[PEERS];
/* What they send where the contents do not matter. */
extern uint8_t peers_pattern[PAYLOAD_MAX];

struct segment {
    uint8_t flags;
    uint32_t sequence;
    uint32_t acknowledged;
    const uint8_t *options;
    size_t options_length; /* a multiple of 4 */
    const uint8_t *data;
    size_t length;
};

/* Once, after the network. */
void peers_start(void);
void peers_send(const struct peer *peer, const struct segment *segment);
/* A segment with `length` bytes of the pattern. */
void peers_send_flags(const struct peer *peer, uint8_t flags, uint32_t sequence, uint32_t acknowledged, size_t length);
/* Bytes in order. */
void peers_send_bytes(struct peer *peer, const uint8_t *bytes, size_t length, uint8_t flags);
/* They answer nothing more, and nobody answers for them. */
void peers_forget(void);

#endif
