#include "runtime/string_parts.h"

#include "runtime/copy.h"
#include "runtime/number.h"

uint32_t tsp_digits_length(int32_t number) {
    uint32_t sign = number < 0;
    uint32_t size = sign ? 0u - (uint32_t)number : (uint32_t)number;
    uint32_t length = 1u + sign;
    if (size >= 100000u) {
        size /= 100000u;
        length += 5u;
    }
    return length + (size >= 10u) + (size >= 100u) + (size >= 1000u) + (size >= 10000u);
}

/* A sign and ten digits. */
#define MOST_DIGITS 11u

uint32_t tsp_parts_bound(int count, const tsp_value *parts, bool *wide) {
    uint32_t length = 0;
    bool is_wide = false;
    for (const tsp_value *part = parts; part != parts + count && length <= TSP_STRING_MAX_LENGTH; part++) {
        if (tsp_is_int32(*part)) {
            length += MOST_DIGITS;
        } else {
            length += tsp_as_string(*part)->length;
            is_wide |= tsp_string_is_wide(tsp_as_string(*part));
        }
    }
    *wide = is_wide;
    return length;
}

uint32_t tsp_parts_length(int count, const tsp_value *parts, bool *wide) {
    uint32_t length = 0;
    bool is_wide = false;
    for (const tsp_value *part = parts; part != parts + count && length <= TSP_STRING_MAX_LENGTH; part++) {
        if (tsp_is_int32(*part)) {
            length += tsp_digits_length(tsp_as_int32(*part));
        } else {
            length += tsp_as_string(*part)->length;
            is_wide |= tsp_string_is_wide(tsp_as_string(*part));
        }
    }
    *wide = is_wide;
    return length;
}

static uint32_t write_digits(struct tsp_string_target target, uint32_t at, int32_t number) {
    char digits[TSP_NUMBER_TEXT_SIZE];
    if (target.latin1 != NULL) {
        return tsp_int32_format(number, (char *)target.latin1 + at);
    }
    unsigned count = tsp_int32_format(number, digits);
    for (unsigned i = 0; i < count; i++) {
        target.utf16[at + i] = (uint8_t)digits[i];
    }
    return count;
}

uint32_t tsp_parts_write(struct tsp_string_target target, uint32_t at, int count, const tsp_value *parts) {
    for (int i = 0; i < count; i++) {
        if (tsp_is_int32(parts[i])) {
            at += write_digits(target, at, tsp_as_int32(parts[i]));
            continue;
        }
        const struct tsp_string *string = tsp_as_string(parts[i]);
        const uint32_t length = string->length;
        if (target.latin1 != NULL && string->storage == TSP_LATIN1) {
            tsp_copy_few(target.latin1 + at, string->u.latin1, length);
        } else {
            tsp_string_write(target, at, string);
        }
        at += length;
    }
    return at;
}
