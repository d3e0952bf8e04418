/*
 * Reads one operation a line and answers with one line. Times are decimal, or NaN; numbers are the
 * bits of doubles in hexadecimal, and - is a missing argument.
 *
 *   show TIME                         fields, local and in UTC, and texts
 *   parse TEXT                        the time; TEXT in hexadecimal units of 16 bits
 *   local|utc NUMBER{7}               the time of components
 *   set-local|set-utc TIME FIELD NUMBER{4}    the time after a setter of field FIELD (date.h)
 */
#include "runtime/date.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/number.h"
#include "runtime/string_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void put_time(int64_t time) {
    if (time == TSP_TIME_INVALID) {
        printf("NaN\n");
    } else {
        printf("%" PRId64 "\n", time);
    }
}

static int64_t time_of(const char *text) {
    return text[0] == 'N' ? TSP_TIME_INVALID : strtoll(text, NULL, 10);
}

static void put_string(const struct tsp_string *string) {
    if (string == NULL) {
        const struct tsp_error *error = (const struct tsp_error *)tsp_as_object(tsp_catch());
        string = tsp_error_get_message(error);
    }
    printf("|%.*s", (int)string->length, (const char *)string->u.latin1);
}

static void put_bits(struct tsp_bits bits) {
    if (bits.nan != 0) {
        printf("NaN ");
    } else {
        printf("%" PRId32 " ", (int32_t)bits.low);
    }
}

static void show(int64_t time) {
    const struct tsp_date date = {.header = {&tsp_date_shape}, .time = time};
    for (int field = TSP_DATE_YEAR; field <= TSP_DATE_OFFSET; field++) {
        put_bits(tsp_bits_unpack(tsp_date_local(&date, (enum tsp_date_field)field)));
    }
    for (int field = TSP_DATE_YEAR; field <= TSP_DATE_WEEKDAY; field++) {
        put_bits(tsp_bits_unpack(tsp_date_universal(&date, (enum tsp_date_field)field)));
    }
    put_string(tsp_date_to_string(&date));
    put_string(tsp_date_to_date_string(&date));
    put_string(tsp_date_to_time_string(&date));
    put_string(tsp_date_to_utc_string(&date));
    put_string(tsp_date_to_iso_string(&date));
    printf("\n");
}

static void parse(const char *hexadecimal) {
    uint16_t units[512];
    uint32_t count = 0;
    for (; count < 512 && hexadecimal[0] > ' '; hexadecimal += 4) {
        char unit[5] = {hexadecimal[0], hexadecimal[1], hexadecimal[2], hexadecimal[3], 0};
        units[count++] = (uint16_t)strtoul(unit, NULL, 16);
    }
    put_time(tsp_time_parse(tsp_string_from_units(units, count)));
}

/* Reads numbers from the tokens that follow. */
static void read_numbers(tsp_value *values, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        const char *token = strtok(NULL, " \n");
        bool is_missing = token == NULL || token[0] == '-';
        values[i] = is_missing ? TSP_ABSENT : tsp_from_number(tsp_double_from_bits(strtoull(token, NULL, 16)));
    }
}

static void set(bool is_local) {
    struct tsp_date date = {.header = {&tsp_date_shape}, .time = time_of(strtok(NULL, " "))};
    enum tsp_date_field field = (enum tsp_date_field)atoi(strtok(NULL, " "));
    tsp_value values[4];
    read_numbers(values, 4);
    if (is_local) {
        (void)tsp_date_set_local(&date, field, 4, values);
    } else {
        (void)tsp_date_set_universal(&date, field, 4, values);
    }
    put_time(date.time);
}

int main(void) {
    static char line[4096];
    tsp_heap_init(NULL);
    while (fgets(line, sizeof line, stdin) != NULL) {
        const char *name = strtok(line, " \n");
        tsp_value values[TSP_DATE_COMPONENTS];
        if (strcmp(name, "show") == 0) {
            show(time_of(strtok(NULL, " \n")));
        } else if (strcmp(name, "parse") == 0) {
            const char *text = strtok(NULL, " \n");
            parse(text == NULL ? "" : text);
        } else if (strcmp(name, "local") == 0 || strcmp(name, "utc") == 0) {
            read_numbers(values, TSP_DATE_COMPONENTS);
            put_time(tsp_time_of_components(values, name[0] == 'l'));
        } else {
            set(strcmp(name, "set-local") == 0);
        }
        tsp_collect();
    }
    return 0;
}
