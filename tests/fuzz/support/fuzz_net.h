/*
 * lwIP with one Ethernet interface (10.0.0.1/24, fd00::1), and a network that answers for every
 * other address of it. Frames are given their checksums on the way in, so that a change of a byte
 * is not lost on the first test of a sum.
 */
#ifndef TESTS_FUZZ_SUPPORT_FUZZ_NET_H
#define TESTS_FUZZ_SUPPORT_FUZZ_NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lwip/netif.h"

#define FUZZ_FRAME_MAX 1514u
#define FUZZ_ETHERNET 14u

extern struct netif fuzz_netif;
extern const uint8_t fuzz_own_mac[6];
extern const uint8_t fuzz_peer_mac[6];

/* Once. Without an address of IPv4 where a DHCP client is to find one. */
void fuzz_net_start(bool with_ipv4);

/* Called with each frame that lwIP sends, outside lwIP's calls. */
extern void (*fuzz_net_sent)(const uint8_t *frame, size_t length);
/* Called between packets: turns of a program. */
extern void (*fuzz_net_turn)(void);

/*
 * Writes the checksums of what the frame says that it is: IPv4 without fragments, TCP, UDP, ICMP
 * and IGMP; over IPv6 without extension headers.
 */
void fuzz_put_checksums(uint8_t *frame, size_t length);
/* Gives a frame to lwIP, and what follows from it to the callbacks above. */
void fuzz_net_receive(const uint8_t *frame, size_t length);
/*
 * The same for a payload of UDP. `ipv6` goes to fd00::1 or the multicast group, IPv4 to 10.0.0.1 or
 * the group.
 */
void fuzz_net_receive_udp(bool ipv6, const uint8_t *group, uint16_t from, uint16_t to, const uint8_t *payload,
                          size_t length);
/* Time goes on in steps in which every timer runs. */
void fuzz_net_advance(uint32_t milliseconds);

void fuzz_put16(uint8_t *at, unsigned value);
void fuzz_put32(uint8_t *at, uint32_t value);
unsigned fuzz_get16(const uint8_t *at);
uint32_t fuzz_get32(const uint8_t *at);

#endif
