/** ECMA-262, 21.4: Date. */

/**
 * A moment: milliseconds since 1970-01-01T00:00:00Z, within 100 million days. Without Intl, the
 * functions `toLocale...` give what those without `Locale` do. Local time is UTC unless the program
 * is built for a zone (`--set time-zone=Europe/Berlin`).
 *
 * @native struct tsp_date @header runtime/date.h @shape tsp_date_shape @primitive string
 */
interface Date {
    /** Milliseconds since 1970, or NaN. @native tsp_date_get_time */
    getTime(): number;
    /** The same. @native tsp_date_get_time */
    valueOf(): number;
    /** @native tsp_date_get_full_year @range -271821 275760 */
    getFullYear(): int32OrNaN;
    /** 0 is January. @native tsp_date_get_month @range 0 11 */
    getMonth(): int32OrNaN;
    /** The day of the month. @native tsp_date_get_date @range 1 31 */
    getDate(): int32OrNaN;
    /** The weekday; 0 is Sunday. @native tsp_date_get_day @range 0 6 */
    getDay(): int32OrNaN;
    /** @native tsp_date_get_hours @range 0 23 */
    getHours(): int32OrNaN;
    /** @native tsp_date_get_minutes @range 0 59 */
    getMinutes(): int32OrNaN;
    /** @native tsp_date_get_seconds @range 0 59 */
    getSeconds(): int32OrNaN;
    /** @native tsp_date_get_milliseconds @range 0 999 */
    getMilliseconds(): int32OrNaN;
    /**
     * Minutes from local time to UTC: -120 in the summer of Berlin. @native
     * tsp_date_get_timezone_offset @range -1440 1440
     */
    getTimezoneOffset(): int32OrNaN;
    /** @native tsp_date_get_utc_full_year @range -271821 275760 */
    getUTCFullYear(): int32OrNaN;
    /** @native tsp_date_get_utc_month @range 0 11 */
    getUTCMonth(): int32OrNaN;
    /** @native tsp_date_get_utc_date @range 1 31 */
    getUTCDate(): int32OrNaN;
    /** @native tsp_date_get_utc_day @range 0 6 */
    getUTCDay(): int32OrNaN;
    /** @native tsp_date_get_utc_hours @range 0 23 */
    getUTCHours(): int32OrNaN;
    /** @native tsp_date_get_utc_minutes @range 0 59 */
    getUTCMinutes(): int32OrNaN;
    /** @native tsp_date_get_utc_seconds @range 0 59 */
    getUTCSeconds(): int32OrNaN;
    /** @native tsp_date_get_utc_milliseconds @range 0 999 */
    getUTCMilliseconds(): int32OrNaN;
    /** Setters return the new time in milliseconds since 1970. @native tsp_date_set_time */
    setTime(time: number): number;
    /** @native tsp_date_set_full_year @absent @numeric month date */
    setFullYear(year: tagged, month?: number, date?: number): number;
    /** @native tsp_date_set_month @absent @numeric date */
    setMonth(month: tagged, date?: number): number;
    /** @native tsp_date_set_date @absent */
    setDate(date: tagged): number;
    /** @native tsp_date_set_hours @absent @numeric minutes seconds milliseconds */
    setHours(hours: tagged, minutes?: number, seconds?: number, milliseconds?: number): number;
    /** @native tsp_date_set_minutes @absent @numeric seconds milliseconds */
    setMinutes(minutes: tagged, seconds?: number, milliseconds?: number): number;
    /** @native tsp_date_set_seconds @absent @numeric milliseconds */
    setSeconds(seconds: tagged, milliseconds?: number): number;
    /** @native tsp_date_set_milliseconds @absent */
    setMilliseconds(milliseconds: tagged): number;
    /** @native tsp_date_set_utc_full_year @absent @numeric month date */
    setUTCFullYear(year: tagged, month?: number, date?: number): number;
    /** @native tsp_date_set_utc_month @absent @numeric date */
    setUTCMonth(month: tagged, date?: number): number;
    /** @native tsp_date_set_utc_date @absent */
    setUTCDate(date: tagged): number;
    /** @native tsp_date_set_utc_hours @absent @numeric minutes seconds milliseconds */
    setUTCHours(hours: tagged, minutes?: number, seconds?: number, milliseconds?: number): number;
    /** @native tsp_date_set_utc_minutes @absent @numeric seconds milliseconds */
    setUTCMinutes(minutes: tagged, seconds?: number, milliseconds?: number): number;
    /** @native tsp_date_set_utc_seconds @absent @numeric milliseconds */
    setUTCSeconds(seconds: tagged, milliseconds?: number): number;
    /** @native tsp_date_set_utc_milliseconds @absent */
    setUTCMilliseconds(milliseconds: tagged): number;
    /**
     * As in `Mon Nov 30 2026 15:04:05 GMT+0100 (Central European Standard Time)`. @native
     * tsp_date_to_string @throws
     */
    toString(): string;
    /** As in `Mon Nov 30 2026`. @native tsp_date_to_date_string @throws */
    toDateString(): string;
    /**
     * As in `15:04:05 GMT+0000 (Coordinated Universal Time)`. @native tsp_date_to_time_string
     * @throws
     */
    toTimeString(): string;
    /** As in `Mon, 30 Nov 2026 15:04:05 GMT`, for HTTP. @native tsp_date_to_utc_string @throws */
    toUTCString(): string;
    /**
     * As in `2026-11-30T15:04:05.123Z`; a RangeError for an invalid date. @native
     * tsp_date_to_iso_string @throws
     */
    toISOString(): string;
    /** The same, but null for an invalid date. @native tsp_date_to_json @throws */
    toJSON(): string | null;
    /** @checker */
    toJSON(key?: unknown): string | null;
    /** Without Intl the same as `toString`, for every language. @native tsp_date_to_string @throws */
    toLocaleString(): string;
    /** @checker */
    toLocaleString(locales?: unknown, options?: unknown): string;
    /** Without Intl the same as `toDateString`. @native tsp_date_to_date_string @throws */
    toLocaleDateString(): string;
    /** @checker */
    toLocaleDateString(locales?: unknown, options?: unknown): string;
    /** Without Intl the same as `toTimeString`. @native tsp_date_to_time_string @throws */
    toLocaleTimeString(): string;
    /** @checker */
    toLocaleTimeString(locales?: unknown, options?: unknown): string;
}

/** @header runtime/date.h */
interface DateConstructor {
    /** @checker */
    readonly prototype: Date;
    /**
     * Now; or the moment of a number of milliseconds, of a text as `Date.parse` reads it, or of
     * another date; or, from two numbers on, the moment of these parts of local time: year, month
     * (0 is January), day, hours, minutes, seconds, milliseconds. The years 0 to 99 are those of
     * the 20th century. @native tsp_date_construct @absent @hint default @numeric month date hours
     * minutes seconds milliseconds
     */
    new (
        value?: number | string | Date,
        month?: number,
        date?: number,
        hours?: number,
        minutes?: number,
        seconds?: number,
        milliseconds?: number,
    ): Date;
    /** The text of now. @native tsp_date_now_text @throws */
    (): string;
    /** Milliseconds since 1970. @native tsp_date_now */
    now(): number;
    /**
     * Reads ISO 8601 (`2026-11-30`, which is in UTC; `2026-11-30T15:04`, which is local time), what
     * dates print, the formats of HTTP, and what V8 reads beside them. NaN for any other text.
     * @native tsp_date_parse
     */
    parse(text: string): number;
    /**
     * As `new Date` with parts, but in UTC. @native tsp_date_utc @absent @numeric month date hours
     * minutes seconds milliseconds
     */
    UTC(
        year: tagged,
        month?: number,
        date?: number,
        hours?: number,
        minutes?: number,
        seconds?: number,
        milliseconds?: number,
    ): number;
}
declare const Date: DateConstructor;
