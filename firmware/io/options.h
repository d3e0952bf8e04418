/*
 * Reading the options of IO classes (ECMA-419 Annex A): a property that is present must be in
 * range, undefined included; absent ones have their default. Each function returns false with an
 * exception pending.
 */
#ifndef TSP_IO_OPTIONS_H
#define TSP_IO_OPTIONS_H

#include "lwip/ip_addr.h"
#include "runtime/object.h"
#include "runtime/string.h"

/* A function or null; absent gives null. TypeError for anything else. */
bool tsp_option_callback(tsp_value option, tsp_value *callback);
/*
 * An integer from `low` (0 or more) to `high` after ToNumber, at most UINT32_MAX of it; absent
 * leaves *number. Error when undefined, RangeError outside. The compiler makes numbers of text.
 */
bool tsp_option_integer(tsp_value option, double low, double high, uint32_t *number);
/*
 * The text of an IP address. Error when it is none. A reader: it comes with the property, so that
 * programs without addresses do not carry it.
 */
bool tsp_option_address(tsp_value option, ip_addr_t *address);
/*
 * Whether the value is `text`, which is not the text of a primitive of another kind; *equal. May
 * throw.
 */
bool tsp_option_is(tsp_value value, const struct tsp_string *text, bool *equal);

/*
 * "192.0.2.1", or eight groups of four lower-case hexadecimal digits. NULL with an exception
 * pending when the heap is full.
 */
const struct tsp_string *tsp_address_text(const ip_addr_t *address);

#endif
