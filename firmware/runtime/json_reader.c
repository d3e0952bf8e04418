#include "runtime/json_reader.h"

#include "runtime/operators.h"
#include "runtime/string_internal.h"
#include "runtime/text.h"

static int32_t unit_at(const struct tsp_json_reader *reader, uint32_t at) {
    return at < reader->text->length ? tsp_string_peek(reader->text, at) : -1;
}

static bool is_digit(int32_t unit) {
    return unit >= '0' && unit <= '9';
}

int32_t tsp_json_peek(struct tsp_json_reader *reader) {
    int32_t unit = unit_at(reader, reader->at);
    while (unit == ' ' || unit == '\n' || unit == '\r' || unit == '\t') {
        unit = unit_at(reader, ++reader->at);
    }
    return unit;
}

/* ---- Texts ---------------------------------------------------------------------------------- */

/* The unit that the letter behind a backslash stands for; 'u' for one by its number, -1: none. */
static int32_t escaped(int32_t letter) {
    switch (letter) {
    case '"':
    case '\\':
    case '/':
    case 'u':
        return letter;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return -1;
    }
}

static uint16_t by_number(const struct tsp_json_reader *reader, uint32_t at) {
    unsigned unit = 0;
    for (uint32_t i = 0; i < 4; i++) {
        unit = unit << 4 | tsp_text_digit(tsp_string_peek(reader->text, at + i));
    }
    return (uint16_t)unit;
}

/* Moves past an escape, whose backslash is at the reader's place. */
static bool check_escape(struct tsp_json_reader *reader) {
    const int32_t letter = unit_at(reader, ++reader->at);
    if (letter < 0) {
        tsp_json_unexpected(reader);
        return false;
    }
    if (escaped(letter) < 0) {
        tsp_json_expected(reader, "Bad escaped character");
        return false;
    }
    reader->at++;
    for (unsigned i = 0; letter == 'u' && i < 4; i++, reader->at++) {
        const int32_t digit = unit_at(reader, reader->at);
        if (digit < 0 || tsp_text_digit((uint16_t)digit) > 15u) {
            tsp_json_expected(reader, "Bad Unicode escape");
            return false;
        }
    }
    return true;
}

struct text_size {
    uint32_t length;
    bool is_wide;
};

/* Moves to the quotation mark at the end; false with a SyntaxError pending. */
static bool measure(struct tsp_json_reader *reader, struct text_size *size) {
    for (;;) {
        const int32_t unit = unit_at(reader, reader->at);
        if (unit == '"') {
            return true;
        }
        if (unit < ' ') {
            tsp_json_expected(reader, unit < 0 ? "Unterminated string" : "Bad control character in string literal");
            return false;
        }
        size->length++;
        if (unit == '\\') {
            const uint32_t from = reader->at;
            if (!check_escape(reader)) {
                return false;
            }
            size->is_wide = size->is_wide || (reader->at - from == 6u && by_number(reader, from + 2u) > 0xFFu);
        } else {
            size->is_wide = size->is_wide || unit > 0xFF;
            reader->at++;
        }
    }
}

static void put(struct tsp_string_target target, uint32_t at, uint16_t unit) {
    if (target.latin1 != NULL) {
        target.latin1[at] = (uint8_t)unit;
    } else {
        target.utf16[at] = unit;
    }
}

/* A copy: the text that is parsed is not kept alive by its parts. */
static const struct tsp_string *copy(const struct tsp_json_reader *reader, uint32_t from, struct text_size size) {
    struct tsp_string_target target = {NULL, NULL};
    if (size.length == 0) {
        return &tsp_string_empty;
    }
    struct tsp_string *made = size.is_wide ? tsp_string_new_utf16(size.length, &target.utf16)
                                           : tsp_string_new_latin1(size.length, &target.latin1);
    for (uint32_t to = 0; made != NULL && to < size.length; to++) {
        uint16_t unit = tsp_string_peek(reader->text, from++);
        if (unit == '\\') {
            const int32_t letter = tsp_string_peek(reader->text, from++);
            unit = letter == 'u' ? by_number(reader, from) : (uint16_t)escaped(letter);
            from += letter == 'u' ? 4u : 0u;
        }
        put(target, to, unit);
    }
    return made;
}

static bool is_same(const struct tsp_json_reader *reader, uint32_t from, const struct tsp_string *name) {
    for (uint32_t i = 0; i < name->length; i++) {
        if (tsp_string_peek(reader->text, from + i) != tsp_string_peek(name, i)) {
            return false;
        }
    }
    return true;
}

/* Where a name without escapes would be among those that were read last. */
static unsigned place_of_name(const struct tsp_json_reader *reader, uint32_t from, uint32_t length) {
    const unsigned first = length > 0 ? tsp_string_peek(reader->text, from) : 0u;
    const unsigned last = length > 0 ? tsp_string_peek(reader->text, from + length - 1u) : 0u;
    return (first * 5u + last * 3u + length) % TSP_JSON_NAMES;
}

const struct tsp_string *tsp_json_read_string(struct tsp_json_reader *reader, bool is_name) {
    const uint32_t from = reader->at;
    struct text_size size = {0, false};
    if (!measure(reader, &size)) {
        return NULL;
    }
    const bool is_plain = reader->at - from == size.length;
    reader->at++;
    if (!is_name || !is_plain) {
        return copy(reader, from, size);
    }
    const struct tsp_string **known = &reader->names[place_of_name(reader, from, size.length)];
    if (*known == NULL || (*known)->length != size.length || !is_same(reader, from, *known)) {
        *known = copy(reader, from, size);
    }
    return *known;
}

/* ---- Numbers and words ---------------------------------------------------------------------- */

static void skip_digits(struct tsp_json_reader *reader) {
    while (is_digit(unit_at(reader, reader->at))) {
        reader->at++;
    }
}

/* One digit or more; false with a SyntaxError pending. */
static bool need_digits(struct tsp_json_reader *reader, const char *lacking) {
    if (!is_digit(unit_at(reader, reader->at))) {
        tsp_json_expected(reader, lacking);
        return false;
    }
    skip_digits(reader);
    return true;
}

/* Moves behind the fraction and the exponent of a number; *has_parts says if it has any. */
static bool skip_parts(struct tsp_json_reader *reader, bool *has_parts) {
    const uint32_t from = reader->at;
    if (unit_at(reader, reader->at) == '.') {
        reader->at++;
        if (!need_digits(reader, "Unterminated fractional number")) {
            return false;
        }
    }
    const int32_t unit = unit_at(reader, reader->at);
    if (unit == 'e' || unit == 'E') {
        const int32_t sign = unit_at(reader, ++reader->at);
        reader->at += sign == '+' || sign == '-' ? 1u : 0u;
        if (!need_digits(reader, "Exponent part is missing a number")) {
            return false;
        }
    }
    *has_parts = reader->at > from;
    return true;
}

/* Digits that are an int32 whatever they are. */
#define MOST_DIGITS 9u

static tsp_value small_integer(const struct tsp_json_reader *reader, uint32_t from) {
    int32_t number = 0;
    for (; from < reader->at; from++) {
        number = number * 10 + (tsp_string_peek(reader->text, from) - '0');
    }
    return tsp_from_int32(number);
}

static tsp_value read_number(struct tsp_json_reader *reader) {
    uint32_t start = reader->at;
    const bool is_negative = unit_at(reader, reader->at) == '-';
    reader->at += is_negative ? 1u : 0u;
    const int32_t first = unit_at(reader, reader->at);
    bool has_parts = false;
    if (!need_digits(reader, "No number after minus sign")) {
        return TSP_ABSENT;
    }
    const uint32_t from = start + (is_negative ? 1u : 0u);
    if (first == '0' && reader->at > from + 1u) {
        reader->at = from + 1u;
        tsp_json_unexpected(reader);
        return TSP_ABSENT;
    }
    if (!skip_parts(reader, &has_parts)) {
        return TSP_ABSENT;
    }
    if (!has_parts && !is_negative && reader->at - start <= MOST_DIGITS) {
        return small_integer(reader, start);
    }
    return tsp_from_number(tsp_text_decimal(reader->text, &start, reader->at));
}

tsp_value tsp_json_read_word(struct tsp_json_reader *reader) {
    const int32_t first = unit_at(reader, reader->at);
    if (first == '-' || is_digit(first)) {
        return read_number(reader);
    }
    const char *word = first == 't' ? "true" : first == 'f' ? "false" : first == 'n' ? "null" : "?";
    for (uint32_t i = 0; word[i] != 0; i++, reader->at++) {
        if (unit_at(reader, reader->at) != word[i] || first == '?') {
            tsp_json_unexpected(reader);
            return TSP_ABSENT;
        }
    }
    return first == 't' ? TSP_TRUE : first == 'f' ? TSP_FALSE : TSP_NULL;
}
