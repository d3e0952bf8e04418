/* The DHCP server of the USB link: UDP port 67 on lwIP. */
#ifndef TSP_USB_DHCP_SERVER_H
#define TSP_USB_DHCP_SERVER_H

#include "lwip/netif.h"

/*
 * Answers on `netif` from now on, with the netif's own address and mask; the computer gets the
 * address behind it. Called once, after lwip_init(). False when lwIP has no UDP pcb left.
 */
bool tsp_dhcp_server_start(struct netif *netif);

#endif
