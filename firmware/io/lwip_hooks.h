/* What lwIP's TCP core calls of ours; named by lwipopts.h. */
#ifndef TSP_IO_LWIP_HOOKS_H
#define TSP_IO_LWIP_HOOKS_H

#include "lwip/err.h"
#include "lwip/ip_addr.h"

struct pbuf;
struct tcp_hdr;
struct tcp_pcb;

/*
 * An initial sequence number that a third party cannot predict (RFC 6528): a keyed hash of the
 * four-tuple plus a 4 microsecond clock.
 */
u32_t tsp_tcp_initial_sequence(const ip_addr_t *local_ip, u16_t local_port, const ip_addr_t *remote_ip,
                               u16_t remote_port);

/*
 * Whether a listener may look at a segment with these flags. A SYN is dropped (ERR_MEM; the peer
 * repeats it) while every connection is taken or promised to a handshake, so that an accepted
 * connection always finds its rings. Changes nothing in lwIP.
 */
err_t tsp_tcp_admit(u8_t flags);

/*
 * Whether lwIP may look at a segment for a connection (guard.c): ERR_OK, perhaps after changes to
 * segment and pcb, or an error that drops it. `header` is in host order but for its flags,
 * `options` are its options or NULL, `data` is what follows.
 */
err_t tsp_tcp_guard(struct tcp_pcb *pcb, struct tcp_hdr *header, u8_t *options, struct pbuf *data);

#endif
