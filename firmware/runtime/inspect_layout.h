/* How Node lays out what stands between a pair of braces. */
#ifndef TSP_RUNTIME_INSPECT_LAYOUT_H
#define TSP_RUNTIME_INSPECT_LAYOUT_H

#include "runtime/inspect.h"

/* Elements that are shown of an array, and of them with what tells how many more there are. */
#define TSP_MOST_ELEMENTS 100u
#define TSP_MOST_GROUPED (TSP_MOST_ELEMENTS + 1u)
#define TSP_MOST_COLUMNS 15u

/* The entries between the braces, as they are measured one after the other. */
struct tsp_layout {
    uint32_t count;
    uint32_t length; /* of all entries */
    bool is_broken;
    /* where they are elements: the columns of each, cut to 255 */
    uint8_t widths[TSP_MOST_GROUPED];
    /* Filled by tsp_layout_group(). */
    uint8_t columns; /* elements of a line; 0: entries are not grouped */
    uint8_t widest[TSP_MOST_COLUMNS]; /* of each column */
};

void tsp_layout_add(struct tsp_layout *layout, const struct tsp_extent *entry);
/* Elements of similar width stand in columns, where there are more than six. */
void tsp_layout_group(struct tsp_layout *layout, unsigned indentation);
/* How many of the grouped entries stand in columns: not the one that tells of more. */
uint32_t tsp_layout_grouped(const struct tsp_layout *layout);
/*
 * Whether all entries fit on the line of the braces; `opening` is how long what stands before them
 * is.
 */
bool tsp_layout_is_line(const struct tsp_layout *layout, uint32_t opening, unsigned indentation);
/* The same of so many entries that are so long together, none of which is broken. */
bool tsp_fits_line(uint32_t count, uint32_t length, uint32_t opening, unsigned indentation);

/* Columns that a character takes. */
unsigned tsp_columns_of(int32_t point);

#endif
