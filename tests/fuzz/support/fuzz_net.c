#include "fuzz_net.h"

#include <string.h>

#include "fuzz_port.h"
#include "lwip/etharp.h"
#include "lwip/ethip6.h"
#include "lwip/init.h"
#include "lwip/prot/ethernet.h"
#include "lwip/prot/ip.h"
#include "lwip/timeouts.h"
#include "netif/ethernet.h"

#define STEP_MS 250u
#define QUEUE_LENGTH 64u
#define IP6_HEADER 40u
#define UDP_HEADER 8u
#define IGMP 2u
#define ICMP6 58u

struct netif fuzz_netif;
const uint8_t fuzz_own_mac[6] = {2, 0, 0, 0, 0, 1};
const uint8_t fuzz_peer_mac[6] = {2, 0, 0, 0, 0, 2};
void (*fuzz_net_sent)(const uint8_t *frame, size_t length);
void (*fuzz_net_turn)(void);

/* What lwIP has sent and nobody has looked at. */
static struct {
    size_t length;
    uint8_t bytes[FUZZ_FRAME_MAX];
} queue[QUEUE_LENGTH];
static size_t queue_first;
static size_t queue_count;

void fuzz_put16(uint8_t *at, unsigned value) {
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

void fuzz_put32(uint8_t *at, uint32_t value) {
    fuzz_put16(at, value >> 16);
    fuzz_put16(at + 2, value & 0xFFFFu);
}

unsigned fuzz_get16(const uint8_t *at) {
    return (unsigned)at[0] << 8 | at[1];
}

uint32_t fuzz_get32(const uint8_t *at) {
    return (uint32_t)fuzz_get16(at) << 16 | fuzz_get16(at + 2);
}

/// Checksums ///

static uint32_t add(uint32_t sum, const uint8_t *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        sum += (uint32_t)bytes[i] << (i % 2 == 0 ? 8 : 0);
    }
    return sum;
}

static unsigned folded(uint32_t sum) {
    while (sum >> 16 != 0) {
        sum = (sum & 0xFFFFu) + (sum >> 16);
    }
    return ~sum & 0xFFFFu;
}

/* The place of the sum in a header of this protocol, or 0. */
static size_t place_of_sum(uint8_t protocol) {
    switch (protocol) {
    case IP_PROTO_TCP:
        return 16;
    case IP_PROTO_UDP:
        return 6;
    case IP_PROTO_ICMP:
    case IGMP:
    case ICMP6:
        return 2;
    default:
        return 0;
    }
}

/* `addresses` are both addresses, or NULL where the sum does not cover them. */
static void put_sum(uint8_t protocol, const uint8_t *addresses, size_t addresses_length, uint8_t *payload,
                    size_t length) {
    size_t place = place_of_sum(protocol);
    if (place == 0 || length < place + 2) {
        return;
    }
    fuzz_put16(payload + place, 0);
    uint32_t sum = add(0, payload, length);
    if (addresses != NULL) {
        sum = add(sum, addresses, addresses_length) + protocol + (uint32_t)length;
    }
    unsigned value = folded(sum);
    fuzz_put16(payload + place, value == 0 && protocol == IP_PROTO_UDP ? 0xFFFFu : value);
}

static void put_sums_of_ipv4(uint8_t *ip, size_t length) {
    size_t header = (size_t)(ip[0] & 15u) * 4u;
    size_t total = fuzz_get16(ip + 2);
    if (header < 20 || header > length) {
        return;
    }
    fuzz_put16(ip + 10, 0);
    fuzz_put16(ip + 10, folded(add(0, ip, header)));
    if (total >= header && total <= length) {
        bool covered = ip[9] == IP_PROTO_TCP || ip[9] == IP_PROTO_UDP;
        put_sum(ip[9], covered ? ip + 12 : NULL, 8, ip + header, total - header);
    }
}

static void put_sums_of_ipv6(uint8_t *ip, size_t length) {
    size_t payload = fuzz_get16(ip + 4);
    if (payload + IP6_HEADER <= length) {
        put_sum(ip[6], ip + 8, 32, ip + IP6_HEADER, payload);
    }
}

void fuzz_put_checksums(uint8_t *frame, size_t length) {
    uint8_t *ip = frame + FUZZ_ETHERNET;
    if (length < FUZZ_ETHERNET + 20) {
        return;
    }
    if (fuzz_get16(frame + 12) == ETHTYPE_IP && ip[0] >> 4 == 4) {
        put_sums_of_ipv4(ip, length - FUZZ_ETHERNET);
    } else if (fuzz_get16(frame + 12) == ETHTYPE_IPV6 && ip[0] >> 4 == 6 && length >= FUZZ_ETHERNET + IP6_HEADER) {
        put_sums_of_ipv6(ip, length - FUZZ_ETHERNET);
    }
}

/// The interface ///

static err_t keep(struct netif *netif, struct pbuf *packet) {
    (void)netif;
    if (packet->tot_len > FUZZ_FRAME_MAX) {
        fuzz_fail("a frame is too long");
    }
    if (queue_count < QUEUE_LENGTH) {
        size_t at = (queue_first + queue_count++) % QUEUE_LENGTH;
        queue[at].length = pbuf_copy_partial(packet, queue[at].bytes, packet->tot_len, 0);
    }
    return ERR_OK;
}

static err_t start_interface(struct netif *netif) {
    memcpy(netif->hwaddr, fuzz_own_mac, sizeof fuzz_own_mac);
    netif->hwaddr_len = sizeof fuzz_own_mac;
    netif->mtu = 1500;
    netif->flags = NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP | NETIF_FLAG_ETHERNET | NETIF_FLAG_LINK_UP |
                   NETIF_FLAG_IGMP | NETIF_FLAG_MLD6;
    netif->output = etharp_output;
    netif->output_ip6 = ethip6_output;
    netif->linkoutput = keep;
    return ERR_OK;
}

void fuzz_net_start(bool with_ipv4) {
    ip4_addr_t address;
    ip4_addr_t mask;
    ip6_addr_t address6;
    lwip_init();
    IP4_ADDR(&address, 10, 0, 0, 1);
    IP4_ADDR(&mask, 255, 255, 255, 0);
    netif_add(&fuzz_netif, with_ipv4 ? &address : IP4_ADDR_ANY4, with_ipv4 ? &mask : IP4_ADDR_ANY4, IP4_ADDR_ANY4, NULL,
              start_interface, ethernet_input);
    netif_set_default(&fuzz_netif);
    netif_create_ip6_linklocal_address(&fuzz_netif, 1);
    netif_ip6_addr_set_state(&fuzz_netif, 0, IP6_ADDR_PREFERRED);
    IP6_ADDR(&address6, PP_HTONL(0xfd000000u), 0, 0, PP_HTONL(1u));
    netif_ip6_addr_set(&fuzz_netif, 1, &address6);
    netif_ip6_addr_set_state(&fuzz_netif, 1, IP6_ADDR_PREFERRED);
    netif_set_up(&fuzz_netif);
}

/// What the network answers by itself ///

static void input(const uint8_t *frame, size_t length) {
    struct pbuf *buffer = length == 0 ? NULL : pbuf_alloc(PBUF_RAW, (u16_t)length, PBUF_POOL);
    if (buffer == NULL) {
        return; /* the interface is out of buffers */
    }
    pbuf_take(buffer, frame, (u16_t)length);
    if (fuzz_netif.input(buffer, &fuzz_netif) != ERR_OK) {
        pbuf_free(buffer);
    }
}

static void answer_arp(const uint8_t *request) {
    uint8_t answer[60] = {0};
    memcpy(answer, fuzz_own_mac, 6);
    memcpy(answer + 6, fuzz_peer_mac, 6);
    memcpy(answer + 12, request + 12, 8);
    answer[21] = 2;
    memcpy(answer + 22, fuzz_peer_mac, 6);
    memcpy(answer + 28, request + 38, 4);
    memcpy(answer + 32, fuzz_own_mac, 6);
    memcpy(answer + 38, request + 28, 4);
    input(answer, sizeof answer);
}

static void answer_solicitation(const uint8_t *request) {
    uint8_t answer[FUZZ_ETHERNET + IP6_HEADER + 32] = {0};
    uint8_t *ip = answer + FUZZ_ETHERNET;
    uint8_t *icmp = ip + IP6_HEADER;
    memcpy(answer, fuzz_own_mac, 6);
    memcpy(answer + 6, fuzz_peer_mac, 6);
    memcpy(answer + 12, request + 12, 2);
    ip[0] = 0x60;
    ip[5] = 32;
    ip[6] = ICMP6;
    ip[7] = 255;
    memcpy(ip + 8, request + FUZZ_ETHERNET + IP6_HEADER + 8, 16);
    memcpy(ip + 24, request + FUZZ_ETHERNET + 8, 16);
    icmp[0] = 136;
    icmp[4] = 0x60;
    memcpy(icmp + 8, request + FUZZ_ETHERNET + IP6_HEADER + 8, 16);
    icmp[24] = 2;
    icmp[25] = 1;
    memcpy(icmp + 26, fuzz_peer_mac, 6);
    fuzz_put_checksums(answer, sizeof answer);
    input(answer, sizeof answer);
}

/* Addresses of our own are asked for too, to see whether somebody else has them: nobody has. */
static void answer_neighbour(const uint8_t *frame, size_t length) {
    const uint8_t *ip = frame + FUZZ_ETHERNET;
    if (fuzz_get16(frame + 12) == ETHTYPE_ARP && length >= 42 && frame[21] == 1) {
        if (frame[41] != 1) {
            answer_arp(frame);
        }
    } else if (fuzz_get16(frame + 12) == ETHTYPE_IPV6 && length >= FUZZ_ETHERNET + IP6_HEADER + 24 && ip[6] == ICMP6 &&
               ip[IP6_HEADER] == 135) {
        bool probe = fuzz_get32(ip + 8) == 0;
        if (!probe) {
            answer_solicitation(frame);
        }
    }
}

/// Packets and time ///

static void settle(void) {
    static bool settling;
    if (settling) {
        return; /* the call that is under way goes on */
    }
    settling = true;
    for (unsigned rounds = 0;; rounds++) {
        sys_check_timeouts();
        if (fuzz_net_turn != NULL) {
            fuzz_net_turn();
        }
        if (queue_count == 0) {
            settling = false;
            return;
        }
        if (rounds > 100000) {
            fuzz_fail("the network does not come to rest");
        }
        uint8_t frame[FUZZ_FRAME_MAX];
        size_t length = queue[queue_first].length;
        memcpy(frame, queue[queue_first].bytes, length);
        queue_first = (queue_first + 1) % QUEUE_LENGTH;
        queue_count--;
        answer_neighbour(frame, length);
        if (fuzz_net_sent != NULL) {
            fuzz_net_sent(frame, length);
        }
    }
}

void fuzz_net_receive(const uint8_t *frame, size_t length) {
    input(frame, length);
    settle();
}

static size_t put_ipv6(uint8_t *frame, const uint8_t *group, size_t payload) {
    uint8_t *ip = frame + FUZZ_ETHERNET;
    fuzz_put16(frame + 12, ETHTYPE_IPV6);
    ip[0] = 0x60;
    fuzz_put16(ip + 4, (unsigned)(UDP_HEADER + payload));
    ip[6] = IP_PROTO_UDP;
    ip[7] = 255;
    ip[8] = 0xfe;
    ip[9] = 0x80;
    ip[23] = 2;
    ip[24] = 0xfd;
    ip[39] = 1;
    if (group != NULL) {
        memcpy(ip + 24, group, 16);
    }
    return IP6_HEADER;
}

static size_t put_ipv4(uint8_t *frame, const uint8_t *group, size_t payload) {
    static const uint8_t addresses[8] = {10, 0, 0, 2, 10, 0, 0, 1};
    uint8_t *ip = frame + FUZZ_ETHERNET;
    fuzz_put16(frame + 12, ETHTYPE_IP);
    ip[0] = 0x45;
    fuzz_put16(ip + 2, (unsigned)(20 + UDP_HEADER + payload));
    ip[8] = 255;
    ip[9] = IP_PROTO_UDP;
    memcpy(ip + 12, addresses, sizeof addresses);
    if (group != NULL) {
        memcpy(ip + 16, group, 4);
    }
    return 20;
}

void fuzz_net_receive_udp(bool ipv6, const uint8_t *group, uint16_t from, uint16_t to, const uint8_t *payload,
                          size_t length) {
    uint8_t frame[FUZZ_FRAME_MAX] = {0};
    if (length > FUZZ_FRAME_MAX - FUZZ_ETHERNET - IP6_HEADER - UDP_HEADER) {
        return;
    }
    memset(frame, group == NULL ? 0 : 0xff, 6);
    if (group == NULL) {
        memcpy(frame, fuzz_own_mac, 6);
    } else if (group[0] != 0xff) {
        frame[0] = 1; /* multicast, which nothing here looks at closer */
    }
    memcpy(frame + 6, fuzz_peer_mac, 6);
    size_t header = ipv6 ? put_ipv6(frame, group, length) : put_ipv4(frame, group, length);
    uint8_t *udp = frame + FUZZ_ETHERNET + header;
    fuzz_put16(udp, from);
    fuzz_put16(udp + 2, to);
    fuzz_put16(udp + 4, (unsigned)(UDP_HEADER + length));
    if (length > 0) {
        memcpy(udp + UDP_HEADER, payload, length);
    }
    size_t whole = FUZZ_ETHERNET + header + UDP_HEADER + length;
    fuzz_put_checksums(frame, whole);
    fuzz_net_receive(frame, whole);
}

void fuzz_net_advance(uint32_t milliseconds) {
    settle();
    while (milliseconds > 0) {
        uint32_t step = milliseconds < STEP_MS ? milliseconds : STEP_MS;
        fuzz_now += step;
        milliseconds -= step;
        settle();
    }
}
