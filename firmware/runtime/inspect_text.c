/* How Node's util.inspect writes strings, lib/internal/util/inspect.js. */
#include "runtime/inspect.h"

#include "runtime/string_internal.h"
#include "runtime/utf8.h"

#define MOST_UNITS_SHOWN 10000u
/* Longer ones are broken where their lines end, unless they are short. */
#define MOST_COLUMNS 76u
#define SHORTEST_BROKEN 17u

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
    } else if (tsp_is_lone_surrogate(string, *index)) {
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

static void put_indentation(struct tsp_output *output, unsigned columns) {
    for (; columns > 0; columns--) {
        tsp_output_text(output, " ");
    }
}

/* The units up to `end`, between quotes of their own. */
static void put_quoted(struct tsp_output *output, const struct tsp_string *string, uint32_t *at, uint32_t end) {
    char quote = quote_for(string, *at, end);
    tsp_output_bytes(output, &quote, 1);
    while (*at < end) {
        if (!put_escaped(output, string, at, quote)) {
            tsp_output_unit(output, string, at);
        }
    }
    tsp_output_bytes(output, &quote, 1);
}

static void put_cut(struct tsp_output *output, uint32_t more) {
    tsp_output_text(output, "... ");
    tsp_output_value(output, tsp_from_uint32(more));
    tsp_output_text(output, more == 1 ? " more character" : " more characters");
}

void tsp_inspect_text(struct tsp_output *output, const struct tsp_string *string, unsigned indentation) {
    uint32_t shown = string->length > MOST_UNITS_SHOWN ? MOST_UNITS_SHOWN : string->length;
    bool is_broken = shown >= SHORTEST_BROKEN && shown + indentation > MOST_COLUMNS;
    uint32_t at = 0;
    do {
        uint32_t end = at;
        while (end < shown && (!is_broken || end == at || tsp_string_peek(string, end - 1) != '\n')) {
            end++;
        }
        put_quoted(output, string, &at, end);
        if (at < shown) {
            tsp_output_text(output, " +\n  ");
            put_indentation(output, indentation);
        }
    } while (at < shown);
    if (shown < string->length) {
        put_cut(output, string->length - shown);
    }
}
