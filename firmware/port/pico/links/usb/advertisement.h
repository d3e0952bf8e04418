/*
 * Router advertisements (RFC 4861) that give the computer an IPv6 address of the board's unique
 * local prefix. The router lifetime is 0: the board is no way to the Internet.
 */
#ifndef TSP_USB_ADVERTISEMENT_H
#define TSP_USB_ADVERTISEMENT_H

#include "lwip/netif.h"

/*
 * Advertises `prefix` (its first 64 bits) on `netif`: a few times soon after each call, then every
 * now and then. Called when the link comes up. Uses one of lwIP's timers.
 */
void tsp_advertisement_start(struct netif *netif, const ip6_addr_t *prefix);

#endif
