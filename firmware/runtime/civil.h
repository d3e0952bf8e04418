/* The proleptic Gregorian calendar in integers: days since 1970-01-01 and the fields of a time. */
#ifndef TSP_RUNTIME_CIVIL_H
#define TSP_RUNTIME_CIVIL_H

#include <stdint.h>

#define TSP_MS_PER_DAY 86400000

struct tsp_civil {
    int32_t day;     /* since 1970-01-01, which is 0 */
    int32_t clock;   /* milliseconds since midnight */
    int32_t year;
    int32_t month;   /* 0 to 11 */
    int32_t date;    /* 1 to 31 */
    int32_t weekday; /* 0: Sunday */
};

/* Rounds down, as / does for positive numbers. */
static inline int32_t tsp_floor_divide(int32_t number, int32_t divisor) {
    return number / divisor - (number % divisor < 0);
}

/* The day of the first of a month, 0 to 11. Years within two million. */
int32_t tsp_civil_day(int32_t year, int32_t month);

/* Of a time within a month of the limits of Date. */
struct tsp_civil tsp_civil_of(int64_t time);

#endif
