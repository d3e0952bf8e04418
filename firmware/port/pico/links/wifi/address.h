/*
 * The station's address: one that the build fixed, or one that the DHCP server of the network
 * gives. The driver has started lwIP's DHCP client with the interface.
 */
#ifndef TSP_WIFI_ADDRESS_H
#define TSP_WIFI_ADDRESS_H

#include <stdbool.h>

#include "lwip/netif.h"

/* Sets the fixed address in place of the DHCP client, if there is one. Called once. */
void tsp_address_start(struct netif *netif);

/*
 * Whether the address counts in the network that the board is in now: it is fixed, or that
 * network's DHCP server has given or confirmed it since the link came up.
 */
bool tsp_address_given(const struct netif *netif);

/*
 * Before the board goes into another network: gives the address back, and asks for a new one
 * instead of the old one.
 */
void tsp_address_forget(struct netif *netif);

#endif
