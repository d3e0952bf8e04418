#include "runtime/uri.h"

#include "runtime/named_error.h"
#include "runtime/string_internal.h"
#include "runtime/text.h"
#include "runtime/utf8.h"

static bool is_among(uint32_t unit, const char *set) {
    return unit != 0 && unit < 128 && strchr(set, (int)unit) != NULL;
}

static bool is_reserved(uint32_t unit) {
    return is_among(unit, ";/?:@&=+$,#");
}

static bool is_unreserved(uint32_t unit) {
    return unit < 128 && (tsp_text_digit((uint16_t)unit) < 36 || is_among(unit, "-_.!~*'()"));
}

static bool is_surrogate(uint32_t unit) {
    return unit >= 0xD800 && unit <= 0xDFFF;
}

/* ---- Encoding ------------------------------------------------------------------------------- */

/*
 * The character at unit *at, which moves past it, as it is or as escapes; `to` may be NULL. Returns
 * how many units that makes, or 0 for a surrogate that stands alone.
 */
static unsigned encode_one(const struct tsp_string *text, uint32_t *at, bool keeps_reserved, uint8_t *to) {
    static const char digits[] = "0123456789ABCDEF";
    const uint32_t unit = tsp_string_peek(text, *at);
    if (is_unreserved(unit) || (keeps_reserved && is_reserved(unit))) {
        if (to != NULL) {
            *to = (uint8_t)unit;
        }
        ++*at;
        return 1;
    }
    uint8_t bytes[4];
    const unsigned count = tsp_utf8_encode(text, at, bytes);
    if (is_surrogate(unit) && count != 4) {
        return 0;
    }
    for (unsigned i = 0; to != NULL && i < count; i++) {
        to[3 * i] = '%';
        to[3 * i + 1] = (uint8_t)digits[bytes[i] >> 4];
        to[3 * i + 2] = (uint8_t)digits[bytes[i] & 15u];
    }
    return 3 * count;
}

static const struct tsp_string *encode(const struct tsp_string *text, bool keeps_reserved) {
    uint32_t length = 0;
    tsp_string_flatten(text);
    for (uint32_t at = 0; at < text->length;) {
        const unsigned count = encode_one(text, &at, keeps_reserved, NULL);
        if (count == 0) {
            tsp_throw_uri_error();
            return NULL;
        }
        length += count;
    }
    uint8_t *to;
    struct tsp_string *result = tsp_string_new_latin1(length, &to);
    for (uint32_t at = 0; result != NULL && at < text->length;) {
        to += encode_one(text, &at, keeps_reserved, to);
    }
    return result;
}

const struct tsp_string *tsp_encode_uri(const struct tsp_string *text) {
    return encode(text, true);
}

const struct tsp_string *tsp_encode_uri_component(const struct tsp_string *text) {
    return encode(text, false);
}

/* ---- Decoding ------------------------------------------------------------------------------- */

/* The byte of the escape at `at`, or -1. */
static int32_t byte_at(const struct tsp_string *text, uint32_t at) {
    if (text->length - at < 3 || tsp_string_peek(text, at) != '%') {
        return -1;
    }
    const unsigned high = tsp_text_digit(tsp_string_peek(text, at + 1));
    const unsigned low = tsp_text_digit(tsp_string_peek(text, at + 2));
    return high < 16 && low < 16 ? (int32_t)(high * 16 + low) : -1;
}

/* The code point or unit at *at, which moves past it; -1 where it is no URI. */
static int32_t decode_one(const struct tsp_string *text, uint32_t *at, bool keeps_reserved) {
    const uint16_t unit = tsp_string_peek(text, *at);
    if (unit != '%') {
        ++*at;
        return unit;
    }
    const int32_t first = byte_at(text, *at);
    if (first >= 0 && keeps_reserved && is_reserved((uint32_t)first)) {
        ++*at; /* the escape stays: its digits follow as they are */
        return '%';
    }
    uint8_t bytes[4];
    const uint32_t count = first < 0x80 ? 1u : first < 0xE0 ? 2u : first < 0xF0 ? 3u : 4u;
    for (uint32_t i = 0; i < count; i++) {
        const int32_t byte = *at < text->length ? byte_at(text, *at) : -1;
        if (byte < 0) {
            return -1;
        }
        bytes[i] = (uint8_t)byte;
        *at += 3;
    }
    uint32_t end = 0;
    return tsp_utf8_decode(bytes, count, &end);
}

static const struct tsp_string *write_decoded(const struct tsp_string *text, bool keeps_reserved, uint32_t length) {
    uint16_t *to;
    struct tsp_string *result = tsp_string_new_utf16(length, &to);
    for (uint32_t at = 0; result != NULL && at < text->length;) {
        const uint32_t code = (uint32_t)decode_one(text, &at, keeps_reserved);
        if (code >= 0x10000) {
            *to++ = (uint16_t)(0xD7C0u + (code >> 10));
        }
        *to++ = (uint16_t)(code >= 0x10000 ? 0xDC00u + (code & 0x3FFu) : code);
    }
    return result;
}

static const struct tsp_string *decode(const struct tsp_string *text, bool keeps_reserved) {
    uint32_t length = 0;
    int32_t all = 0;
    tsp_string_flatten(text);
    for (uint32_t at = 0; at < text->length;) {
        const int32_t code = decode_one(text, &at, keeps_reserved);
        if (code < 0) {
            tsp_throw_uri_error();
            return NULL;
        }
        all |= code;
        length += code >= 0x10000 ? 2u : 1u;
    }
    if (all > 255) {
        return write_decoded(text, keeps_reserved, length);
    }
    uint8_t *to;
    struct tsp_string *result = tsp_string_new_latin1(length, &to);
    for (uint32_t at = 0; result != NULL && at < text->length;) {
        *to++ = (uint8_t)decode_one(text, &at, keeps_reserved);
    }
    return result;
}

const struct tsp_string *tsp_decode_uri(const struct tsp_string *text) {
    return decode(text, true);
}

const struct tsp_string *tsp_decode_uri_component(const struct tsp_string *text) {
    return decode(text, false);
}
