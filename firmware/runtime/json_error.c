/* What JSON.parse says of a text that is not JSON, as V8 does. */
#include "runtime/json_reader.h"
#include "runtime/named_error.h"
#include "runtime/string_internal.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Units that are shown before and behind the one that is meant. */
#define CONTEXT 10u

static const struct tsp_string is_not = TSP_LATIN1_LITERAL("\" is not valid JSON");
static const struct tsp_string quote_mark = TSP_LATIN1_LITERAL("\"");

static void throw_joined(int count, const tsp_value *parts) {
    const struct tsp_string *message = tsp_string_join(count, parts);
    if (message != NULL) {
        tsp_throw_syntax_error(message);
    }
}

static tsp_value part(const char *text) {
    const struct tsp_string *made = tsp_string_from_latin1(text, strlen(text));
    return made == NULL ? TSP_ABSENT : tsp_from_string(made);
}

void tsp_json_expected(const struct tsp_json_reader *reader, const char *expected) {
    static const struct tsp_string position = TSP_LATIN1_LITERAL(" in JSON at position ");
    static const struct tsp_string end = TSP_LATIN1_LITERAL(" at position ");
    const tsp_value what = part(expected);
    /* "after JSON at position": what is expected names JSON itself. */
    const bool names_it = strncmp(expected, "Unexpected non", 14) == 0;
    const tsp_value parts[] = {what, tsp_from_string(names_it ? &end : &position), tsp_from_int32((int32_t)reader->at)};
    if (what != TSP_ABSENT) {
        throw_joined(COUNT(parts), parts);
    }
}

/* The whole text is what JavaScript makes of a value that is none of JSON's. */
static bool is_special(const struct tsp_string *text) {
    static const struct tsp_string special[] = {TSP_LATIN1_LITERAL("NaN"), TSP_LATIN1_LITERAL("Infinity"),
                                                TSP_LATIN1_LITERAL("undefined"),
                                                TSP_LATIN1_LITERAL("[object Object]")};
    for (size_t i = 0; i < COUNT(special); i++) {
        if (tsp_string_equals(text, &special[i])) {
            return true;
        }
    }
    return false;
}

static void throw_token(const struct tsp_json_reader *reader) {
    static const struct tsp_string token = TSP_LATIN1_LITERAL("Unexpected token '");
    static const struct tsp_string shown[] = {TSP_LATIN1_LITERAL("', \""), TSP_LATIN1_LITERAL("', ...\"")};
    static const struct tsp_string cut = TSP_LATIN1_LITERAL("\"... is not valid JSON");
    const uint32_t length = reader->text->length;
    const bool is_long = length > 2u * CONTEXT;
    const bool is_cut_before = is_long && reader->at >= CONTEXT;
    const bool is_cut_behind = is_long && reader->at < length - CONTEXT;
    const uint32_t from = is_cut_before ? reader->at - CONTEXT : 0;
    const uint32_t to = is_cut_behind ? reader->at + CONTEXT : length;
    const struct tsp_string *unit = tsp_string_at(reader->text, reader->at);
    const struct tsp_string *context = tsp_string_sub(reader->text, from, to);
    if (unit != NULL && context != NULL) {
        const tsp_value parts[] = {tsp_from_string(&token), tsp_from_string(unit),
                                   tsp_from_string(&shown[is_cut_before ? 1 : 0]), tsp_from_string(context),
                                   tsp_from_string(is_cut_behind ? &cut : &is_not)};
        throw_joined(COUNT(parts), parts);
    }
}

void tsp_json_unexpected(const struct tsp_json_reader *reader) {
    static const struct tsp_string at_end = TSP_LATIN1_LITERAL("Unexpected end of JSON input");
    if (reader->at >= reader->text->length) {
        tsp_throw_syntax_error(&at_end);
        return;
    }
    const uint16_t unit = tsp_string_peek(reader->text, reader->at);
    if (unit == '"') {
        tsp_json_expected(reader, "Unexpected string");
    } else if (unit == '-' || (unit >= '0' && unit <= '9')) {
        tsp_json_expected(reader, "Unexpected number");
    } else if (is_special(reader->text)) {
        const tsp_value parts[] = {tsp_from_string(&quote_mark), tsp_from_string(reader->text),
                                   tsp_from_string(&is_not)};
        throw_joined(COUNT(parts), parts);
    } else {
        throw_token(reader);
    }
}
