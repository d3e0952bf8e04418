#include "net.h"

#include <string.h>

#include "io/connection.h"
#include "lwip/init.h"
#include "lwip/ip.h"
#include "lwip/memp.h"
#include "lwip/netif.h"
#include "lwip/prot/tcp.h"
#include "lwip/stats.h"
#include "lwip/tcp.h"
#include "lwip/timeouts.h"
#include "runtime/port.h"
#include "runtime_port.h"
#include "unity.h"

#define IP4_HEADER 20u
#define IP6_HEADER 40u
#define TCP_HEADER 20u
#define NET_STEP_MS 50u
#define TIME_WAIT_MS 120000u

uint32_t net_packets;
uint32_t net_drop;
uint32_t net_duplicate;
uint32_t net_fail_allocation;

static struct netif interface;
static struct net_peer *peers;
static uint32_t now;
static uint16_t next_port = 40000;
static uint16_t baseline[MEMP_MAX];
static mem_size_t baseline_heap;

/// The port ///

u32_t sys_now(void) {
    return now;
}

/* The ports' source of randomness, for LWIP_RAND() and the hash of sequence numbers: repeatable here. */
uint32_t tsp_host_random(void);
uint32_t tsp_host_random(void) {
    static uint32_t state = 1;
    state = state * 1664525u + 1013904223u;
    return state;
}

__attribute__((weak)) void tsp_port_listening(uint16_t port) {
    (void)port;
}

__attribute__((weak)) void tsp_port_unlistening(uint16_t port) {
    (void)port;
}

/// Segments of the peers, as bytes ///

static uint32_t sum_words(uint32_t sum, const uint8_t *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        sum += (uint32_t)bytes[i] << (i % 2 == 0 ? 8 : 0);
    }
    return sum;
}

static uint16_t fold(uint32_t sum) {
    while (sum >> 16 != 0) {
        sum = (sum & 0xFFFFu) + (sum >> 16);
    }
    return (uint16_t)~sum;
}

static void put16(uint8_t *at, uint32_t number) {
    at[0] = (uint8_t)(number >> 8);
    at[1] = (uint8_t)number;
}

static void put32(uint8_t *at, uint32_t number) {
    put16(at, number >> 16);
    put16(at + 2, number);
}

static uint32_t get16(const uint8_t *at) {
    return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t get32(const uint8_t *at) {
    return get16(at) << 16 | get16(at + 2);
}

static const uint8_t address_pair4[8] = {10, 0, 0, 2, 10, 0, 0, 1};
static const uint8_t address_pair6[32] = {0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2,
                                          0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

static void input(const uint8_t *packet, size_t length) {
    struct pbuf *buffer = pbuf_alloc(PBUF_RAW, (u16_t)length, PBUF_POOL);
    if (buffer == NULL) {
        return; /* the interface is out of buffers: the packet is lost, as on a board */
    }
    pbuf_take(buffer, packet, (u16_t)length);
    if (interface.input(buffer, &interface) != ERR_OK) {
        pbuf_free(buffer);
    }
}

static size_t put_ip(uint8_t *packet, const struct net_peer *peer, size_t payload) {
    if (peer->ipv6) {
        put32(packet, 0x60000000u);
        put16(packet + 4, (uint32_t)payload);
        packet[6] = IP_PROTO_TCP;
        packet[7] = 64;
        memcpy(packet + 8, address_pair6, sizeof address_pair6);
        return IP6_HEADER;
    }
    memset(packet, 0, IP4_HEADER);
    packet[0] = 0x45;
    put16(packet + 2, (uint32_t)(IP4_HEADER + payload));
    packet[8] = 64;
    packet[9] = IP_PROTO_TCP;
    memcpy(packet + 12, address_pair4, sizeof address_pair4);
    put16(packet + 10, fold(sum_words(0, packet, IP4_HEADER)));
    return IP4_HEADER;
}

static void transmit(struct net_peer *peer, uint8_t flags, uint32_t sequence, const uint8_t *data, size_t length) {
    static uint8_t packet[IP6_HEADER + TCP_HEADER + 4 + TCP_MSS];
    size_t options = (flags & TCP_SYN) != 0 ? 4 : 0;
    size_t segment = TCP_HEADER + options + length;
    uint8_t *tcp = packet + put_ip(packet, peer, segment);
    uint32_t sum = IP_PROTO_TCP + (uint32_t)segment;
    put16(tcp, peer->local);
    put16(tcp + 2, peer->port);
    put32(tcp + 4, peer->start + sequence);
    put32(tcp + 8, (flags & TCP_ACK) != 0 ? peer->expected : 0);
    put16(tcp + 12, (uint32_t)((TCP_HEADER + options) / 4) << 12 | flags);
    put16(tcp + 14, peer->window);
    put32(tcp + 16, 0);
    if (options > 0) {
        put32(tcp + TCP_HEADER, 0x02040000u | TCP_MSS);
    }
    if (length > 0) {
        memcpy(tcp + TCP_HEADER + options, data, length);
    }
    sum = peer->ipv6 ? sum_words(sum, address_pair6, sizeof address_pair6) : sum_words(sum, address_pair4, sizeof address_pair4);
    put16(tcp + 16, fold(sum_words(sum, tcp, segment)));
    net_packets++;
    if (net_packets == net_drop) {
        return;
    }
    input(packet, (size_t)(tcp - packet) + segment);
    if (net_packets == net_duplicate) {
        input(packet, (size_t)(tcp - packet) + segment);
    }
}

/// What a peer sends of itself ///

/* SYN, bytes and FIN in one space of numbers: 0 is the SYN, the FIN comes behind the last byte. */
static bool emit(struct net_peer *peer) {
    uint32_t end = (uint32_t)peer->out_length + 1u;
    uint8_t fin = 0;
    if (peer->deaf || peer->reset) {
        return false;
    }
    if (peer->acked < peer->sent && now - peer->sent_at >= 1000u) {
        peer->sent = peer->acked;
    }
    if (!peer->connected) {
        if (peer->sent == 0) {
            peer->sent = 1;
            peer->sent_at = now;
            transmit(peer, TCP_SYN, 0, NULL, 0);
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
        peer->sent_at = now;
    }
    transmit(peer, (uint8_t)(TCP_ACK | fin | (length > 0 ? TCP_PSH : 0)), from, length > 0 ? peer->out + from - 1u : NULL, length);
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

static void receive(struct net_peer *peer, const uint8_t *tcp, size_t segment) {
    uint8_t flags = tcp[13];
    uint32_t sequence = get32(tcp + 4);
    size_t header = (size_t)(tcp[12] >> 4) * 4u;
    size_t length = segment - header;
    if (peer->deaf) {
        return;
    }
    if ((flags & TCP_RST) != 0) {
        peer->reset = true;
        return;
    }
    if ((flags & TCP_ACK) != 0) {
        uint32_t acked = get32(tcp + 8) - peer->start;
        peer->acked = acked > peer->acked && acked <= peer->out_length + 2u ? acked : peer->acked;
        peer->sent = peer->sent < peer->acked ? peer->acked : peer->sent;
        peer->allowed = acked + get16(tcp + 14);
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
    if (sequence != peer->expected) {
        return; /* behind or ahead: a peer that keeps nothing out of order */
    }
    take(peer, tcp + header, length);
    peer->expected += (uint32_t)length + ((flags & TCP_FIN) != 0);
    peer->finished = peer->finished || (flags & TCP_FIN) != 0;
}

static err_t output(struct pbuf *chain, size_t ip_header) {
    static uint8_t packet[IP6_HEADER + 60u + TCP_MSS];
    size_t length = pbuf_copy_partial(chain, packet, sizeof packet, 0);
    if (length < ip_header + TCP_HEADER || packet[ip_header == IP4_HEADER ? 9 : 6] != IP_PROTO_TCP) {
        return ERR_OK; /* neighbour discovery and the like */
    }
    net_packets++;
    if (net_packets == net_drop) {
        return ERR_OK;
    }
    for (struct net_peer *peer = peers; peer != NULL; peer = peer->next) {
        if (peer->local == get16(packet + ip_header + 2)) {
            receive(peer, packet + ip_header, length - ip_header);
            if (net_packets == net_duplicate) {
                receive(peer, packet + ip_header, length - ip_header);
            }
        }
    }
    return ERR_OK;
}

static err_t output4(struct netif *netif, struct pbuf *chain, const ip4_addr_t *address) {
    (void)netif;
    (void)address;
    return output(chain, IP4_HEADER);
}

static err_t output6(struct netif *netif, struct pbuf *chain, const ip6_addr_t *address) {
    (void)netif;
    (void)address;
    return output(chain, IP6_HEADER);
}

/// Life ///

static err_t start_interface(struct netif *netif) {
    netif->name[0] = 't';
    netif->name[1] = 's';
    netif->mtu = 1500;
    netif->output = output4;
    netif->output_ip6 = output6;
    return ERR_OK;
}

static void start_lwip(void) {
    ip4_addr_t address;
    ip4_addr_t mask;
    ip6_addr_t address6;
    lwip_init();
    IP4_ADDR(&address, 10, 0, 0, 1);
    IP4_ADDR(&mask, 255, 255, 255, 0);
    netif_add(&interface, &address, &mask, NULL, NULL, start_interface, ip_input);
    netif_set_default(&interface);
    netif_set_up(&interface);
    netif_set_link_up(&interface);
    IP6_ADDR(&address6, lwip_htonl(0xfd000000u), 0, 0, lwip_htonl(1));
    netif_ip6_addr_set(&interface, 0, &address6);
    netif_ip6_addr_set_state(&interface, 0, IP6_ADDR_PREFERRED);
}

void net_begin(void) {
    static bool started;
    peers = NULL;
    net_packets = net_drop = net_duplicate = net_fail_allocation = 0;
    if (!started) {
        started = true;
        start_lwip();
        net_advance(10000); /* what IPv6 says of itself at first */
        for (int i = 0; i < MEMP_MAX; i++) {
            baseline[i] = (uint16_t)lwip_stats.memp[i]->used;
        }
        baseline_heap = lwip_stats.mem.used;
    }
    net_packets = 0;
}

void net_end(void) {
    net_drop = net_duplicate = net_fail_allocation = 0;
    peers = NULL;
    for (int i = 0; i < 12 && tsp_connection_count() > 0; i++) {
        net_advance(60000);
    }
    TEST_ASSERT_EQUAL_INT_MESSAGE(0, tsp_connection_count(), "connections outlive every deadline");
    net_advance(TIME_WAIT_MS + 1000u);
    for (int i = 0; i < MEMP_MAX; i++) {
        if (i != MEMP_SYS_TIMEOUT) {
            TEST_ASSERT_EQUAL_UINT_MESSAGE(baseline[i], lwip_stats.memp[i]->used, "a pool of lwIP is not at its baseline");
        }
    }
    TEST_ASSERT_EQUAL_UINT_MESSAGE(baseline_heap, lwip_stats.mem.used, "lwIP's heap is not at its baseline");
}

void net_connect(struct net_peer *peer, uint16_t port) {
    peer->port = port;
    peer->local = next_port;
    next_port = next_port == 65535 ? 40000 : (uint16_t)(next_port + 1);
    peer->start = 0xFFFFFF00u; /* sequence numbers wrap soon */
    peer->window = peer->window != 0 ? peer->window : 29200;
    peer->segment = peer->segment != 0 ? peer->segment : TCP_MSS;
    peer->next = peers;
    peers = peer;
}

void net_settle(void) {
    bool moved = true;
    for (int rounds = 0; moved && rounds < 10000; rounds++) {
        moved = false;
        for (struct net_peer *peer = peers; peer != NULL; peer = peer->next) {
            moved = emit(peer) || moved;
        }
        sys_check_timeouts();
        moved = tsp_loop_run(1000) > 0 || moved;
    }
    TEST_ASSERT_FALSE_MESSAGE(moved, "the network does not come to rest");
}

void net_advance(uint32_t milliseconds) {
    net_settle();
    while (milliseconds > 0) {
        uint32_t step = LWIP_MIN(milliseconds, NET_STEP_MS);
        now += step;
        milliseconds -= step;
        test_port_set_time(now);
        net_settle();
    }
}

void net_send(struct net_peer *peer, size_t more) {
    peer->out_length += more;
    net_settle();
}

void net_reset(struct net_peer *peer) {
    transmit(peer, TCP_RST, peer->sent, NULL, 0);
    peer->deaf = true;
    net_settle();
}

void net_inject(struct net_peer *peer, uint8_t flags, int32_t sequence) {
    transmit(peer, flags, peer->sent + (uint32_t)sequence, NULL, 0);
    net_settle();
}

void net_acknowledge(struct net_peer *peer) {
    peer->owes_ack = true;
    net_settle();
}

void net_unplug(struct net_peer *peer) {
    struct net_peer **link = &peers;
    while (*link != peer) {
        link = &(*link)->next;
    }
    *link = peer->next;
}
