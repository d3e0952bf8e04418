/*
 * What a DHCP server says (RFC 2131, 2132), for the one cable between a board and a computer:
 * addresses, no router and no name server, so that the computer's own way to the Internet stays
 * what it was.
 *
 * Plain functions over bytes, without lwIP; what is read comes from whatever is plugged in.
 */
#ifndef TSP_USB_DHCP_ANSWERS_H
#define TSP_USB_DHCP_ANSWERS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Addresses that are given out; a computer needs one, one that bridges virtual machines some more.
 */
#define TSP_DHCP_LEASES 4u
/* Seconds that an address is promised for. */
#define TSP_DHCP_LEASE_TIME 86400u
/* Length of every answer: the least that RFC 951 clients take. */
#define TSP_DHCP_ANSWER_SIZE 300u

struct tsp_dhcp_lease {
    uint8_t client[6]; /* Ethernet address */
    bool taken;
    uint32_t order; /* the lease with the lowest is given away when all are taken */
};

/* Addresses are numbers: 192.168.7.1 is 0xC0A80701. Zero `leases` and `order` to start. */
struct tsp_dhcp_server {
    uint32_t address; /* of the server */
    uint32_t mask;
    uint32_t first; /* the leases are this address and those behind it */
    uint32_t order;
    struct tsp_dhcp_lease leases[TSP_DHCP_LEASES];
};

/*
 * The answer to the `length` bytes that came to UDP port 67, in `answer` (TSP_DHCP_ANSWER_SIZE
 * bytes). False: there is none. `*destination` is where the answer goes, port 68: an address, or
 * 0xFFFFFFFF for all.
 */
bool tsp_dhcp_answer(struct tsp_dhcp_server *server, const uint8_t *request, uint32_t length, uint8_t *answer,
        uint32_t *destination);

#endif
