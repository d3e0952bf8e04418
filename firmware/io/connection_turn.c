/* The turns of an open connection, and the end of a closed one. */
#include "io/connection.h"
#include "io/tcp.h"
#include "lwip/priv/tcp_priv.h"
#include "runtime/exception.h"

/* The connection still belongs to the object that this turn began with. */
static bool owned_by(const struct tsp_connection *c, uint32_t id, const struct tsp_tcp *owner) {
    return tsp_connection_find(id) == c && c->state == TSP_CONNECTION_OPEN && c->owner == owner;
}

/* Gives written bytes to lwIP, which does not send them yet. False when it has got none. */
static bool queue(struct tsp_connection *c) {
    const uint8_t *bytes;
    size_t piece;
    size_t queued = c->sent.queued;
    if (queued == c->sent.length) {
        return false;
    }
    while ((piece = tsp_send_ring_piece(&c->sent, &bytes)) > 0) {
        size_t left = (size_t)c->sent.length - c->sent.queued - piece;
        err_t err = ERR_MEM;
        /*
         * lwIP says ERR_MEM while any of its pools is short: less may still fit, and the rest is
         * tried again later.
         */
        while (piece > 0 &&
               (err = tcp_write(c->pcb, bytes, (u16_t)piece, left > 0 ? TCP_WRITE_FLAG_MORE : 0)) == ERR_MEM) {
            piece /= 2;
        }
        if (err != ERR_OK) {
            break;
        }
        c->sent.queued = (uint16_t)(c->sent.queued + piece);
    }
    return c->sent.queued != queued;
}

void tsp_connection_flush(struct tsp_connection *c) {
    if (c->pcb != NULL && queue(c)) {
        tcp_output(c->pcb); /* an error leaves the segments queued; lwIP's timers send them */
    }
}

/* What the peer does not end by itself ends here. */
static void watch(struct tsp_connection *c) {
    bool stalled = c->sent.length > 0 && tsp_connection_elapsed(c->acked_at, TSP_STALL_MS);
    /*
     * Bytes that nobody reads do not keep it: after the reset they can still be read, until
     * TSP_END_MS.
     */
    bool silent = c->sent.length == 0 && !c->eof && !c->keepalive &&
                  tsp_connection_elapsed(c->received_at, TSP_SILENT_MS) &&
                  tsp_connection_elapsed(c->acked_at, TSP_SILENT_MS);
    if (c->pcb != NULL && (stalled || silent || c->reclaim)) {
        tsp_connection_reset(c);
        c->failed = true;
        c->ended_at = tsp_connection_ticks;
    }
}

/* Whether it is time for onError: everything delivered both ways, or the deadline. */
static bool is_over(const struct tsp_connection *c) {
    bool watched = tsp_tcp_has_callback(c->owner);
    if (!c->eof && !c->failed) {
        return false;
    }
    if (watched && c->received.length == 0 && c->sent.length == 0) {
        return true;
    }
    /*
     * Without callbacks the program polls, or has yet to hand the connection on: it keeps its time
     * to look. Bytes on their way have their own deadline.
     */
    return c->sent.length == 0 && tsp_connection_elapsed(c->ended_at, TSP_END_MS);
}

static void end(struct tsp_connection *c, uint32_t id, struct tsp_tcp *owner) {
    /* The object is dead before its onError runs: only close() is left to it. */
    tsp_tcp_lost(owner);
    bool succeeded = tsp_loop_callback(owner->on_error, tsp_from_object(owner), 0, NULL);
    if (!owned_by(c, id, owner)) {
        return;
    }
    if (c->pcb == NULL || !succeeded) {
        tsp_connection_abort(c);
    } else {
        tsp_connection_close(c);
    }
}

/*
 * One callback with a byte count. False when the connection is not the owner's any more, also after
 * an exception.
 */
static bool announce(struct tsp_connection *c, uint32_t id, struct tsp_tcp *owner, tsp_value callback, size_t count) {
    tsp_value argument = tsp_from_int32((int32_t)count);
    bool succeeded = tsp_loop_callback(callback, tsp_from_object(owner), 1, &argument);
    if (!owned_by(c, id, owner)) {
        return false;
    }
    if (!succeeded) {
        tsp_connection_abort(c);
    }
    return succeeded;
}

void tsp_connection_deliver(struct tsp_connection *c) {
    uint32_t id = tsp_connection_id(c);
    struct tsp_tcp *owner = c->owner;
    watch(c);
    if (c->readable && c->received.length > 0) {
        c->readable = false;
        if (!announce(c, id, owner, owner->on_readable, c->received.length)) {
            return;
        }
    }
    if (c->writable && tsp_connection_writable(c) > 0) {
        c->writable = false;
        if (!announce(c, id, owner, owner->on_writable, tsp_connection_writable(c))) {
            return;
        }
    }
    tsp_connection_flush(c);
    if (is_over(c)) {
        end(c, id, owner);
    }
}

static void leave_to_lwip(struct tsp_connection *c) {
    struct tcp_pcb *pcb = c->pcb;
    tsp_connection_forget(c);
    if (tcp_close(pcb) != ERR_OK) {
        tcp_abort(pcb);
    }
}

/*
 * Whether the peer's window has room for all that lwIP has not sent. lwIP 2.2.1 splits a segment
 * that finds too little room, and leaves an end of stream on its first half: the peer would never
 * take the second.
 */
static bool has_room(const struct tcp_pcb *pcb) {
    const struct tcp_seg *last = pcb->unsent;
    while (last != NULL && last->next != NULL) {
        last = last->next;
    }
    return last == NULL || lwip_ntohl(last->tcphdr->seqno) + last->len - pcb->lastack <= pcb->snd_wnd;
}

void tsp_connection_continue_close(struct tsp_connection *c) {
    if (c->pcb != NULL) {
        bool fresh = queue(c);
        if (!c->fin_queued && c->sent.queued == c->sent.length && has_room(c->pcb)) {
            /*
             * Half a close: the peer may still be sending, and a full close would answer that with
             * a reset. Our FIN joins the last bytes, and sends them.
             */
            c->fin_queued = tcp_shutdown(c->pcb, 0, 1) == ERR_OK;
        }
        if (fresh && c->pcb->unsent != NULL) {
            tcp_output(c->pcb);
        }
        if (c->eof && c->fin_queued && c->sent.length == 0) {
            tsp_connection_forget(c); /* lwIP has only our FIN left to deliver */
        }
    }
    if (c->pcb != NULL) {
        bool answered = c->sent.length == 0 && c->fin_queued && c->pcb->state == FIN_WAIT_2;
        bool patience = !tsp_connection_elapsed(c->closed_at, TSP_LINGER_TOTAL_MS) &&
                        (!tsp_connection_elapsed(c->received_at, TSP_LINGER_MS) ||
                         !tsp_connection_elapsed(c->acked_at, TSP_LINGER_MS) ||
                         !tsp_connection_elapsed(c->closed_at, TSP_LINGER_MS));
        if (answered && !patience) {
            leave_to_lwip(c);
        } else if (!answered && tsp_connection_elapsed(c->acked_at, TSP_STALL_MS) &&
                   tsp_connection_elapsed(c->closed_at, TSP_STALL_MS)) {
            tsp_connection_reset(c);
        }
    }
    if (c->pcb == NULL) {
        tsp_connection_release(c);
    }
}
