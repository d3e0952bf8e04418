/* Dates as texts (ECMA-262 21.4.4.35, .36, .41 to .43). */
#include "runtime/assert.h"
#include "runtime/civil.h"
#include "runtime/date.h"
#include "runtime/exception.h"
#include "runtime/string_internal.h"
#include "runtime/zone.h"

#define MOST_NAME 64 /* of a zone; the compiler tells longer ones */
#define MOST_TEXT (48 + MOST_NAME)

struct line {
    char text[MOST_TEXT];
    unsigned length;
};

static const char weekdays[] = "SunMonTueWedThuFriSat";
static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

/* In line, these would be most of the code of dates. */
#define APART static __attribute__((noinline))

APART void add_char(struct line *line, char added) {
    TSP_ASSERT(line->length < MOST_TEXT);
    line->text[line->length++] = added;
}

APART void add(struct line *line, const char *text) {
    while (*text != 0) {
        add_char(line, *text++);
    }
}

/* The name of a weekday or month, of three letters. */
APART void add_name(struct line *line, const char *names, int32_t index) {
    for (int32_t i = 3 * index; i < 3 * index + 3; i++) {
        add_char(line, names[i]);
    }
}

/* At least so many digits. */
APART void add_number(struct line *line, int32_t number, unsigned digits) {
    char reversed[10];
    unsigned count = 0;
    for (uint32_t rest = (uint32_t)number; rest > 0 || count < digits; rest /= 10) {
        reversed[count++] = (char)('0' + rest % 10);
    }
    while (count > 0) {
        add_char(line, reversed[--count]);
    }
}

static void add_year(struct line *line, int32_t year) {
    if (year < 0) {
        add_char(line, '-');
    }
    add_number(line, year < 0 ? -year : year, 4);
}

static void add_clock(struct line *line, int32_t clock) {
    add_number(line, clock / 3600000, 2);
    add_char(line, ':');
    add_number(line, clock / 60000 % 60, 2);
    add_char(line, ':');
    add_number(line, clock / 1000 % 60, 2);
}

static void add_day(struct line *line, const struct tsp_civil *local) {
    add_name(line, weekdays, local->weekday);
    add_char(line, ' ');
    add_name(line, months, local->month);
    add_char(line, ' ');
    add_number(line, local->date, 2);
    add_char(line, ' ');
    add_year(line, local->year);
}

/* 15:04:05 GMT+0100 (Central European Standard Time) */
static void add_time(struct line *line, const struct tsp_civil *local, int32_t offset, const char *zone) {
    const int32_t minutes = offset / 60;
    const int32_t ahead = minutes < 0 ? -minutes : minutes;
    add_clock(line, local->clock);
    add(line, minutes < 0 ? " GMT-" : " GMT+");
    add_number(line, ahead / 60 * 100 + ahead % 60, 4);
    add(line, " (");
    add(line, zone);
    add_char(line, ')');
}

static const struct tsp_string *text_of(const struct line *line) {
    return tsp_string_from_latin1(line->text, line->length);
}

enum parts { DAY = 1, TIME = 2 };

static const struct tsp_string *local_text(int64_t time, enum parts parts) {
    static const struct tsp_string invalid = TSP_LATIN1_LITERAL("Invalid Date");
    if (time == TSP_TIME_INVALID) {
        return &invalid;
    }
    struct line line = {.length = 0};
    const int32_t offset = tsp_zone_offset(time);
    const struct tsp_civil local = tsp_civil_of(time + (int64_t)offset * 1000);
    if ((parts & DAY) != 0) {
        add_day(&line, &local);
    }
    if (parts == (DAY | TIME)) {
        add_char(&line, ' ');
    }
    if ((parts & TIME) != 0) {
        add_time(&line, &local, offset, tsp_zone_name(time));
    }
    return text_of(&line);
}

const struct tsp_string *tsp_date_now_text(void) {
    return local_text(tsp_clock_now(), DAY | TIME);
}

const struct tsp_string *tsp_date_to_string(const struct tsp_date *self) {
    return local_text(self->time, DAY | TIME);
}

const struct tsp_string *tsp_date_to_date_string(const struct tsp_date *self) {
    return local_text(self->time, DAY);
}

const struct tsp_string *tsp_date_to_time_string(const struct tsp_date *self) {
    return local_text(self->time, TIME);
}

const struct tsp_string *tsp_date_to_utc_string(const struct tsp_date *self) {
    if (self->time == TSP_TIME_INVALID) {
        return local_text(self->time, DAY);
    }
    struct line line = {.length = 0};
    const struct tsp_civil civil = tsp_civil_of(self->time);
    add_name(&line, weekdays, civil.weekday);
    add(&line, ", ");
    add_number(&line, civil.date, 2);
    add_char(&line, ' ');
    add_name(&line, months, civil.month);
    add_char(&line, ' ');
    add_year(&line, civil.year);
    add_char(&line, ' ');
    add_clock(&line, civil.clock);
    add(&line, " GMT");
    return text_of(&line);
}

unsigned tsp_date_to_iso(int64_t time, char text[TSP_DATE_ISO_SIZE]) {
    struct line line = {.length = 0};
    const struct tsp_civil civil = tsp_civil_of(time);
    const bool is_short = civil.year >= 0 && civil.year <= 9999;
    if (!is_short) {
        add_char(&line, civil.year < 0 ? '-' : '+');
    }
    add_number(&line, civil.year < 0 ? -civil.year : civil.year, is_short ? 4 : 6);
    add_char(&line, '-');
    add_number(&line, civil.month + 1, 2);
    add_char(&line, '-');
    add_number(&line, civil.date, 2);
    add_char(&line, 'T');
    add_clock(&line, civil.clock);
    add_char(&line, '.');
    add_number(&line, civil.clock % 1000, 3);
    add_char(&line, 'Z');
    memcpy(text, line.text, line.length);
    return line.length;
}

static const struct tsp_string *iso_text(int64_t time) {
    char text[TSP_DATE_ISO_SIZE];
    const unsigned length = tsp_date_to_iso(time, text);
    return tsp_string_from_latin1(text, length);
}

const struct tsp_string *tsp_date_to_iso_string(const struct tsp_date *self) {
    if (self->time == TSP_TIME_INVALID) {
        tsp_throw_range_error("Invalid time value");
        return NULL;
    }
    return iso_text(self->time);
}

tsp_value tsp_date_to_json(const struct tsp_date *self) {
    if (self->time == TSP_TIME_INVALID) {
        return TSP_NULL;
    }
    const struct tsp_string *text = iso_text(self->time);
    return text == NULL ? TSP_UNDEFINED : tsp_from_string(text);
}
