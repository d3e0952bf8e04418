/* The radio of a Pico W under the SDK's poll architecture. Joins again whenever the network is lost. */
#include "link.h"

#include <stdio.h>
#include <string.h>

#include "lwip/ip4_addr.h"
#include "lwip/netif.h"
#include "pico/cyw43_arch.h"
#include "tsp_wifi_credentials.h"

/* Milliseconds between two looks at the state of the link. */
#define LOOK_EVERY_MS 1000u
/* Milliseconds before a join that has come to nothing is tried again. */
#define JOIN_TIMEOUT_MS 20000u

static absolute_time_t next_look;
static absolute_time_t join_deadline;
static bool joined;

static void join(void) {
    uint32_t auth = strlen(TSP_WIFI_PASSWORD) == 0 ? CYW43_AUTH_OPEN : CYW43_AUTH_WPA2_MIXED_PSK;
    join_deadline = make_timeout_time_ms(JOIN_TIMEOUT_MS);
    int err = cyw43_arch_wifi_connect_async(TSP_WIFI_SSID, TSP_WIFI_PASSWORD, auth);
    if (err) {
        printf("tspico: cannot join Wi-Fi network %s (error %d)\n", TSP_WIFI_SSID, err);
    }
}

async_context_t *tsp_link_start(void) {
    int err = cyw43_arch_init();
    if (err) {
        printf("tspico: the radio does not answer (error %d)\n", err);
        return NULL;
    }
    cyw43_arch_enable_sta_mode();
    if (strlen(TSP_WIFI_SSID) == 0) {
        printf("tspico: this firmware was built without the name of a Wi-Fi network\n");
        next_look = at_the_end_of_time;
    } else {
        printf("tspico: joining Wi-Fi network %s\n", TSP_WIFI_SSID);
        join();
        next_look = make_timeout_time_ms(LOOK_EVERY_MS);
    }
    return cyw43_arch_async_context();
}

static void look(void) {
    int status = cyw43_tcpip_link_status(&cyw43_state, CYW43_ITF_STA);
    if (status == CYW43_LINK_UP) {
        if (!joined) {
            printf("tspico: joined, address %s\n", ip4addr_ntoa(netif_ip4_addr(&cyw43_state.netif[CYW43_ITF_STA])));
        }
        joined = true;
        return;
    }
    if (joined) {
        printf("tspico: Wi-Fi network lost, joining again\n");
        joined = false;
        join();
    } else if (status < 0 || time_reached(join_deadline)) {
        printf("tspico: not joined yet (status %d), trying again\n", status);
        join();
    }
}

bool tsp_link_poll(void) {
    if (time_reached(next_look)) {
        next_look = make_timeout_time_ms(LOOK_EVERY_MS);
        look();
    }
    return false;
}
