/*
 * Date (ECMA-262 21.4). A time value is a whole number of milliseconds of 64 bits, and all of the
 * calendar is integer arithmetic: floating point comes in only with arguments that are no int32.
 * Local time follows tsp_zone (zone.h).
 *
 * What ECMA-262 leaves open is as in V8: Date.parse reads the texts that V8 reads, and the names of
 * time zones are its names. The functions toLocale... are those of an engine without Intl.
 */
#ifndef TSP_RUNTIME_DATE_H
#define TSP_RUNTIME_DATE_H

#include "runtime/bits.h"
#include "runtime/clock.h"
#include "runtime/operators.h"

/* The time value NaN. */
#define TSP_TIME_INVALID INT64_MIN
/* No time value is farther from 1970. */
#define TSP_TIME_MOST INT64_C(8640000000000000)

struct tsp_date {
    struct tsp_object header;
    int64_t time; /* milliseconds since 1970 in UTC, or TSP_TIME_INVALID */
};

extern const struct tsp_shape tsp_date_shape;

/* ---- Times --------------------------------------------------------------------------------- */

/* TimeClip (21.4.1.31). */
int64_t tsp_time_clip(double time);
/* The time value as a number. */
double tsp_time_number(int64_t time);
/* What Date.parse reads. */
int64_t tsp_time_parse(const struct tsp_string *text);

/*
 * Year, month, day, hours, minutes, seconds, milliseconds in this order; each from the second on
 * may be TSP_ABSENT. Years 0 to 99 are those of the 20th century. Values are converted by ToNumber,
 * and are no text.
 */
#define TSP_DATE_COMPONENTS 7
int64_t tsp_time_of_components(const tsp_value components[TSP_DATE_COMPONENTS], bool is_local);

/* ---- Constructor and static functions ------------------------------------------------------- */

/* `new Date(value)` for a value that is no text. */
int64_t tsp_time_of_value(tsp_value value);

/*
 * In line, so that a program that makes no dates from texts does not carry what reads them.
 * A missing argument is TSP_ABSENT.
 */
static inline __attribute__((always_inline)) void
tsp_date_construct(struct tsp_date *self, tsp_value value, tsp_value month, tsp_value day, tsp_value hours,
                   tsp_value minutes, tsp_value seconds, tsp_value milliseconds) {
    if (value == TSP_ABSENT) {
        self->time = tsp_clock_now();
    } else if (month != TSP_ABSENT) {
        const tsp_value year = tsp_is_string(value) ? tsp_text_to_number(value) : value;
        const tsp_value components[] = {year, month, day, hours, minutes, seconds, milliseconds};
        self->time = tsp_time_of_components(components, true);
    } else {
        self->time = tsp_is_string(value) ? tsp_time_parse(tsp_as_string(value)) : tsp_time_of_value(value);
    }
}

/* `Date()`: the text of now. */
const struct tsp_string *tsp_date_now_text(void);
double tsp_date_now(void);
double tsp_date_parse(const struct tsp_string *text);
double tsp_date_utc(tsp_value year, tsp_value month, tsp_value day, tsp_value hours, tsp_value minutes,
                    tsp_value seconds, tsp_value milliseconds);

/* ---- Reading -------------------------------------------------------------------------------- */

/* The first three make up a day, the next four a time of day. */
enum tsp_date_field {
    TSP_DATE_YEAR,
    TSP_DATE_MONTH, /* 0 to 11 */
    TSP_DATE_DAY,   /* 1 to 31 */
    TSP_DATE_HOURS,
    TSP_DATE_MINUTES,
    TSP_DATE_SECONDS,
    TSP_DATE_MILLISECONDS,
    TSP_DATE_WEEKDAY, /* 0: Sunday */
    TSP_DATE_OFFSET   /* minutes from local time to UTC */
};

static inline double tsp_date_get_time(const struct tsp_date *self) {
    return tsp_time_number(self->time);
}

/* Packed as tsp_bits_pack() does; NaN of an invalid date. */
uint64_t tsp_date_local(const struct tsp_date *self, enum tsp_date_field field);
uint64_t tsp_date_universal(const struct tsp_date *self, enum tsp_date_field field);

#define TSP_DATE_GETTER(name, of, field)                                                                               \
    static inline struct tsp_bits tsp_date_get_##name(const struct tsp_date *self) {                                   \
        return tsp_bits_unpack(tsp_date_##of(self, field));                                                            \
    }
TSP_DATE_GETTER(full_year, local, TSP_DATE_YEAR)
TSP_DATE_GETTER(month, local, TSP_DATE_MONTH)
TSP_DATE_GETTER(date, local, TSP_DATE_DAY)
TSP_DATE_GETTER(day, local, TSP_DATE_WEEKDAY)
TSP_DATE_GETTER(hours, local, TSP_DATE_HOURS)
TSP_DATE_GETTER(minutes, local, TSP_DATE_MINUTES)
TSP_DATE_GETTER(seconds, local, TSP_DATE_SECONDS)
TSP_DATE_GETTER(milliseconds, local, TSP_DATE_MILLISECONDS)
TSP_DATE_GETTER(timezone_offset, local, TSP_DATE_OFFSET)
TSP_DATE_GETTER(utc_full_year, universal, TSP_DATE_YEAR)
TSP_DATE_GETTER(utc_month, universal, TSP_DATE_MONTH)
TSP_DATE_GETTER(utc_date, universal, TSP_DATE_DAY)
TSP_DATE_GETTER(utc_day, universal, TSP_DATE_WEEKDAY)
TSP_DATE_GETTER(utc_hours, universal, TSP_DATE_HOURS)
TSP_DATE_GETTER(utc_minutes, universal, TSP_DATE_MINUTES)
TSP_DATE_GETTER(utc_seconds, universal, TSP_DATE_SECONDS)
TSP_DATE_GETTER(utc_milliseconds, universal, TSP_DATE_MILLISECONDS)

/* ---- Changing ------------------------------------------------------------------------------- */

double tsp_date_set_time(struct tsp_date *self, double time);

/*
 * Sets up to four fields, from `first` on, in their order; one that is TSP_ABSENT keeps its value,
 * the rest after `count` too. Returns the new time value.
 */
double tsp_date_set_local(struct tsp_date *self, enum tsp_date_field first, int count, const tsp_value *values);
double tsp_date_set_universal(struct tsp_date *self, enum tsp_date_field first, int count, const tsp_value *values);

#define TSP_DATE_SETTER_1(name, of, field)                                                                             \
    static inline double tsp_date_set_##name(struct tsp_date *self, tsp_value a) {                                     \
        const tsp_value values[] = {a};                                                                                \
        return tsp_date_set_##of(self, field, 1, values);                                                              \
    }
#define TSP_DATE_SETTER_2(name, of, field)                                                                             \
    static inline double tsp_date_set_##name(struct tsp_date *self, tsp_value a, tsp_value b) {                        \
        const tsp_value values[] = {a, b};                                                                             \
        return tsp_date_set_##of(self, field, 2, values);                                                              \
    }
#define TSP_DATE_SETTER_3(name, of, field)                                                                             \
    static inline double tsp_date_set_##name(struct tsp_date *self, tsp_value a, tsp_value b, tsp_value c) {           \
        const tsp_value values[] = {a, b, c};                                                                          \
        return tsp_date_set_##of(self, field, 3, values);                                                              \
    }
#define TSP_DATE_SETTER_4(name, of, field)                                                                             \
    static inline double tsp_date_set_##name(struct tsp_date *self, tsp_value a, tsp_value b, tsp_value c,             \
                                             tsp_value d) {                                                            \
        const tsp_value values[] = {a, b, c, d};                                                                       \
        return tsp_date_set_##of(self, field, 4, values);                                                              \
    }
TSP_DATE_SETTER_3(full_year, local, TSP_DATE_YEAR)
TSP_DATE_SETTER_2(month, local, TSP_DATE_MONTH)
TSP_DATE_SETTER_1(date, local, TSP_DATE_DAY)
TSP_DATE_SETTER_4(hours, local, TSP_DATE_HOURS)
TSP_DATE_SETTER_3(minutes, local, TSP_DATE_MINUTES)
TSP_DATE_SETTER_2(seconds, local, TSP_DATE_SECONDS)
TSP_DATE_SETTER_1(milliseconds, local, TSP_DATE_MILLISECONDS)
TSP_DATE_SETTER_3(utc_full_year, universal, TSP_DATE_YEAR)
TSP_DATE_SETTER_2(utc_month, universal, TSP_DATE_MONTH)
TSP_DATE_SETTER_1(utc_date, universal, TSP_DATE_DAY)
TSP_DATE_SETTER_4(utc_hours, universal, TSP_DATE_HOURS)
TSP_DATE_SETTER_3(utc_minutes, universal, TSP_DATE_MINUTES)
TSP_DATE_SETTER_2(utc_seconds, universal, TSP_DATE_SECONDS)
TSP_DATE_SETTER_1(utc_milliseconds, universal, TSP_DATE_MILLISECONDS)

/* ---- Texts ---------------------------------------------------------------------------------- */

/* NULL with an exception pending when the heap is full; an invalid date gives "Invalid Date". */
const struct tsp_string *tsp_date_to_string(const struct tsp_date *self);
const struct tsp_string *tsp_date_to_date_string(const struct tsp_date *self);
const struct tsp_string *tsp_date_to_time_string(const struct tsp_date *self);
const struct tsp_string *tsp_date_to_utc_string(const struct tsp_date *self);
/* RangeError "Invalid time value" for an invalid date. */
const struct tsp_string *tsp_date_to_iso_string(const struct tsp_date *self);
/* The same as a value, but null for an invalid date. */
tsp_value tsp_date_to_json(const struct tsp_date *self);

/*
 * For others that print dates: what toISOString gives of a valid time, without a terminator;
 * returns its length.
 */
#define TSP_DATE_ISO_SIZE 27
unsigned tsp_date_to_iso(int64_t time, char text[TSP_DATE_ISO_SIZE]);

#endif
