/* The board's name on the local network. */
#ifndef TSP_PORT_PICO_HOST_NAME_H
#define TSP_PORT_PICO_HOST_NAME_H

#include "lwip/netif.h"

/*
 * Makes the board known on `netif` as TSP_HOSTNAME.local (multicast DNS, RFC 6762), from when it
 * has an address. A name that another device has is tried again with -2, -3 and so on. Called once,
 * after lwip_init(). Does nothing in a build without a name.
 */
void tsp_host_name_start(struct netif *netif);

#endif
