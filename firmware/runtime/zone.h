/*
 * The time zone of the program: UTC, unless the program was built with a table of another one
 * (compiler/build/time-zone.ts), which then defines tsp_zone.
 */
#ifndef TSP_RUNTIME_ZONE_H
#define TSP_RUNTIME_ZONE_H

#include <stdint.h>

/* A kind of local time, as winter time and summer time are two. */
struct tsp_zone_kind {
    int32_t offset;   /* seconds that local time is ahead of UTC */
    const char *name; /* of times since 1970 that fit 32 bits of seconds */
};

struct tsp_zone {
    uint16_t count;        /* of changes */
    uint16_t repeats_from; /* the year from which on the 40 years before it say everything */
    const int64_t *times;  /* of the changes, in seconds since 1970, ascending */
    const uint8_t *kinds;  /* one more than changes: which kind holds before each, and after the last */
    const struct tsp_zone_kind *kind;
};

extern const struct tsp_zone tsp_zone;

/* Seconds that local time is ahead at a time, which is in milliseconds since 1970 in UTC. */
int32_t tsp_zone_offset(int64_t time);

/*
 * The name of local time at that time. What has no name of its own has that of a year of the table
 * with the same calendar, as in V8.
 */
const char *tsp_zone_name(int64_t time);

int64_t tsp_zone_to_local(int64_t time);

/*
 * UTC of a local time. Of one that is skipped or comes twice as ECMA-262 21.4.1.26 says: by what
 * held before the change.
 */
int64_t tsp_zone_to_utc(int64_t local);

#endif
