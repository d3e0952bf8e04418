/*
 * lwIP's options, one file for host, boards and tests, so that a program meets the same limits
 * everywhere.
 *
 * TSP_CONNECTIONS drives every pool. docs/decisions/009-socket-memory.md has the sums. A build may
 * override any TSP_ macro.
 */
#ifndef TSP_LWIPOPTS_H
#define TSP_LWIPOPTS_H

/* Connections that exist at once: pending, open and closing ones together. */
#ifndef TSP_CONNECTIONS
#define TSP_CONNECTIONS 8
#endif
/* Open listeners. */
#ifndef TSP_LISTENERS
#define TSP_LISTENERS 4
#endif

#define NO_SYS 1
#define SYS_LIGHTWEIGHT_PROT 0
#define LWIP_SOCKET 0
#define LWIP_NETCONN 0
#define LWIP_NETIF_HOSTNAME 1
#define LWIP_NETIF_STATUS_CALLBACK 1
#define LWIP_NETIF_LINK_CALLBACK 1
#define LWIP_NETIF_TX_SINGLE_PBUF 0
#ifndef LWIP_NETIF_LOOPBACK
#define LWIP_NETIF_LOOPBACK 0
#endif

#define LWIP_IPV4 1
#define LWIP_IPV6 1
#define LWIP_ARP 1
#define LWIP_ETHERNET 1
#define LWIP_ICMP 1
#define LWIP_RAW 0
#define LWIP_UDP 1
#define LWIP_TCP 1
#define LWIP_DHCP 1
/*
 * Probing an address that a server has just given takes up to seven seconds, in which the program
 * could not serve.
 */
#define LWIP_DHCP_DOES_ACD_CHECK 0
/* The longest request with a host name of 61 letters takes 88; lwIP asserts that the name fits. */
#define DHCP_OPTIONS_LEN 96
#define LWIP_DNS 0
#define LWIP_IPV6_DHCP6 0
#define LWIP_IPV6_AUTOCONFIG 1
/* Fragments would pin pool buffers for an unproven peer, and TCP never needs them. */
#define IP_REASSEMBLY 0
#define IP_FRAG 0
#define LWIP_IPV6_REASS 0
#define LWIP_IPV6_FRAG 0

/*
 * The board's name on its network (RFC 6762): its state, a packet to send, one that waits, and two
 * timers for each of seven purposes.
 */
#ifdef TSP_MDNS
#define LWIP_MDNS_RESPONDER 1
#define LWIP_MDNS_SEARCH 0
#define LWIP_IGMP 1
#define LWIP_NUM_NETIF_CLIENT_DATA 1
#define LWIP_NETIF_EXT_STATUS_CALLBACK 1
#define MDNS_MAX_STORED_PKTS 1
#define TSP_MDNS_TIMEOUTS 14
#define TSP_MDNS_MEMORY 4096
#else
#define TSP_MDNS_TIMEOUTS 0
#define TSP_MDNS_MEMORY 0
#endif

/*
 * A receive ring holds one full window; the send ring holds a full receive ring and 256 bytes of
 * headers.
 */
#define TCP_MSS 1460
#define TCP_WND (4 * TCP_MSS)
#define TSP_RECEIVE_RING TCP_WND
#define TSP_SEND_RING (TCP_WND + 256)
#define TCP_SND_BUF TSP_SEND_RING
#define TCP_SND_QUEUELEN 20
#define TCP_SNDLOWAT (TCP_MSS + 1)
#define TCP_SNDQUEUELOWAT 5
/* Sent bytes lie in the send ring: lwIP refers to them and copies nothing. */
#define TCP_OVERSIZE 0
#define TCP_QUEUE_OOSEQ 1
#define TCP_OOSEQ_MAX_PBUFS 4
#define TCP_OOSEQ_MAX_BYTES TCP_WND
/*
 * tsp_tcp_admit() counts handshakes under way and connections that wait to be read, over all
 * listeners.
 */
#define TCP_LISTEN_BACKLOG 0
#define LWIP_TCP_KEEPALIVE 1
#define LWIP_TCP_TIMESTAMPS 0
#define SO_REUSE 1

/*
 * Twice the connections: what is left after a connection's last byte waits here, and is recycled on
 * demand.
 */
#define MEMP_NUM_TCP_PCB (2 * TSP_CONNECTIONS)
#define MEMP_NUM_TCP_PCB_LISTEN TSP_LISTENERS
#define MEMP_NUM_TCP_SEG (8 * TSP_CONNECTIONS + 12)
#define MEMP_NUM_PBUF (8 * TSP_CONNECTIONS + 12)
#define MEMP_NUM_UDP_PCB 6
/*
 * Beside lwIP's own timers: one of the socket classes, one to spare for a port, and those of
 * multicast DNS.
 */
#define MEMP_NUM_SYS_TIMEOUT (LWIP_NUM_SYS_TIMEOUT_INTERNAL + 2 + TSP_MDNS_TIMEOUTS)
/*
 * One full window, the same again out of order, and some for everybody else. The rings take
 * segments at once.
 */
#ifndef PBUF_POOL_SIZE
#define PBUF_POOL_SIZE 16
#endif
/* Headers only: 6 segments of about 112 bytes a connection, and replies without data. */
#define MEM_SIZE (2400 + 768 * TSP_CONNECTIONS + TSP_MDNS_MEMORY)
#define MEM_ALIGNMENT 8

/* Packets and buffers seldom agree in their alignment. */
#if defined(__arm__)
#include "runtime/copy.h"
#define MEMCPY(to, from, length) tsp_copy(to, from, length)
#endif

#define LWIP_STATS 1
#define LWIP_STATS_DISPLAY 0
#define MEM_STATS 1
#define MEMP_STATS 1
#define LINK_STATS 0
#define ETHARP_STATS 0
#define IP_STATS 0
#define ICMP_STATS 0
#define UDP_STATS 0
#define TCP_STATS 0
#define SYS_STATS 0
#define IP6_STATS 0
#define ICMP6_STATS 0
#define ND6_STATS 0
#define MIB2_STATS 0

/*
 * The unit suites' build with real pools: every pool element is fenced and checked. Not so the
 * heap: with MEM_OVERFLOW_CHECK, lwIP's own trimming of blocks counts the fences twice and asserts.
 * The sanitized build has the heap on malloc.
 */
#if defined(TSP_LWIP_CHECKS)
#ifndef MEMP_MEM_MALLOC
#define MEMP_OVERFLOW_CHECK 2
#define MEMP_SANITY_CHECK 1
#define MEM_SANITY_CHECK 1
#endif
#endif

/*
 * Sequence numbers that an outsider cannot guess (RFC 6528); connection requests are admitted only
 * while there is room; what would end in an assertion of lwIP's is kept out.
 */
#define LWIP_HOOK_FILENAME "io/lwip_hooks.h"
#define LWIP_HOOK_TCP_ISN tsp_tcp_initial_sequence
#define LWIP_HOOK_TCP_INPACKET_PCB(pcb, header, option_length, option1_length, option2, buffer)                        \
    ((pcb)->state == LISTEN                                                                                            \
         ? tsp_tcp_admit(TCPH_FLAGS(header))                                                                           \
         : tsp_tcp_guard(pcb, header, TSP_FIRST_OPTION(header, option_length, option1_length, option2), buffer))
#define TSP_FIRST_OPTION(header, length, length_in_first, second)                                                      \
    ((length) == 0 ? NULL : (length_in_first) > 0 ? (u8_t *)((header) + 1) : (second))

#endif
