/* Methods of String that look at code points: ECMA-262 22.1.2.2, 22.1.3.10 and 22.1.3.33. */
#include "runtime/arguments.h"
#include "runtime/exception.h"
#include "runtime/string_internal.h"
#include "runtime/string_methods.h"

#define LAST_CODE_POINT 0x10FFFFu
#define REPLACEMENT 0xFFFDu

static bool is_surrogate(uint32_t unit, uint32_t half) {
    return (unit & 0xFC00u) == half;
}

/* The first surrogate from `at` on that stands alone, or the length. */
static uint32_t find_lone(const struct tsp_string *self, uint32_t at) {
    for (; at < self->length; at++) {
        const uint32_t unit = tsp_string_peek(self, at);
        if (is_surrogate(unit, 0xDC00u)) {
            return at;
        }
        if (is_surrogate(unit, 0xD800u)) {
            if (at + 1 == self->length || !is_surrogate(tsp_string_peek(self, at + 1), 0xDC00u)) {
                return at;
            }
            at++;
        }
    }
    return self->length;
}

bool tsp_string_is_well_formed(const struct tsp_string *self) {
    tsp_string_flatten(self);
    return !tsp_string_is_wide(self) || find_lone(self, 0) == self->length;
}

const struct tsp_string *tsp_string_to_well_formed(const struct tsp_string *self) {
    if (tsp_string_is_well_formed(self)) {
        return self;
    }
    struct tsp_string_target target = {NULL, NULL};
    const struct tsp_string *result = tsp_string_new_utf16(self->length, &target.utf16);
    if (result == NULL) {
        return NULL;
    }
    tsp_string_write(target, 0, self);
    for (uint32_t at = find_lone(self, 0); at < self->length; at = find_lone(self, at + 1)) {
        target.utf16[at] = REPLACEMENT;
    }
    return result;
}

/* The code point, or a RangeError and more than the last one. */
static uint32_t code_point(tsp_value value) {
    const double number = tsp_to_number(value);
    if (tsp_is_integer_within(number, 0, LAST_CODE_POINT)) {
        return (uint32_t)number;
    }
    tsp_throw_range_error("Invalid code point");
    return LAST_CODE_POINT + 1u;
}

const struct tsp_string *tsp_string_from_code_point(int count, const tsp_value *values) {
    uint32_t length = 0;
    uint32_t most = 0;
    for (int i = 0; i < count; i++) {
        const uint32_t code = code_point(values[i]);
        if (code > LAST_CODE_POINT) {
            return NULL;
        }
        length += code > 0xFFFFu ? 2u : 1u;
        most = code > most ? code : most;
    }
    struct tsp_string_target target = {NULL, NULL};
    if (length == 0) {
        return &tsp_string_empty;
    }
    if (length == 1 && most < 256u) {
        return &tsp_unit_strings[most];
    }
    const struct tsp_string *result = most < 256u ? tsp_string_new_latin1(length, &target.latin1)
                                                  : tsp_string_new_utf16(length, &target.utf16);
    for (int i = 0, at = 0; result != NULL && i < count; i++) {
        const uint32_t code = code_point(values[i]);
        if (target.latin1 != NULL) {
            target.latin1[at++] = (uint8_t)code;
        } else if (code > 0xFFFFu) {
            target.utf16[at++] = (uint16_t)(0xD800u + ((code - 0x10000u) >> 10));
            target.utf16[at++] = (uint16_t)(0xDC00u + (code & 0x3FFu));
        } else {
            target.utf16[at++] = (uint16_t)code;
        }
    }
    return result;
}
