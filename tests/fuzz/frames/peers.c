#include "frames/peers.h"

#include <string.h>

#include "fuzz_net.h"
#include "fuzz_port.h"
#include "lwip/prot/ip.h"
#include "lwip/prot/tcp.h"

#define TCP_HEADER 20u

struct peer peers[PEERS];
uint8_t peers_pattern[PAYLOAD_MAX];

/// What they send ///

static bool is_ipv6(const struct peer *peer) {
    return peer == &peers[PEERS - 1];
}

static size_t put_headers(const struct peer *peer, uint8_t *frame, size_t segment) {
    static const uint8_t addresses4[8] = {10, 0, 0, 2, 10, 0, 0, 1};
    uint8_t *ip = frame + FUZZ_ETHERNET;
    memcpy(frame, fuzz_own_mac, 6);
    memcpy(frame + 6, fuzz_peer_mac, 6);
    if (is_ipv6(peer)) {
        memset(ip, 0, 40);
        fuzz_put16(frame + 12, 0x86DD);
        ip[0] = 0x60;
        fuzz_put16(ip + 4, (unsigned)segment);
        ip[6] = IP_PROTO_TCP;
        ip[7] = 64;
        ip[8] = ip[24] = 0xfd;
        ip[23] = 2;
        ip[39] = 1;
        return FUZZ_ETHERNET + 40;
    }
    memset(ip, 0, 20);
    fuzz_put16(frame + 12, 0x0800);
    ip[0] = 0x45;
    fuzz_put16(ip + 2, (unsigned)(20 + segment));
    ip[8] = 64;
    ip[9] = IP_PROTO_TCP;
    memcpy(ip + 12, addresses4, sizeof addresses4);
    return FUZZ_ETHERNET + 20;
}

void peers_send(const struct peer *peer, const struct segment *segment) {
    uint8_t frame[FUZZ_FRAME_MAX];
    size_t size = TCP_HEADER + segment->options_length + segment->length;
    if (size > FUZZ_FRAME_MAX - FUZZ_ETHERNET - 40) {
        return;
    }
    size_t at = put_headers(peer, frame, size);
    uint8_t *tcp = frame + at;
    fuzz_put16(tcp, peer->local);
    fuzz_put16(tcp + 2, peer->port);
    fuzz_put32(tcp + 4, segment->sequence);
    fuzz_put32(tcp + 8, segment->acknowledged);
    tcp[12] = (uint8_t)((TCP_HEADER + segment->options_length) / 4 << 4);
    tcp[13] = segment->flags;
    fuzz_put16(tcp + 14, peer->window);
    fuzz_put32(tcp + 16, 0);
    if (segment->options_length > 0) {
        memcpy(tcp + TCP_HEADER, segment->options, segment->options_length);
    }
    if (segment->length > 0) {
        memcpy(tcp + TCP_HEADER + segment->options_length, segment->data, segment->length);
    }
    fuzz_put_checksums(frame, at + size);
    fuzz_net_receive(frame, at + size);
}

void peers_send_flags(const struct peer *peer, uint8_t flags, uint32_t sequence, uint32_t acknowledged, size_t length) {
    struct segment segment = {flags, sequence, acknowledged, NULL, 0, peers_pattern, length};
    peers_send(peer, &segment);
}

void peers_send_bytes(struct peer *peer, const uint8_t *bytes, size_t length, uint8_t flags) {
    struct segment segment = {(uint8_t)(TCP_ACK | flags), peer->next, peer->expected, NULL, 0, bytes, length};
    peer->next += (uint32_t)length + ((flags & TCP_FIN) != 0);
    peers_send(peer, &segment);
}

/// What they make of what comes ///

static void peer_receives(struct peer *peer, const uint8_t *tcp, size_t size) {
    size_t header = (size_t)(tcp[12] >> 4) * 4u;
    uint8_t flags = tcp[13];
    uint32_t sequence = fuzz_get32(tcp + 4);
    if (header < TCP_HEADER || header > size) {
        fuzz_fail("a segment of ours is malformed");
    }
    if ((flags & TCP_RST) != 0) {
        peer->connected = false;
        return;
    }
    if ((flags & TCP_SYN) != 0) {
        peer->expected = sequence + 1;
        peer->connected = true;
        if (!peer->deaf) {
            peers_send_flags(peer, TCP_ACK, peer->next, peer->expected, 0);
        }
        return;
    }
    uint32_t length = (uint32_t)(size - header) + ((flags & TCP_FIN) != 0);
    if (length > 0 && sequence == peer->expected && !peer->deaf && peer->connected) {
        peer->expected += length;
        peers_send_flags(peer, TCP_ACK, peer->next, peer->expected, 0);
    }
}

static void take_frame(const uint8_t *frame, size_t length) {
    const uint8_t *ip = frame + FUZZ_ETHERNET;
    bool ipv6 = fuzz_get16(frame + 12) == 0x86DD;
    size_t at = FUZZ_ETHERNET + (ipv6 ? 40u : 20u);
    if (length < at + TCP_HEADER || ip[ipv6 ? 6 : 9] != IP_PROTO_TCP || (!ipv6 && fuzz_get16(frame + 12) != 0x0800)) {
        return;
    }
    for (struct peer *peer = peers; peer != peers + PEERS; peer++) {
        if (peer->local == fuzz_get16(frame + at + 2) && is_ipv6(peer) == ipv6) {
            peer_receives(peer, frame + at, length - at);
        }
    }
}

/// Their life ///

void peers_start(void) {
    for (size_t i = 0; i < PAYLOAD_MAX; i++) {
        peers_pattern[i] = (uint8_t)(i * 7 + i / 251);
    }
    fuzz_net_sent = take_frame;
}

void peers_forget(void) {
    for (struct peer *peer = peers; peer != peers + PEERS; peer++) {
        peer->connected = false;
        peer->deaf = true;
        peer->local = 0;
    }
}
