#include "runtime/console.h"

#include "runtime/number.h"
#include "runtime/operators.h"
#include "runtime/number_methods.h"
#include "runtime/output.h"
#include "runtime/string_internal.h"
#include "runtime/utf8.h"

static void put_unit(struct tsp_output *output, const struct tsp_string *format, uint32_t *index) {
    uint8_t bytes[4];
    unsigned count = tsp_utf8_encode(format, index, bytes);
    tsp_output_bytes(output, (const char *)bytes, count);
}

static bool is_lone_surrogate(const struct tsp_string *string, uint32_t index) {
    uint16_t unit = tsp_string_peek(string, index);
    if (unit >= 0xd800 && unit < 0xdc00) {
        return index + 1 == string->length || (tsp_string_peek(string, index + 1) & 0xfc00) != 0xdc00;
    }
    return (unit & 0xfc00) == 0xdc00 && (index == 0 || (tsp_string_peek(string, index - 1) & 0xfc00) != 0xd800);
}

/* A string between double quotes with JSON's escapes. */
static void put_quoted(struct tsp_output *output, const struct tsp_string *string) {
    static const char hex[] = "0123456789abcdef";
    static const char names[] = "btnvfr";
    tsp_output_text(output, "\"");
    for (uint32_t i = 0; i < string->length;) {
        uint16_t unit = tsp_string_peek(string, i);
        if (unit == '"' || unit == '\\') {
            char escape[2] = {'\\', (char)unit};
            tsp_output_bytes(output, escape, 2);
            i++;
        } else if (unit < 32 || is_lone_surrogate(string, i)) {
            bool named = unit >= 8 && unit <= 13 && unit != 11;
            char escape[6] = {'\\', named ? names[unit - 8] : 'u', hex[unit >> 12]};
            escape[3] = hex[unit >> 8 & 15];
            escape[4] = hex[unit >> 4 & 15];
            escape[5] = hex[unit & 15];
            tsp_output_bytes(output, escape, named ? 2 : 6);
            i++;
        } else {
            put_unit(output, string, &i);
        }
    }
    tsp_output_text(output, "\"");
}

static void put_json(struct tsp_output *output, tsp_value value) {
    if (tsp_is_string(value)) {
        put_quoted(output, tsp_as_string(value));
    } else if (tsp_is_number(value) && (tsp_as_double(value) - tsp_as_double(value) != 0)) {
        tsp_output_text(output, "null"); /* NaN and infinities */
    } else if (tsp_is_number(value) && tsp_as_double(value) == 0) {
        tsp_output_text(output, "0");
    } else {
        tsp_output_value(output, value);
    }
}

/* How Node's util.inspect writes strings, lib/internal/util/inspect.js. */
#define MOST_UNITS_SHOWN 10000u
#define MOST_UNITS_UNBROKEN 124u

/*
 * Single quotes unless the text has some; then double quotes or backticks, where the text has none
 * of these.
 */
static char quote_for(const struct tsp_string *string, uint32_t start, uint32_t end) {
    bool has_single = false;
    bool has_double = false;
    bool has_backtick = false;
    for (uint32_t i = start; i < end; i++) {
        uint16_t unit = tsp_string_peek(string, i);
        has_single = has_single || unit == '\'';
        has_double = has_double || unit == '"';
        has_backtick = has_backtick || unit == '`' ||
                       (unit == '$' && i + 1 < end && tsp_string_peek(string, i + 1) == '{');
    }
    return !has_single ? '\'' : !has_double ? '"' : !has_backtick ? '`' : '\'';
}

/* One unit that cannot stand as it is; advances `index`. False for others. */
static bool put_escaped(struct tsp_output *output, const struct tsp_string *string, uint32_t *index, char quote) {
    static const char hex[] = "0123456789ABCDEF";
    static const char names[] = "btn\0fr";
    uint16_t unit = tsp_string_peek(string, *index);
    char text[6] = {'\\', (char)unit};
    uint32_t length = 2;
    if (unit == '\\' || (unit == '\'' && quote == '\'')) {
        /* as it is, behind the backslash */
    } else if (unit >= 8 && unit <= 13 && unit != 11) {
        text[1] = names[unit - 8];
    } else if (unit < 32 || (unit >= 127 && unit < 160)) {
        text[1] = 'x';
        text[2] = hex[unit >> 4];
        text[3] = hex[unit & 15];
        length = 4;
    } else if (is_lone_surrogate(string, *index)) {
        text[1] = 'u';
        for (uint32_t digit = 0; digit < 4; digit++) {
            char shown = hex[(unit >> (12 - 4 * digit)) & 15];
            text[2 + digit] = (char)(shown >= 'A' ? shown - 'A' + 'a' : shown);
        }
        length = 6;
    } else {
        return false;
    }
    tsp_output_bytes(output, text, length);
    (*index)++;
    return true;
}

/* A string as an element of something: quoted, long ones broken behind each line. */
static void put_inspected(struct tsp_output *output, const struct tsp_string *string) {
    uint32_t shown = string->length > MOST_UNITS_SHOWN ? MOST_UNITS_SHOWN : string->length;
    uint32_t start = 0;
    do {
        uint32_t end = start;
        while (end < shown &&
               (shown <= MOST_UNITS_UNBROKEN || end == start || tsp_string_peek(string, end - 1) != '\n')) {
            end++;
        }
        char quote = quote_for(string, start, end);
        tsp_output_bytes(output, &quote, 1);
        while (start < end) {
            if (!put_escaped(output, string, &start, quote)) {
                put_unit(output, string, &start);
            }
        }
        tsp_output_bytes(output, &quote, 1);
        if (start < shown) {
            tsp_output_text(output, " +\n  ");
        }
    } while (start < shown);
    if (shown < string->length) {
        uint32_t more = string->length - shown;
        tsp_output_text(output, "... ");
        tsp_output_value(output, tsp_from_double(more));
        tsp_output_text(output, more == 1 ? " more character" : " more characters");
    }
}

/* Prints `value` by the conversion letter; false for letters that are no conversion. */
static bool put_converted(struct tsp_output *output, uint16_t letter, tsp_value value) {
    switch (letter) {
    case 's':
        tsp_output_value(output, value);
        return true;
    case 'd':
        tsp_output_value(output, tsp_from_double(tsp_to_number(value)));
        return true;
    case 'i':
        tsp_output_value(output, tsp_from_double(tsp_value_parse_int(value)));
        return true;
    case 'f':
        tsp_output_value(output, tsp_from_double(tsp_value_parse_float(value)));
        return true;
    case 'o':
    case 'O':
        if (tsp_is_string(value)) {
            put_inspected(output, tsp_as_string(value));
        } else {
            tsp_output_value(output, value);
        }
        return true;
    case 'j':
        put_json(output, value);
        return true;
    default:
        return letter == 'c';
    }
}

/* Prints the format with what it takes from `values`; returns how many it took. */
static int put_format(struct tsp_output *output, const struct tsp_string *format, int count, const tsp_value *values) {
    int taken = 0;
    for (uint32_t i = 0; i < format->length;) {
        if (tsp_string_peek(format, i) == '%' && i + 1 < format->length) {
            uint16_t letter = tsp_string_peek(format, i + 1);
            if (letter == '%') {
                tsp_output_text(output, "%");
                i += 2;
                continue;
            }
            if (taken < count && put_converted(output, letter, values[taken])) {
                taken++;
                i += 2;
                continue;
            }
        }
        put_unit(output, format, &i);
    }
    return taken;
}

static void put_line(enum tsp_port_stream stream, int count, const tsp_value *values) {
    struct tsp_output output;
    int next = 0;
    tsp_output_start(&output, stream);
    if (count > 1 && tsp_is_string(values[0])) {
        next = 1 + put_format(&output, tsp_as_string(values[0]), count - 1, values + 1);
    }
    for (int i = next; i < count; i++) {
        if (i > 0) {
            tsp_output_text(&output, " ");
        }
        tsp_output_value(&output, values[i]);
    }
    tsp_output_end(&output);
}

void tsp_console_log(int count, const tsp_value *values) {
    put_line(TSP_PORT_OUT, count, values);
}

void tsp_console_error(int count, const tsp_value *values) {
    put_line(TSP_PORT_ERR, count, values);
}
