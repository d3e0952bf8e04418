/**
 * Dates of the runtime against Node's: random times and components, texts made of what dates are
 * made of, setters, and time zones with what their changes skip and repeat.
 */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { timeZoneSource } from "../../compiler/build/time-zone.ts";
import { RuntimeDrivers } from "../support/runtime-driver.ts";

const seed = Number(process.env["TSPICO_SEED"] ?? "20261130");
const MOST = 8.64e15;
const view = new DataView(new ArrayBuffer(8));

type Ask = (lines: readonly string[]) => string[];

class Random {
    private state: number;

    constructor(state: number) {
        this.state = state | 1;
    }

    /** Marsaglia's xorshift32. */
    word(): number {
        this.state ^= this.state << 13;
        this.state ^= this.state >>> 17;
        this.state ^= this.state << 5;
        return this.state >>> 0;
    }

    below(limit: number): number {
        return Math.floor((this.word() / 2 ** 32) * limit);
    }

    of<T>(items: readonly T[]): T {
        const item = items[this.below(items.length)];
        assert.ok(item !== undefined);
        return item;
    }
}

/** Edges, then times of any size. */
function times(random: Random, total: number): number[] {
    const edges = [0, -1, 1, MOST, -MOST, MOST + 1, NaN, -62198755200000, -62198755200001, 951782400000, 4107542400000];
    const list = [...edges, ...edges.map((time) => time + 86399999)];
    while (list.length < total) {
        const size = random.of([MOST, 1e14, 4e12, 2e12]);
        list.push(Math.trunc((random.word() / 2 ** 32 - 0.5) * 2 * size + random.below(1000)));
    }
    return list.map((time) => new Date(time).getTime());
}

function shown(time: number): string {
    const date = new Date(time);
    const local = [date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes()];
    const rest = [date.getSeconds(), date.getMilliseconds(), date.getDay(), date.getTimezoneOffset()];
    const utc = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), date.getUTCHours()];
    const utcRest = [date.getUTCMinutes(), date.getUTCSeconds(), date.getUTCMilliseconds(), date.getUTCDay()];
    const fields = [...local, ...rest, ...utc, ...utcRest].join(" ");
    const iso = Number.isNaN(time) ? "Invalid time value" : date.toISOString();
    return [fields + " ", String(date), date.toDateString(), date.toTimeString(), date.toUTCString(), iso].join("|");
}

const hexOf = (value: number): string => {
    view.setFloat64(0, value);
    return view.getBigUint64(0).toString(16);
};
const unitsOf = (text: string): string =>
    Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, "0")).join("");

const SETTERS = {
    Local: ["setFullYear", "setMonth", "setDate", "setHours", "setMinutes", "setSeconds", "setMilliseconds"],
    Utc: [
        ...["setUTCFullYear", "setUTCMonth", "setUTCDate", "setUTCHours"],
        ...["setUTCMinutes", "setUTCSeconds", "setUTCMilliseconds"],
    ],
} as const;
const ARITIES = [3, 2, 1, 4, 3, 2, 1];

/** Mostly near what the field holds; sometimes fractions, huge numbers and what is no number. */
function component(random: Random, field: number): number {
    const usual = [2030, 12, 31, 24, 60, 60, 1000][field] ?? 1;
    const near = random.below(usual * 2) - Math.floor(usual / 4);
    switch (random.below(12)) {
        case 0:
            return near + random.word() / 2 ** 32;
        case 1:
            return (random.word() - 2 ** 31) * random.of([1, 1e3, 1e6, 1e12]);
        case 2:
            return random.of([NaN, Infinity, -Infinity, -0, 275760, -271821, 99, 100, -1, 1e300]);
        default:
            return near;
    }
}

/** Both in Node and in the runtime, in the zone of the process. */
function compareAll(ask: Ask, total: number, more: readonly number[] = []): void {
    const random = new Random(seed);
    const list = [...times(random, total), ...more];
    const compare = (lines: readonly string[], expected: readonly string[]): void => {
        ask(lines).forEach((answer, i) => {
            assert.equal(answer, expected[i], `${lines[i] ?? ""}, seed ${String(seed)}`);
        });
    };
    compare(
        list.map((time) => `show ${String(time)}`),
        list.map(shown),
    );
    const components = Array.from({ length: total }, () =>
        Array.from({ length: 1 + random.below(7) }, (_, field) => component(random, field)),
    );
    compare(
        components.flatMap((parts) => ["local", "utc"].map((name) => `${name} ${parts.map(hexOf).join(" ")}`)),
        components.flatMap((parts) => {
            const [year = NaN, month = 0, ...others] = parts;
            const local = new Date(year, month, ...others).getTime();
            return [String(local), String(Reflect.apply(Date.UTC, undefined, parts) as number)];
        }),
    );
    const settings = list.map((time) => {
        const field = random.below(7);
        const count = 1 + random.below(ARITIES[field] ?? 1);
        const values = Array.from({ length: count }, (_, i) => component(random, field + i));
        return { time, field, values };
    });
    for (const kind of ["Local", "Utc"] as const) {
        compare(
            settings.map(({ time, field, values }) => {
                return `set-${kind.toLowerCase()} ${String(time)} ${String(field)} ${values.map(hexOf).join(" ")}`;
            }),
            settings.map(({ time, field, values }) => {
                const date = new Date(time);
                const name = SETTERS[kind][field];
                assert.ok(name !== undefined);
                return String(Reflect.apply(date[name], date, values));
            }),
        );
    }
}

function parsesAsNode(ask: Ask, texts: readonly string[]): void {
    const answers = ask(texts.map((text) => `parse ${unitsOf(text)}`));
    texts.forEach((text, i) => {
        assert.equal(answers[i], String(Date.parse(text)), `Date.parse(${JSON.stringify(text)}), seed ${String(seed)}`);
    });
}

const PIECES = [
    ..."2026 11 30 1 01 31 32 00 24 59 60 99 0 999 1000 123456789 +002026 -000001 000000 9 12".split(" "),
    ..."Nov nov November Jan Monday Mon, am PM pm GMT UTC Z z EST PDT T t Sept xyz é at".split(" "),
    ...["-", "/", ":", ".", "+", " ", " ", " ", ",", "(", ")", "(x)", "+01:00", "-0530", "+1", ":30", "T12:34", "\n"],
    ...["2026-11-30", "20:47:08", ".123", "2026-11-30T20:47", "12:00", "::", " ", ""],
];

function madeOfPieces(random: Random): string {
    return Array.from({ length: 1 + random.below(9) }, () => random.of(PIECES)).join(random.of(["", "", " "]));
}

/** One place of a good text changed. */
function mutated(random: Random, text: string): string {
    const at = random.below(text.length + 1);
    const added = random.of([...PIECES, "", "", "5", "a"]);
    return text.slice(0, at) + added + text.slice(at + random.below(3));
}

/** Texts that dates print, and those of HTTP (RFC 9110, 5.6.7). */
function printed(time: number): string[] {
    const date = new Date(time);
    const [day = "", month = "", number = "", year = "", clock = ""] = date.toUTCString().replace(",", "").split(" ");
    const http850 = `${day}day, ${month}-${number}-${year.slice(-2)} ${clock} GMT`;
    const asctime = `${day} ${number} ${month.padStart(2)} ${clock} ${year}`;
    const iso = date.toISOString();
    return [String(date), date.toUTCString(), date.toDateString(), iso, iso.slice(0, -1), http850, asctime];
}

const drivers = new RuntimeDrivers();
after(() => drivers.remove());
const utc = drivers.build("dates_driver.c");

test("times, components and setters are as in Node", () => {
    process.env["TZ"] = "UTC";
    compareAll(utc, 20_000);
});

test("texts that dates print, and texts made of such pieces, are read as in Node", () => {
    process.env["TZ"] = "UTC";
    const random = new Random(seed + 1);
    const good = times(random, 2000)
        .filter((time) => !Number.isNaN(time))
        .flatMap(printed);
    parsesAsNode(utc, good);
    parsesAsNode(
        utc,
        Array.from({ length: 60_000 }, () => mutated(random, random.of(good))),
    );
    parsesAsNode(
        utc,
        Array.from({ length: 60_000 }, () => madeOfPieces(random)),
    );
});

const ZONES = [
    ...["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu"],
    ...["America/St_Johns", "Pacific/Apia", "Europe/Moscow", "Etc/GMT+5"],
];
for (const zone of ZONES) {
    test(`local time in ${zone} is Node's`, () => {
        const source = timeZoneSource(zone);
        const driver = drivers.build("dates_driver.c", source);
        process.env["TZ"] = zone;
        // Around each change: what is skipped, and what comes twice.
        const changes = /times\[\] = \{([^}]*)\}/.exec(source ?? "")?.[1] ?? "";
        const near = changes
            .split(",")
            .map((text) => Number(text) * 1000)
            .flatMap((at) =>
                [-7200001, -3600000, -1800000, -1, 0, 1, 1800000, 3599999, 3600000, 7200000].map((by) => at + by),
            );
        compareAll(driver, 5000, near);
        const localTexts = near.map((time) => new Date(time).toISOString().slice(0, -1));
        parsesAsNode(driver, [...localTexts, ...near.slice(0, 200).map((time) => String(new Date(time)))]);
    });
}

test("a zone that this Node does not know is an error of the user", () => {
    assert.throws(() => timeZoneSource("Europe/Nowhere"), /no time zone 'Europe\/Nowhere'/);
    assert.equal(timeZoneSource("UTC"), undefined);
});
