#include "runtime/string_methods.h"

#include "runtime/arguments.h"
#include "runtime/exception.h"
#include "runtime/number.h"
#include "runtime/string_internal.h"
#include "runtime/text.h"

const struct tsp_string *tsp_string_self(const struct tsp_string *self) {
    return self;
}

uint64_t tsp_string_slow_code_at(const struct tsp_string *self, uint32_t position) {
    return tsp_bits_pack(position < self->length ? tsp_bits_of_int32(tsp_string_unit(self, position))
                                                 : tsp_bits_of_nan());
}

tsp_value tsp_string_code_point_at(const struct tsp_string *self, int32_t position) {
    const uint32_t at = (uint32_t)position;
    if (at >= self->length) {
        return TSP_UNDEFINED;
    }
    tsp_string_flatten(self);
    int32_t first = tsp_string_peek(self, at);
    if (first >= 0xD800 && first < 0xDC00 && at + 1 < self->length) {
        int32_t second = tsp_string_peek(self, at + 1);
        if (second >= 0xDC00 && second < 0xE000) {
            return tsp_from_int32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
        }
    }
    return tsp_from_int32(first);
}

const struct tsp_string *tsp_string_char_at(const struct tsp_string *self, int32_t position) {
    const uint32_t at = (uint32_t)position;
    return at < self->length ? tsp_string_at(self, at) : &tsp_string_empty;
}

static tsp_value string_or_undefined(const struct tsp_string *string) {
    return string == NULL ? TSP_UNDEFINED : tsp_from_string(string);
}

tsp_value tsp_string_at_relative(const struct tsp_string *self, int32_t position) {
    const int32_t at = tsp_argument_at(position, self->length);
    return at < 0 ? TSP_UNDEFINED : string_or_undefined(tsp_string_at(self, (uint32_t)at));
}

static bool are_latin1(const struct tsp_string *one, const struct tsp_string *other) {
    return one->storage == TSP_LATIN1 && other->storage == TSP_LATIN1;
}

/* Whether `search` stands at `at`; it fits. */
static bool matches(const struct tsp_string *self, uint32_t at, const struct tsp_string *search) {
    if (are_latin1(self, search)) {
        return memcmp(self->u.latin1 + at, search->u.latin1, search->length) == 0;
    }
    for (uint32_t i = 0; i < search->length; i++) {
        if (tsp_string_peek(self, at + i) != tsp_string_peek(search, i)) {
            return false;
        }
    }
    return true;
}

/* The first `unit` from `at` on, or `end`. */
static const uint8_t *find_unit(const uint8_t *at, const uint8_t *end, uint8_t unit) {
    for (; end - at >= 4; at += 4) {
        if (at[0] == unit) {
            return at;
        }
        if (at[1] == unit) {
            return at + 1;
        }
        if (at[2] == unit) {
            return at + 2;
        }
        if (at[3] == unit) {
            return at + 3;
        }
    }
    while (at < end && *at != unit) {
        at++;
    }
    return at;
}

/* Where both are Latin-1, flat and not empty: the first unit is looked for alone. */
static int32_t find_latin1(const struct tsp_string *self, const struct tsp_string *search, uint32_t from) {
    const uint8_t *sought = search->u.latin1;
    uint32_t rest = search->length - 1u;
    const uint8_t *at = self->u.latin1 + from;
    /* Behind the last place where `search` fits. */
    const uint8_t *end = self->u.latin1 + (self->length > rest ? self->length - rest : 0u);
    for (; at < end && (at = find_unit(at, end, sought[0])) != end; at++) {
        if (rest == 0 || (at[1] == sought[1] && memcmp(at + 1, sought + 1, rest) == 0)) {
            return (int32_t)(at - self->u.latin1);
        }
    }
    return -1;
}

int32_t tsp_string_find(const struct tsp_string *self, const struct tsp_string *search, uint32_t from) {
    uint32_t length = self->length;
    if (are_latin1(self, search) && search->length > 0) {
        return find_latin1(self, search, from);
    }
    for (uint32_t at = from; at <= length && search->length <= length - at; at++) {
        if (matches(self, at, search)) {
            return (int32_t)at;
        }
    }
    return -1;
}

static void flatten_both(const struct tsp_string *left, const struct tsp_string *right) {
    tsp_string_flatten(left);
    tsp_string_flatten(right);
}

/* Whether an argument is an integer within the text, as most are. */
static bool is_position(tsp_value value, uint32_t length) {
    return tsp_is_int32(value) && (uint32_t)tsp_as_int32(value) <= length;
}

static uint32_t clamped(tsp_value position, uint32_t length) {
    return is_position(position, length) ? (uint32_t)tsp_as_int32(position)
                                         : tsp_argument_clamped(position, length, 0);
}

static uint32_t relative(tsp_value position, uint32_t length, uint32_t fallback) {
    return is_position(position, length) ? (uint32_t)tsp_as_int32(position)
                                         : tsp_argument_relative(position, length, fallback);
}

int32_t tsp_string_index_of(const struct tsp_string *self, const struct tsp_string *search, tsp_value position) {
    flatten_both(self, search);
    const uint32_t from = clamped(position, self->length);
    if (search->length == 1 && are_latin1(self, search)) {
        const uint8_t *end = self->u.latin1 + self->length;
        const uint8_t *at = find_unit(self->u.latin1 + from, end, search->u.latin1[0]);
        return at == end ? -1 : (int32_t)(at - self->u.latin1);
    }
    return tsp_string_find(self, search, from);
}

int32_t tsp_string_last_index_of(const struct tsp_string *self, const struct tsp_string *search, tsp_value position) {
    if (search->length > self->length) {
        return -1;
    }
    flatten_both(self, search);
    uint32_t last = self->length - search->length;
    double wanted = tsp_to_number(position);
    uint32_t from = wanted == wanted ? tsp_argument_clamped(position, last, last) : last;
    for (uint32_t at = from + 1; at-- > 0;) {
        if (matches(self, at, search)) {
            return (int32_t)at;
        }
    }
    return -1;
}

bool tsp_string_includes(const struct tsp_string *self, const struct tsp_string *search, tsp_value position) {
    return tsp_string_index_of(self, search, position) >= 0;
}

bool tsp_string_starts_with(const struct tsp_string *self, const struct tsp_string *search, tsp_value position) {
    uint32_t at = clamped(position, self->length);
    flatten_both(self, search);
    return search->length <= self->length - at && matches(self, at, search);
}

bool tsp_string_ends_with(const struct tsp_string *self, const struct tsp_string *search, tsp_value end_value) {
    uint32_t end = tsp_argument_clamped(end_value, self->length, self->length);
    flatten_both(self, search);
    return search->length <= end && matches(self, end - search->length, search);
}

const struct tsp_string *tsp_string_slice(const struct tsp_string *self, tsp_value start, tsp_value end) {
    uint32_t from = relative(start, self->length, 0);
    uint32_t to = relative(end, self->length, self->length);
    return from < to ? tsp_string_sub(self, from, to) : &tsp_string_empty;
}

const struct tsp_string *tsp_string_substring(const struct tsp_string *self, double start, tsp_value end) {
    uint32_t from = tsp_argument_clamped(tsp_from_double(start), self->length, 0);
    uint32_t to = tsp_argument_clamped(end, self->length, self->length);
    return from < to ? tsp_string_sub(self, from, to) : tsp_string_sub(self, to, from);
}

static const struct tsp_string *trimmed(const struct tsp_string *self, bool start, bool end) {
    uint32_t from = 0;
    uint32_t to = self->length;
    tsp_string_flatten(self);
    if (start) {
        tsp_text_trim_start(self, &from, to);
    }
    if (end) {
        tsp_text_trim_end(self, from, &to);
    }
    return tsp_string_sub(self, from, to);
}

const struct tsp_string *tsp_string_trim(const struct tsp_string *self) {
    return trimmed(self, true, true);
}

const struct tsp_string *tsp_string_trim_start(const struct tsp_string *self) {
    return trimmed(self, true, false);
}

const struct tsp_string *tsp_string_trim_end(const struct tsp_string *self) {
    return trimmed(self, false, true);
}

const struct tsp_string *tsp_string_concat_all(const struct tsp_string *self, int count, const tsp_value *values) {
    for (int i = 0; i < count && self != NULL; i++) {
        const struct tsp_string *text = tsp_to_string(values[i]);
        self = text == NULL ? NULL : tsp_string_concat(self, text);
    }
    return self;
}

const struct tsp_string *tsp_string_convert(tsp_value value) {
    return value == TSP_ABSENT ? &tsp_string_empty : tsp_to_string(value);
}
