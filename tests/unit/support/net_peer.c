/* The scripted TCP peers: what they send, and what they make of what they receive. */
#include "net_internal.h"

#include <string.h>

#include "lwip/def.h"
#include "lwip/opt.h"
#include "lwip/prot/ip.h"
#include "lwip/prot/tcp.h"
#include "net_packet.h"

/// Segments of the peers, as bytes ///

static const uint8_t address_pair4[8] = {10, 0, 0, 2, 10, 0, 0, 1};
static const uint8_t address_pair6[32] = {0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2,
                                          0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

static size_t put_ip(uint8_t *packet, const struct net_peer *peer, size_t payload) {
    if (peer->ipv6) {
        net_put32(packet, 0x60000000u);
        net_put16(packet + 4, (uint32_t)payload);
        packet[6] = IP_PROTO_TCP;
        packet[7] = 64;
        memcpy(packet + 8, address_pair6, sizeof address_pair6);
        return NET_IP6_HEADER;
    }
    memset(packet, 0, NET_IP4_HEADER);
    packet[0] = 0x45;
    net_put16(packet + 2, (uint32_t)(NET_IP4_HEADER + payload));
    packet[8] = 64;
    packet[9] = IP_PROTO_TCP;
    memcpy(packet + 12, address_pair4, sizeof address_pair4);
    return NET_IP4_HEADER;
}

void net_peer_transmit(struct net_peer *peer, uint8_t flags, uint32_t sequence, const uint8_t *data, size_t length) {
    static uint8_t packet[NET_IP6_HEADER + NET_TCP_HEADER + 4 + TCP_MSS];
    size_t options = (flags & TCP_SYN) != 0 || peer->repeats_mss ? 4 : 0;
    size_t segment = NET_TCP_HEADER + options + length;
    uint8_t *tcp = packet + put_ip(packet, peer, segment);
    net_put16(tcp, peer->local);
    net_put16(tcp + 2, peer->port);
    net_put32(tcp + 4, peer->start + sequence);
    net_put32(tcp + 8, (flags & TCP_ACK) != 0 ? peer->expected : 0);
    net_put16(tcp + 12, (uint32_t)((NET_TCP_HEADER + options) / 4) << 12 | flags);
    net_put16(tcp + 14, peer->shut ? 0 : peer->window);
    net_put32(tcp + 16, 0);
    if (options > 0) {
        net_put32(tcp + NET_TCP_HEADER, 0x02040000u | peer->mss);
    }
    if (length > 0) {
        memcpy(tcp + NET_TCP_HEADER + options, data, length);
    }
    size_t whole = (size_t)(tcp - packet) + segment;
    net_put_checksums(packet, whole);
    net_carry(NET_TO_SERVER, packet, whole);
}

/// What a peer sends of itself ///

/* SYN, bytes and FIN in one space of numbers: 0 is the SYN, the FIN comes behind the last byte. */
bool net_peer_emit(struct net_peer *peer) {
    uint32_t end = (uint32_t)peer->out_length + 1u;
    uint8_t fin = 0;
    if (peer->deaf || peer->reset) {
        return false;
    }
    if (peer->acked < peer->sent && net_now - peer->sent_at >= 1000u) {
        peer->sent = peer->acked;
    }
    if (!peer->connected) {
        if (peer->sent == 0) {
            peer->sent = 1;
            peer->sent_at = net_now;
            net_peer_transmit(peer, TCP_SYN, 0, NULL, 0);
            return true;
        }
        return false;
    }
    uint32_t left = peer->sent < end ? end - peer->sent : 0;
    uint32_t room = peer->allowed > peer->sent ? peer->allowed - peer->sent : 0;
    uint32_t length = LWIP_MIN(LWIP_MIN(left, room), peer->segment);
    if (peer->fin && peer->sent + length == end) {
        fin = TCP_FIN;
    }
    if (length == 0 && fin == 0 && !peer->owes_ack) {
        return false;
    }
    uint32_t from = peer->sent;
    peer->owes_ack = false;
    if (length > 0 || fin != 0) {
        peer->sent += length + (fin != 0);
        peer->sent_at = net_now;
    }
    net_peer_transmit(peer, (uint8_t)(TCP_ACK | fin | (length > 0 ? TCP_PSH : 0)), from,
                      length > 0 ? peer->out + from - 1u : NULL, length);
    return true;
}

/// What a peer receives ///

uint32_t net_checksum(uint32_t checksum, uint8_t byte) {
    return (checksum << 5 | checksum >> 27) ^ byte;
}

static void take(struct net_peer *peer, const uint8_t *data, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (peer->in != NULL && peer->received < peer->in_size) {
            peer->in[peer->received] = data[i];
        }
        peer->received++;
        peer->checksum = net_checksum(peer->checksum, data[i]);
    }
}

void net_peer_receive(struct net_peer *peer, const uint8_t *tcp, size_t segment) {
    uint8_t flags = tcp[13];
    uint32_t sequence = net_get32(tcp + 4);
    size_t header = (size_t)(tcp[12] >> 4) * 4u;
    size_t length = segment - header;
    if (peer->deaf || peer->reset) {
        return;
    }
    if ((flags & TCP_RST) != 0) {
        peer->reset = true;
        return;
    }
    if ((flags & TCP_ACK) != 0) {
        uint32_t acked = net_get32(tcp + 8) - peer->start;
        peer->acked = acked > peer->acked && acked <= peer->out_length + 2u ? acked : peer->acked;
        peer->sent = peer->sent < peer->acked ? peer->acked : peer->sent;
        peer->allowed = acked + net_get16(tcp + 14);
    }
    if ((flags & TCP_SYN) != 0) {
        if (!peer->connected) {
            peer->expected = sequence + 1u;
        }
        peer->connected = true;
        peer->owes_ack = true;
        return;
    }
    peer->owes_ack = peer->owes_ack || length > 0 || (flags & TCP_FIN) != 0;
    uint32_t known = peer->expected - sequence;
    if (known == 1 && length == 0) {
        peer->owes_ack = true; /* lwIP asks whether it is still there */
    }
    if (known > length) {
        return; /* behind or ahead: a peer that keeps nothing out of order */
    }
    length -= known; /* what a window probe brought already */
    take(peer, tcp + header + known, length);
    peer->expected += (uint32_t)length + ((flags & TCP_FIN) != 0);
    peer->finished = peer->finished || (flags & TCP_FIN) != 0;
}

