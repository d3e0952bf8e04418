/*
 * Methods of String that make longer or many strings: repeat, padding, split, replace, and from
 * other data.
 */
#include "runtime/arguments.h"
#include "runtime/buffer.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/string_internal.h"
#include "runtime/string_methods.h"
#include "runtime/utf8.h"

/* `count` units of `pattern` over and over; the length has been checked. */
static const struct tsp_string *cycle(const struct tsp_string *pattern, uint32_t length) {
    uint8_t *latin1 = NULL;
    uint16_t *utf16 = NULL;
    if (length == 0) {
        return &tsp_string_empty;
    }
    if (length < pattern->length) {
        return tsp_string_sub(pattern, 0, length);
    }
    tsp_string_flatten(pattern);
    bool wide = tsp_string_is_wide(pattern);
    struct tsp_string *result =
        wide ? tsp_string_new_utf16(length, &utf16) : tsp_string_new_latin1(length, &latin1);
    for (uint32_t i = 0, j = 0; result != NULL && i < length; i++) {
        if (wide) {
            utf16[i] = tsp_string_peek(pattern, j);
        } else {
            latin1[i] = (uint8_t)tsp_string_peek(pattern, j);
        }
        j = j + 1 == pattern->length ? 0 : j + 1;
    }
    return result;
}

const struct tsp_string *tsp_string_repeat(const struct tsp_string *self, double count) {
    double times = tsp_integer_of(count);
    if (!(times >= 0 && times - times == 0)) {
        tsp_throw_range_error("Invalid count value");
        return NULL;
    }
    if (self->length == 0) {
        return self;
    }
    if (times * (double)self->length > (double)TSP_STRING_MAX_LENGTH) {
        tsp_throw_range_error("Invalid string length");
        return NULL;
    }
    return cycle(self, self->length * (uint32_t)times);
}

static const struct tsp_string *padding(const struct tsp_string *self, double length, tsp_value fill_value) {
    static const struct tsp_string space = TSP_LATIN1_LITERAL(" ");
    const struct tsp_string *fill = fill_value == TSP_UNDEFINED ? &space : tsp_to_string(fill_value);
    if (fill == NULL) {
        return NULL;
    }
    double missing = tsp_integer_of(length) - (double)self->length;
    if (!(missing > 0) || fill->length == 0) {
        return &tsp_string_empty;
    }
    if (tsp_integer_of(length) > (double)TSP_STRING_MAX_LENGTH) {
        tsp_throw_range_error("Invalid string length");
        return NULL;
    }
    return cycle(fill, (uint32_t)missing);
}

const struct tsp_string *tsp_string_pad_start(const struct tsp_string *self, double length, tsp_value fill) {
    const struct tsp_string *pad = padding(self, length, fill);
    return pad == NULL ? NULL : tsp_string_concat(pad, self);
}

const struct tsp_string *tsp_string_pad_end(const struct tsp_string *self, double length, tsp_value fill) {
    const struct tsp_string *pad = padding(self, length, fill);
    return pad == NULL ? NULL : tsp_string_concat(self, pad);
}

static bool append_part(struct tsp_array *parts, const struct tsp_string *self, uint32_t from, uint32_t to) {
    const struct tsp_string *part = tsp_string_sub(self, from, to);
    return part != NULL && tsp_array_append(parts, tsp_from_string(part));
}

static int32_t index_from(const struct tsp_string *self, const struct tsp_string *search, uint32_t from) {
    return tsp_string_index_of(self, search, tsp_from_uint32(from));
}

/* So many pieces are found before room is made for them together. */
#define PIECES_AT_ONCE 16u

/* The ends of the pieces from `from` on, as many as there is room for. */
static unsigned find_ends(const struct tsp_string *self, const struct tsp_string *separator, uint32_t from,
                          uint32_t ends[PIECES_AT_ONCE]) {
    unsigned count = 0;
    while (count < PIECES_AT_ONCE) {
        int32_t at = tsp_string_find(self, separator, from);
        ends[count++] = at < 0 ? self->length : (uint32_t)at;
        if (at < 0) {
            break;
        }
        from = (uint32_t)at + separator->length;
    }
    return count;
}

/* The separator is not empty, and `most` not 0. */
static struct tsp_array *split_at(struct tsp_array *parts, const struct tsp_string *self,
                                  const struct tsp_string *separator, uint32_t most) {
    uint32_t ends[PIECES_AT_ONCE];
    uint32_t from = 0;
    tsp_string_flatten(separator);
    for (;;) {
        unsigned count = find_ends(self, separator, from, ends);
        if (!tsp_array_make_room(parts, parts->length + count)) {
            return NULL;
        }
        for (unsigned i = 0; i < count; i++) {
            const struct tsp_string *part = tsp_string_sub(self, from, ends[i]);
            if (part == NULL) {
                return NULL;
            }
            parts->elements[parts->length++] = tsp_from_string(part);
            /* No piece but the last ends where the text does, unless a separator is empty. */
            if (parts->length == most || ends[i] == self->length) {
                return parts;
            }
            from = ends[i] + separator->length;
        }
    }
}

struct tsp_array *tsp_string_split(const struct tsp_string *self, tsp_value separator_value, tsp_value limit) {
    uint32_t most = limit == TSP_UNDEFINED ? UINT32_MAX : tsp_double_to_uint32(tsp_to_number(limit));
    const struct tsp_string *separator = tsp_to_string(separator_value);
    struct tsp_array *parts = separator == NULL ? NULL : tsp_array_new(0);
    if (parts == NULL || most == 0) {
        return parts;
    }
    tsp_string_flatten(self);
    if (separator_value == TSP_UNDEFINED) {
        return append_part(parts, self, 0, self->length) ? parts : NULL;
    }
    if (separator->length == 0) {
        for (uint32_t i = 0; i < self->length && i < most; i++) {
            if (!append_part(parts, self, i, i + 1)) {
                return NULL;
            }
        }
        return parts;
    }
    return split_at(parts, self, separator, most);
}

/* GetSubstitution (22.1.3.19.1) without captures: $$, $&, $` and $'. */
static const struct tsp_string *substitute(const struct tsp_string *self, uint32_t at, uint32_t end,
                                           const struct tsp_string *replacement) {
    const struct tsp_string *result = &tsp_string_empty;
    uint32_t from = 0;
    tsp_string_flatten(replacement);
    for (uint32_t i = 0; i + 1 < replacement->length && result != NULL; i++) {
        if (tsp_string_peek(replacement, i) != '$') {
            continue;
        }
        uint16_t letter = tsp_string_peek(replacement, i + 1);
        const struct tsp_string *part = letter == '$'    ? tsp_string_sub(replacement, i, i + 1)
                                        : letter == '&'  ? tsp_string_sub(self, at, end)
                                        : letter == '`'  ? tsp_string_sub(self, 0, at)
                                        : letter == '\'' ? tsp_string_sub(self, end, self->length)
                                                         : NULL;
        if (part == NULL) {
            if (tsp_exception_pending()) {
                return NULL;
            }
            continue;
        }
        const struct tsp_string *before = tsp_string_sub(replacement, from, i);
        result = before == NULL ? NULL : tsp_string_concat(result, before);
        result = result == NULL ? NULL : tsp_string_concat(result, part);
        i++;
        from = i + 1;
    }
    const struct tsp_string *rest =
        result == NULL ? NULL : tsp_string_sub(replacement, from, replacement->length);
    return rest == NULL ? NULL : tsp_string_concat(result, rest);
}

static const struct tsp_string *replace(const struct tsp_string *self, const struct tsp_string *search,
                                        const struct tsp_string *replacement, bool all) {
    const struct tsp_string *result = &tsp_string_empty;
    uint32_t copied = 0;
    int32_t at = index_from(self, search, 0);
    while (at >= 0) {
        uint32_t start = (uint32_t)at;
        uint32_t end = start + search->length;
        const struct tsp_string *before = tsp_string_sub(self, copied, start);
        const struct tsp_string *part = before == NULL ? NULL : substitute(self, start, end, replacement);
        result = part == NULL ? NULL : tsp_string_concat(result, before);
        result = result == NULL ? NULL : tsp_string_concat(result, part);
        if (result == NULL) {
            return NULL;
        }
        copied = end;
        uint32_t next = search->length == 0 ? end + 1 : end;
        at = all && next <= self->length ? index_from(self, search, next) : -1;
    }
    const struct tsp_string *rest =
        tsp_exception_pending() ? NULL : tsp_string_sub(self, copied, self->length);
    return rest == NULL ? NULL : tsp_string_concat(result, rest);
}

const struct tsp_string *tsp_string_replace(const struct tsp_string *self, const struct tsp_string *search,
                                            const struct tsp_string *replacement) {
    return replace(self, search, replacement, false);
}

const struct tsp_string *tsp_string_replace_all(const struct tsp_string *self, const struct tsp_string *search,
                                                const struct tsp_string *replacement) {
    return replace(self, search, replacement, true);
}

const struct tsp_string *tsp_string_from_char_code(int count, const tsp_value *values) {
    uint8_t *latin1 = NULL;
    uint16_t *utf16 = NULL;
    uint32_t all = 0;
    for (int i = 0; i < count; i++) {
        all |= (uint32_t)tsp_to_int32(values[i]) & 0xFFFFu;
    }
    if (count == 1 && all < 256) {
        return &tsp_unit_strings[all];
    }
    struct tsp_string *string = all < 256 ? tsp_string_new_latin1((uint32_t)count, &latin1)
                                          : tsp_string_new_utf16((uint32_t)count, &utf16);
    for (int i = 0; string != NULL && i < count; i++) {
        uint32_t unit = (uint32_t)tsp_to_int32(values[i]);
        if (all < 256) {
            latin1[i] = (uint8_t)unit;
        } else {
            utf16[i] = (uint16_t)unit;
        }
    }
    return string;
}

/*
 * Units of the text and its largest one; false with a TypeError pending when the bytes are not
 * UTF-8.
 */
static bool measure(const uint8_t *bytes, uint32_t length, uint32_t *units, bool *wide) {
    *units = 0;
    *wide = false;
    for (uint32_t at = 0; at < length; ++*units) {
        int32_t code = tsp_utf8_decode(bytes, length, &at);
        if (code < 0) {
            tsp_throw_type_error("invalid UTF-8");
            return false;
        }
        *wide = *wide || code > 255;
        *units += code > 0xFFFF;
    }
    return true;
}

const struct tsp_string *tsp_string_from_array_buffer(tsp_value value) {
    uint8_t *bytes;
    uint32_t length;
    uint32_t units;
    bool wide;
    uint8_t *latin1 = NULL;
    uint16_t *utf16 = NULL;
    if (!tsp_bytes_of(value, &bytes, &length)) {
        tsp_throw_type_error("not an ArrayBuffer");
        return NULL;
    }
    if (!measure(bytes, length, &units, &wide)) {
        return NULL;
    }
    struct tsp_string *string = wide ? tsp_string_new_utf16(units, &utf16) : tsp_string_new_latin1(units, &latin1);
    for (uint32_t at = 0, to = 0; string != NULL && at < length;) {
        int32_t code = tsp_utf8_decode(bytes, length, &at);
        if (!wide) {
            latin1[to++] = (uint8_t)code;
        } else if (code > 0xFFFF) {
            utf16[to++] = (uint16_t)(0xD800 + ((code - 0x10000) >> 10));
            utf16[to++] = (uint16_t)(0xDC00 + ((code - 0x10000) & 0x3FF));
        } else {
            utf16[to++] = (uint16_t)code;
        }
    }
    return string;
}
