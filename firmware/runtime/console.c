#include "runtime/console.h"

#include "runtime/number.h"
#include "runtime/operators.h"
#include "runtime/number_methods.h"
#include "runtime/output.h"
#include "runtime/string_internal.h"
#include "runtime/utf8.h"

static uint16_t unit_at(const struct tsp_string *string, uint32_t index) {
    uint32_t start;
    const struct tsp_string *leaf = tsp_string_leaf(string, index, &start);
    return tsp_string_flat_unit(leaf, index - start);
}

static void put_unit(struct tsp_output *output, const struct tsp_string *format, uint32_t *index) {
    uint8_t bytes[4];
    unsigned count = tsp_utf8_encode(format, index, bytes);
    tsp_output_bytes(output, (const char *)bytes, count);
}

/* A string between double quotes with JSON's escapes. */
static void put_quoted(struct tsp_output *output, const struct tsp_string *string) {
    static const char hex[] = "0123456789abcdef";
    static const char names[] = "btnvfr";
    tsp_output_text(output, "\"");
    for (uint32_t i = 0; i < string->length;) {
        uint16_t unit = unit_at(string, i);
        if (unit == '"' || unit == '\\') {
            char escape[2] = {'\\', (char)unit};
            tsp_output_bytes(output, escape, 2);
            i++;
        } else if (unit < 32) {
            bool named = unit >= 8 && unit <= 13 && unit != 11;
            char escape[6] = {'\\', named ? names[unit - 8] : 'u', '0', '0', hex[unit >> 4], hex[unit & 15]};
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
        if (unit_at(format, i) == '%' && i + 1 < format->length) {
            uint16_t letter = unit_at(format, i + 1);
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
