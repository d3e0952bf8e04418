/* The radio of a Pico W under the SDK's poll architecture. */
#include "link.h"

#include <stdio.h>

#include "host_name.h"
#include "lwip/dhcp.h"
#include "pico/cyw43_arch.h"
#include "pico/stdio_usb.h"
#include "station.h"
#include "tsp_network_settings.h"
#include "wifi_commands.h"

#define ADDRESS_OF(...) PP_HTONL(LWIP_MAKEU32(__VA_ARGS__))

static struct netif *station_netif(void) {
    return &cyw43_state.netif[CYW43_ITF_STA];
}

/*
 * A fixed address in place of the DHCP client, which the driver has started and which waits for the
 * network.
 */
static void set_address(void) {
#if TSP_ADDRESS_BITS > 0
    ip4_addr_t address = {ADDRESS_OF(TSP_ADDRESS)};
    ip4_addr_t mask = {PP_HTONL(0xFFFFFFFFu << (32 - TSP_ADDRESS_BITS))};
    ip4_addr_t gateway = {ADDRESS_OF(TSP_GATEWAY)};
    dhcp_stop(station_netif());
    netif_set_addr(station_netif(), &address, &mask, &gateway);
#endif
}

async_context_t *tsp_link_start(void) {
    struct tsp_wifi_network network;
    tsp_wifi_first_network(&network);
    uint32_t country = CYW43_COUNTRY_WORLDWIDE;
    if (network.country[0] != '\0') {
        country = CYW43_COUNTRY(network.country[0], network.country[1], 0);
    }
    int err = cyw43_arch_init_with_country(country);
    if (err) {
        printf("tspico: the radio does not answer (error %d)\n", err);
        return NULL;
    }
    cyw43_arch_enable_sta_mode();
    netif_set_hostname(station_netif(), TSP_HOSTNAME);
    set_address();
    tsp_host_name_start(station_netif());
    tsp_station_use(&network);
    if (tsp_station_state() == TSP_STATION_IDLE) {
        tsp_station_print();
    }
    return cyw43_arch_async_context();
}

bool tsp_link_poll(void) {
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
