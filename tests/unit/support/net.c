#include "net_internal.h"

#include "io/connection.h"
#include "lwip/init.h"
#include "lwip/ip.h"
#include "lwip/memp.h"
#include "lwip/netif.h"
#include "lwip/prot/tcp.h"
#include "lwip/stats.h"
#include "lwip/tcp.h"
#include "lwip/timeouts.h"
#include "net_packet.h"
#include "runtime/port.h"
#include "runtime_port.h"
#include "unity.h"

#define NET_STEP_MS 50u
#define TIME_WAIT_MS 120000u

uint32_t net_packets;
uint32_t net_drop;
uint32_t net_duplicate;
uint32_t net_fail_allocation;

uint32_t net_now;
static struct netif interface;
static struct net_peer *peers;
static uint16_t next_port = 40000;
static uint16_t baseline[MEMP_MAX];
static mem_size_t baseline_heap;

/// The port ///

u32_t sys_now(void) {
    return net_now;
}

/*
 * The ports' source of randomness, for LWIP_RAND() and the hash of sequence numbers: repeatable
 * here.
 */
uint32_t tsp_host_random(void);
uint32_t tsp_host_random(void) {
    static uint32_t state = 1;
    state = state * 1664525u + 1013904223u;
    return state;
}

__attribute__((weak)) bool tsp_port_listening(uint16_t port, bool any_will_do) {
    (void)port;
    (void)any_will_do;
    return true;
}

__attribute__((weak)) void tsp_port_unlistening(uint16_t port) {
    (void)port;
}

/// The link ///

bool (*net_intercept)(enum net_direction direction, const uint8_t *packet, size_t length);
bool (*net_when_settling)(void);
bool net_holds_turns;

static void deliver_to_server(const uint8_t *packet, size_t length) {
    struct pbuf *buffer = pbuf_alloc(PBUF_RAW, (u16_t)length, PBUF_POOL);
    if (buffer == NULL) {
        return; /* the interface is out of buffers: the packet is lost, as on a board */
    }
    pbuf_take(buffer, packet, (u16_t)length);
    if (interface.input(buffer, &interface) != ERR_OK) {
        pbuf_free(buffer);
    }
}

static void deliver_to_peers(const uint8_t *packet, size_t length) {
    size_t header = net_ip_header(packet);
    for (struct net_peer *peer = peers; peer != NULL; peer = peer->next) {
        if (peer->local == net_get16(packet + header + 2)) {
            net_peer_receive(peer, packet + header, length - header);
        }
    }
}

void net_deliver(enum net_direction direction, const uint8_t *packet, size_t length) {
    if (direction == NET_TO_SERVER) {
        deliver_to_server(packet, length);
    } else {
        deliver_to_peers(packet, length);
    }
}

void net_carry(enum net_direction direction, const uint8_t *packet, size_t length) {
    net_packets++;
    if (net_packets == net_drop || (net_intercept != NULL && net_intercept(direction, packet, length))) {
        return;
    }
    bool twice = net_packets == net_duplicate;
    net_deliver(direction, packet, length);
    if (twice) {
        net_deliver(direction, packet, length);
    }
}

static err_t output(struct pbuf *chain, size_t ip_header) {
    static uint8_t packet[NET_IP6_HEADER + 60u + TCP_MSS];
    size_t length = pbuf_copy_partial(chain, packet, sizeof packet, 0);
    if (length >= ip_header + NET_TCP_HEADER && packet[ip_header == NET_IP4_HEADER ? 9 : 6] == IP_PROTO_TCP) {
        net_carry(NET_TO_PEER, packet, length);
    }
    return ERR_OK; /* neighbour discovery and the like go nowhere */
}

static err_t output4(struct netif *netif, struct pbuf *chain, const ip4_addr_t *address) {
    (void)netif;
    (void)address;
    return output(chain, NET_IP4_HEADER);
}

static err_t output6(struct netif *netif, struct pbuf *chain, const ip6_addr_t *address) {
    (void)netif;
    (void)address;
    return output(chain, NET_IP6_HEADER);
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
    net_intercept = NULL;
    net_when_settling = NULL;
    net_holds_turns = false;
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
    net_intercept = NULL;
    net_when_settling = NULL;
    net_holds_turns = false;
    peers = NULL;
    for (int i = 0; i < 12 && tsp_connection_count() > 0; i++) {
        net_advance(60000);
    }
    TEST_ASSERT_EQUAL_INT_MESSAGE(0, tsp_connection_count(), "connections outlive every deadline");
    net_advance(TIME_WAIT_MS + 1000u);
    for (int i = 0; i < MEMP_MAX; i++) {
        if (i != MEMP_SYS_TIMEOUT) {
            TEST_ASSERT_EQUAL_UINT_MESSAGE(baseline[i], lwip_stats.memp[i]->used,
                                           "a pool of lwIP is not at its baseline");
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
    peer->mss = peer->mss != 0 ? peer->mss : TCP_MSS;
    peer->next = peers;
    peers = peer;
}

void net_settle(void) {
    bool moved = true;
    for (int rounds = 0; moved && rounds < 10000; rounds++) {
        moved = false;
        for (struct net_peer *peer = peers; peer != NULL; peer = peer->next) {
            moved = net_peer_emit(peer) || moved;
        }
        moved = (net_when_settling != NULL && net_when_settling()) || moved;
        sys_check_timeouts();
        moved = (!net_holds_turns && tsp_loop_run(1000) > 0) || moved;
    }
    TEST_ASSERT_FALSE_MESSAGE(moved, "the network does not come to rest");
}

void net_advance(uint32_t milliseconds) {
    net_settle();
    while (milliseconds > 0) {
        uint32_t step = LWIP_MIN(milliseconds, NET_STEP_MS);
        net_now += step;
        milliseconds -= step;
        test_port_set_time(net_now);
        net_settle();
    }
}

void net_send(struct net_peer *peer, size_t more) {
    peer->out_length += more;
    net_settle();
}

void net_reset(struct net_peer *peer) {
    net_peer_transmit(peer, TCP_RST, peer->sent, NULL, 0);
    peer->deaf = true;
    net_settle();
}

void net_inject(struct net_peer *peer, uint8_t flags, int32_t sequence) {
    net_peer_transmit(peer, flags, peer->sent + (uint32_t)sequence, NULL, 0);
    net_settle();
}

void net_inject_data(struct net_peer *peer, uint8_t flags, int32_t sequence, const uint8_t *data, size_t length) {
    net_peer_transmit(peer, flags, peer->sent + (uint32_t)sequence, data, length);
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
