/*
 * lwIP's DHCP client with our options: a name of the longest kind that a build takes
 * (cmake/network_settings.cmake).
 */
#include "lwip/dhcp.h"
#include "lwip/etharp.h"
#include "lwip/init.h"
#include "lwip/netif.h"
#include "lwip/prot/dhcp.h"
#include "lwip/timeouts.h"
#include "unity.h"

#include <string.h>

#define LONGEST_NAME 61u
#define FRAME_MAX 600u
/* Ethernet, IPv4 and UDP. */
#define HEADERS (14u + 20u + 8u)

static struct netif netif;
static uint8_t frame[FRAME_MAX];
static size_t frame_length;
static char name[LONGEST_NAME + 1];

void setUp(void) {
    memset(name, 'n', LONGEST_NAME);
    frame_length = 0;
}

void tearDown(void) {
}

static err_t keep(struct netif *from, struct pbuf *packet) {
    (void)from;
    if (packet->tot_len <= FRAME_MAX && packet->tot_len > HEADERS) {
        frame_length = pbuf_copy_partial(packet, frame, packet->tot_len, 0);
    }
    return ERR_OK;
}

static err_t start(struct netif *self) {
    static const uint8_t address[6] = {2, 0, 0, 0, 0, 1};
    memcpy(self->hwaddr, address, sizeof address);
    self->hwaddr_len = sizeof address;
    self->mtu = 1500;
    self->flags = NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP | NETIF_FLAG_ETHERNET | NETIF_FLAG_UP | NETIF_FLAG_LINK_UP;
    self->output = etharp_output;
    self->linkoutput = keep;
    return ERR_OK;
}

/* Where the value of an option of the kept message begins. */
static const uint8_t *find_option(uint8_t wanted) {
    size_t at = HEADERS + DHCP_OPTIONS_OFS;
    while (at + 1 < frame_length && frame[at] != DHCP_OPTION_END) {
        if (frame[at] == wanted) {
            return frame + at + 2;
        }
        at += 2u + frame[at + 1];
    }
    return NULL;
}

static void test_the_longest_name_goes_to_the_server_whole(void) {
    netif_set_hostname(&netif, name);
    TEST_ASSERT_EQUAL_INT(ERR_OK, dhcp_start(&netif));
    TEST_ASSERT_GREATER_THAN_UINT(HEADERS, frame_length);
    const uint8_t *value = find_option(DHCP_OPTION_HOSTNAME);
    TEST_ASSERT_NOT_NULL(value);
    TEST_ASSERT_EQUAL_UINT8(LONGEST_NAME, value[-1]);
    TEST_ASSERT_EQUAL_MEMORY(name, value, LONGEST_NAME);
    dhcp_release_and_stop(&netif);
    dhcp_cleanup(&netif);
}

int main(void) {
    lwip_init();
    netif_add_noaddr(&netif, NULL, start, netif_input);
    netif_set_default(&netif);
    UNITY_BEGIN();
    RUN_TEST(test_the_longest_name_goes_to_the_server_whole);
    return UNITY_END();
}
