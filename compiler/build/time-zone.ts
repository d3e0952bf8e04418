/**
 * The rules of a time zone as a table in C (firmware/runtime/zone.h), from the time zones of the
 * Node that builds.
 */
import { UserError } from "../system/user-error.ts";

/** Local time as it holds between two changes. */
interface Kind {
    /** Seconds that local time is ahead of UTC. */
    readonly offset: number;
    readonly name: string;
}

interface Change {
    /** Seconds since 1970, in UTC. */
    readonly at: number;
    readonly to: Kind;
}

interface Zone {
    readonly first: Kind;
    readonly changes: readonly Change[];
}

/**
 * No zone left the time of its own town earlier; the last rules that differ by the year end in
 * 2087.
 */
const FIRST_YEAR = 1800;
const LAST_YEAR = 2160;
/** Among so many years are all calendars, even around 2100. */
const WINDOW = 40;
/** Some zones changed twice within a few days. */
const STEP = 36 * 3600;
const DAY = 24 * 3600;

/** Between these V8 names what holds; the name of any other time is that of a year in between. */
const NAMED = { from: 0, to: 2 ** 31 } as const;
const MOST_NAME = 63;
const startOf = (year: number): number => Date.UTC(year, 0) / 1000;

/** What Node's own dates show while it believes to be in the zone. */
function inZone<T>(zone: string, work: () => T): T {
    const before = process.env["TZ"];
    process.env["TZ"] = zone;
    try {
        return work();
    } finally {
        if (before === undefined) delete process.env["TZ"];
        else process.env["TZ"] = before;
    }
}

function offsetAt(seconds: number): number {
    const date = new Date(seconds * 1000);
    const local = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes());
    return local / 1000 + date.getSeconds() - seconds;
}

const nameAt = (seconds: number): string => /\((.*)\)$/.exec(new Date(seconds * 1000).toString())?.[1] ?? "";
const namedKindAt = (seconds: number): Kind => ({ offset: offsetAt(seconds), name: nameAt(seconds) });
const isSame = (a: Kind, b: Kind): boolean => a.offset === b.offset && a.name === b.name;

/** The first second at which what holds is no longer `before`. */
function firstSecond(low: number, high: number, before: Kind, kindAt: (seconds: number) => Kind): number {
    let [from, to] = [low, high];
    while (to - from > 1) {
        const middle = Math.floor((from + to) / 2);
        if (isSame(kindAt(middle), before)) from = middle;
        else to = middle;
    }
    return to;
}

function changesBetween(start: number, end: number, first: Kind, kindAt: (seconds: number) => Kind): Change[] {
    const changes: Change[] = [];
    let kind = first;
    for (let at = start; at < end; at += STEP) {
        const next = Math.min(at + STEP, end);
        let from = at;
        while (!isSame(kind, kindAt(next))) {
            from = firstSecond(from, next, kind, kindAt);
            kind = kindAt(from);
            changes.push({ at: from, to: kind });
        }
    }
    return changes;
}

function scan(): Zone {
    const named = changesBetween(NAMED.from, NAMED.to - 1, namedKindAt(NAMED.from), namedKindAt);
    const kinds = [namedKindAt(NAMED.from), ...named.map(({ to }) => to)];
    const byOffset = (seconds: number): Kind => {
        const offset = offsetAt(seconds);
        return kinds.find((kind) => kind.offset === offset) ?? { offset, name: "" };
    };
    const first = byOffset(startOf(FIRST_YEAR));
    const earlier = changesBetween(startOf(FIRST_YEAR), NAMED.from - 1, first, byOffset);
    const changes = [...earlier, ...changesAt(NAMED.from, earlier.at(-1)?.to ?? first, namedKindAt), ...named];
    const last = changes.at(-1)?.to ?? first;
    const later = changesBetween(NAMED.to, startOf(LAST_YEAR), byOffset(NAMED.to), byOffset);
    return { first, changes: [...changes, ...changesAt(NAMED.to, last, byOffset), ...later] };
}

/** Where two parts of the scan meet. */
function changesAt(seconds: number, before: Kind, kindAt: (seconds: number) => Kind): Change[] {
    const to = kindAt(seconds);
    return isSame(before, to) ? [] : [{ at: seconds, to }];
}

/**
 * The changes of a year, counted from its start, and what holds before the first; those of the days
 * around it too, when it is the same year in local time.
 */
function yearOf({ first, changes }: Zone, year: number): string {
    const [start, end] = [startOf(year), startOf(year + 1)];
    const before = changes.findLast(({ at }) => at < start - DAY)?.to ?? first;
    const own = changes
        .filter(({ at }) => at >= start - DAY && at < end + DAY)
        .map(({ at, to }) => ({ at: at - start, to }));
    return JSON.stringify([before, own]);
}

const isLeap = (year: number): boolean => startOf(year + 1) - startOf(year) > 365 * 86400;
const weekday = (year: number): number => new Date(Date.UTC(year, 0)).getUTCDay();

function likeYear(year: number, from: number): number {
    for (let like = from; ; like++) if (isLeap(like) === isLeap(year) && weekday(like) === weekday(year)) return like;
}

/** The first year from which on the years of a window before it say everything. */
function repeatsFrom(zone: Zone): number {
    const years = Array.from({ length: LAST_YEAR - 2000 }, (_, i) => LAST_YEAR - 1 - i);
    const isPredicted = (year: number, end: number): boolean =>
        yearOf(zone, year) === yearOf(zone, likeYear(year, end - WINDOW));
    const differs = years.find((end) => years.some((year) => year >= end && !isPredicted(year, end)));
    return differs === undefined ? 2000 : differs + 1;
}

function tableOf(zone: string): string {
    const scanned = inZone(zone, scan);
    const end = repeatsFrom(scanned);
    const changes = scanned.changes.filter(({ at }) => at < startOf(end));
    const kinds: Kind[] = [];
    const indexOf = (kind: Kind): number => {
        const known = kinds.findIndex((other) => isSame(other, kind));
        return known >= 0 ? known : kinds.push(kind) - 1;
    };
    const indexes = [scanned.first, ...changes.map(({ to }) => to)].map(indexOf);
    const long = kinds.find(({ name }) => name.length > MOST_NAME || !/^[\x20-\x7e]*$/.test(name));
    if (long !== undefined) throw new UserError(`the time zone ${zone} has the name ${long.name}, which a board has no room for`);
    const times = changes.length === 0 ? ["0"] : changes.map(({ at }) => at.toString());
    return `/* The time zone ${zone}. */
#include "runtime/zone.h"

static const int64_t times[] = {
${lines(times)}
};
static const uint8_t kinds[] = {
${lines(indexes.map(String))}
};
static const struct tsp_zone_kind kind[] = {
${kinds.map(({ offset, name }) => `    {${offset.toString()}, ${JSON.stringify(name)}},`).join("\n")}
};

const struct tsp_zone tsp_zone = {${changes.length.toString()}, ${end.toString()}, times, kinds, kind};
`;
}

/** Lines of at most 100 columns. */
function lines(items: readonly string[]): string {
    let text = "   ";
    let column = 3;
    for (const item of items) {
        if (column + item.length + 2 > 100) {
            text += "\n   ";
            column = 3;
        }
        text += ` ${item},`;
        column += item.length + 2;
    }
    return text;
}

/** The name by which Node knows the zone; the user may have written it in small letters. */
function nameOf(zone: string): string {
    try {
        return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
    } catch {
        throw new UserError(`time-zone: this Node knows no time zone '${zone}'; a name is like Europe/Berlin`);
    }
}

/** The C text that makes the runtime's local time that of the zone; undefined for UTC. */
export function timeZoneSource(zone: string): string | undefined {
    const name = nameOf(zone);
    return name === "UTC" ? undefined : tableOf(name);
}
