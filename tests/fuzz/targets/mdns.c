/*
 * Packets of multicast DNS to the board's name, and time between them. Each record of the input:
 * what kind of packet, how long it is, and its bytes; shorter forms build questions for the board's
 * own names, which chance would hardly find.
 */
#include <string.h>

#include "fuzz_input.h"
#include "fuzz_net.h"
#include "fuzz_port.h"
#include "lwip/apps/mdns.h"
#include "lwip/memp.h"
#include "lwip/stats.h"
#include "netif/ppp/ppp_opts.h"

#define MDNS_PORT 5353u
#define PACKET_MAX 512u

static const uint8_t group4[4] = {224, 0, 0, 251};
static const uint8_t group6[16] = {0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xfb};

/* The pool of questions that wait, with the limit that it has on a board. */
extern const struct memp_desc memp_MDNS_PKTS;
void *__real_memp_malloc_pool(const struct memp_desc *pool);
void *__wrap_memp_malloc_pool(const struct memp_desc *pool);
void *__wrap_memp_malloc_pool(const struct memp_desc *pool) {
    bool full = pool == &memp_MDNS_PKTS && pool->stats->used >= MDNS_MAX_STORED_PKTS;
    return full ? NULL : __real_memp_malloc_pool(pool);
}

/* As firmware/port/pico/host_name.c. */
static void probed(struct netif *netif, u8_t result, s8_t service) {
    static unsigned renamed;
    static const char *const names[] = {"board-2", "board-3", "board"};
    (void)service;
    if (result == MDNS_PROBING_CONFLICT) {
        (void)mdns_resp_rename_netif(netif, names[renamed++ % 3]);
    }
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    fuzz_net_start(true);
    mdns_resp_init();
    mdns_resp_register_name_result_cb(probed);
    if (mdns_resp_add_netif(&fuzz_netif, "board") != ERR_OK) {
        fuzz_fail("no memory for the name");
    }
    fuzz_net_advance(10000);
    return 0;
}

static const char *const names[] = {
    "\5board\5local",
    "\7board-2\5local",
    "\011_services\7_dns-sd\4_udp\5local",
    "\1" "1\1" "0\1" "0\2" "10\7in-addr\4arpa",
    "\5board",
    "",
};

/* A header, and one name with its type: as a question, or as a record with data of the input. */
static size_t build(struct fuzz_input *input, uint8_t *packet) {
    const uint8_t *data;
    uint8_t kind = fuzz_take8(input);
    const char *name = names[fuzz_take8(input) % (sizeof names / sizeof names[0])];
    size_t length = 12;
    bool response = (kind & 1u) != 0;
    memset(packet, 0, 12);
    /* answer with authority; truncated */
    packet[2] = (uint8_t)((response ? 0x84u : 0u) | (kind & 2u));
    packet[5] = response ? 0 : 1;
    packet[7] = (uint8_t)(kind >> 2 & 1u);
    packet[9] = (uint8_t)(kind >> 3 & 1u);
    unsigned sections = packet[5] + packet[7] + packet[9] + (response && packet[7] == 0 && packet[9] == 0);
    if (response && packet[7] == 0 && packet[9] == 0) {
        packet[7] = 1;
    }
    for (unsigned section = 0; section < sections; section++) {
        size_t size = strlen(name) + 1;
        memcpy(packet + length, name, size);
        length += size;
        fuzz_put16(packet + length, fuzz_take8(input));
        fuzz_put16(packet + length + 2, 1u | (fuzz_take8(input) & 1u) << 15);
        length += 4;
        if (packet[5] == 0 || section > 0) {
            size_t count = fuzz_take_bytes(input, fuzz_take8(input) & 63u, &data);
            fuzz_put32(packet + length, 120);
            fuzz_put16(packet + length + 4, (unsigned)count);
            memcpy(packet + length + 6, data, count);
            length += 6 + count;
        }
    }
    return length;
}

static void packet_of(struct fuzz_input *input, uint8_t kind) {
    uint8_t packet[PACKET_MAX];
    const uint8_t *bytes;
    bool ipv6 = (kind & 1u) != 0;
    const uint8_t *group = (kind & 2u) != 0 ? NULL : ipv6 ? group6 : group4;
    uint16_t from = (kind & 4u) != 0 ? 40000 : MDNS_PORT;
    size_t length;
    if ((kind & 8u) != 0) {
        length = fuzz_take_bytes(input, fuzz_take8(input), &bytes);
        memcpy(packet, bytes, length);
    } else {
        length = build(input, packet);
    }
    fuzz_net_receive_udp(ipv6, group, from, MDNS_PORT, packet, length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_input input = {data, size};
    unsigned packets = 0;
    while (input.left > 0 && packets++ < 64) {
        uint8_t kind = fuzz_take8(&input);
        if (kind >= 0xE0) {
            fuzz_net_advance((kind & 31u) * 100u);
        } else {
            packet_of(&input, kind);
        }
    }
    /* What waits is answered or given up, and a name that was lost is probed for again. */
    fuzz_net_advance(8000);
    mdns_resp_restart(&fuzz_netif);
    fuzz_net_advance(4000);
    if (lwip_stats.memp[MEMP_PBUF_POOL]->used != 0) {
        fuzz_fail("a packet is kept for good");
    }
    /* The pool has no limit in this build; on a board, one timer too many is an assertion. */
    if (lwip_stats.memp[MEMP_SYS_TIMEOUT]->max > MEMP_NUM_SYS_TIMEOUT) {
        fuzz_fail("more timers than a board has");
    }
    return 0;
}
