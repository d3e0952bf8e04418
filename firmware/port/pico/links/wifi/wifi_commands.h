/* The console's `wifi` command. */
#ifndef TSP_WIFI_COMMANDS_H
#define TSP_WIFI_COMMANDS_H

#include <stdbool.h>

#include "settings.h"

/*
 * The network to join at the start: the remembered one; else that of the build.
 */
void tsp_wifi_first_network(struct tsp_wifi_network *network);

/* Runs `wifi ...`; false when the first word is another one. */
bool tsp_wifi_command(int argc, char *const *argv);

#endif
