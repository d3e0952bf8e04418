#include "runtime/zone.h"

#include "runtime/civil.h"

#include <stdbool.h>

#define CYCLE 28  /* years, after which weekdays and leap years come in the same order */
#define WINDOW 40 /* years, among which all calendars are, even around 2100 */
/* V8 looks for years like others from here on, and in this order. */
#define NAMES_FROM 2008
#define LEAP_YEAR 1956
#define COMMON_YEAR 1967
#define NAMED_MOST ((int64_t)INT32_MAX * 1000)

static int32_t days_in(int32_t year) {
    return tsp_civil_day(year + 1, 0) - tsp_civil_day(year, 0);
}

static bool is_like(int32_t year, int32_t other) {
    return (tsp_civil_day(year, 0) - tsp_civil_day(other, 0)) % 7 == 0 && days_in(year) == days_in(other);
}

/* The same moment of another year. */
static int64_t moved(int64_t time, int32_t from_year, int32_t to_year) {
    return time - (int64_t)(tsp_civil_day(from_year, 0) - tsp_civil_day(to_year, 0)) * TSP_MS_PER_DAY;
}

/* Beyond the table: the same moment of a year in it that has the same calendar. */
static int64_t within_table(int64_t time) {
    const int32_t end = tsp_zone.repeats_from;
    if (time < (int64_t)tsp_civil_day(end, 0) * TSP_MS_PER_DAY) {
        return time;
    }
    const int32_t year = tsp_civil_of(time).year;
    int32_t like = end - WINDOW;
    while (!is_like(year, like)) {
        like++;
    }
    return moved(time, year, like);
}

static const struct tsp_zone_kind *kind_after(unsigned changes) {
    return &tsp_zone.kind[tsp_zone.kinds[changes]];
}

/*
 * When the change comes on a clock that shows UTC; or on one that shows local time, and goes on
 * without it until whatever it skips or repeats is over.
 */
static int64_t change_at(unsigned change, bool is_local) {
    int32_t ahead = 0;
    if (is_local) {
        int32_t before = kind_after(change)->offset;
        int32_t after = kind_after(change + 1)->offset;
        ahead = before > after ? before : after;
    }
    return (tsp_zone.times[change] + ahead) * 1000;
}

static __attribute__((noinline)) const struct tsp_zone_kind *find(int64_t time, bool is_local) {
    if (tsp_zone.count == 0) {
        return kind_after(0);
    }
    const int64_t looked = within_table(time);
    unsigned low = 0;
    unsigned high = tsp_zone.count;
    while (low < high) {
        unsigned middle = (low + high) / 2;
        if (looked < change_at(middle, is_local)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return kind_after(low);
}

int32_t tsp_zone_offset(int64_t time) {
    return find(time, false)->offset;
}

const char *tsp_zone_name(int64_t time) {
    if (tsp_zone.count > 0 && (time < 0 || time > NAMED_MOST)) {
        const int32_t year = tsp_civil_of(time).year;
        const int32_t first = tsp_civil_day(year, 0) + 4; /* 1970-01-01 was a Thursday */
        const int32_t weekday = first - 7 * tsp_floor_divide(first, 7);
        const int32_t like = (days_in(year) == 366 ? LEAP_YEAR : COMMON_YEAR) + weekday * 12 % CYCLE;
        return find(moved(time, year, NAMES_FROM + (like + 3 * CYCLE - NAMES_FROM) % CYCLE), false)->name;
    }
    return find(time, false)->name;
}

int64_t tsp_zone_to_local(int64_t time) {
    return time + (int64_t)tsp_zone_offset(time) * 1000;
}

int64_t tsp_zone_to_utc(int64_t local) {
    return local - (int64_t)find(local, true)->offset * 1000;
}
