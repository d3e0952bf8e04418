/* Between net.c (lwIP's interface, the clock) and net_peer.c (who is at its other end). */
#ifndef TESTS_UNIT_SUPPORT_NET_INTERNAL_H
#define TESTS_UNIT_SUPPORT_NET_INTERNAL_H

#include "net.h"

/* Virtual time. */
extern uint32_t net_now;

/* Sends the next packet that the peer has to send, if there is one. */
bool net_peer_emit(struct net_peer *peer);
void net_peer_transmit(struct net_peer *peer, uint8_t flags, uint32_t sequence, const uint8_t *data, size_t length);
/* `tcp` is a whole segment. */
void net_peer_receive(struct net_peer *peer, const uint8_t *tcp, size_t segment);

/* Brings a packet over the link, as the link is. */
void net_carry(enum net_direction direction, const uint8_t *packet, size_t length);

#endif
