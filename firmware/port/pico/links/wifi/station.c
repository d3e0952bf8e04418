#include "station.h"

#include <stdio.h>

#include "address.h"
#include "board.h"
#include "link_loss.h"
#include "lwip/ip4_addr.h"
#include "lwip/netif.h"
#include "pico/cyw43_arch.h"
#include "runtime/port.h"
#include "tsp_network_settings.h"

/* Milliseconds: for the radio to find and enter the network, and then for an address to come. */
#define JOIN_PATIENCE 20000u
#define ADDRESS_PATIENCE 30000u
#define FIRST_WAIT 1000u
#define LONGEST_WAIT 60000u
/*
 * The chip says "authentication failed" for a frame that was lost too, tries again by itself, and
 * mostly succeeds then.
 */
#define REFUSED_PATIENCE 2000u
/*
 * A bit of the driver's state of a join (cyw43_ctrl.c): the access point has answered the
 * authentication. A refusal without it is no word about the key, which comes later, except with
 * WPA3.
 */
#define AUTHENTICATED 0x0200u
/* The chip's own word about the network that it leaves comes late, and would end the next join. */
#define LEAVE_SETTLES 200u
/*
 * A radio that has lost its power or its mind says nothing, and the driver goes on believing in its
 * link; it ignores the answers to a join too. So the radio is asked something that any radio
 * answers: seldom while it does, sooner after a question without an answer, and before each join.
 * The driver gives up on a question after a second.
 */
#define QUESTION_EVERY 10000u
#define QUESTION_AGAIN 1000u
#define UNANSWERED 3u

static struct tsp_wifi_network network;
static enum tsp_station_state state;
static uint32_t deadline; /* of the state that is left by time */
static uint32_t next_wait;
static uint32_t next_question;
static unsigned unanswered; /* in a row */
static bool associated;
static bool authenticated; /* in this attempt */
static bool refused; /* the last look saw a refusal; it counts at refused_until */
static uint32_t refused_until;
static bool was_up;
static ip4_addr_t shown; /* the address that the console was told */

static bool reached(uint32_t time) {
    return (int32_t)(tsp_port_now() - time) >= 0;
}

static struct netif *station_netif(void) {
    return &cyw43_state.netif[CYW43_ITF_STA];
}

static const char *address_text(void) {
    return ip4addr_ntoa(netif_ip4_addr(station_netif()));
}

/*
 * The driver's status, where an address counts that this network gave. The driver takes any for
 * one, that of the network before too.
 */
static int link_status(void) {
    int status = cyw43_tcpip_link_status(&cyw43_state, CYW43_ITF_STA);
    return status == CYW43_LINK_UP && !tsp_address_given(station_netif()) ? CYW43_LINK_NOIP : status;
}

static void wait(uint32_t milliseconds) {
    state = TSP_STATION_WAITING;
    deadline = tsp_port_now() + milliseconds;
}

static void failed(const char *why) {
    printf("tspico: Wi-Fi network %s: %s; trying again in %lu s\n", network.ssid, why,
           (unsigned long)(next_wait / 1000));
    /* It may be half inside. Whether it can leave changes nothing about the next attempt. */
    (void)cyw43_wifi_leave(&cyw43_state, CYW43_ITF_STA);
    wait(next_wait);
    next_wait = next_wait * 2 < LONGEST_WAIT ? next_wait * 2 : LONGEST_WAIT;
}

/*
 * Asks the radio now; false when it has not answered. The driver cannot start a radio anew under
 * lwIP's interface, so one that is dead takes the board with it.
 */
static bool radio_answers(void) {
    int32_t strength = 0;
    if (cyw43_wifi_get_rssi(&cyw43_state, &strength) == 0) {
        unanswered = 0;
        next_question = tsp_port_now() + QUESTION_EVERY;
        return true;
    }
    next_question = tsp_port_now() + QUESTION_AGAIN;
    if (++unanswered == UNANSWERED) {
        printf("tspico: the radio no longer answers, starting again\n");
        tsp_board_reset(TSP_RESET_NO_HARDWARE);
    }
    return false;
}

static uint32_t key_kind(void) {
    if (network.password[0] == '\0') {
        return CYW43_AUTH_OPEN;
    }
    return TSP_WIFI_WPA3 ? CYW43_AUTH_WPA3_SAE_AES_PSK : CYW43_AUTH_WPA2_MIXED_PSK;
}

/*
 * Eleven commands, and the driver waits up to a second for each: a radio that dies among them is
 * what trips the watchdog then.
 */
static int request_join(void) {
    uint32_t kind = key_kind();
    tsp_watchdog_feed();
    tsp_reset_suspect(TSP_RESET_NO_HARDWARE);
    int err = cyw43_arch_wifi_connect_async(network.ssid, kind == CYW43_AUTH_OPEN ? NULL : network.password, kind);
    tsp_reset_suspect(TSP_RESET_NONE);
    return err;
}

static void join(void) {
    if (!radio_answers()) {
        state = TSP_STATION_WAITING;
        deadline = next_question;
        return;
    }
    state = TSP_STATION_JOINING;
    deadline = tsp_port_now() + JOIN_PATIENCE;
    associated = false;
    authenticated = TSP_WIFI_WPA3;
    refused = false;
    if (request_join() != 0) {
        failed("the radio refuses to join");
    }
}

static void joined(void) {
    state = TSP_STATION_UP;
    next_wait = FIRST_WAIT;
    was_up = true;
    shown = *netif_ip4_addr(station_netif());
    printf("tspico: joined Wi-Fi network %s, address %s, %lu ms after the start\n", network.ssid, address_text(),
            (unsigned long)tsp_port_now());
}

static void lost(void) {
    printf("tspico: Wi-Fi network %s is lost, joining again\n", network.ssid);
    tsp_link_lost();
    (void)cyw43_wifi_leave(&cyw43_state, CYW43_ITF_STA);
    next_wait = FIRST_WAIT;
    wait(LEAVE_SETTLES);
}

/* From being associated: until an address comes. */
static void await_address(void) {
    associated = true;
    deadline = tsp_port_now() + ADDRESS_PATIENCE;
}

/*
 * The network is there and has taken the address back, or does not know it: it is asked for
 * another. lwIP has ended the connections of the one before.
 */
static void address_lost(void) {
    if (ip4_addr_isany(netif_ip4_addr(station_netif()))) {
        printf("tspico: Wi-Fi network %s has taken the address %s back, asking for another\n", network.ssid,
                ip4addr_ntoa(&shown));
    }
    state = TSP_STATION_JOINING;
    refused = false;
    await_address();
}

/* While up. */
static void follow_network(int status) {
    if (status == CYW43_LINK_NOIP) {
        address_lost();
    } else if (status != CYW43_LINK_UP) {
        lost();
    } else if (!ip4_addr_eq(&shown, netif_ip4_addr(station_netif()))) {
        shown = *netif_ip4_addr(station_netif());
        printf("tspico: in Wi-Fi network %s, the address is now %s\n", network.ssid, address_text());
    }
}

/* While joining, after a refusal that may be the chip's mistake. */
static void doubt_refusal(void) {
    if (!refused) {
        refused = true;
        refused_until = tsp_port_now() + REFUSED_PATIENCE;
    } else if (reached(refused_until)) {
        failed(authenticated ? "refused: a wrong password, or a signal that is too weak"
                             : "seen, but it does not answer: the signal may be too weak");
    }
}

/* While joining. */
static void follow_join(int status) {
    authenticated = authenticated || (cyw43_state.wifi_join_state & AUTHENTICATED) != 0;
    if (status == CYW43_LINK_BADAUTH) {
        doubt_refusal();
        return;
    }
    refused = false;
    switch (status) {
        case CYW43_LINK_UP:
            joined();
            return;
        case CYW43_LINK_NONET:
            failed("not found");
            return;
        case CYW43_LINK_FAIL:
            failed("not joined");
            return;
        case CYW43_LINK_NOIP:
            if (!associated) {
                await_address();
            }
            break;
        default:
            break;
    }
    if (reached(deadline)) {
        failed(associated ? "no address from its DHCP server" : "no answer");
    }
}

/* Whoever has left one network waits before joining the next. */
static bool leave(void) {
    if (state == TSP_STATION_IDLE) {
        return false;
    }
    if (state == TSP_STATION_UP) {
        tsp_link_lost();
    }
    tsp_address_forget(station_netif());
    (void)cyw43_wifi_leave(&cyw43_state, CYW43_ITF_STA);
    return true;
}

void tsp_station_use(const struct tsp_wifi_network *other) {
    bool left = leave();
    network = *other;
    state = TSP_STATION_IDLE;
    next_wait = FIRST_WAIT;
    unanswered = 0;
    if (network.ssid[0] == '\0') {
        return;
    }
    printf("tspico: joining Wi-Fi network %s\n", network.ssid);
    if (left) {
        wait(LEAVE_SETTLES);
    } else {
        join();
    }
}

void tsp_station_poll(void) {
    if (state == TSP_STATION_IDLE) {
        return;
    }
    if (reached(next_question)) {
        (void)radio_answers();
    }
    int status = link_status();
    if (state == TSP_STATION_JOINING) {
        follow_join(status);
    } else if (state == TSP_STATION_UP) {
        follow_network(status);
    } else if (reached(deadline)) {
        join();
    }
}

enum tsp_station_state tsp_station_state(void) {
    return state;
}

bool tsp_station_was_up(void) {
    return was_up;
}

/* What the radio says of the network that it is in; nothing where it does not answer. */
static void print_signal(void) {
    int32_t strength = 0;
    uint32_t channels[3] = {0}; /* the one in use, and two of a scan or a change */
    if (cyw43_wifi_get_rssi(&cyw43_state, &strength) == 0 &&
            cyw43_ioctl(&cyw43_state, CYW43_IOCTL_GET_CHANNEL, sizeof(channels), (uint8_t *)channels,
                    CYW43_ITF_STA) == 0) {
        printf(", signal %ld dBm, channel %lu", (long)strength, (unsigned long)channels[0]);
    }
}

void tsp_station_print(void) {
    switch (state) {
        case TSP_STATION_UP:
            printf("tspico: in Wi-Fi network %s, address %s", network.ssid, address_text());
            print_signal();
            printf("\n");
            break;
        case TSP_STATION_JOINING:
        case TSP_STATION_WAITING:
            printf("tspico: not yet in Wi-Fi network %s\n", network.ssid);
            break;
        case TSP_STATION_IDLE:
        default:
            printf("tspico: no Wi-Fi network is known; type wifi SSID PASSWORD\n");
            break;
    }
}
