#include "host_name.h"

#include "lwip/opt.h"

#if LWIP_MDNS_RESPONDER

#include <stdio.h>

#include "lwip/apps/mdns.h"
#include "pico/unique_id.h"
#include "tsp_network_settings.h"

#define NAMES 9

static void probed(struct netif *netif, u8_t result, s8_t service) {
    static unsigned name = 1;
    LWIP_UNUSED_ARG(service);
    if (result != MDNS_PROBING_CONFLICT || name == NAMES) {
        return;
    }
    char next[MDNS_LABEL_MAXLEN + 1];
    pico_unique_board_id_t board;
    pico_get_unique_board_id(&board);
    /* Digits of its own, so that a name does not depend on which board is switched on first. */
    const uint8_t *last = &board.id[PICO_UNIQUE_BOARD_ID_SIZE_BYTES - 2];
    int length = snprintf(next, sizeof(next), "%s-%02x%02x", TSP_HOSTNAME, last[0], last[1]);
    name++;
    if (name > 2 && length > 0) {
        snprintf(next + length, sizeof(next) - (size_t)length, "-%u", name - 1);
    }
    printf("tspico: another device is called %s.local, so this one is %s.local\n", TSP_HOSTNAME, next);
    /* A name that cannot be taken leaves the board reachable by its address. */
    (void)mdns_resp_rename_netif(netif, next);
}

void tsp_host_name_start(struct netif *netif) {
    mdns_resp_init();
    mdns_resp_register_name_result_cb(probed);
    if (mdns_resp_add_netif(netif, TSP_HOSTNAME) != ERR_OK) {
        printf("tspico: no memory for the name %s.local\n", TSP_HOSTNAME);
    }
}

#else

void tsp_host_name_start(struct netif *netif) {
    LWIP_UNUSED_ARG(netif);
}

#endif
