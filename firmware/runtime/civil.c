#include "runtime/civil.h"

/* Days of 400 years, after which the calendar repeats itself. */
#define ERA_DAYS 146097
/* From 0000-03-01, where years begin that end with the leap day, to 1970-01-01. */
#define EPOCH 719468

/* The days before a month of a year that begins in March: 153 days are five months. */
static int32_t before_month(int32_t month_from_march) {
    return (153 * month_from_march + 2) / 5;
}

int32_t tsp_civil_day(int32_t year, int32_t month) {
    int32_t from_march = month >= 2 ? month - 2 : month + 10;
    int32_t march_year = month >= 2 ? year : year - 1;
    int32_t era = tsp_floor_divide(march_year, 400);
    int32_t year_of_era = march_year - era * 400;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + before_month(from_march);
    return era * ERA_DAYS + day_of_era - EPOCH;
}

struct tsp_civil tsp_civil_of(int64_t time) {
    struct tsp_civil civil;
    int64_t day = time / TSP_MS_PER_DAY;
    civil.clock = (int32_t)(time - day * TSP_MS_PER_DAY);
    if (civil.clock < 0) {
        civil.clock += TSP_MS_PER_DAY;
        day--;
    }
    civil.day = (int32_t)day;
    int32_t era = tsp_floor_divide(civil.day + EPOCH, ERA_DAYS);
    int32_t day_of_era = civil.day + EPOCH - era * ERA_DAYS;
    int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t from_march = (5 * day_of_year + 2) / 153;
    civil.date = day_of_year - before_month(from_march) + 1;
    civil.month = from_march < 10 ? from_march + 2 : from_march - 10;
    civil.year = era * 400 + year_of_era + (civil.month < 2);
    /* 1970-01-01 was a Thursday. */
    civil.weekday = civil.day + 4 - 7 * tsp_floor_divide(civil.day + 4, 7);
    return civil;
}
