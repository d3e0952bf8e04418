/* No hardware: lwIP's own loopback interface, for tests on a board or emulator without a radio. */
#include "link.h"

#include "lwip/netif.h"
#include "pico/async_context_poll.h"
#include "pico/lwip_nosys.h"
#include "pico/stdio_usb.h"

static async_context_poll_t context;

async_context_t *tsp_link_start(void) {
    if (!async_context_poll_init_with_defaults(&context) || !lwip_nosys_init(&context.core)) {
        return NULL;
    }
    return &context.core;
}

bool tsp_link_poll(void) {
    netif_poll_all();
    /* Answers to what was just delivered wait in the interface's queue. */
    struct netif *netif;
    NETIF_FOREACH(netif) {
        if (netif->loop_first != NULL) {
            return true;
        }
    }
    return false;
}

enum tsp_link_state tsp_link_state(void) {
    return TSP_LINK_STATE_UP;
}

bool tsp_link_ready(void) {
    return true;
}

const struct netif *tsp_link_netif(void) {
    return netif_list;
}

bool tsp_link_console_open(void) {
    return stdio_usb_connected();
}

bool tsp_link_command(int argc, char *const *argv) {
    (void)argc;
    (void)argv;
    return false;
}

const char tsp_link_help[] = "";
