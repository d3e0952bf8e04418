#include "station.h"

#include <stdio.h>
#include <string.h>

#include "board.h"
#include "link_loss.h"
#include "lwip/ip4_addr.h"
#include "lwip/netif.h"
#include "pico/cyw43_arch.h"
#include "runtime/port.h"

/* Milliseconds: for the radio to find and enter the network, and then for an address to come. */
#define JOIN_PATIENCE 20000u
#define ADDRESS_PATIENCE 30000u
#define FIRST_WAIT 1000u
#define LONGEST_WAIT 60000u
/*
 * Join requests in a row that the radio itself refuses, before the board starts again with a radio
 * from power-on.
 */
#define REFUSALS 5u
/*
 * A radio that has lost its power or its mind says nothing, and the driver goes on believing in its
 * link. So it is asked something that any radio answers, seldom while it does, and sooner after a
 * question without an answer. The driver gives up on one after a second.
 */
#define QUESTION_EVERY 10000u
#define QUESTION_AGAIN 1000u
#define UNANSWERED 3u

static struct tsp_wifi_network network;
static enum tsp_station_state state;
static uint32_t deadline; /* of the state that is left by time */
static uint32_t next_wait;
static unsigned refusals;
static uint32_t next_question;
static unsigned unanswered; /* in a row */
static bool associated;
static bool was_up;

static bool reached(uint32_t time) {
    return (int32_t)(tsp_port_now() - time) >= 0;
}

static const char *address_text(void) {
    return ip4addr_ntoa(netif_ip4_addr(&cyw43_state.netif[CYW43_ITF_STA]));
}

static void wait(uint32_t milliseconds) {
    state = TSP_STATION_WAITING;
    deadline = tsp_port_now() + milliseconds;
}

static void failed(const char *why) {
    printf("tspico: Wi-Fi network %s: %s; trying again in %lu s\n", network.ssid, why, (unsigned long)(next_wait / 1000));
    /* It may be half inside. Whether it can leave changes nothing about the next attempt. */
    (void)cyw43_wifi_leave(&cyw43_state, CYW43_ITF_STA);
    wait(next_wait);
    next_wait = next_wait * 2 < LONGEST_WAIT ? next_wait * 2 : LONGEST_WAIT;
}

static void join(void) {
    bool open = network.password[0] == '\0';
    uint32_t kind = open ? CYW43_AUTH_OPEN : CYW43_AUTH_WPA2_MIXED_PSK;
    state = TSP_STATION_JOINING;
    deadline = tsp_port_now() + JOIN_PATIENCE;
    associated = false;
    if (cyw43_arch_wifi_connect_async(network.ssid, open ? NULL : network.password, kind) == 0) {
        refusals = 0;
        return;
    }
    if (++refusals == REFUSALS) {
        printf("tspico: the radio refuses to join, starting again\n");
        tsp_board_reset(TSP_RESET_NO_HARDWARE);
    }
    failed("the radio refuses to join");
}

static void joined(void) {
    state = TSP_STATION_UP;
    next_wait = FIRST_WAIT;
    next_question = tsp_port_now() + QUESTION_EVERY;
    unanswered = 0;
    was_up = true;
    printf("tspico: joined Wi-Fi network %s, address %s, %lu ms after the start\n", network.ssid, address_text(),
            (unsigned long)tsp_port_now());
}

static void lost(void) {
    printf("tspico: Wi-Fi network %s is lost, joining again\n", network.ssid);
    tsp_link_lost();
    (void)cyw43_wifi_leave(&cyw43_state, CYW43_ITF_STA);
    next_wait = FIRST_WAIT;
    wait(0);
}

/*
 * While up. The driver cannot start a radio anew under lwIP's interface, so one that is dead takes
 * the board with it.
 */
static void question_radio(void) {
    int32_t strength = 0;
    if (!reached(next_question)) {
        return;
    }
    if (cyw43_wifi_get_rssi(&cyw43_state, &strength) == 0) {
        unanswered = 0;
        next_question = tsp_port_now() + QUESTION_EVERY;
        return;
    }
    next_question = tsp_port_now() + QUESTION_AGAIN;
    if (++unanswered == UNANSWERED) {
        printf("tspico: the radio no longer answers, starting again\n");
        tsp_board_reset(TSP_RESET_NO_HARDWARE);
    }
}

/* While joining. */
static void follow_join(int status) {
    switch (status) {
        case CYW43_LINK_UP:
            joined();
            return;
        case CYW43_LINK_NONET:
            failed("not found");
            return;
        case CYW43_LINK_BADAUTH:
            failed("refused, is the password right?");
            return;
        case CYW43_LINK_FAIL:
            failed("not joined");
            return;
        case CYW43_LINK_NOIP:
            if (!associated) {
                associated = true;
                deadline = tsp_port_now() + ADDRESS_PATIENCE;
            }
            break;
        default:
            break;
    }
    if (reached(deadline)) {
        failed(associated ? "no address from its DHCP server" : "no answer");
    }
}

void tsp_station_use(const struct tsp_wifi_network *other) {
    if (state == TSP_STATION_UP) {
        tsp_link_lost();
    }
    if (state != TSP_STATION_IDLE) {
        (void)cyw43_wifi_leave(&cyw43_state, CYW43_ITF_STA);
    }
    network = *other;
    state = TSP_STATION_IDLE;
    next_wait = FIRST_WAIT;
    refusals = 0;
    if (network.ssid[0] != '\0') {
        printf("tspico: joining Wi-Fi network %s\n", network.ssid);
        join();
    }
}

void tsp_station_poll(void) {
    int status = cyw43_tcpip_link_status(&cyw43_state, CYW43_ITF_STA);
    if (state == TSP_STATION_JOINING) {
        follow_join(status);
    } else if (state == TSP_STATION_UP && status != CYW43_LINK_UP) {
        lost();
    } else if (state == TSP_STATION_UP) {
        question_radio();
    } else if (state == TSP_STATION_WAITING && reached(deadline)) {
        join();
    }
}

enum tsp_station_state tsp_station_state(void) {
    return state;
}

bool tsp_station_was_up(void) {
    return was_up;
}

void tsp_station_print(void) {
    switch (state) {
        case TSP_STATION_UP:
            printf("tspico: in Wi-Fi network %s, address %s\n", network.ssid, address_text());
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
