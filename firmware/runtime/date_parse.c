/*
 * Date.parse. The format of ECMA-262 (21.4.1.32) comes first; a text that leaves it before a time
 * is read on by the looser rules of V8, with what has been read of it so far. They take the texts
 * that dates print, those of HTTP (RFC 9110, 5.6.7) and what people write:
 *
 * * Words before the first number mean nothing, nor does what stands in parentheses.
 * * Of a month and of AM and PM, three letters count; zones are Z, UT, UTC, GMT and those of the
 *   USA.
 * * A number before a colon or behind one belongs to the time of day, every other one to the day. A
 *   sign behind a time or a zone begins an offset from UTC.
 * * Days are M/D/Y, or Y/M/D if the first number is no day, or have their month as a word. What is
 *   missing is 1. Years from 0 to 49 are of the 21st century, those from 50 to 99 of the 20th.
 */
#include "runtime/civil.h"
#include "runtime/date.h"
#include "runtime/date_tokens.h"
#include "runtime/zone.h"

#include <stddef.h>

#define NONE INT32_MIN

/* What has been read. */
struct parts {
    int32_t day[3];
    unsigned day_count;
    int32_t month; /* from its name, 1 to 12, or NONE */
    bool is_iso;
    int32_t time[4];
    unsigned time_count;
    int32_t half_day; /* hours to add: 0 for AM, 12 for PM, or NONE */
    int32_t zone_sign; /* 1, -1 or NONE: no zone */
    int32_t zone_hour;
    int32_t zone_minute;
};

static struct tsp_token take(struct tsp_token_reader *reader) {
    struct tsp_token token = reader->next;
    reader->next = tsp_read_token(reader);
    return token;
}

static bool is_symbol(const struct tsp_token *token, char symbol) {
    return token->kind == TSP_TOKEN_SYMBOL && token->value == symbol;
}

static bool is_sign(const struct tsp_token *token) {
    return is_symbol(token, '+') || is_symbol(token, '-');
}

static bool take_symbol(struct tsp_token_reader *reader, char symbol) {
    if (!is_symbol(&reader->next, symbol)) {
        return false;
    }
    take(reader);
    return true;
}

static bool next_has_digits(const struct tsp_token_reader *reader, uint32_t digits) {
    return reader->next.kind == TSP_TOKEN_NUMBER && reader->next.length == digits;
}

/* Whether a number of two digits, of which none is above `most`, comes next. */
static bool next_is_pair(const struct tsp_token_reader *reader, int32_t most) {
    return next_has_digits(reader, 2) && reader->next.value <= most;
}

/* ---- Parts ---------------------------------------------------------------------------------- */

static bool is_day(int32_t number) {
    return number >= 1 && number <= 31;
}

static bool is_month(int32_t number) {
    return number >= 1 && number <= 12;
}

static bool add_day(struct parts *parts, int32_t number) {
    if (parts->day_count == 3) {
        return false;
    }
    parts->day[parts->day_count++] = number;
    return true;
}

static bool add_time(struct parts *parts, int32_t number) {
    if (parts->time_count == 4) {
        return false;
    }
    parts->time[parts->time_count++] = number;
    return true;
}

/* Nothing of the time may follow; what is behind the milliseconds already is dropped. */
static void add_last_time(struct parts *parts, int32_t number) {
    while (add_time(parts, number)) {
        number = 0;
    }
}

static bool time_expects(const struct parts *parts, int32_t number) {
    return (parts->time_count == 1 && number < 60) || (parts->time_count == 2 && number < 60) ||
           (parts->time_count == 3 && number < 1000);
}

static bool zone_expects(const struct parts *parts, int32_t number) {
    return parts->zone_hour != NONE && parts->zone_minute == NONE && number < 60;
}

static bool is_utc(const struct parts *parts) {
    return parts->zone_hour == 0 && parts->zone_minute == 0;
}

static void set_zone(struct parts *parts, int32_t hours) {
    parts->zone_sign = hours < 0 ? -1 : 1;
    parts->zone_hour = hours < 0 ? -hours : hours;
    parts->zone_minute = 0;
}

/* Digits behind the point of a second; those behind the third are cut. */
static int32_t milliseconds_of(const struct tsp_token *token) {
    int32_t value = token->value;
    for (uint32_t digits = token->length; digits < 3; digits++) {
        value *= 10;
    }
    for (uint32_t digits = token->length > 9 ? 9 : token->length; digits > 3; digits--) {
        value /= 10;
    }
    return value;
}

/* ---- The format of ECMA-262 ----------------------------------------------------------------- */

/*
 * The year, with a sign six digits long; false where none comes, with *failed the token taken last.
 */
static bool read_iso_year(struct tsp_token_reader *reader, struct parts *parts, struct tsp_token *failed) {
    if (next_has_digits(reader, 4)) {
        return add_day(parts, take(reader).value);
    }
    *failed = take(reader);
    if (!is_sign(failed) || !next_has_digits(reader, 6)) {
        return false;
    }
    int32_t year = take(reader).value;
    if (is_symbol(failed, '-') && year == 0) {
        return false;
    }
    return add_day(parts, is_symbol(failed, '-') ? -year : year);
}

/* -MM-DD, both optional */
static bool read_iso_day(struct tsp_token_reader *reader, struct parts *parts) {
    if (!take_symbol(reader, '-')) {
        return true;
    }
    if (!next_has_digits(reader, 2) || !is_month(reader->next.value)) {
        return false;
    }
    add_day(parts, take(reader).value);
    if (!take_symbol(reader, '-')) {
        return true;
    }
    if (!next_has_digits(reader, 2) || !is_day(reader->next.value)) {
        return false;
    }
    return add_day(parts, take(reader).value);
}

/* HH:mm, HH:mm:ss or HH:mm:ss.s with any number of digits */
static bool read_iso_time(struct tsp_token_reader *reader, struct parts *parts) {
    if (!next_is_pair(reader, 24)) {
        return false;
    }
    const bool is_midnight = reader->next.value == 24;
    add_time(parts, take(reader).value);
    for (unsigned i = 0; i < 2; i++) {
        if (!take_symbol(reader, ':')) {
            return i > 0;
        }
        if (!next_is_pair(reader, is_midnight ? 0 : 59)) {
            return false;
        }
        add_time(parts, take(reader).value);
    }
    if (!take_symbol(reader, '.')) {
        return true;
    }
    if (reader->next.kind != TSP_TOKEN_NUMBER || (is_midnight && reader->next.value > 0)) {
        return false;
    }
    struct tsp_token fraction = take(reader);
    return add_time(parts, milliseconds_of(&fraction));
}

/* Z, +HH:mm or +HHmm, or nothing */
static bool read_iso_zone(struct tsp_token_reader *reader, struct parts *parts) {
    if (reader->next.is_z) {
        take(reader);
        set_zone(parts, 0);
        return true;
    }
    if (!is_sign(&reader->next)) {
        return true;
    }
    parts->zone_sign = is_symbol(&reader->next, '-') ? -1 : 1;
    take(reader);
    if (next_has_digits(reader, 4)) {
        int32_t both = reader->next.value;
        if (both / 100 > 23 || both % 100 > 59) {
            return false;
        }
        take(reader);
        parts->zone_hour = both / 100;
        parts->zone_minute = both % 100;
        return true;
    }
    if (!next_is_pair(reader, 23)) {
        return false;
    }
    parts->zone_hour = take(reader).value;
    if (!take_symbol(reader, ':') || !next_is_pair(reader, 59)) {
        return false;
    }
    parts->zone_minute = take(reader).value;
    return true;
}

/* How far the text was of the format. Behind a T nothing else is allowed. */
enum outcome { WHOLE, PARTLY, WRONG };

/* PARTLY: *failed is a token for the looser rules to begin with. */
static enum outcome read_iso(struct tsp_token_reader *reader, struct parts *parts, struct tsp_token *failed) {
    if (!read_iso_year(reader, parts, failed)) {
        return PARTLY;
    }
    bool is_good = read_iso_day(reader, parts);
    if (is_good && reader->next.kind == TSP_TOKEN_WORD && reader->next.word == TSP_WORD_TIME_FOLLOWS) {
        take(reader);
        if (!read_iso_time(reader, parts) || !read_iso_zone(reader, parts) || reader->next.kind != TSP_TOKEN_END) {
            return WRONG;
        }
    } else if (!is_good || reader->next.kind != TSP_TOKEN_END) {
        *failed = take(reader);
        return PARTLY;
    }
    if (parts->zone_sign == NONE && parts->time_count == 0) {
        set_zone(parts, 0);
    }
    parts->is_iso = true;
    return WHOLE;
}

/* ---- The looser rules ----------------------------------------------------------------------- */

static bool ends_time(const struct tsp_token *token) {
    return token->kind == TSP_TOKEN_END || token->kind == TSP_TOKEN_SPACE || token->is_z || is_sign(token);
}

/* hh: or hh:: */
static bool read_before_colon(struct tsp_token_reader *reader, struct parts *parts, int32_t number) {
    take(reader);
    if (take_symbol(reader, ':')) {
        if (parts->time_count > 0) {
            return false;
        }
        add_time(parts, number);
        return add_time(parts, 0);
    }
    if (!add_time(parts, number)) {
        return false;
    }
    take_symbol(reader, '.');
    return true;
}

static bool read_loose_number(struct tsp_token_reader *reader, struct parts *parts, int32_t number) {
    if (is_symbol(&reader->next, ':')) {
        return read_before_colon(reader, parts, number);
    }
    /* The point behind a day is dropped. */
    if (take_symbol(reader, '.') && time_expects(parts, number)) {
        add_time(parts, number);
        if (reader->next.kind != TSP_TOKEN_NUMBER) {
            return false;
        }
        struct tsp_token fraction = take(reader);
        add_last_time(parts, milliseconds_of(&fraction));
        return true;
    }
    if (zone_expects(parts, number)) {
        parts->zone_minute = number;
        return true;
    }
    if (time_expects(parts, number)) {
        add_last_time(parts, number);
        return ends_time(&reader->next);
    }
    bool is_added = add_day(parts, number);
    take_symbol(reader, '-');
    return is_added;
}

static bool read_loose_word(struct tsp_token_reader *reader, struct parts *parts, const struct tsp_token *word,
                            bool had_number) {
    if (word->word == TSP_WORD_HALF_DAY && parts->time_count > 0) {
        parts->half_day = word->value;
    } else if (word->word == TSP_WORD_MONTH) {
        parts->month = word->value;
        take_symbol(reader, '-');
    } else if (word->word == TSP_WORD_ZONE && had_number) {
        set_zone(parts, word->value);
    } else {
        /* Words mean nothing before a number, which must not touch them. */
        return !had_number && reader->next.kind != TSP_TOKEN_NUMBER;
    }
    return true;
}

/* +h, +hh, +hmm, +hhmm or +hh:, whose minutes come later; the number may be missing. */
static bool read_loose_zone(struct tsp_token_reader *reader, struct parts *parts, const struct tsp_token *sign) {
    parts->zone_sign = is_symbol(sign, '-') ? -1 : 1;
    struct tsp_token number = {.kind = TSP_TOKEN_NUMBER, .length = 0};
    if (reader->next.kind == TSP_TOKEN_NUMBER) {
        number = take(reader);
    }
    if (is_symbol(&reader->next, ':')) {
        parts->zone_hour = number.value;
        parts->zone_minute = NONE;
        return true;
    }
    if (number.length == 1 || number.length == 2) {
        parts->zone_hour = number.value;
        parts->zone_minute = 0;
        return true;
    }
    parts->zone_hour = number.value / 100;
    parts->zone_minute = number.value % 100;
    return number.length == 3 || number.length == 4;
}

static bool read_loosely(struct tsp_token_reader *reader, struct parts *parts, struct tsp_token token) {
    bool had_number = parts->day_count > 0;
    for (; token.kind != TSP_TOKEN_END; token = take(reader)) {
        bool is_good = true;
        if (token.kind == TSP_TOKEN_NUMBER) {
            had_number = true;
            is_good = read_loose_number(reader, parts, token.value);
        } else if (token.kind == TSP_TOKEN_WORD) {
            is_good = read_loose_word(reader, parts, &token, had_number);
        } else if (is_sign(&token) && (is_utc(parts) || parts->time_count > 0)) {
            had_number = true;
            is_good = read_loose_zone(reader, parts, &token);
        } else if (is_sign(&token) || is_symbol(&token, ')')) {
            is_good = !had_number;
        }
        if (!is_good) {
            return false;
        }
    }
    return true;
}

/* ---- Parts to a time ------------------------------------------------------------------------ */

static int32_t century(const struct parts *parts, int32_t year) {
    if (parts->is_iso || year < 0 || year > 99) {
        return year;
    }
    return year < 50 ? year + 2000 : year + 1900;
}

/* The days since 1970, or NONE. */
static int32_t days_of(struct parts *parts) {
    if (parts->day_count == 0) {
        return NONE;
    }
    while (parts->day_count < 3) {
        add_day(parts, 1);
    }
    const int32_t *read = parts->day;
    int32_t year = read[0];
    int32_t month = parts->month;
    int32_t day = read[1];
    if (month == NONE) {
        const bool year_first = parts->is_iso || !is_day(read[0]);
        month = year_first ? read[1] : read[0];
        day = year_first ? read[2] : read[1];
        year = year_first ? read[0] : read[2];
    } else if (is_day(read[0])) {
        day = read[0];
        year = read[1];
    }
    year = century(parts, year);
    if (!is_month(month) || !is_day(day) || year < -1000000 || year > 1000000) {
        return NONE;
    }
    return tsp_civil_day(year, month - 1) + day - 1;
}

/* The milliseconds since midnight, or NONE. */
static int32_t clock_of(struct parts *parts) {
    while (parts->time_count < 4) {
        add_time(parts, 0);
    }
    const int32_t *time = parts->time;
    int32_t hour = time[0];
    if (parts->half_day != NONE) {
        if (hour > 12) {
            return NONE;
        }
        hour = hour % 12 + parts->half_day;
    }
    const bool is_time = hour < 24 && time[1] < 60 && time[2] < 60 && time[3] < 1000;
    const bool is_midnight = hour == 24 && time[1] == 0 && time[2] == 0 && time[3] == 0;
    return is_time || is_midnight ? ((hour * 60 + time[1]) * 60 + time[2]) * 1000 + time[3] : NONE;
}

static int64_t time_of(struct parts *parts) {
    const int32_t days = days_of(parts);
    const int32_t clock = clock_of(parts);
    if (days == NONE || clock == NONE) {
        return TSP_TIME_INVALID;
    }
    int64_t time = (int64_t)days * TSP_MS_PER_DAY + clock;
    if (parts->zone_sign == NONE) {
        time = tsp_zone_to_utc(time);
    } else {
        /* Of hours without end, V8 keeps 32 bits of seconds. */
        uint32_t hour = parts->zone_hour == NONE ? 0 : (uint32_t)parts->zone_hour;
        uint32_t minute = parts->zone_minute == NONE ? 0 : (uint32_t)parts->zone_minute;
        uint32_t seconds = hour * 3600u + minute * 60u;
        if (seconds > INT32_MAX) {
            return TSP_TIME_INVALID;
        }
        time -= (int64_t)parts->zone_sign * seconds * 1000;
    }
    return time >= -TSP_TIME_MOST && time <= TSP_TIME_MOST ? time : TSP_TIME_INVALID;
}

int64_t tsp_time_parse(const struct tsp_string *text) {
    struct tsp_token_reader reader = {.text = text};
    struct parts parts = {
        .month = NONE, .half_day = NONE, .zone_sign = NONE, .zone_hour = NONE, .zone_minute = NONE};
    reader.next = tsp_read_token(&reader);
    struct tsp_token failed = {.kind = TSP_TOKEN_END};
    const enum outcome outcome = read_iso(&reader, &parts, &failed);
    const bool is_good = outcome == WHOLE || (outcome == PARTLY && read_loosely(&reader, &parts, failed));
    return is_good ? time_of(&parts) : TSP_TIME_INVALID;
}
