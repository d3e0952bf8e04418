#include "network.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lwip/etharp.h"
#include "lwip/ethip6.h"
#include "lwip/init.h"
#include "lwip/ip6_addr.h"
#include "lwip/netif.h"
#include "lwip/pbuf.h"
#include "lwip/priv/tcp_priv.h"
#include "lwip/sys.h"
#include "lwip/tcp.h"
#include "lwip/timeouts.h"
#include "netif/ethernet.h"
#include "runtime/port.h"
#include "stop.h"

/*
 * Frames from the bridge that lwIP has not taken yet. libslirp delivers from inside its own calls,
 * where lwIP, whose answers go back to it, must not run. As many as all windows of a build with
 * many connections; what is beyond is dropped and sent again.
 */
#define QUEUE_LENGTH 512u

struct frame {
    size_t length;
    uint8_t bytes[BRIDGE_FRAME_MAX];
};

static struct frame queue[QUEUE_LENGTH];
static size_t queue_first;
static size_t queue_count;

static struct bridge *bridge;
static struct netif interface;
static struct pollfd fds[BRIDGE_POLL_MAX];

uint32_t tsp_host_random(void) {
    return (uint32_t)tsp_port_random();
}

u32_t sys_now(void) {
    return tsp_port_now();
}

static void on_deliver(void *user, const uint8_t *bytes, size_t length) {
    (void)user;
    if (queue_count == QUEUE_LENGTH || length > BRIDGE_FRAME_MAX) {
        return;
    }
    struct frame *frame = &queue[(queue_first + queue_count) % QUEUE_LENGTH];
    memcpy(frame->bytes, bytes, length);
    frame->length = length;
    queue_count++;
}

static err_t on_link_output(struct netif *netif, struct pbuf *packet) {
    (void)netif;
    uint8_t bytes[BRIDGE_FRAME_MAX];
    if (packet->tot_len > sizeof(bytes)) {
        return ERR_BUF;
    }
    u16_t length = pbuf_copy_partial(packet, bytes, packet->tot_len, 0);
    bridge_input(bridge, bytes, length);
    return ERR_OK;
}

static err_t on_interface_init(struct netif *netif) {
    static const uint8_t hardware_address[] = {0x52, 0x54, 0x00, 0x12, 0x34, 0x15};
    netif->name[0] = 'b';
    netif->name[1] = 'r';
    netif->mtu = BRIDGE_FRAME_MAX - SIZEOF_ETH_HDR;
    netif->hwaddr_len = sizeof(hardware_address);
    memcpy(netif->hwaddr, hardware_address, sizeof(hardware_address));
    netif->flags = NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP | NETIF_FLAG_ETHERNET | NETIF_FLAG_LINK_UP |
                   NETIF_FLAG_MLD6;
#if LWIP_IPV4
    netif->output = etharp_output;
#endif
#if LWIP_IPV6
    netif->output_ip6 = ethip6_output;
#endif
    netif->linkoutput = on_link_output;
    return ERR_OK;
}

static void set_addresses(void) {
#if LWIP_IPV6
    /* Nobody else is on this network: no duplicate detection, which would take a second. */
    ip6_addr_t address;
    interface.ip6_autoconfig_enabled = 0;
    netif_create_ip6_linklocal_address(&interface, 1);
    netif_ip6_addr_set_state(&interface, 0, IP6_ADDR_PREFERRED);
    (void)ip6addr_aton(BRIDGE_GUEST_IPV6, &address);
    ip6_addr_assign_zone(&address, IP6_UNICAST, &interface);
    netif_ip6_addr_set(&interface, 1, &address);
    netif_ip6_addr_set_state(&interface, 1, IP6_ADDR_PREFERRED);
#endif
    netif_set_default(&interface);
    netif_set_up(&interface);
}

static void start(void) {
    bridge = bridge_open(on_deliver, NULL);
    ip4_addr_t address;
    ip4_addr_t netmask;
    ip4_addr_t router;
    (void)ip4addr_aton(BRIDGE_GUEST_IPV4, &address);
    (void)ip4addr_aton(BRIDGE_NETMASK_IPV4, &netmask);
    (void)ip4addr_aton(BRIDGE_ROUTER_IPV4, &router);
    if (bridge == NULL ||
        netif_add(&interface, &address, &netmask, &router, NULL, on_interface_init, ethernet_input) == NULL) {
        (void)fprintf(stderr, "tspico: the bridge to this machine's network does not start (libslirp)\n");
        exit(1);
    }
    set_addresses();
}

void tsp_network_init(void) {
    lwip_init();
}

struct bridge *tsp_network_bridge(void) {
    if (bridge == NULL) {
        start();
    }
    return bridge;
}

/*
 * Hands lwIP the frames that were queued at the time of the call; answers to them may queue more.
 */
static void take_frames(void) {
    for (size_t left = queue_count; left > 0; left--) {
        struct frame *frame = &queue[queue_first];
        struct pbuf *packet = pbuf_alloc(PBUF_RAW, (u16_t)frame->length, PBUF_POOL);
        if (packet == NULL) {
            return; /* lwIP frees pbufs as time goes on; the frame waits. */
        }
        (void)pbuf_take(packet, frame->bytes, (u16_t)frame->length);
        queue_first = (queue_first + 1) % QUEUE_LENGTH;
        queue_count--;
        if (interface.input(packet, &interface) != ERR_OK) {
            (void)pbuf_free(packet);
        }
    }
}

static uint32_t until_timers(uint32_t timeout_ms) {
    uint32_t sleep = sys_timeouts_sleeptime();
    return sleep < timeout_ms ? sleep : timeout_ms;
}

void tsp_network_poll(uint32_t timeout_ms) {
    size_t frames_waiting = queue_count;
    size_t count = 0;
    timeout_ms = frames_waiting > 0 ? 0 : until_timers(timeout_ms);
    if (bridge != NULL) {
        count = bridge_fill(bridge, fds, BRIDGE_POLL_MAX - 1, &timeout_ms);
    }
    fds[count] = (struct pollfd){.fd = tsp_stop_fd(), .events = POLLIN};
    int limited = timeout_ms > (uint32_t)INT32_MAX ? -1 : (int)timeout_ms;
    bool failed = poll(fds, count + 1, limited) < 0;
    if (bridge != NULL) {
        bridge_dispatch(bridge, fds, failed);
        take_frames();
    }
    sys_check_timeouts();
}

/*
 * Whether something is on its way: a connection of lwIP that has not ended, frames, or bytes that a
 * socket of this machine cannot take yet.
 */
static bool in_flight(void) {
    if (tcp_active_pcbs != NULL || queue_count > 0) {
        return true;
    }
    uint32_t timeout_ms = 0;
    size_t count = bridge_fill(bridge, fds, BRIDGE_POLL_MAX, &timeout_ms);
    for (size_t i = 0; i < count; i++) {
        if ((fds[i].events & POLLOUT) != 0) {
            return true;
        }
    }
    return false;
}

void tsp_network_drain(void) {
    while (bridge != NULL && !tsp_port_stopping() && in_flight()) {
        tsp_network_poll(100);
    }
}

void tsp_network_close(void) {
    if (bridge != NULL) {
        bridge_close(bridge);
        bridge = NULL;
    }
}
