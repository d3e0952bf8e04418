#include "io/connection.h"

#include "io/listener.h"
#include "io/tcp.h"
#include "runtime/assert.h"
#include "lwip/priv/tcp_priv.h"
#include "lwip/sys.h"
#include "lwip/timeouts.h"

static struct tsp_connection connections[TSP_CONNECTIONS];
static int used;
static bool ticking;

uint32_t tsp_connection_turn;
uint32_t tsp_connection_ticks;

/// Ids ///

uint32_t tsp_connection_id(const struct tsp_connection *connection) {
    return (uint32_t)connection->generation << 16 | (uint32_t)(connection - connections + 1);
}

struct tsp_connection *tsp_connection_find(uint32_t id) {
    uint32_t index = (id & 0xFFFFu) - 1u;
    if (index >= TSP_CONNECTIONS || connections[index].state == TSP_CONNECTION_FREE ||
        connections[index].generation != id >> 16) {
        return NULL;
    }
    return &connections[index];
}

static struct tsp_connection *of_argument(void *argument) {
    return tsp_connection_find((uint32_t)(uintptr_t)argument);
}

int tsp_connection_count(void) {
    return used;
}

/// Invariants ///

/*
 * One owner; a pcb that leads back to the slot; never more bytes on their way than the ring has
 * room for.
 */
static void check(const struct tsp_connection *c) {
    TSP_ASSERT(c->state != TSP_CONNECTION_FREE && used > 0 && used <= TSP_CONNECTIONS);
    TSP_ASSERT((c->listener != NULL) == (c->state == TSP_CONNECTION_PENDING));
    TSP_ASSERT((c->owner != NULL) == (c->state == TSP_CONNECTION_OPEN));
    TSP_ASSERT(c->pcb != NULL || c->failed || c->fin_queued);
    TSP_ASSERT(c->pcb == NULL || (of_argument(c->pcb->callback_arg) == c && c->pcb->state > SYN_RCVD));
    TSP_ASSERT(c->pcb == NULL || c->received.length + c->pcb->rcv_wnd <= TSP_RECEIVE_RING);
    TSP_ASSERT(c->sent.queued <= c->sent.length && c->sent.length <= TSP_SEND_RING);
    (void)c;
}

/// Admission ///

static void choose_to_reclaim(void) {
    struct tsp_connection *oldest = NULL;
    uint32_t now = sys_now();
    for (struct tsp_connection *c = connections; c != connections + TSP_CONNECTIONS; c++) {
        bool owned = c->state == TSP_CONNECTION_PENDING || c->state == TSP_CONNECTION_OPEN;
        if (owned && c->reclaim) {
            return;
        }
        if (owned && !c->spoke && !c->failed && now - c->accepted_at >= TSP_RECLAIM_MS &&
            (oldest == NULL || now - c->accepted_at > now - oldest->accepted_at)) {
            oldest = c;
        }
    }
    if (oldest != NULL) {
        oldest->reclaim = true;
        tsp_loop_post(&oldest->task);
    }
}

/*
 * Makes room in lwIP's pool by giving up a connection that no slot refers to and whose peer has
 * everything but our FIN: it has finished too, and vanished before it acknowledged that. lwIP waits
 * two minutes for such a peer. Nothing is sent to it.
 */
static bool give_up_finished(void) {
    for (struct tcp_pcb *pcb = tcp_active_pcbs; pcb != NULL; pcb = pcb->next) {
        if ((pcb->state == LAST_ACK || pcb->state == CLOSING) && of_argument(pcb->callback_arg) == NULL) {
            tcp_abandon(pcb, 0);
            return true;
        }
    }
    return false;
}

err_t tsp_tcp_admit(u8_t flags) {
    int half_open = 0;
    int active = 0;
    if ((flags & (TCP_SYN | TCP_ACK | TCP_RST)) != TCP_SYN) {
        return ERR_OK;
    }
    for (const struct tcp_pcb *pcb = tcp_active_pcbs; pcb != NULL; pcb = pcb->next) {
        active++;
        half_open += pcb->state == SYN_RCVD;
    }
    if (used + half_open >= TSP_CONNECTIONS) {
        choose_to_reclaim();
        return ERR_MEM;
    }
    /*
     * Left to itself, lwIP would reset whom it heard of least, perhaps with an answer on its way.
     */
    return active < MEMP_NUM_TCP_PCB || give_up_finished() ? ERR_OK : ERR_MEM;
}

/// lwIP's callbacks: they record, and post the task that acts ///

static err_t on_received(void *argument, struct tcp_pcb *pcb, struct pbuf *chain, err_t err) {
    struct tsp_connection *c = of_argument(argument);
    (void)err; /* always ERR_OK in lwIP 2.2.1 */
    if (c == NULL || c->pcb != pcb) {
        if (chain != NULL) {
            tcp_recved(pcb, chain->tot_len);
            pbuf_free(chain);
        }
        return ERR_OK;
    }
    check(c);
    TSP_ASSERT(!c->eof);
    if (chain == NULL) {
        c->eof = true;
        c->ended_at = tsp_connection_ticks;
        /* A pcb in TIME_WAIT is recycled without a word: let go of it now. */
        if (c->fin_queued && c->sent.length == 0) {
            tsp_connection_forget(c);
        }
    } else {
        c->received_at = tsp_connection_ticks;
        if (c->state == TSP_CONNECTION_CLOSING) {
            tcp_recved(pcb, chain->tot_len);
        } else {
            tsp_receive_ring_put(&c->received, chain);
            c->spoke = true;
            c->readable = true;
        }
        pbuf_free(chain);
    }
    tsp_loop_post(&c->task);
    return ERR_OK;
}

static err_t on_sent(void *argument, struct tcp_pcb *pcb, u16_t length) {
    struct tsp_connection *c = of_argument(argument);
    if (c == NULL || c->pcb != pcb) {
        return ERR_OK;
    }
    check(c);
    size_t before = tsp_connection_writable(c);
    tsp_send_ring_drop(&c->sent, length);
    c->acked_at = tsp_connection_ticks;
    /* Announcing every acknowledgement would wake the program for each segment. */
    if (c->sent.length == 0 || (before < TSP_SEND_RING / 2 && tsp_connection_writable(c) >= TSP_SEND_RING / 2)) {
        c->writable = true;
    }
    if (c->eof && c->fin_queued && c->sent.length == 0) {
        tsp_connection_forget(c);
    }
    tsp_loop_post(&c->task);
    return ERR_OK;
}

static void on_error(void *argument, err_t err) {
    struct tsp_connection *c = of_argument(argument);
    (void)err; /* reset, timed out, or done after our FIN: the pcb is gone in each case */
    if (c == NULL) {
        return;
    }
    TSP_ASSERT(c->pcb != NULL);
    c->pcb = NULL;
    c->failed = true;
    if (!c->eof) {
        c->ended_at = tsp_connection_ticks;
    }
    tsp_send_ring_clear(&c->sent);
    tsp_loop_post(&c->task);
}

/// Slots ///

static void tick(void *unused) {
    (void)unused;
    tsp_connection_ticks++;
    ticking = used > 0;
    if (!ticking) {
        return;
    }
    for (struct tsp_connection *c = connections; c != connections + TSP_CONNECTIONS; c++) {
        if (c->state != TSP_CONNECTION_FREE) {
            tsp_loop_post(&c->task);
        }
    }
    sys_timeout(TSP_TICK_MS, tick, NULL);
}

static void run(struct tsp_task *task) {
    struct tsp_connection *c = (struct tsp_connection *)(void *)((char *)task - offsetof(struct tsp_connection, task));
    check(c);
    switch (c->state) {
    case TSP_CONNECTION_PENDING:
        tsp_listening_review(c);
        break;
    case TSP_CONNECTION_OPEN:
        tsp_connection_deliver(c);
        break;
    case TSP_CONNECTION_CLOSING:
        tsp_connection_continue_close(c);
        break;
    default:
        break;
    }
}

static struct tsp_connection *find_free(void) {
    for (struct tsp_connection *c = connections; c != connections + TSP_CONNECTIONS; c++) {
        if (c->state == TSP_CONNECTION_FREE) {
            return c;
        }
    }
    return NULL;
}

/* All but the ring's bytes: clearing those at every accept would cost more than the rest. */
static void clear(struct tsp_connection *c) {
    uint16_t generation = c->generation;
    memset(c, 0, offsetof(struct tsp_connection, received));
    tsp_receive_ring_clear(&c->received);
    tsp_send_ring_clear(&c->sent);
    c->generation = generation;
}

struct tsp_connection *tsp_connection_accept(struct tcp_pcb *pcb, struct tsp_listening *listener) {
    struct tsp_connection *c = find_free();
    if (c == NULL) {
        return NULL;
    }
    clear(c);
    c->generation++;
    c->state = TSP_CONNECTION_PENDING;
    c->task.run = run;
    c->listener = listener;
    c->pcb = pcb;
    ip_addr_copy(c->remote_ip, pcb->remote_ip);
    c->remote_port = pcb->remote_port;
    c->accepted_at = sys_now();
    c->received_at = c->acked_at = tsp_connection_ticks;
    tcp_arg(pcb, (void *)(uintptr_t)tsp_connection_id(c));
    tcp_recv(pcb, on_received);
    tcp_sent(pcb, on_sent);
    tcp_err(pcb, on_error);
    TSP_ASSERT(used < TSP_CONNECTIONS);
    used++;
    tsp_loop_ref();
    if (!ticking) {
        ticking = true;
        sys_timeout(TSP_TICK_MS, tick, NULL);
    }
    return c;
}

void tsp_connection_release(struct tsp_connection *c) {
    TSP_ASSERT(c->state != TSP_CONNECTION_FREE && c->pcb == NULL && c->owner == NULL);
    tsp_loop_cancel(&c->task);
    c->state = TSP_CONNECTION_FREE;
    used--;
    tsp_loop_unref();
}

static void detach(struct tcp_pcb *pcb) {
    tcp_arg(pcb, NULL);
    tcp_recv(pcb, NULL);
    tcp_sent(pcb, NULL);
    tcp_err(pcb, NULL);
}

void tsp_connection_forget(struct tsp_connection *c) {
    detach(c->pcb);
    c->pcb = NULL;
}

void tsp_connection_reset(struct tsp_connection *c) {
    struct tcp_pcb *pcb = c->pcb;
    if (pcb == NULL) {
        return;
    }
    tsp_connection_forget(c);
    tsp_send_ring_clear(&c->sent);
    tcp_abort(pcb);
}

/// What script objects do ///

static void unown(struct tsp_connection *c) {
    c->listener = NULL;
    if (c->owner != NULL) {
        tsp_tcp_lost(c->owner);
        c->owner = NULL;
        tsp_unpin(&c->pin);
    }
}

void tsp_connection_give(struct tsp_connection *c, struct tsp_tcp *owner) {
    TSP_ASSERT(c->state == TSP_CONNECTION_PENDING || c->state == TSP_CONNECTION_OPEN);
    unown(c);
    c->state = TSP_CONNECTION_OPEN;
    c->owner = owner;
    c->read_turn = 0;
    tsp_pin(&c->pin, (struct tsp_object *)owner);
    c->readable = c->received.length > 0;
    c->writable = tsp_connection_writable(c) > 0;
    check(c);
    tsp_loop_post(&c->task);
}

void tsp_connection_read(struct tsp_connection *c, uint8_t *bytes, size_t length) {
    check(c);
    tsp_receive_ring_take(&c->received, bytes, length);
    c->received_at = tsp_connection_ticks;
    if (c->pcb != NULL) {
        tcp_recved(c->pcb, (u16_t)length);
    }
    if (c->received.length == 0) {
        c->readable = false;
        if (c->eof || c->failed) {
            tsp_loop_post(&c->task); /* onError waited for this */
        }
    }
}

size_t tsp_connection_writable(const struct tsp_connection *c) {
    return c->failed ? 0 : TSP_SEND_RING - (size_t)c->sent.length;
}

bool tsp_connection_write(struct tsp_connection *c, const uint8_t *bytes, size_t length) {
    check(c);
    if (length > tsp_connection_writable(c)) {
        return false;
    }
    if (c->sent.length == 0) {
        c->acked_at = tsp_connection_ticks;
    }
    tsp_send_ring_put(&c->sent, bytes, length);
    tsp_loop_post(&c->task);
    return true;
}

void tsp_connection_close(struct tsp_connection *c) {
    TSP_ASSERT(c->state == TSP_CONNECTION_PENDING || c->state == TSP_CONNECTION_OPEN);
    unown(c);
    c->state = TSP_CONNECTION_CLOSING;
    c->read_turn = 0;
    c->closed_at = tsp_connection_ticks;
    if (c->pcb != NULL && c->received.length > 0) {
        /* lwIP answers the close of a connection with unread bytes by a reset. */
        tcp_recved(c->pcb, c->received.length);
        tsp_receive_ring_clear(&c->received);
    }
    tsp_connection_continue_close(c);
}

void tsp_connection_abort(struct tsp_connection *c) {
    unown(c);
    tsp_connection_reset(c);
    tsp_connection_release(c);
}

void tsp_connection_abort_turn(uint32_t turn) {
    for (struct tsp_connection *c = connections; c != connections + TSP_CONNECTIONS; c++) {
        if (c->state == TSP_CONNECTION_OPEN && c->read_turn == turn) {
            tsp_connection_abort(c);
        }
    }
}
