/* The radio of a Pico W under the SDK's poll architecture. */
#include "link.h"

#include <stdio.h>

#include "address.h"
#include "bounded_console.h"
#include "host_name.h"
#include "pico/cyw43_arch.h"
#include "pico/stdio_usb.h"
#include "station.h"
#include "tsp_network_settings.h"
#include "wifi_commands.h"

static struct netif *station_netif(void) {
    return &cyw43_state.netif[CYW43_ITF_STA];
}

/*
 * Whether the radio came up with its interface: the driver starts it when the station mode is
 * asked for, and tells nobody whether it answered.
 */
static bool radio_started(void) {
    return (cyw43_state.itf_state & (1u << CYW43_ITF_STA)) != 0;
}

async_context_t *tsp_link_start(void) {
    tsp_bounded_console_start();
    struct tsp_wifi_network network;
    tsp_wifi_first_network(&network);
    uint32_t country = CYW43_COUNTRY_WORLDWIDE;
    if (network.country[0] != '\0') {
        country = CYW43_COUNTRY(network.country[0], network.country[1], 0);
    }
    if (cyw43_arch_init_with_country(country) != 0) {
        printf("tspico: the driver of the radio does not start\n");
        return NULL;
    }
    cyw43_arch_enable_sta_mode();
    if (!radio_started()) {
        printf("tspico: the radio does not answer; is this a Pico W?\n");
        return NULL;
    }
    (void)cyw43_wifi_pm(&cyw43_state, TSP_WIFI_SAVES_POWER ? CYW43_PERFORMANCE_PM : CYW43_NONE_PM);
    netif_set_hostname(station_netif(), TSP_HOSTNAME);
    tsp_address_start(station_netif());
    tsp_host_name_start(station_netif());
    tsp_station_use(&network);
    if (tsp_station_state() == TSP_STATION_IDLE) {
        tsp_station_print();
    }
    return cyw43_arch_async_context();
}

bool tsp_link_poll(void) {
    tsp_bounded_console_turn();
    tsp_station_poll();
    return false;
}

enum tsp_link_state tsp_link_state(void) {
    switch (tsp_station_state()) {
        case TSP_STATION_UP:
            return TSP_LINK_STATE_UP;
        case TSP_STATION_JOINING:
        case TSP_STATION_WAITING:
            return TSP_LINK_STATE_JOINING;
        case TSP_STATION_IDLE:
        default:
            return TSP_LINK_STATE_OFF;
    }
}

bool tsp_link_ready(void) {
    return tsp_station_was_up();
}

const struct netif *tsp_link_netif(void) {
    return station_netif();
}

bool tsp_link_console_open(void) {
    return stdio_usb_connected();
}

bool tsp_link_command(int argc, char *const *argv) {
    return tsp_wifi_command(argc, argv);
}

const char tsp_link_help[] = "tspico:   wifi SSID [PASSWORD [COUNTRY]]   join this network, and remember it\n"
                             "tspico:   wifi status\n"
                             "tspico:   wifi forget\n";
