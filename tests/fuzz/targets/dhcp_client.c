/*
 * What comes from the server to the DHCP client of a Wi-Fi board. Each record of the input is a
 * message to the transaction of now, or time.
 */
#include <string.h>

#include "fuzz_input.h"
#include "fuzz_net.h"
#include "fuzz_port.h"
#include "lwip/dhcp.h"
#include "lwip/prot/dhcp.h"
#include "lwip/stats.h"

#define SERVER_PORT 67u
#define CLIENT_PORT 68u
#define MESSAGE_MAX 900u
#define HEADERS (FUZZ_ETHERNET + 20u + 8u)

static const uint8_t everybody[4] = {255, 255, 255, 255};
static const char name[] = "a-name-of-sixty-one-letters-which-is-the-longest-that-it-can-";
static uint32_t transaction;

static void note_transaction(const uint8_t *frame, size_t length) {
    if (length > HEADERS + 8 && fuzz_get16(frame + 12) == 0x0800 && frame[23] == 17 &&
        fuzz_get16(frame + 36) == SERVER_PORT) {
        transaction = fuzz_get32(frame + HEADERS + 4);
    }
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    fuzz_net_start(false);
    fuzz_net_sent = note_transaction;
    netif_set_hostname(&fuzz_netif, name);
    return 0;
}

/* The fixed part as servers send it, the usual options, then those of the input. */
static size_t build(struct fuzz_input *input, uint8_t *message, uint8_t kind) {
    static const uint8_t usual[] = {54, 4, 10, 0, 0, 2, 51, 4, 0, 0, 0, 60, 1, 4, 255, 255, 255, 0};
    const uint8_t *bytes;
    size_t length = DHCP_OPTIONS_OFS;
    memset(message, 0, DHCP_OPTIONS_OFS);
    message[0] = 2;
    message[1] = 1;
    message[2] = 6;
    fuzz_put32(message + 4, transaction ^ ((kind & 0x40u) != 0 ? 1u : 0u));
    fuzz_put32(message + 16, 0x0A000009u);
    memcpy(message + 28, fuzz_own_mac, sizeof fuzz_own_mac);
    fuzz_put32(message + DHCP_OPTIONS_OFS - 4, DHCP_MAGIC_COOKIE);
    if ((kind & 0x20u) != 0) {
        /* Options in the fields of names, which option 52 says. */
        size_t count = fuzz_take_bytes(input, 64, &bytes);
        memcpy(message + DHCP_SNAME_OFS, bytes, count);
        count = fuzz_take_bytes(input, 128, &bytes);
        memcpy(message + DHCP_FILE_OFS, bytes, count);
    }
    if ((kind & 0x10u) == 0) {
        static const uint8_t types[4] = {DHCP_OFFER, DHCP_ACK, DHCP_NAK, DHCP_DECLINE};
        message[length] = 53;
        message[length + 1] = 1;
        message[length + 2] = types[kind & 3u];
        memcpy(message + length + 3, usual, sizeof usual);
        length += 3 + sizeof usual;
    }
    size_t count = fuzz_take_bytes(input, fuzz_take8(input), &bytes);
    memcpy(message + length, bytes, count);
    length += count;
    if ((kind & 0x08u) != 0) {
        message[length++] = DHCP_OPTION_END;
    }
    return length;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_input input = {data, size};
    unsigned records = 0;
    fuzz_reset_random();
    if (dhcp_start(&fuzz_netif) != ERR_OK) {
        fuzz_fail("the client does not start");
    }
    fuzz_net_advance(0);
    while (input.left > 0 && records++ < 64) {
        uint8_t message[MESSAGE_MAX];
        uint8_t kind = fuzz_take8(&input);
        if (kind >= 0x80) {
            fuzz_net_advance((kind & 0x7Fu) * 500u);
            continue;
        }
        size_t length = build(&input, message, kind);
        fuzz_net_receive_udp(false, (kind & 4u) != 0 ? NULL : everybody, SERVER_PORT, CLIENT_PORT, message, length);
    }
    dhcp_release_and_stop(&fuzz_netif);
    dhcp_cleanup(&fuzz_netif);
    fuzz_net_advance(1000);
    if (lwip_stats.memp[MEMP_PBUF_POOL]->used != 0) {
        fuzz_fail("a packet is kept for good");
    }
    return 0;
}
