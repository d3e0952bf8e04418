#include "advertisement.h"

#include <string.h>

#include "lwip/inet_chksum.h"
#include "lwip/ip6.h"
#include "lwip/prot/icmp6.h"
#include "lwip/prot/ip6.h"
#include "lwip/timeouts.h"

/*
 * Milliseconds: soon, for a computer that has just seen the cable, and later for one whose clock of
 * the prefix runs.
 */
#define SOON_MS 1000u
#define SOON_COUNT 5u
#define LATER_MS 60000u
/* Seconds that a prefix is good for without a new advertisement. */
#define PREFIX_LIFETIME 86400u

/* A neighbour discovery message that has come through a router is not believed. */
#define HOP_LIMIT 255
#define MESSAGE_SIZE (16u + 8u + 32u)

static ip6_addr_t advertised;
static unsigned sent;

static void put32(uint8_t *at, uint32_t value) {
    value = lwip_htonl(value);
    memcpy(at, &value, sizeof(value));
}

/* RFC 4861, 4.2 (message), 4.6.1 (source address), 4.6.2 (prefix). */
static void write_message(uint8_t *message, const struct netif *netif) {
    memset(message, 0, MESSAGE_SIZE);
    message[0] = ICMP6_TYPE_RA;
    message[4] = 64; /* hop limit; flags and router lifetime are 0 */
    uint8_t *source = message + 16;
    source[0] = 1;
    source[1] = 1;
    memcpy(source + 2, netif->hwaddr, 6);
    uint8_t *prefix = source + 8;
    prefix[0] = 3;
    prefix[1] = 4;
    prefix[2] = 64;
    prefix[3] = 0xC0; /* on the link, and for addresses made of it */
    put32(prefix + 4, PREFIX_LIFETIME);
    put32(prefix + 8, PREFIX_LIFETIME);
    memcpy(prefix + 16, &advertised.addr[0], 8);
}

static void send_advertisement(void *arg) {
    struct netif *netif = arg;
    const ip6_addr_t *from = netif_ip6_addr(netif, 0);
    bool ready = netif_is_link_up(netif) && ip6_addr_isvalid(netif_ip6_addr_state(netif, 0));
    struct pbuf *message = ready ? pbuf_alloc(PBUF_IP, MESSAGE_SIZE, PBUF_RAM) : NULL;
    if (message != NULL) {
        write_message(message->payload, netif);
        ip6_addr_t everybody;
        ip6_addr_set_allnodes_linklocal(&everybody);
        ip6_addr_assign_zone(&everybody, IP6_MULTICAST, netif);
        struct icmp6_hdr *header = message->payload;
        header->chksum = ip6_chksum_pseudo(message, IP6_NEXTH_ICMP6, message->tot_len, from, &everybody);
        /* One that cannot be sent is followed by others. */
        (void)ip6_output_if(message, from, &everybody, HOP_LIMIT, 0, IP6_NEXTH_ICMP6, netif);
        pbuf_free(message);
    }
    sent++;
    sys_timeout(sent < SOON_COUNT ? SOON_MS : LATER_MS, send_advertisement, netif);
}

void tsp_advertisement_start(struct netif *netif, const ip6_addr_t *prefix) {
    advertised = *prefix;
    sent = 0;
    sys_untimeout(send_advertisement, netif);
    send_advertisement(netif);
}
