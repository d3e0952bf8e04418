/*
 * Tables of case conversion (Unicode 3.13, default case conversion), for string_case.c alone. Each
 * code point that is not in a table stays as it is.
 */
#ifndef TSP_RUNTIME_CASE_H
#define TSP_RUNTIME_CASE_H

#include <stddef.h>
#include <stdint.h>

/* Code points that move by the same distance, by the lower 16 bits. */
struct tsp_case_range {
    uint16_t first;
    uint16_t span;     /* (last - first) * 2, and 1 where only every second one moves */
    uint16_t distance; /* added, within 16 bits */
};

/* Code points below 0x10000 that become two or three units. */
struct tsp_case_expansion {
    uint16_t first;
    uint16_t count;
    uint16_t units[3]; /* of `first`; units[0] moves with the code point; 0 where there is no third */
};

struct tsp_case_table {
    const struct tsp_case_range *ranges; /* ascending: below 0x10000, then from 0x10000 to 0x1FFFF */
    uint16_t basic_count;                /* those below 0x10000 */
    uint16_t range_count;
    const struct tsp_case_expansion *expansions; /* ascending */
    uint16_t expansion_count;
    /*
     * Runs of code points of the same class, from 0 on, or NULL where no conversion asks: enum
     * tsp_case_class. A run is a number in 7-bit groups, the lowest first: its length * 2, and 1
     * where its class is the next but one after that of the run before it. The first run comes
     * after TSP_CASE_IGNORED.
     */
    const uint8_t *classes;
};

/* Case_Ignorable comes first: a character of both kinds is passed over. */
enum tsp_case_class { TSP_CASE_NONE, TSP_CASE_CASED, TSP_CASE_IGNORED };

extern const struct tsp_case_table tsp_lower_case;
extern const struct tsp_case_table tsp_upper_case;

#endif
