#include "runtime/date.h"

#include "runtime/civil.h"
#include "runtime/math.h"
#include "runtime/number.h"
#include "runtime/zone.h"

#define MS_PER_HOUR 3600000
#define MS_PER_MINUTE 60000
#define MS_PER_SECOND 1000
/* Beyond the limit of time values: no zone is a month ahead of UTC. */
#define LOCAL_MOST ((double)TSP_TIME_MOST + 31.0 * TSP_MS_PER_DAY)

const struct tsp_shape tsp_date_shape = {.name = "Date", .size = sizeof(struct tsp_date), .kind = TSP_KIND_NATIVE};

int64_t tsp_time_clip(double time) {
    const double most = (double)TSP_TIME_MOST;
    return time >= -most && time <= most ? (int64_t)time : TSP_TIME_INVALID;
}

double tsp_time_number(int64_t time) {
    return time == TSP_TIME_INVALID ? tsp_double_from_bits(TSP_NAN_BITS) : (double)time;
}

int64_t tsp_time_of_value(tsp_value value) {
    if (tsp_value_instanceof(value, &tsp_date_shape)) {
        return ((const struct tsp_date *)tsp_as_object(value))->time;
    }
    return tsp_time_clip(tsp_textless_to_number(value));
}

double tsp_date_now(void) {
    return (double)tsp_clock_now();
}

double tsp_date_parse(const struct tsp_string *text) {
    return tsp_time_number(tsp_time_parse(text));
}

/* ---- Fields to times ------------------------------------------------------------------------ */

static bool is_finite(double number) {
    return number - number == 0;
}

/* The year of a month counted from the January of `year`, and the month in it. */
static int32_t first_of_month(int32_t year, int32_t month) {
    int32_t years = tsp_floor_divide(month, 12);
    return tsp_civil_day(year + years, month - years * 12);
}

/*
 * MakeDay, MakeTime and MakeDate (21.4.1.28 to 30) in the arithmetic of doubles, whose rounding
 * they ask for. Not finite where a field is not, or where year or month are beyond those that V8
 * takes, which are far beyond the limits of time values.
 */
static double make_date(const double fields[TSP_DATE_COMPONENTS]) {
    double whole[TSP_DATE_COMPONENTS];
    for (unsigned i = 0; i < TSP_DATE_COMPONENTS; i++) {
        if (!is_finite(fields[i])) {
            return tsp_double_from_bits(TSP_NAN_BITS);
        }
        whole[i] = tsp_math_trunc(fields[i]);
    }
    if (!(tsp_math_abs(whole[0]) <= 1e6 && tsp_math_abs(whole[1]) <= 1e7)) {
        return tsp_double_from_bits(TSP_NAN_BITS);
    }
    double day = (double)(first_of_month((int32_t)whole[0], (int32_t)whole[1]) - 1) + whole[2];
    double clock = whole[3] * MS_PER_HOUR + whole[4] * MS_PER_MINUTE + whole[5] * MS_PER_SECOND + whole[6];
    return day * TSP_MS_PER_DAY + clock;
}

/* The same for integers, whose sum is exact in either arithmetic. */
static int64_t make_whole_date(const int32_t fields[TSP_DATE_COMPONENTS]) {
    int64_t day = (int64_t)first_of_month(fields[0], fields[1]) - 1 + fields[2];
    int64_t clock = (int64_t)fields[3] * MS_PER_HOUR + (int64_t)fields[4] * MS_PER_MINUTE +
                    (int64_t)fields[5] * MS_PER_SECOND + fields[6];
    return day * TSP_MS_PER_DAY + clock;
}

static int64_t to_time(int64_t time, bool is_local) {
    int64_t universal = is_local ? tsp_zone_to_utc(time) : time;
    return universal >= -TSP_TIME_MOST && universal <= TSP_TIME_MOST ? universal : TSP_TIME_INVALID;
}

/*
 * Days so far apart that year and month decide nothing are not worth the arithmetic of doubles; all
 * that is left is within it.
 */
static bool are_near(const int32_t fields[TSP_DATE_COMPONENTS]) {
    return fields[0] >= -300000 && fields[0] <= 300000 && fields[1] >= -10000000 && fields[1] <= 10000000 &&
           fields[2] >= -100000000 && fields[2] <= 100000000;
}

/* The time of fields that are tagged numbers, or what ToNumber makes one of. */
static int64_t time_of_fields(const tsp_value fields[TSP_DATE_COMPONENTS], bool is_local) {
    int32_t whole[TSP_DATE_COMPONENTS];
    unsigned count = 0;
    while (count < TSP_DATE_COMPONENTS && tsp_is_int32(fields[count])) {
        whole[count] = tsp_as_int32(fields[count]);
        count++;
    }
    if (count == TSP_DATE_COMPONENTS && are_near(whole)) {
        return to_time(make_whole_date(whole), is_local);
    }
    double numbers[TSP_DATE_COMPONENTS];
    for (unsigned i = 0; i < TSP_DATE_COMPONENTS; i++) {
        numbers[i] = tsp_textless_to_number(fields[i]);
    }
    double time = make_date(numbers);
    if (!is_local) {
        return tsp_time_clip(time);
    }
    return time >= -LOCAL_MOST && time <= LOCAL_MOST ? to_time((int64_t)time, true) : TSP_TIME_INVALID;
}

/* MakeFullYear (21.4.1.30). */
static tsp_value full_year(tsp_value value) {
    if (tsp_is_int32(value)) {
        int32_t year = tsp_as_int32(value);
        return year >= 0 && year <= 99 ? tsp_from_int32(year + 1900) : value;
    }
    double year = tsp_textless_to_number(value);
    double whole = tsp_math_trunc(year);
    return whole >= 0 && whole <= 99 ? tsp_from_int32(1900 + (int32_t)whole) : tsp_from_number(whole);
}

int64_t tsp_time_of_components(const tsp_value components[TSP_DATE_COMPONENTS], bool is_local) {
    tsp_value fields[TSP_DATE_COMPONENTS];
    fields[0] = full_year(components[0]);
    for (unsigned i = 1; i < TSP_DATE_COMPONENTS; i++) {
        tsp_value missing = tsp_from_int32(i == TSP_DATE_DAY ? 1 : 0);
        fields[i] = components[i] == TSP_ABSENT ? missing : components[i];
    }
    return time_of_fields(fields, is_local);
}

double tsp_date_utc(tsp_value year, tsp_value month, tsp_value day, tsp_value hours, tsp_value minutes,
                    tsp_value seconds, tsp_value milliseconds) {
    const tsp_value components[] = {year, month, day, hours, minutes, seconds, milliseconds};
    return tsp_time_number(tsp_time_of_components(components, false));
}

/* ---- Times to fields ------------------------------------------------------------------------ */

static void fields_of(int64_t time, int32_t fields[TSP_DATE_COMPONENTS + 1]) {
    const struct tsp_civil civil = tsp_civil_of(time);
    fields[TSP_DATE_YEAR] = civil.year;
    fields[TSP_DATE_MONTH] = civil.month;
    fields[TSP_DATE_DAY] = civil.date;
    fields[TSP_DATE_HOURS] = civil.clock / MS_PER_HOUR;
    fields[TSP_DATE_MINUTES] = civil.clock / MS_PER_MINUTE % 60;
    fields[TSP_DATE_SECONDS] = civil.clock / MS_PER_SECOND % 60;
    fields[TSP_DATE_MILLISECONDS] = civil.clock % MS_PER_SECOND;
    fields[TSP_DATE_WEEKDAY] = civil.weekday;
}

static uint64_t field_of(int64_t time, enum tsp_date_field field) {
    int32_t fields[TSP_DATE_COMPONENTS + 1];
    fields_of(time, fields);
    return tsp_bits_pack(tsp_bits_of_int32(fields[field]));
}

uint64_t tsp_date_universal(const struct tsp_date *self, enum tsp_date_field field) {
    return self->time == TSP_TIME_INVALID ? tsp_bits_pack(tsp_bits_of_nan()) : field_of(self->time, field);
}

uint64_t tsp_date_local(const struct tsp_date *self, enum tsp_date_field field) {
    if (self->time == TSP_TIME_INVALID) {
        return tsp_bits_pack(tsp_bits_of_nan());
    }
    if (field == TSP_DATE_OFFSET) {
        /* Whole minutes, as V8 gives them. */
        return tsp_bits_pack(tsp_bits_of_int32(-tsp_zone_offset(self->time) / 60));
    }
    return field_of(tsp_zone_to_local(self->time), field);
}

/* ---- Changing ------------------------------------------------------------------------------- */

double tsp_date_set_time(struct tsp_date *self, double time) {
    self->time = tsp_time_clip(time);
    return tsp_time_number(self->time);
}

static double set(struct tsp_date *self, enum tsp_date_field first, int count, const tsp_value *values, bool is_local) {
    int64_t time = self->time;
    if (time != TSP_TIME_INVALID) {
        time = is_local ? tsp_zone_to_local(time) : time;
    } else if (first == TSP_DATE_YEAR) {
        time = 0;
    } else {
        return tsp_time_number(TSP_TIME_INVALID);
    }
    int32_t known[TSP_DATE_COMPONENTS + 1];
    fields_of(time, known);
    tsp_value fields[TSP_DATE_COMPONENTS];
    for (int i = 0; i < TSP_DATE_COMPONENTS; i++) {
        int at = i - (int)first;
        bool is_given = at >= 0 && at < count && (at == 0 || values[at] != TSP_ABSENT);
        fields[i] = is_given ? values[at] : tsp_from_int32(known[i]);
    }
    self->time = time_of_fields(fields, is_local);
    return tsp_time_number(self->time);
}

double tsp_date_set_local(struct tsp_date *self, enum tsp_date_field first, int count, const tsp_value *values) {
    return set(self, first, count, values, true);
}

double tsp_date_set_universal(struct tsp_date *self, enum tsp_date_field first, int count, const tsp_value *values) {
    return set(self, first, count, values, false);
}
