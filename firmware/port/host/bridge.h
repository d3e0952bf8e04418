/*
 * The bridge: a user-mode network (libslirp) behind Ethernet frames. A guest sends and receives
 * frames; TCP and UDP ports of this machine's loopback are forwarded to the guest. No privileges
 * are needed. This file knows nothing of lwIP and nothing of who the guest is: it is linked into
 * the host executable and into a helper process of an emulator alike.
 *
 * One thread: every function is called from the caller's poll loop, and `deliver` is called from
 * within them.
 *
 * The guest's network, unless another one is named: 10.0.2.0/24 and fec0::/64; the guest has the
 * addresses below (DHCP and router advertisements offer the same IPv4 address and prefix), this
 * machine appears as .2 and ::2.
 */
#ifndef TSP_PORT_HOST_BRIDGE_H
#define TSP_PORT_HOST_BRIDGE_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BRIDGE_GUEST_IPV4 "10.0.2.15"
#define BRIDGE_NETMASK_IPV4 "255.255.255.0"
#define BRIDGE_ROUTER_IPV4 "10.0.2.2"
#define BRIDGE_GUEST_IPV6 "fec0::15"

/* Longest frame in either direction: Ethernet header and 1500 bytes. */
#define BRIDGE_FRAME_MAX 1514u
/*
 * Sockets that can be waited for at once: connections, forwarded ports, and what the caller adds.
 */
#define BRIDGE_POLL_MAX 1024u

/*
 * Takes one frame for the guest, valid during the call. May be called from within bridge_input and
 * bridge_dispatch, and must not call the bridge: queue the frame. Dropping it is allowed, as on a
 * wire.
 */
typedef void (*bridge_deliver_fn)(void *user, const uint8_t *frame, size_t length);

struct bridge;

/*
 * A network of 256 IPv4 addresses and an IPv6 prefix of 64 bits. Texts as inet_pton takes them; all
 * are read while it is opened.
 */
struct bridge_network {
    const char *network_ipv4;
    /* this machine: router, DHCP server, and the sender of what is forwarded */
    const char *host_ipv4;
    const char *guest_ipv4; /* what DHCP offers, should the guest ask */
    const char *nameserver_ipv4;
    const char *prefix_ipv6;
    const char *host_ipv6;
    const char *nameserver_ipv6;
};

/*
 * Starts the network. There is one bridge in a process; NULL when it runs already or libslirp does
 * not start.
 */
struct bridge *bridge_open(bridge_deliver_fn deliver, void *user);
/* The same with other addresses. */
struct bridge *bridge_open_on(const struct bridge_network *network, bridge_deliver_fn deliver, void *user);
/* Closes all connections and forwarded ports. */
void bridge_close(struct bridge *bridge);

/*
 * A frame from the guest. A TCP reset in it resets the connection on this machine too (libslirp
 * alone would end it normally).
 */
void bridge_input(struct bridge *bridge, const uint8_t *frame, size_t length);

enum bridge_protocol { BRIDGE_TCP, BRIDGE_UDP };

/*
 * Forwards `host_port` of 127.0.0.1 and, where this machine has it, ::1 to `guest_port` of the
 * guest. 0 on success, else an errno value (EADDRINUSE, EACCES) and nothing is forwarded.
 */
int bridge_forward(struct bridge *bridge, enum bridge_protocol protocol, uint16_t host_port, uint16_t guest_port);
/*
 * The same for one address family and a guest that has another address than BRIDGE_GUEST_IPV4 or
 * _IPV6: `address` is 4 bytes for AF_INET, whose port is one of 127.0.0.1, and 16 for AF_INET6,
 * whose port is one of ::1.
 */
int bridge_forward_to(struct bridge *bridge, enum bridge_protocol protocol, int family, uint16_t host_port,
                      const uint8_t *address, uint16_t guest_port);
/* Ends the forwarding; connections that it made live on. */
void bridge_unforward(struct bridge *bridge, enum bridge_protocol protocol, uint16_t host_port);

/*
 * Waiting, in two halves around the caller's poll(): `fill` writes what to wait for to fds[0…] and
 * returns the count, at most `capacity`; it lowers *timeout_ms to when the bridge has something to
 * do by itself. `dispatch` takes the same array after poll(); `failed` says that poll() returned an
 * error.
 */
size_t bridge_fill(struct bridge *bridge, struct pollfd *fds, size_t capacity, uint32_t *timeout_ms);
void bridge_dispatch(struct bridge *bridge, const struct pollfd *fds, bool failed);

#endif
