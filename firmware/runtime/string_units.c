/* The 256 one-unit Latin-1 strings, in flash. */
#include "runtime/string_internal.h"

#define BYTES4(n) (n), (n) + 1, (n) + 2, (n) + 3
#define BYTES16(n) BYTES4(n), BYTES4((n) + 4), BYTES4((n) + 8), BYTES4((n) + 12)
#define BYTES64(n) BYTES16(n), BYTES16((n) + 16), BYTES16((n) + 32), BYTES16((n) + 48)

static const uint8_t unit_bytes[256] = {BYTES64(0), BYTES64(64), BYTES64(128), BYTES64(192)};

#define UNIT(n) {{&tsp_string_shape}, {{1, 0, TSP_LATIN1}}, {.latin1 = &unit_bytes[n]}, NULL}
#define UNITS4(n) UNIT(n), UNIT((n) + 1), UNIT((n) + 2), UNIT((n) + 3)
#define UNITS16(n) UNITS4(n), UNITS4((n) + 4), UNITS4((n) + 8), UNITS4((n) + 12)
#define UNITS64(n) UNITS16(n), UNITS16((n) + 16), UNITS16((n) + 32), UNITS16((n) + 48)

const struct tsp_string tsp_unit_strings[256] = {UNITS64(0), UNITS64(64), UNITS64(128), UNITS64(192)};

const struct tsp_string *tsp_string_at(const struct tsp_string *string, uint32_t index) {
    tsp_string_flatten(string);
    uint16_t unit = tsp_string_peek(string, index);
    return unit < 256 ? &tsp_unit_strings[unit] : tsp_string_from_units(&unit, 1);
}
