/*
 * TCP connections below the script: a fixed pool of slots, each with a pcb, a receive ring and a
 * send ring.
 *
 * lwIP's callbacks only copy bytes and record what happened; everything else runs in the slot's
 * task or in a method of the script object, so no lwIP call of ours happens inside a callback of
 * the same pcb except those that return window or forget the pcb.
 *
 * A slot belongs to exactly one of: a listener's pending list, a script object, the closing list
 * (an answer on its way, a peer that still sends). A pcb refers to the slot by index and
 * generation, so that a late callback cannot reach the next user of the slot. Sent bytes stay in
 * the send ring until the peer has acknowledged them: lwIP refers to them there.
 */
#ifndef TSP_IO_CONNECTION_H
#define TSP_IO_CONNECTION_H

#include "io/ring.h"
#include "lwip/tcp.h"
#include "runtime/heap.h"
#include "runtime/loop.h"

/*
 * Deadlines, in milliseconds; a build may set its own. docs/decisions/008-socket-deadlines.md says
 * why these.
 */
#ifndef TSP_SILENT_MS
/* Open, nothing in flight, nothing heard or read: the peer is gone. Not with keepAlive. */
#define TSP_SILENT_MS 600000u
#endif
#ifndef TSP_STALL_MS
#define TSP_STALL_MS 120000u /* written bytes of which none is acknowledged: vanished, or a window kept shut */
#endif
#ifndef TSP_END_MS
#define TSP_END_MS 30000u /* after the peer's end of stream or reset: how long unread bytes hold onError back */
#endif
#ifndef TSP_LINGER_MS
#define TSP_LINGER_MS 10000u /* closed and answered: silence after which a peer that does not close is left to lwIP */
#endif
#ifndef TSP_LINGER_TOTAL_MS
#define TSP_LINGER_TOTAL_MS 60000u /* the same for a peer that keeps sending */
#endif
#ifndef TSP_RECLAIM_MS
#define TSP_RECLAIM_MS 1000u /* under pressure: age at which a connection that never sent anything may be reclaimed */
#endif
/*
 * What deadlines are counted in. Reading the clock costs a division on a board; a program that
 * holds the loop up holds the deadlines up.
 */
#define TSP_TICK_MS 500u

struct tsp_tcp;
struct tsp_listening;

enum tsp_connection_state { TSP_CONNECTION_FREE, TSP_CONNECTION_PENDING, TSP_CONNECTION_OPEN, TSP_CONNECTION_CLOSING };

struct tsp_connection {
    struct tcp_pcb *pcb; /* NULL once lwIP has let go of it */
    struct tsp_task task;
    struct tsp_pin pin;             /* OPEN: keeps the owner alive */
    struct tsp_tcp *owner;          /* OPEN */
    struct tsp_listening *listener; /* PENDING */
    struct tsp_connection *next;    /* PENDING: the one accepted after this */
    ip_addr_t remote_ip;
    uint32_t accepted_at; /* in milliseconds, because the oldest counts; the others in ticks */
    uint32_t received_at; /* last byte from the peer, or last read of one */
    uint32_t acked_at;    /* last acknowledged byte, or start of the bytes that wait for it */
    uint32_t ended_at;    /* eof or failed became true */
    uint32_t closed_at;   /* CLOSING since */
    uint32_t read_turn;   /* the listener callback that read it and has not handed it on; 0 none */
    uint16_t generation;
    uint16_t remote_port;
    uint8_t state;
    bool readable;  /* bytes came since the last onReadable */
    bool writable;  /* room came since the last onWritable */
    bool eof;       /* the peer has finished sending */
    bool failed;    /* reset, aborted or timed out: no pcb */
    bool spoke;     /* has sent at least one byte */
    bool reclaim;   /* chosen to make room */
    bool keepalive; /* probed by lwIP instead of the silence deadline */
    bool fin_queued;
    struct tsp_receive_ring received;
    struct tsp_send_ring sent;
};

/*
 * Takes a slot for a connection that lwIP has accepted. From the accept callback. NULL when none is
 * free.
 */
struct tsp_connection *tsp_connection_accept(struct tcp_pcb *pcb, struct tsp_listening *listener);

/*
 * Gives the connection to a script object that has none: PENDING or OPEN to OPEN. Moves everything;
 * queues what there is to announce.
 */
void tsp_connection_give(struct tsp_connection *connection, struct tsp_tcp *owner);

/*
 * The slot of an id that tsp_connection_id() gave, or NULL when it has another user by now. 0 is
 * the id of none.
 */
struct tsp_connection *tsp_connection_find(uint32_t id);
uint32_t tsp_connection_id(const struct tsp_connection *connection);

/*
 * Takes bytes out of the receive ring into `bytes` and opens the window by as many. `length` is at
 * most what is there.
 */
void tsp_connection_read(struct tsp_connection *connection, uint8_t *bytes, size_t length);

/*
 * Appends to the send ring; false, and nothing taken, when `length` does not fit. Sent at the end
 * of the turn.
 */
bool tsp_connection_write(struct tsp_connection *connection, const uint8_t *bytes, size_t length);

/* Bytes that tsp_connection_write() takes now. */
size_t tsp_connection_writable(const struct tsp_connection *connection);

/*
 * Ends the script's or the listener's ownership gracefully: unread bytes go back to the window,
 * written ones are delivered, then FIN, then whatever the peer still sends is discarded until it
 * closes or the deadlines above pass.
 */
void tsp_connection_close(struct tsp_connection *connection);

/* Resets the connection and frees the slot; the owner, if any, is left without. */
void tsp_connection_abort(struct tsp_connection *connection);

/* Aborts the connections that the listener callback `turn` read and did not hand on. */
void tsp_connection_abort_turn(uint32_t turn);

/* The number of the listener callback that runs, 0 outside; reads made in it carry it. */
extern uint32_t tsp_connection_turn;

/* Slots in use. */
int tsp_connection_count(void);

/* Parts of this module. */

extern uint32_t tsp_connection_ticks;

/* Whether all of `milliseconds` have passed since some time in tick `since`. */
static inline bool tsp_connection_elapsed(uint32_t since, uint32_t milliseconds) {
    return tsp_connection_ticks - since > (milliseconds + TSP_TICK_MS - 1u) / TSP_TICK_MS;
}

/*
 * Hands as much of the send ring to lwIP as it takes and lets it send. What is refused is tried
 * again on acknowledgement and tick.
 */
void tsp_connection_flush(struct tsp_connection *connection);
/* Resets the pcb, if any, without callbacks; what was written is lost. */
void tsp_connection_reset(struct tsp_connection *connection);
/* lwIP keeps the pcb and finishes with it; nothing of it refers to us any more. */
void tsp_connection_forget(struct tsp_connection *connection);
void tsp_connection_release(struct tsp_connection *connection);
/* OPEN: one turn of callbacks. */
void tsp_connection_deliver(struct tsp_connection *connection);
/* CLOSING: sends what is left, watches the deadlines. */
void tsp_connection_continue_close(struct tsp_connection *connection);

#endif
