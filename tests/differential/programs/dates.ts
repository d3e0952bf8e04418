// Date: construction in every form, getters and setters, texts, and what reads them. Zone: UTC.

function show(date: Date): void {
    if (isNaN(date.getTime())) {
        console.log(String(date), date.toJSON(), date.getFullYear(), date.getMonth(), date.getTimezoneOffset());
        return;
    }
    console.log(date.toISOString(), date.getTime());
}

// No argument: now.
const before = Date.now();
const now = new Date();
console.log(now.getTime() >= before, now.getTime() - before < 5000, typeof Date(), Date().length);

// Numbers, clipped and cut.
for (const time of [0, -1, 1e12, 8.64e15, -8.64e15, 8.64e15 + 1, NaN, Infinity, 1.9, -1.9, -0]) show(new Date(time));

// Texts.
const texts = [
    "2026-11-30",
    "2026-11",
    "2026",
    "2026-11-30T20:47",
    "2026-11-30T20:47:08",
    "2026-11-30T20:47:08.1",
    "2026-11-30T20:47:08.123456Z",
    "2026-11-30T20:47:08+02:30",
    "+002026-11-30T24:00:00Z",
    "-000000-01-01T00:00:00Z",
    "-271821-04-20",
    "Mon, 30 Nov 2026 20:47:08 GMT",
    "Monday, 30-Nov-26 20:47:08 GMT",
    "Mon Nov 30 20:47:08 2026",
    "Mon Nov 30 2026 20:47:08 GMT+0100 (Central European Standard Time)",
    "11/30/2026 8:47 PM",
    "2026-13-01",
    "2026-11-30T25:00",
    "yesterday",
    "",
];
for (const text of texts) {
    show(new Date(text));
    console.log(Date.parse(text) === new Date(text).getTime(), text.length);
}

// A date, and other primitives.
const first = new Date(2020, 1, 29, 12, 30, 15, 250);
const copy = new Date(first);
copy.setFullYear(2021);
show(first);
show(copy);
show(new Date(true as any));
show(new Date(null as any));
show(new Date(undefined as any));

// Parts; years 0 to 99; what is beyond a part carries over; undefined is no number.
show(new Date(99, 0));
show(new Date(0, 11, 31, 23, 59, 59, 999));
show(new Date(100, 0, 1));
show(new Date(2024, 12, 32, 25, 61, 61, 1001));
show(new Date(2024, -1, 0, -1));
show(new Date(2024, 1.9, 2.9));
show(new Date(2024, undefined as any));
show(new Date("2024" as any, "5" as any, "6" as any));
show(new Date(1e9, 0));
console.log(Date.UTC(2026, 10, 30, 20, 47, 8, 1), Date.UTC(2026), Date.UTC(99, 1), Date.UTC(NaN));
console.log(
    Date.UTC(1970, 0, 1, 80063993, 29, 12, -288230376151711740),
    Date.UTC(1970, 0, 213503982336, 0, 0, 0, -18446744073709552000),
);

// Getters.
const date = new Date(Date.UTC(2026, 10, 30, 20, 47, 8, 123));
console.log(date.getFullYear(), date.getMonth(), date.getDate(), date.getDay(), date.getHours(), date.getMinutes());
console.log(date.getSeconds(), date.getMilliseconds(), date.getTimezoneOffset(), date.valueOf());
console.log(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), date.getUTCDay(), date.getUTCHours());
console.log(date.getUTCMinutes(), date.getUTCSeconds(), date.getUTCMilliseconds());
const days = ["Sunday", "Monday", "Tuesday"];
console.log(days[date.getDay()], date.getMonth() + 1, date.getHours() < 12 ? "am" : "pm");

// Setters give the new time.
const set = new Date(0);
console.log(set.setFullYear(2024, 1, 29), set.setMonth(12, 31), set.setDate(0), set.setHours(1, 2, 3, 4));
console.log(set.setMinutes(99, 1), set.setSeconds(-1, 5), set.setMilliseconds(1000), set.setTime(5.5));
console.log(set.setUTCFullYear(-1), set.setUTCMonth(5, 31), set.setUTCDate(15), set.setUTCHours(23, 59, 59, 999));
console.log(set.setUTCMinutes(1), set.setUTCSeconds(1), set.setUTCMilliseconds(1));
show(set);
console.log(set.setHours(NaN), set.setMinutes(5), set.setFullYear(2020), set.setDate(undefined as any));
const broken = new Date(NaN);
console.log(broken.setTime(1e99), broken.setMonth(1), broken.setUTCFullYear(2001, 8, 9));
show(broken);

// Texts of dates.
for (const time of [0, -62198755200000, -1e15, 253402300799999, 1e15]) {
    const shown = new Date(time);
    console.log(shown.toString(), "|", shown.toDateString(), "|", shown.toTimeString(), "|", shown.toUTCString());
    console.log(shown.toISOString(), shown.toJSON());
}
try {
    new Date(NaN).toISOString();
} catch (error) {
    console.log(error instanceof RangeError, String(error));
}
console.log(new Date(NaN).toString(), new Date(NaN).toUTCString(), new Date(NaN).toDateString());

// In fields, arrays and classes.
class Meeting {
    readonly start: Date;
    end: Date | undefined;
    constructor(start: Date) {
        this.start = start;
    }
    minutes(): number {
        return this.end === undefined ? NaN : (this.end.getTime() - this.start.getTime()) / 60000;
    }
}
const meeting = new Meeting(new Date(2026, 0, 1, 10));
console.log(meeting.minutes());
meeting.end = new Date(2026, 0, 1, 11, 15);
console.log(meeting.minutes());
const list = [new Date(3), new Date(1), new Date(2)];
list.sort((a, b) => a.getTime() - b.getTime());
console.log(list.map((one) => one.getTime()).join());
console.log(now instanceof Date, typeof now, (5 as any) instanceof Date);

class Stamp extends Date {
    label = "stamp";
    hour(): string {
        return `${this.label} ${this.getUTCHours()}`;
    }
}
const stamp = new Stamp(3600000 * 5);
console.log(stamp.hour(), stamp.toISOString(), stamp instanceof Date, stamp instanceof Stamp);
stamp.setUTCHours(7);
console.log(stamp.hour());
