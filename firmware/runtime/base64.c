#include "runtime/base64.h"

#include "runtime/named_error.h"
#include "runtime/string_internal.h"

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static const struct tsp_string invalid = TSP_LATIN1_LITERAL("Invalid character");

static void throw_invalid(const struct tsp_string *message) {
    static const struct tsp_string name = TSP_LATIN1_LITERAL("InvalidCharacterError");
    tsp_throw_named_error(&name, message);
}

const struct tsp_string *tsp_btoa(const struct tsp_string *bytes) {
    if (tsp_string_is_wide(bytes)) {
        throw_invalid(&invalid);
        return NULL;
    }
    uint8_t *to;
    struct tsp_string *result = tsp_string_new_latin1((bytes->length + 2u) / 3u * 4u, &to);
    for (uint32_t at = 0; result != NULL && at < bytes->length; at += 3) {
        const uint32_t left = bytes->length - at;
        uint32_t group = (uint32_t)tsp_string_peek(bytes, at) << 16;
        group |= left > 1 ? (uint32_t)tsp_string_peek(bytes, at + 1) << 8 : 0;
        group |= left > 2 ? (uint32_t)tsp_string_peek(bytes, at + 2) : 0;
        *to++ = (uint8_t)letters[group >> 18];
        *to++ = (uint8_t)letters[group >> 12 & 63u];
        *to++ = (uint8_t)(left > 1 ? letters[group >> 6 & 63u] : '=');
        *to++ = (uint8_t)(left > 2 ? letters[group & 63u] : '=');
    }
    return result;
}

static bool is_space(uint16_t unit) {
    return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\f' || unit == '\r';
}

/* Six bits, or 64 for what is no letter of the alphabet. */
static uint32_t value_of(uint16_t unit) {
    const char *found = unit == 0 || unit > 127 ? NULL : strchr(letters, unit);
    return found == NULL ? 64 : (uint32_t)(found - letters);
}

/* Letters and signs of equality without white space; false where one comes that may not. */
static bool count(const struct tsp_string *text, uint32_t *digits, uint32_t *padding) {
    *digits = 0;
    *padding = 0;
    for (uint32_t i = 0; i < text->length; i++) {
        const uint16_t unit = tsp_string_peek(text, i);
        if (unit == '=') {
            ++*padding;
        } else if (!is_space(unit)) {
            if (value_of(unit) > 63 || *padding > 0) {
                return false;
            }
            ++*digits;
        }
    }
    return *padding == 0 || (*padding <= 2 && (*digits + *padding) % 4 == 0);
}

const struct tsp_string *tsp_atob(const struct tsp_string *text) {
    static const struct tsp_string odd = TSP_LATIN1_LITERAL("The string to be decoded is not correctly encoded.");
    uint32_t digits;
    uint32_t padding;
    tsp_string_flatten(text);
    if (!count(text, &digits, &padding)) {
        throw_invalid(&invalid);
        return NULL;
    }
    if (digits % 4 == 1) {
        throw_invalid(&odd);
        return NULL;
    }
    uint8_t *to;
    struct tsp_string *result = tsp_string_new_latin1(digits * 3 / 4, &to);
    uint32_t group = 0;
    unsigned bits = 0;
    for (uint32_t i = 0; result != NULL && i < text->length; i++) {
        const uint32_t value = value_of(tsp_string_peek(text, i));
        if (value > 63) {
            continue;
        }
        group = group << 6 | value;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            *to++ = (uint8_t)(group >> bits);
        }
    }
    return result;
}
