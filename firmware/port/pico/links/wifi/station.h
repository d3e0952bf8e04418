/*
 * The board as a station of a Wi-Fi network: joins, notices a loss, joins again. Every wait between
 * two attempts is twice the one before, from one second to one minute; a loss starts from the
 * beginning, at once.
 *
 * The radio itself is asked for a sign of life every ten seconds and before each join; when three
 * questions in a row, a second apart, have no answer, the board is reset (TSP_RESET_NO_HARDWARE).
 *
 * The network is up when it has given the address, or confirmed the one that the board had. A
 * network that takes the address back is asked for another, and not left.
 *
 * When the network is lost, open connections end as by a reset (tsp_link_lost()), though a re-join
 * might have come in time for some: a program is told at once, in the same way, whatever happens
 * next.
 */
#ifndef TSP_WIFI_STATION_H
#define TSP_WIFI_STATION_H

#include <stdbool.h>

#include "settings.h"

enum tsp_station_state {
    TSP_STATION_IDLE,    /* there is no network to join */
    TSP_STATION_JOINING, /* until associated and an address is there */
    TSP_STATION_WAITING, /* between two attempts */
    TSP_STATION_UP,
};

/*
 * Joins this network (copied) from now on, and leaves the one before; an empty name only leaves.
 * The radio has been started in station mode.
 */
void tsp_station_use(const struct tsp_wifi_network *network);

/*
 * Looks at the radio's state and does what is due; called at every turn. Prints what a user wants
 * to know on the console.
 */
void tsp_station_poll(void);

enum tsp_station_state tsp_station_state(void);

/* Whether it has been up since the start: the program may start. */
bool tsp_station_was_up(void);

/* Prints name, state and address. */
void tsp_station_print(void);

#endif
