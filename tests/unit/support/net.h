/*
 * A network inside the test: lwIP has one interface (10.0.0.1, fd00::1), at whose other end are
 * scripted TCP peers. The peers are no lwIP of their own, so that they can do what lwIP would not,
 * and take nothing from the pools under test. Time is virtual.
 */
#ifndef TESTS_UNIT_SUPPORT_NET_H
#define TESTS_UNIT_SUPPORT_NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Fields up to `out` are the test's to set; the rest is what the peer has seen. */
struct net_peer {
    uint16_t port;        /* of the server; set by net_connect */
    uint16_t window;      /* advertised */
    uint16_t segment;     /* largest payload that it sends */
    uint16_t mss;         /* the MSS option of its SYN; 0: ours */
    bool repeats_mss;     /* sends that option with every segment, which no honest stack does */
    bool shut;            /* advertises a window of 0 from its SYN on, whatever `window` says */
    bool ipv6;
    bool deaf;            /* ignores and sends nothing: vanished */
    bool fin;             /* finishes its side when `out` is sent */
    const uint8_t *out;   /* what it sends; the test keeps it */
    size_t out_length;    /* may grow while the connection lives */
    uint8_t *in;          /* where received bytes go, or NULL */
    size_t in_size;       /* bytes behind are counted and dropped */

    bool connected;
    bool finished;        /* the server's FIN has come, in order */
    bool reset;           /* a RST has come */
    size_t received;
    uint32_t checksum;    /* of all received bytes, in order: net_checksum() */
    uint32_t sent, acked; /* sequence numbers, relative to its SYN */
    uint32_t expected;    /* absolute */
    uint32_t start;
    uint32_t allowed;     /* the server's window, relative end */
    uint32_t sent_at;
    uint16_t local;
    bool owes_ack;
    struct net_peer *next;
};

/*
 * First of every setUp, after test_runtime_start(), and last of every tearDown, before
 * test_runtime_end(). net_end fails the test unless lwIP's pools and heap are as they were.
 */
void net_begin(void);
void net_end(void);

/*
 * Starts a handshake; window, segment and the like may have been set before (zero: the defaults).
 */
void net_connect(struct net_peer *peer, uint16_t port);
/* Runs packets, timers and the program's turns until nothing moves at this instant. */
void net_settle(void);
/* The same while time goes on. */
void net_advance(uint32_t milliseconds);
/* More to send; continues `out`, which must not have moved. */
void net_send(struct net_peer *peer, size_t more);
/* Sends a RST with the right sequence number. */
void net_reset(struct net_peer *peer);
/* Sends a segment of `flags` (TCP_SYN...) at `sequence` from where the peer is. */
void net_inject(struct net_peer *peer, uint8_t flags, int32_t sequence);
/* Sends such a segment with data. */
void net_inject_data(struct net_peer *peer, uint8_t flags, int32_t sequence, const uint8_t *data, size_t length);
/* Acknowledges at once, with the window of now. */
void net_acknowledge(struct net_peer *peer);
/* The peer is gone from the network. */
void net_unplug(struct net_peer *peer);

/* Checksum over a byte, order-sensitive; start with 0. */
uint32_t net_checksum(uint32_t checksum, uint8_t byte);

/*
 * The link. An intercept that is set sees every packet, IP header first, and keeps those for which
 * it returns true: lost, or delivered later by net_deliver().
 */
enum net_direction { NET_TO_SERVER, NET_TO_PEER };
extern bool (*net_intercept)(enum net_direction direction, const uint8_t *packet, size_t length);
void net_deliver(enum net_direction direction, const uint8_t *packet, size_t length);
/* Called while packets are moved; returns whether it moved any. */
extern bool (*net_when_settling)(void);
/* While true no turn of the program runs: packets come in between. */
extern bool net_holds_turns;

/* Faults. Packets are numbered from 1 after net_begin(), both directions; 0 is never. */
extern uint32_t net_packets;
extern uint32_t net_drop;
extern uint32_t net_duplicate;
/*
 * The n-th of lwIP's allocations from now fails (timers excepted, which lwIP cannot do without); 0
 * never.
 */
extern uint32_t net_fail_allocation;

#endif
