/* Which port of this machine stands for which port of the program. */
#ifndef TSP_PORT_HOST_FORWARDING_H
#define TSP_PORT_HOST_FORWARDING_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Maps by hand, before the program starts. False when the table is full or `guest` has a mapping.
 */
bool tsp_forwarding_map(uint16_t host, uint16_t guest);

/*
 * Makes a listener's port reachable: as mapped by hand, port 80 as 8080, others as themselves;
 * prints where. When that port of this machine is in use, returns false if any other port will do;
 * when it will not, or is not permitted, prints one line and ends the process with status 1.
 */
bool tsp_forwarding_open(uint16_t guest, bool any_will_do);
void tsp_forwarding_close(uint16_t guest);

#endif
