/*
 * Keeps from lwIP 2.2.1 what ends in one of its assertions, which resets a board. Every segment for
 * a connection comes by here before lwIP looks at it. docs/decisions/021-assertions-of-lwip.md has
 * the list of assertions, and why each of the others cannot be reached.
 */
#include <stdbool.h>

#include "io/lwip_hooks.h"
#include "lwip/pbuf.h"
#include "lwip/priv/tcp_priv.h"
#include "lwip/prot/tcp.h"

/*
 * lwIP takes the maximum segment size from any segment, and asserts that it does not shrink while
 * bytes wait. Only a SYN may carry that option (RFC 9293, 3.7.1), and no other option matters here:
 * the list of options ends where it begins.
 */
static void forget_options(u8_t *options) {
    if (options != NULL) {
        options[0] = LWIP_TCP_OPT_EOL;
    }
}

/*
 * Segments are at most half the largest window that the peer has shown, and whole ones while it has
 * shown none: that would shrink them once it shows a small one. So a peer that begins with none
 * counts as one that takes whole ones; lwIP splits what does not fit.
 */
static void begin_with_some_window(struct tcp_pcb *pcb) {
    if (pcb->state == SYN_RCVD && pcb->snd_wnd_max < 2) {
        pcb->snd_wnd_max = (tcpwnd_size_t)(2 * pcb->mss);
    }
}

/*
 * The timer that probes a shut window asserts that bytes wait, but an acknowledgement that takes
 * the last of them does not stop it. lwIP starts it again behind this segment if it is still
 * needed.
 */
static void stop_probing(struct tcp_pcb *pcb, u32_t acknowledged) {
    if (TCP_SEQ_BETWEEN(acknowledged, pcb->lastack + 1, pcb->snd_nxt)) {
        pcb->persist_backoff = 0;
    }
}

/* Cuts a segment off before the sequence number `end`. False when nothing of it is left. */
static bool cut(struct tcp_hdr *header, struct pbuf *data, u32_t end) {
    if (TCP_SEQ_GEQ(header->seqno, end)) {
        return false;
    }
    u32_t room = end - header->seqno;
    if (data->tot_len >= room) {
        TCPH_UNSET_FLAG(header, TCP_FIN);
        pbuf_realloc(data, (u16_t)room);
    }
    return true;
}

/*
 * What is ahead of its turn and reaches beyond the window is cut to it: lwIP queues some of it
 * whole, and asserts when its turn comes. What reaches beyond an end of stream that waits for its
 * turn is cut off there: lwIP would move the end behind it, beyond the window. What lies beyond the
 * window or before it altogether is left to lwIP, which answers it.
 */
static bool fits(const struct tcp_pcb *pcb, struct tcp_hdr *header, struct pbuf *data) {
    u32_t edge = pcb->rcv_nxt + pcb->rcv_wnd;
    const struct tcp_seg *last = pcb->ooseq;
    if (data->tot_len == 0 && (TCPH_FLAGS(header) & TCP_FIN) == 0) {
        return true;
    }
    if (TCP_SEQ_GT(header->seqno, pcb->rcv_nxt) && TCP_SEQ_LT(header->seqno, edge)) {
        (void)cut(header, data, edge);
    }
    while (last != NULL && last->next != NULL) {
        last = last->next;
    }
    if (last != NULL && (TCPH_FLAGS(last->tcphdr) & TCP_FIN) != 0) {
        u32_t end = last->tcphdr->seqno + last->len;
        return TCP_SEQ_LEQ(header->seqno + data->tot_len, end) || cut(header, data, end);
    }
    return true;
}

err_t tsp_tcp_guard(struct tcp_pcb *pcb, struct tcp_hdr *header, u8_t *options, struct pbuf *data) {
    u8_t flags = TCPH_FLAGS(header);
    if ((flags & (TCP_SYN | TCP_RST)) != 0) {
        return ERR_OK;
    }
    forget_options(options);
    begin_with_some_window(pcb);
    if ((flags & TCP_ACK) != 0) {
        stop_probing(pcb, header->ackno);
    }
    return fits(pcb, header, data) ? ERR_OK : ERR_VAL;
}
