#include "runtime/utf8.h"

#include "runtime/buffer.h"
#include "runtime/copy.h"
#include "runtime/string_internal.h"

static uint32_t code_point(const struct tsp_string *string, uint32_t *index) {
    uint32_t first = tsp_string_peek(string, (*index)++);
    if (first < 0xD800 || first > 0xDFFF) {
        return first;
    }
    if (first < 0xDC00 && *index < string->length) {
        uint32_t second = tsp_string_peek(string, *index);
        if (second >= 0xDC00 && second <= 0xDFFF) {
            ++*index;
            return 0x10000u + ((first - 0xD800u) << 10) + (second - 0xDC00u);
        }
    }
    return 0xFFFD;
}

unsigned tsp_utf8_encode(const struct tsp_string *string, uint32_t *index, uint8_t bytes[4]) {
    uint32_t code = code_point(string, index);
    if (code < 0x80) {
        bytes[0] = (uint8_t)code;
        return 1;
    }
    unsigned count = code < 0x800 ? 2u : code < 0x10000 ? 3u : 4u;
    for (unsigned i = count; --i > 0;) {
        bytes[i] = (uint8_t)(0x80u | (code & 0x3Fu));
        code >>= 6;
    }
    bytes[0] = (uint8_t)((0xF00u >> count) | code);
    return count;
}

bool tsp_is_lone_surrogate(const struct tsp_string *string, uint32_t index) {
    uint16_t unit = tsp_string_peek(string, index);
    if (unit >= 0xd800 && unit < 0xdc00) {
        return index + 1 == string->length || (tsp_string_peek(string, index + 1) & 0xfc00) != 0xdc00;
    }
    return (unit & 0xfc00) == 0xdc00 && (index == 0 || (tsp_string_peek(string, index - 1) & 0xfc00) != 0xd800);
}

int32_t tsp_utf8_decode(const uint8_t *bytes, uint32_t length, uint32_t *at) {
    static const int32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    uint8_t first = bytes[(*at)++];
    if (first < 0x80) {
        return first;
    }
    unsigned count = first >= 0xF0 ? 4u : first >= 0xE0 ? 3u : 2u;
    if (first < 0xC2 || first > 0xF4 || length - *at < count - 1u) {
        return -1;
    }
    int32_t code = first & (0x7F >> count);
    for (unsigned i = 1; i < count; i++) {
        uint8_t next = bytes[(*at)++];
        if ((next & 0xC0u) != 0x80u) {
            return -1;
        }
        code = code << 6 | (next & 0x3F);
    }
    return code < least[count] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) ? -1 : code;
}

/* The UTF-8 of the string are its own bytes. */
static bool is_ascii(const struct tsp_string *string) {
    uint8_t all = 0;
    if (string->storage != TSP_LATIN1) {
        return false;
    }
    for (uint32_t i = 0; i < string->length; i++) {
        all |= string->u.latin1[i];
    }
    return all < 0x80;
}

struct tsp_buffer *tsp_buffer_from_string(const struct tsp_string *string) {
    uint8_t bytes[4];
    uint32_t length = 0;
    tsp_string_flatten(string);
    if (is_ascii(string)) {
        struct tsp_buffer *copy = tsp_buffer_for(string->u.latin1, string->length);
        if (copy != NULL) {
            tsp_copy(copy->bytes, string->u.latin1, string->length);
        }
        return copy;
    }
    for (uint32_t i = 0; i < string->length;) {
        length += tsp_utf8_encode(string, &i, bytes);
    }
    struct tsp_buffer *buffer = tsp_buffer_for(NULL, length);
    uint8_t *to = buffer == NULL ? NULL : buffer->bytes;
    for (uint32_t i = 0; to != NULL && i < string->length;) {
        unsigned count = tsp_utf8_encode(string, &i, bytes);
        memcpy(to, bytes, count);
        to += count;
    }
    return buffer;
}
