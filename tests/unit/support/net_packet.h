/* IP packets as bytes: numbers in network order, and checksums. */
#ifndef TESTS_UNIT_SUPPORT_NET_PACKET_H
#define TESTS_UNIT_SUPPORT_NET_PACKET_H

#include <stddef.h>
#include <stdint.h>

#define NET_IP4_HEADER 20u
#define NET_IP6_HEADER 40u
#define NET_TCP_HEADER 20u

void net_put16(uint8_t *at, uint32_t number);
void net_put32(uint8_t *at, uint32_t number);
uint32_t net_get16(const uint8_t *at);
uint32_t net_get32(const uint8_t *at);

/* Where TCP begins in a packet without IP options or extension headers. */
size_t net_ip_header(const uint8_t *packet);

/*
 * Writes the checksums of IPv4's header and of TCP, over the bytes as they are; the TCP part must
 * have its header.
 */
void net_put_checksums(uint8_t *packet, size_t length);

#endif
