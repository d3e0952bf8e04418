/*
 * What --stats prints: one line per pool of lwIP, the heaps, in the form `stats NAME key=value …`.
 */
#ifndef TSP_PORT_HOST_STATS_H
#define TSP_PORT_HOST_STATS_H

/*
 * Writes to standard error. `time_wait` are TCP connections that ended and only keep their ports
 * for two minutes; they are not in `used`.
 */
void tsp_stats_print(void);

#endif
