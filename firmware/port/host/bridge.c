#include "bridge.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <slirp/libslirp.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

#include "handshakes.h"

/* libslirp asks for one timer (router advertisements). */
#define TIMER_COUNT 4

/*
 * Connection requests that wait in the kernel until libslirp takes them; its own value is 1, which
 * delays a burst by a second.
 */
#define LISTEN_BACKLOG 128

struct timer {
    bool used;
    bool armed;
    int64_t expires_ms;
    SlirpTimerCb run;
    void *argument;
};

struct bridge {
    Slirp *slirp;
    bridge_deliver_fn deliver;
    void *user;
    bool resetting; /* the frame that libslirp is handling is a TCP reset */
    struct timer timers[TIMER_COUNT];
    struct handshakes handshakes;
};

/* The fds of one fill, or of one walk over libslirp's sockets. */
struct poll_list {
    struct pollfd *fds;
    size_t count;
    size_t capacity;
};

static struct bridge the_bridge;

static int64_t now_ns(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int64_t now_ms(void) {
    return now_ns() / 1000000;
}

/* -- what libslirp asks of us -- */

static ssize_t on_send_packet(const void *frame, size_t length, void *opaque) {
    struct bridge *bridge = opaque;
    handshakes_note_request(&bridge->handshakes, frame, length, now_ms());
    bridge->deliver(bridge->user, frame, length);
    return (ssize_t)length;
}

static void on_guest_error(const char *message, void *opaque) {
    (void)opaque;
    /*
     * A board on a USB cable advertises itself as a router to its computer, whose part libslirp
     * plays with fixed addresses.
     */
    if (strstr(message, "guest sent NDP RA") != NULL) {
        return;
    }
    (void)fprintf(stderr, "tspico: bridge: %s\n", message);
}

static int64_t on_clock(void *opaque) {
    (void)opaque;
    return now_ns();
}

static void *on_timer_new(SlirpTimerCb run, void *argument, void *opaque) {
    struct bridge *bridge = opaque;
    for (size_t i = 0; i < TIMER_COUNT; i++) {
        struct timer *timer = &bridge->timers[i];
        if (!timer->used) {
            *timer = (struct timer){.used = true, .run = run, .argument = argument};
            return timer;
        }
    }
    return NULL;
}

static void on_timer_free(void *timer, void *opaque) {
    (void)opaque;
    if (timer != NULL) {
        ((struct timer *)timer)->used = false;
    }
}

static void on_timer_mod(void *timer, int64_t expires_ms, void *opaque) {
    (void)opaque;
    struct timer *changed = timer;
    if (changed != NULL) {
        changed->expires_ms = expires_ms;
        changed->armed = true;
    }
}

static void on_register(int fd, void *opaque) {
    (void)fd;
    (void)opaque;
}

/*
 * Comes right before libslirp closes the socket. Without lingering, Linux answers a close with a
 * reset instead of a FIN.
 */
static void on_unregister(int fd, void *opaque) {
    struct bridge *bridge = opaque;
    if (bridge->resetting) {
        struct linger reset = {.l_onoff = 1, .l_linger = 0};
        (void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
    }
}

static void on_notify(void *opaque) {
    (void)opaque;
}

static const SlirpCb callbacks = {
    .send_packet = on_send_packet,
    .guest_error = on_guest_error,
    .clock_get_ns = on_clock,
    .timer_new = on_timer_new,
    .timer_free = on_timer_free,
    .timer_mod = on_timer_mod,
    .register_poll_fd = on_register,
    .unregister_poll_fd = on_unregister,
    .notify = on_notify,
};

/* -- life -- */

static const struct bridge_network default_network = {
    .network_ipv4 = "10.0.2.0",
    .host_ipv4 = BRIDGE_ROUTER_IPV4,
    .guest_ipv4 = BRIDGE_GUEST_IPV4,
    .nameserver_ipv4 = "10.0.2.3",
    .prefix_ipv6 = "fec0::",
    .host_ipv6 = "fec0::2",
    .nameserver_ipv6 = "fec0::3",
};

/*
 * libslirp keeps the socket of a client that closed first for ten seconds: at the usual 1024, a
 * hundred of them a second would leave none.
 */
static void raise_socket_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        (void)setrlimit(RLIMIT_NOFILE, &limit);
    }
}

struct bridge *bridge_open(bridge_deliver_fn deliver, void *user) {
    return bridge_open_on(&default_network, deliver, user);
}

struct bridge *bridge_open_on(const struct bridge_network *network, bridge_deliver_fn deliver, void *user) {
    struct bridge *bridge = &the_bridge;
    if (bridge->slirp != NULL) {
        return NULL;
    }
    SlirpConfig config = {
        .version = 4,
        .in_enabled = true,
        .in6_enabled = true,
        .vprefix_len = 64,
        .vhostname = "tspico",
        .disable_dns = false,
    };
    (void)inet_pton(AF_INET, network->network_ipv4, &config.vnetwork);
    (void)inet_pton(AF_INET, BRIDGE_NETMASK_IPV4, &config.vnetmask);
    (void)inet_pton(AF_INET, network->host_ipv4, &config.vhost);
    (void)inet_pton(AF_INET, network->guest_ipv4, &config.vdhcp_start);
    (void)inet_pton(AF_INET, network->nameserver_ipv4, &config.vnameserver);
    (void)inet_pton(AF_INET6, network->prefix_ipv6, &config.vprefix_addr6);
    (void)inet_pton(AF_INET6, network->host_ipv6, &config.vhost6);
    (void)inet_pton(AF_INET6, network->nameserver_ipv6, &config.vnameserver6);
    *bridge = (struct bridge){.deliver = deliver, .user = user};
    raise_socket_limit();
    bridge->slirp = slirp_new(&config, &callbacks, bridge);
    return bridge->slirp == NULL ? NULL : bridge;
}

void bridge_close(struct bridge *bridge) {
    slirp_cleanup(bridge->slirp);
    bridge->slirp = NULL;
}

/* -- frames -- */

static bool is_tcp_reset(const uint8_t *frame, size_t length) {
    enum { FLAGS = 13, RST = 0x04 };
    const uint8_t *tcp = handshake_tcp_header(frame, length);
    return tcp != NULL && (tcp[FLAGS] & RST) != 0;
}

void bridge_input(struct bridge *bridge, const uint8_t *frame, size_t length) {
    handshakes_note_answer(&bridge->handshakes, frame, length);
    bridge->resetting = is_tcp_reset(frame, length);
    slirp_input(bridge->slirp, frame, (int)length);
    bridge->resetting = false;
}

/* -- forwarded ports -- */

static int on_add_poll(int fd, int events, void *opaque) {
    struct poll_list *list = opaque;
    if (list->count == list->capacity) {
        return -1;
    }
    short wanted = 0;
    if ((events & SLIRP_POLL_IN) != 0) {
        wanted |= POLLIN;
    }
    if ((events & SLIRP_POLL_OUT) != 0) {
        wanted |= POLLOUT;
    }
    if ((events & SLIRP_POLL_PRI) != 0) {
        wanted |= POLLPRI;
    }
    list->fds[list->count] = (struct pollfd){.fd = fd, .events = wanted};
    return (int)list->count++;
}

static void widen_backlogs(struct bridge *bridge) {
    static struct pollfd fds[BRIDGE_POLL_MAX];
    struct poll_list list = {.fds = fds, .capacity = BRIDGE_POLL_MAX};
    uint32_t timeout = 0;
    slirp_pollfds_fill(bridge->slirp, &timeout, on_add_poll, &list);
    for (size_t i = 0; i < list.count; i++) {
        int listening = 0;
        socklen_t size = sizeof(listening);
        if (getsockopt(fds[i].fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 && listening != 0) {
            (void)listen(fds[i].fd, LISTEN_BACKLOG);
        }
    }
}

static int forward_ipv4(struct bridge *bridge, int flags, uint16_t host_port, const uint8_t *address,
                        uint16_t guest_port) {
    struct sockaddr_in host = {.sin_family = AF_INET, .sin_port = htons(host_port)};
    struct sockaddr_in guest = {.sin_family = AF_INET, .sin_port = htons(guest_port)};
    host.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    memcpy(&guest.sin_addr, address, sizeof(guest.sin_addr));
    errno = 0;
    int result = slirp_add_hostxfwd(bridge->slirp, (const struct sockaddr *)&host, sizeof(host),
                                    (const struct sockaddr *)&guest, sizeof(guest), flags);
    return result == 0 ? 0 : errno != 0 ? errno : EINVAL;
}

static int forward_ipv6(struct bridge *bridge, int flags, uint16_t host_port, const uint8_t *address,
                        uint16_t guest_port) {
    struct sockaddr_in6 host = {
        .sin6_family = AF_INET6, .sin6_port = htons(host_port), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    struct sockaddr_in6 guest = {.sin6_family = AF_INET6, .sin6_port = htons(guest_port)};
    memcpy(&guest.sin6_addr, address, sizeof(guest.sin6_addr));
    errno = 0;
    int result = slirp_add_hostxfwd(bridge->slirp, (const struct sockaddr *)&host, sizeof(host),
                                    (const struct sockaddr *)&guest, sizeof(guest), flags | SLIRP_HOSTFWD_V6ONLY);
    return result == 0 ? 0 : errno != 0 ? errno : EINVAL;
}

static int udp_flag(enum bridge_protocol protocol) {
    return protocol == BRIDGE_UDP ? SLIRP_HOSTFWD_UDP : 0;
}

int bridge_forward_to(struct bridge *bridge, enum bridge_protocol protocol, int family, uint16_t host_port,
                      const uint8_t *address, uint16_t guest_port) {
    int flags = udp_flag(protocol);
    int error = family == AF_INET ? forward_ipv4(bridge, flags, host_port, address, guest_port)
                                  : forward_ipv6(bridge, flags, host_port, address, guest_port);
    if (error == 0) {
        widen_backlogs(bridge);
    }
    return error;
}

int bridge_forward(struct bridge *bridge, enum bridge_protocol protocol, uint16_t host_port, uint16_t guest_port) {
    uint8_t ipv4[4];
    uint8_t ipv6[16];
    (void)inet_pton(AF_INET, BRIDGE_GUEST_IPV4, ipv4);
    (void)inet_pton(AF_INET6, BRIDGE_GUEST_IPV6, ipv6);
    int error = bridge_forward_to(bridge, protocol, AF_INET, host_port, ipv4, guest_port);
    if (error != 0) {
        return error;
    }
    error = bridge_forward_to(bridge, protocol, AF_INET6, host_port, ipv6, guest_port);
    /*
     * A machine without IPv6 has no ::1 to bind; that is not an error. A taken port is: localhost
     * may mean ::1.
     */
    if (error == EADDRINUSE) {
        bridge_unforward(bridge, protocol, host_port);
        return error;
    }
    return 0;
}

void bridge_unforward(struct bridge *bridge, enum bridge_protocol protocol, uint16_t host_port) {
    struct sockaddr_in ipv4 = {.sin_family = AF_INET, .sin_port = htons(host_port)};
    struct sockaddr_in6 ipv6 = {
        .sin6_family = AF_INET6, .sin6_port = htons(host_port), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    ipv4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int flags = udp_flag(protocol);
    (void)slirp_remove_hostxfwd(bridge->slirp, (const struct sockaddr *)&ipv4, sizeof(ipv4), flags);
    (void)slirp_remove_hostxfwd(bridge->slirp, (const struct sockaddr *)&ipv6, sizeof(ipv6), flags);
}

/* -- waiting -- */

size_t bridge_fill(struct bridge *bridge, struct pollfd *fds, size_t capacity, uint32_t *timeout_ms) {
    struct poll_list list = {.fds = fds, .capacity = capacity};
    slirp_pollfds_fill(bridge->slirp, timeout_ms, on_add_poll, &list);
    int64_t now = now_ms();
    for (size_t i = 0; i < TIMER_COUNT; i++) {
        const struct timer *timer = &bridge->timers[i];
        if (timer->used && timer->armed) {
            int64_t left = timer->expires_ms > now ? timer->expires_ms - now : 0;
            if (left < (int64_t)*timeout_ms) {
                *timeout_ms = (uint32_t)left;
            }
        }
    }
    *timeout_ms = handshakes_until_due(&bridge->handshakes, now, *timeout_ms);
    return list.count;
}

static int on_get_revents(int index, void *opaque) {
    const struct pollfd *fds = opaque;
    if (index < 0) {
        return 0;
    }
    short happened = fds[index].revents;
    int events = 0;
    if ((happened & POLLIN) != 0) {
        events |= SLIRP_POLL_IN;
    }
    if ((happened & POLLOUT) != 0) {
        events |= SLIRP_POLL_OUT;
    }
    if ((happened & POLLPRI) != 0) {
        events |= SLIRP_POLL_PRI;
    }
    if ((happened & POLLERR) != 0) {
        events |= SLIRP_POLL_ERR;
    }
    if ((happened & POLLHUP) != 0) {
        events |= SLIRP_POLL_HUP;
    }
    return events;
}

void bridge_dispatch(struct bridge *bridge, const struct pollfd *fds, bool failed) {
    /* libslirp hands the pointer back to on_get_revents, which only reads. */
    union {
        const struct pollfd *fds;
        void *opaque;
    } argument = {.fds = fds};
    slirp_pollfds_poll(bridge->slirp, failed ? 1 : 0, on_get_revents, argument.opaque);
    int64_t now = now_ms();
    for (size_t i = 0; i < TIMER_COUNT; i++) {
        struct timer *timer = &bridge->timers[i];
        if (timer->used && timer->armed && timer->expires_ms <= now) {
            timer->armed = false;
            timer->run(timer->argument);
        }
    }
    const struct handshake *due;
    while ((due = handshakes_take_due(&bridge->handshakes, now)) != NULL) {
        bridge->deliver(bridge->user, due->frame, due->length);
    }
}
