#include "address.h"

#include "lwip/dhcp.h"
#include "tsp_network_settings.h"

#if TSP_ADDRESS_BITS > 0

#define ADDRESS_OF(...) PP_HTONL(LWIP_MAKEU32(__VA_ARGS__))

void tsp_address_start(struct netif *netif) {
    ip4_addr_t address = {ADDRESS_OF(TSP_ADDRESS)};
    ip4_addr_t mask = {PP_HTONL(0xFFFFFFFFu << (32 - TSP_ADDRESS_BITS))};
    ip4_addr_t gateway = {ADDRESS_OF(TSP_GATEWAY)};
    dhcp_stop(netif);
    netif_set_addr(netif, &address, &mask, &gateway);
}

bool tsp_address_given(const struct netif *netif) {
    (void)netif;
    return true;
}

void tsp_address_forget(struct netif *netif) {
    (void)netif;
}

#else

void tsp_address_start(struct netif *netif) {
    (void)netif;
}

bool tsp_address_given(const struct netif *netif) {
    return dhcp_supplied_address(netif) != 0;
}

void tsp_address_forget(struct netif *netif) {
    dhcp_release_and_stop(netif);
    netif_set_addr(netif, IP4_ADDR_ANY4, IP4_ADDR_ANY4, IP4_ADDR_ANY4);
    (void)dhcp_start(netif);
}

#endif
