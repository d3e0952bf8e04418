#include "runtime/civil.h"
#include "runtime/date.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/string_internal.h"
#include "runtime/zone.h"
#include "runtime_port.h"
#include "unity.h"

#define NOVEMBER INT64_C(1796071628123) /* 2026-11-30T20:47:08.123Z */

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

static struct tsp_date *date_at(int64_t time) {
    struct tsp_date *date = tsp_new(&tsp_date_shape);
    TEST_ASSERT_NOT_NULL(date);
    date->time = time;
    return date;
}

/* In words: on a board Unity compares no 64 bits. */
static void assert_time(int64_t expected, int64_t actual) {
    TEST_ASSERT_EQUAL_UINT32((uint64_t)expected >> 32, (uint64_t)actual >> 32);
    TEST_ASSERT_EQUAL_UINT32((uint32_t)expected, (uint32_t)actual);
}

static void assert_text(const char *expected, const struct tsp_string *actual) {
    TEST_ASSERT_NOT_NULL(actual);
    TEST_ASSERT_EQUAL_UINT(strlen(expected), actual->length);
    TEST_ASSERT_EQUAL_MEMORY(expected, actual->u.latin1, actual->length);
}

static void assert_parses(int64_t expected, const char *text) {
    assert_time(expected, tsp_time_parse(tsp_string_from_latin1(text, strlen(text))));
}

static void assert_bits(int32_t expected, struct tsp_bits actual) {
    TEST_ASSERT_EQUAL_UINT32(0, actual.nan);
    TEST_ASSERT_EQUAL_INT32(expected, (int32_t)actual.low);
}

static void test_every_month_of_the_calendar_begins_where_the_last_one_ends(void) {
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t day = tsp_civil_day(-401, 0);
    for (int32_t year = -401; year < 2401; year += year == 401 ? 1199 : 1) {
        if (year == 1600) {
            day = tsp_civil_day(year, 0);
        }
        bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        for (int32_t month = 0; month < 12; month++) {
            TEST_ASSERT_EQUAL_INT32(day, tsp_civil_day(year, month));
            day += days[month] + (month == 1 && is_leap);
            struct tsp_civil last = tsp_civil_of((int64_t)day * TSP_MS_PER_DAY - 1);
            TEST_ASSERT_EQUAL_INT32(year, last.year);
            TEST_ASSERT_EQUAL_INT32(month, last.month);
            TEST_ASSERT_EQUAL_INT32(days[month] + (month == 1 && is_leap), last.date);
            TEST_ASSERT_EQUAL_INT32(TSP_MS_PER_DAY - 1, last.clock);
        }
    }
}

static void test_the_limits_of_times(void) {
    struct tsp_date *last = date_at(TSP_TIME_MOST);
    struct tsp_date *first = date_at(-TSP_TIME_MOST);
    assert_text("+275760-09-13T00:00:00.000Z", tsp_date_to_iso_string(last));
    assert_text("-271821-04-20T00:00:00.000Z", tsp_date_to_iso_string(first));
    assert_bits(6, tsp_date_get_utc_day(last));
    assert_bits(-271821, tsp_date_get_full_year(first));
    assert_time(TSP_TIME_INVALID, tsp_time_clip((double)TSP_TIME_MOST + 1.0));
    assert_time(-1, tsp_time_clip(-1.9));
    (void)tsp_date_set_utc_milliseconds(last, tsp_from_int32(1));
    assert_time(TSP_TIME_INVALID, last->time);
}

static void test_texts_of_a_date(void) {
    struct tsp_date *date = date_at(NOVEMBER);
    assert_text("Mon Nov 30 2026 20:47:08 GMT+0000 (Coordinated Universal Time)", tsp_date_to_string(date));
    assert_text("Mon Nov 30 2026", tsp_date_to_date_string(date));
    assert_text("20:47:08 GMT+0000 (Coordinated Universal Time)", tsp_date_to_time_string(date));
    assert_text("Mon, 30 Nov 2026 20:47:08 GMT", tsp_date_to_utc_string(date));
    assert_text("2026-11-30T20:47:08.123Z", tsp_date_to_iso_string(date));
    assert_text("Fri, 31 Dec -0001 23:59:59 GMT", tsp_date_to_utc_string(date_at(INT64_C(-62167219200001))));
}

static void test_an_invalid_date_has_no_fields_and_one_text(void) {
    struct tsp_date *date = date_at(TSP_TIME_INVALID);
    TEST_ASSERT_EQUAL_UINT32(1, tsp_date_get_month(date).nan);
    TEST_ASSERT_EQUAL_UINT32(1, tsp_date_get_timezone_offset(date).nan);
    assert_text("Invalid Date", tsp_date_to_string(date));
    assert_text("Invalid Date", tsp_date_to_utc_string(date));
    TEST_ASSERT_TRUE(tsp_date_to_json(date) == TSP_NULL);
    TEST_ASSERT_NULL(tsp_date_to_iso_string(date));
    const struct tsp_error *error = (const struct tsp_error *)tsp_as_object(tsp_catch());
    assert_text("RangeError: Invalid time value", tsp_error_to_string(error));
}

static void test_formats_that_are_read(void) {
    const int64_t seconds = NOVEMBER / 1000 * 1000;
    assert_parses(NOVEMBER, "2026-11-30T20:47:08.123Z");
    assert_parses(NOVEMBER, "2026-11-30T22:17:08.1239+01:30");
    assert_parses(INT64_C(1795996800000), "2026-11-30");
    assert_parses(seconds, "Mon, 30 Nov 2026 20:47:08 GMT");
    assert_parses(seconds, "Monday, 30-Nov-26 20:47:08 GMT");
    assert_parses(seconds, "Mon Nov 30 20:47:08 2026");
    assert_parses(seconds, "Mon Nov 30 2026 21:47:08 GMT+0100 (Central European Standard Time)");
    assert_parses(INT64_C(1796071620000), "11/30/2026 8:47 pm");
    assert_parses(TSP_TIME_INVALID, "2026-11-30T20:47:08 ");
    assert_parses(TSP_TIME_INVALID, "2026-11-31x");
    assert_parses(TSP_TIME_INVALID, "");
}

static void test_what_is_beyond_a_field_carries_over(void) {
    struct tsp_date *date = date_at(NOVEMBER);
    const tsp_value values[] = {tsp_from_int32(14), tsp_from_double(-0.5)};
    (void)tsp_date_set_month(date, values[0], values[1]);
    assert_text("2027-02-28T20:47:08.123Z", tsp_date_to_iso_string(date));
    (void)tsp_date_set_hours(date, tsp_from_int32(-1), tsp_from_int32(90), TSP_ABSENT, TSP_ABSENT);
    assert_text("2027-02-28T00:30:08.123Z", tsp_date_to_iso_string(date));
    (void)tsp_date_set_minutes(date, TSP_UNDEFINED, TSP_ABSENT, TSP_ABSENT);
    assert_time(TSP_TIME_INVALID, date->time);
    (void)tsp_date_set_utc_full_year(date, tsp_from_int32(99), TSP_ABSENT, TSP_ABSENT);
    assert_text("0099-01-01T00:00:00.000Z", tsp_date_to_iso_string(date));
}

static void test_the_clock_is_the_ports(void) {
    test_port_set_time(4500);
    struct tsp_date *date = tsp_new(&tsp_date_shape);
    tsp_date_construct(date, TSP_ABSENT, TSP_ABSENT, TSP_ABSENT, TSP_ABSENT, TSP_ABSENT, TSP_ABSENT, TSP_ABSENT);
    assert_time(4500, date->time);
    assert_text("1970-01-01T00:00:04.500Z", tsp_date_to_iso_string(date));
    TEST_ASSERT_TRUE(tsp_performance_now() == 4500.0);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_every_month_of_the_calendar_begins_where_the_last_one_ends);
    RUN_TEST(test_the_limits_of_times);
    RUN_TEST(test_texts_of_a_date);
    RUN_TEST(test_an_invalid_date_has_no_fields_and_one_text);
    RUN_TEST(test_formats_that_are_read);
    RUN_TEST(test_what_is_beyond_a_field_carries_over);
    RUN_TEST(test_the_clock_is_the_ports);
    return UNITY_END();
}
