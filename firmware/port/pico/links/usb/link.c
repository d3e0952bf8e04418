/*
 * The USB link: the board is a network adapter of the computer that it is plugged into, with a
 * fixed address, a DHCP server for the computer's own and a console beside it. docs/usb.md says
 * what the user sees.
 */
#include "link.h"

#include <string.h>

#include "advertisement.h"
#include "console.h"
#include "descriptors.h"
#include "device.h"
#include "dhcp_server.h"
#include "host_name.h"
#include "link_loss.h"
#include "lwip/etharp.h"
#include "lwip/ethip6.h"
#include "lwip/netif.h"
#include "ncm.h"
#include "netif/ethernet.h"
#include "pico/async_context_poll.h"
#include "pico/lwip_nosys.h"
#include "pico/time.h"
#include "tsp_network_settings.h"
#include "tusb.h"
#include "usb_lock.h"

/* The board's address; the computer is given the next one (cmake/network_settings.cmake). */
#define NUMBER_OF(...) LWIP_MAKEU32(__VA_ARGS__)
#define USB_ADDRESS NUMBER_OF(TSP_ADDRESS)
/*
 * How long a frame waits for the host to fetch the earlier ones, and how many frames of one block
 * are taken at once.
 */
#define SEND_PATIENCE_US 2000u
#define FRAMES_PER_POLL 16

static async_context_poll_t context;
static struct netif netif;
static bool patient = true;

static err_t send_locked(struct pbuf *frame) {
    uint8_t *room = tsp_ncm_reserve(frame->tot_len);
    /* One wait for a host that is slow, none for one that is asleep. */
    uint64_t deadline = time_us_64() + SEND_PATIENCE_US;
    while (room == NULL && patient && time_us_64() < deadline) {
        tud_task();
        room = tsp_ncm_reserve(frame->tot_len);
    }
    patient = room != NULL;
    if (room == NULL) {
        return tsp_ncm_open() ? ERR_MEM : ERR_IF;
    }
    (void)pbuf_copy_partial(frame, room, frame->tot_len, 0);
    tsp_ncm_send();
    return ERR_OK;
}

static err_t usb_netif_output(struct netif *from, struct pbuf *frame) {
    (void)from;
    if (!tsp_ncm_open() || frame->tot_len > 1514) {
        return ERR_IF;
    }
    tsp_usb_lock();
    err_t result = send_locked(frame);
    tsp_usb_unlock();
    return result;
}

static err_t usb_netif_init(struct netif *self) {
    uint8_t host[TSP_USB_MAC_SIZE];
    tsp_usb_macs(tsp_usb_id(), self->hwaddr, host);
    self->hwaddr_len = TSP_USB_MAC_SIZE;
    self->mtu = 1500;
    self->flags = NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP | NETIF_FLAG_ETHERNET | NETIF_FLAG_IGMP | NETIF_FLAG_MLD6;
    self->name[0] = 'u';
    self->name[1] = 's';
    self->output = etharp_output;
    self->output_ip6 = ethip6_output;
    self->linkoutput = usb_netif_output;
    return ERR_OK;
}

/* The prefix with `host` as the last bits. */
static ip6_addr_t local_address(uint32_t host) {
    uint8_t prefix[TSP_USB_PREFIX_SIZE];
    ip6_addr_t address = {.addr = {0, 0, 0, lwip_htonl(host)}};
    tsp_usb_prefix(tsp_usb_id(), prefix);
    memcpy(address.addr, prefix, sizeof(prefix));
    ip6_addr_clear_zone(&address);
    return address;
}

static bool start_network(void) {
    ip4_addr_t address = {lwip_htonl(USB_ADDRESS)};
    ip4_addr_t mask = {PP_HTONL(0xFFFFFFFFu << (32 - TSP_ADDRESS_BITS))};
    if (netif_add(&netif, &address, &mask, NULL, NULL, usb_netif_init, ethernet_input) == NULL) {
        return false;
    }
    netif_create_ip6_linklocal_address(&netif, 1);
    ip6_addr_t local = local_address(1);
    netif_ip6_addr_set(&netif, 1, &local);
    netif_ip6_addr_set_state(&netif, 1, IP6_ADDR_TENTATIVE);
    netif_set_default(&netif);
    netif_set_up(&netif);
    tsp_host_name_start(&netif);
    return tsp_dhcp_server_start(&netif);
}

async_context_t *tsp_link_start(void) {
    if (!async_context_poll_init_with_defaults(&context) || !lwip_nosys_init(&context.core) ||
            !tsp_usb_start(&context.core) || !start_network()) {
        return NULL;
    }
    return &context.core;
}

/* Follows the cable. */
static void follow(void) {
    static uint32_t losses;
    bool open = tsp_ncm_open() && tsp_usb_awake();
    if (netif_is_link_up(&netif) && (!open || losses != tsp_ncm_losses())) {
        netif_set_link_down(&netif);
        tsp_link_lost();
    }
    losses = tsp_ncm_losses();
    if (open && !netif_is_link_up(&netif)) {
        netif_set_link_up(&netif);
        ip6_addr_t prefix = local_address(0);
        tsp_advertisement_start(&netif, &prefix);
    }
}

/*
 * Copies the next frame out of its block, which the host may fill anew at any time when the bus is
 * reset. False when there is none; without a buffer a frame is lost, as on any network.
 */
static bool take_frame(struct pbuf **buffer) {
    const uint8_t *frame;
    uint16_t length;
    *buffer = NULL;
    tsp_usb_lock();
    bool received = tsp_ncm_receive(&frame, &length);
    if (received) {
        *buffer = pbuf_alloc(PBUF_RAW, length, PBUF_POOL);
        if (*buffer != NULL) {
            (void)pbuf_take(*buffer, frame, length);
        }
    }
    tsp_usb_unlock();
    return received;
}

bool tsp_link_poll(void) {
    tsp_usb_console_turn();
    follow();
    struct pbuf *buffer;
    for (int count = 0; count < FRAMES_PER_POLL && take_frame(&buffer); count++) {
        if (buffer != NULL && netif.input(buffer, &netif) != ERR_OK) {
            pbuf_free(buffer);
        }
    }
    return tsp_ncm_received();
}

enum tsp_link_state tsp_link_state(void) {
    return netif_is_link_up(&netif) ? TSP_LINK_STATE_UP : TSP_LINK_STATE_OFF;
}

/* The address is the board's own choice: the program may start before anybody plugs in. */
bool tsp_link_ready(void) {
    return true;
}

const struct netif *tsp_link_netif(void) {
    return &netif;
}

bool tsp_link_console_open(void) {
    return tud_cdc_connected();
}

bool tsp_link_command(int argc, char *const *argv) {
    (void)argc;
    (void)argv;
    return false;
}

const char tsp_link_help[] = "";
