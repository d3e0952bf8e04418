#include "runtime/console.h"

#include "runtime/inspect.h"
#include "runtime/number.h"
#include "runtime/operators.h"
#include "runtime/number_methods.h"
#include "runtime/string_internal.h"
#include "runtime/utf8.h"

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
        } else if (unit < 32 || tsp_is_lone_surrogate(string, i)) {
            bool named = unit >= 8 && unit <= 13 && unit != 11;
            char escape[6] = {'\\', named ? names[unit - 8] : 'u', hex[unit >> 12]};
            escape[3] = hex[unit >> 8 & 15];
            escape[4] = hex[unit >> 4 & 15];
            escape[5] = hex[unit & 15];
            tsp_output_bytes(output, escape, named ? 2 : 6);
            i++;
        } else {
            tsp_output_unit(output, string, &i);
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

bool tsp_console_put(struct tsp_output *output, char letter, tsp_value value) {
    switch (letter) {
    case TSP_CONSOLE_PLAIN:
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
            tsp_inspect_text(output, tsp_as_string(value), 0);
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
static int put_format(struct tsp_output *output, tsp_console_putter put, const struct tsp_string *format, int count,
                      const tsp_value *values) {
    int taken = 0;
    for (uint32_t i = 0; i < format->length;) {
        if (tsp_string_peek(format, i) == '%' && i + 1 < format->length) {
            uint16_t letter = tsp_string_peek(format, i + 1);
            if (letter == '%') {
                tsp_output_text(output, "%");
                i += 2;
                continue;
            }
            if (taken < count && letter > ' ' && letter < 128 && put(output, (char)letter, values[taken])) {
                taken++;
                i += 2;
                continue;
            }
        }
        tsp_output_unit(output, format, &i);
    }
    return taken;
}

void tsp_console_line(struct tsp_output *output, tsp_console_putter put, int count, const tsp_value *values) {
    int next = 0;
    if (count > 1 && tsp_is_string(values[0])) {
        next = 1 + put_format(output, put, tsp_as_string(values[0]), count - 1, values + 1);
    }
    for (int i = next; i < count; i++) {
        if (i > 0) {
            tsp_output_text(output, " ");
        }
        put(output, TSP_CONSOLE_PLAIN, values[i]);
    }
    tsp_output_end(output);
}

static void put_primitives(enum tsp_port_stream stream, int count, const tsp_value *values) {
    struct tsp_output output;
    tsp_output_start(&output, stream);
    tsp_console_line(&output, tsp_console_put, count, values);
}

void tsp_console_log(int count, const tsp_value *values) {
    put_primitives(TSP_PORT_OUT, count, values);
}

void tsp_console_error(int count, const tsp_value *values) {
    put_primitives(TSP_PORT_ERR, count, values);
}
