/*
 * String.prototype.toLowerCase and toUpperCase (ECMA-262 22.1.3.28, 22.1.3.30): code points one by
 * one by the tables of case.h, and a sigma by what stands around it. Latin-1 text that stays
 * Latin-1 needs no table.
 */
#include "runtime/case.h"
#include "runtime/exception.h"
#include "runtime/string_internal.h"
#include "runtime/string_methods.h"

#define CAPITAL_SIGMA 0x3A3u
#define FINAL_SIGMA 0x3C2u
#define SHARP_S 0xDFu
#define MICRO 0xB5u
#define Y_WITH_DIAERESIS 0xFFu
/* A code point becomes at most so many units. */
#define MOST_UNITS 3u

/*
 * A unit of Latin-1 in the other case, if it is a letter of the case whose first letter is `first`.
 * Behind ASCII, letters stand 0x7F higher; the signs of product and quotient stand among them.
 */
static uint8_t latin1_moved(uint8_t unit, uint8_t first) {
    const uint8_t ascii = (uint8_t)(unit - first);
    const uint8_t other = (uint8_t)(ascii - 0x7Fu);
    return ascii < 26u || (other < 31u && other != 23u) ? unit ^ 0x20u : unit;
}

/* The code point at `at`, at which there is a unit; a surrogate that stands alone is one itself. */
static uint32_t code_at(const struct tsp_string *self, uint32_t at) {
    const uint32_t first = tsp_string_peek(self, at);
    if ((first & 0xFC00u) == 0xD800u && at + 1 < self->length) {
        const uint32_t second = tsp_string_peek(self, at + 1);
        if ((second & 0xFC00u) == 0xDC00u) {
            return 0x10000u + ((first & 0x3FFu) << 10) + (second & 0x3FFu);
        }
    }
    return first;
}

/* The code point that ends before `at`, which is not 0. */
static uint32_t code_before(const struct tsp_string *self, uint32_t at) {
    const uint32_t code = at >= 2 ? code_at(self, at - 2) : 0;
    return code >= 0x10000u ? code : tsp_string_peek(self, at - 1);
}

static uint32_t units_of(uint32_t code) {
    return code >= 0x10000u ? 2u : 1u;
}

static uint32_t class_of(const struct tsp_case_table *table, uint32_t code) {
    const uint8_t *run = table->classes;
    uint32_t class = TSP_CASE_IGNORED;
    for (uint32_t end = 0;;) {
        uint32_t number = 0;
        unsigned shift = 0;
        for (; *run >= 0x80u; shift += 7u) {
            number |= (*run++ & 0x7Fu) << shift;
        }
        number |= (uint32_t)*run++ << shift;
        class += 1u + (number & 1u);
        class = class >= 3u ? class - 3u : class;
        end += number >> 1;
        if (code < end) {
            return class;
        }
    }
}

/* Whether the sigma at `at` ends a word: a letter comes before it, and none behind it. */
static bool is_final(const struct tsp_case_table *table, const struct tsp_string *self, uint32_t at) {
    uint32_t class = TSP_CASE_IGNORED;
    for (uint32_t i = at; i > 0 && class == TSP_CASE_IGNORED;) {
        const uint32_t code = code_before(self, i);
        class = class_of(table, code);
        i -= units_of(code);
    }
    if (class != TSP_CASE_CASED) {
        return false;
    }
    class = TSP_CASE_IGNORED;
    for (uint32_t i = at + 1; i < self->length && class == TSP_CASE_IGNORED;) {
        const uint32_t code = code_at(self, i);
        class = class_of(table, code);
        i += units_of(code);
    }
    return class != TSP_CASE_CASED;
}

/* The mapping to one code point. */
static uint32_t moved(const struct tsp_case_table *table, uint32_t code) {
    const uint32_t plane = code >> 16;
    const uint32_t sought = code & 0xFFFFu;
    uint32_t low = plane == 0 ? 0 : table->basic_count;
    uint32_t high = plane == 0 ? table->basic_count : table->range_count;
    while (plane <= 1 && low < high) {
        const uint32_t middle = (low + high) / 2u;
        const struct tsp_case_range *range = &table->ranges[middle];
        if (sought < range->first) {
            high = middle;
        } else if (sought - range->first > (uint32_t)(range->span >> 1)) {
            low = middle + 1;
        } else {
            const bool stays = ((sought - range->first) & range->span & 1u) != 0;
            return stays ? code : plane << 16 | ((sought + range->distance) & 0xFFFFu);
        }
    }
    return code;
}

static const struct tsp_case_expansion *expansion_of(const struct tsp_case_table *table, uint32_t code) {
    const struct tsp_case_expansion *expansion = table->expansions;
    const struct tsp_case_expansion *end = expansion + table->expansion_count;
    while (expansion != end && code >= (uint32_t)(expansion->first + expansion->count)) {
        expansion++;
    }
    return expansion != end && code >= expansion->first ? expansion : NULL;
}

/* What the code point at *at becomes; *at moves past it. Returns the number of units. */
static uint32_t convert(const struct tsp_case_table *table, const struct tsp_string *self, uint32_t *at,
                        uint16_t units[MOST_UNITS]) {
    const uint32_t place = *at;
    const uint32_t code = code_at(self, place);
    *at += units_of(code);
    if (code == CAPITAL_SIGMA && table->classes != NULL && is_final(table, self, place)) {
        units[0] = FINAL_SIGMA;
        return 1;
    }
    const uint32_t other = moved(table, code);
    if (other >= 0x10000u) {
        units[0] = (uint16_t)(0xD800u + ((other - 0x10000u) >> 10));
        units[1] = (uint16_t)(0xDC00u + (other & 0x3FFu));
        return 2;
    }
    const struct tsp_case_expansion *expansion = other == code && code >= SHARP_S ? expansion_of(table, code) : NULL;
    if (expansion == NULL) {
        units[0] = (uint16_t)other;
        return 1;
    }
    units[0] = (uint16_t)(expansion->units[0] + (code - expansion->first));
    units[1] = expansion->units[1];
    units[2] = expansion->units[2];
    return units[2] == 0 ? 2 : 3;
}

struct measure {
    uint32_t length; /* units */
    bool wide;       /* one of them is above 255 */
    bool changed;
};

/* Units of the result, of which there may be more than a string can have. */
static struct measure measured(const struct tsp_case_table *table, const struct tsp_string *self) {
    struct measure result = {0, false, false};
    uint16_t units[MOST_UNITS];
    for (uint32_t at = 0; at < self->length && result.length <= TSP_STRING_MAX_LENGTH;) {
        const uint32_t from = at;
        const uint32_t count = convert(table, self, &at, units);
        result.changed = result.changed || count != at - from;
        for (uint32_t i = 0; i < count; i++) {
            result.wide = result.wide || units[i] > 0xFFu;
            result.changed = result.changed || units[i] != tsp_string_peek(self, from + i);
        }
        result.length += count;
    }
    return result;
}

static void write_converted(const struct tsp_case_table *table, const struct tsp_string *self,
                            struct tsp_string_target target) {
    uint16_t units[MOST_UNITS];
    for (uint32_t at = 0, to = 0; at < self->length;) {
        const uint32_t count = convert(table, self, &at, units);
        for (uint32_t i = 0; i < count; i++, to++) {
            if (target.latin1 != NULL) {
                target.latin1[to] = (uint8_t)units[i];
            } else {
                target.utf16[to] = units[i];
            }
        }
    }
}

/* Any text, flat or not. A text that is in that case already is its own result. */
static const struct tsp_string *converted(const struct tsp_case_table *table, const struct tsp_string *self) {
    const struct measure measure = measured(table, self);
    struct tsp_string_target target = {NULL, NULL};
    if (!measure.changed) {
        return self;
    }
    if (measure.length > TSP_STRING_MAX_LENGTH) {
        tsp_throw_range_error("Invalid string length");
        return NULL;
    }
    const struct tsp_string *result = measure.wide ? tsp_string_new_utf16(measure.length, &target.utf16)
                                                   : tsp_string_new_latin1(measure.length, &target.latin1);
    if (result != NULL) {
        write_converted(table, self, target);
    }
    return result;
}

/* Of text that stays Latin-1. */
static const struct tsp_string *converted_latin1(const struct tsp_string *self, uint8_t first) {
    uint32_t same = 0;
    while (same < self->length && latin1_moved(self->u.latin1[same], first) == self->u.latin1[same]) {
        same++;
    }
    if (same == self->length) {
        return self;
    }
    uint8_t *units = NULL;
    const struct tsp_string *result = tsp_string_new_latin1(self->length, &units);
    for (uint32_t i = 0; result != NULL && i < self->length; i++) {
        units[i] = latin1_moved(self->u.latin1[i], first);
    }
    return result;
}

const struct tsp_string *tsp_string_to_lower_case(const struct tsp_string *self) {
    tsp_string_flatten(self);
    return self->storage == TSP_LATIN1 ? converted_latin1(self, 'A') : converted(&tsp_lower_case, self);
}

/* The capitals of all units are single units of Latin-1. */
static bool stays_latin1(const struct tsp_string *self) {
    for (uint32_t i = 0; i < self->length; i++) {
        const uint8_t unit = self->u.latin1[i];
        if (unit == SHARP_S || unit == MICRO || unit == Y_WITH_DIAERESIS) {
            return false;
        }
    }
    return true;
}

const struct tsp_string *tsp_string_to_upper_case(const struct tsp_string *self) {
    tsp_string_flatten(self);
    const bool is_plain = self->storage == TSP_LATIN1 && stays_latin1(self);
    return is_plain ? converted_latin1(self, 'a') : converted(&tsp_upper_case, self);
}
