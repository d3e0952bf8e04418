// Operators and conversions that make a number or a text of a Date.

const first = new Date(Date.UTC(2026, 0, 1));
const second = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 6));
const invalid = new Date(NaN);

// Numbers.
const span = (second as any) - (first as any);
console.log(span, span / 3600000, +second, -first, +invalid, (first as any) * 2, (first as any) / 1000);
console.log((second as any) % 1000, (first as any) ** 1, ~(first as any), (second as any) | 0, (second as any) >>> 0);
console.log(first < second, first <= first, first > second, second >= first, invalid < first, first < invalid);
console.log(1e13 > (first as any), 5 >= (first as any), first < ("1e13" as any), first < (true as any));
function assigned(): void {
    let counter: any = new Date(5);
    const old = counter++;
    console.log(old, counter, typeof counter);
    let moved: any = new Date(10);
    moved -= 3;
    console.log(moved, typeof moved);
    let joined: any = new Date(0);
    joined += 1;
    console.log(joined);
}
assigned();

// Texts: with + and in templates.
console.log("at " + first, first + " is", `${first} and ${invalid}`, first + "", "" + invalid);
console.log((first as any) + 1, (first as any) + first, (first as any) + undefined, (first as any) + true);
let text = "";
text += first;
console.log(text);

// Conversions by name.
console.log(String(first), Number(second), Number(invalid), Boolean(invalid), isNaN(invalid as any));
console.log(isFinite(first as any), Math.max(+first, 5), Math.floor(second as any), Math.abs(first as any));
console.log(parseInt(first as any), Number.isInteger(first), "xThu Jan 01x".includes(first as any));
console.log(new Date(first as any).getTime() === first.getTime(), Date.parse(second as any));

// Equality: objects by identity, with a primitive by the text.
const same = first;
const twin = new Date(first);
console.log(first == same, first == twin, first === same, first != twin, +first == +twin);
console.log((first as any) == String(first), (first as any) == +first, (first as any) != 1, first == (null as any));
console.log((first as any) == undefined, (invalid as any) == "Invalid Date");

// What is a date or something else.
function either(value: Date | number | string | undefined): void {
    console.log(`${value}`, +(value as any), (value as any) - 1, "" + value, (value as any) < 10);
}
either(first);
either(7);
either("8");
either(undefined);

// Read when the operator runs, not later.
const changed = new Date(0);
const kept = +changed;
const said = "then " + changed + ", " + changed.setTime(1e12) + " later " + changed;
console.log(kept, said);
const sum = +changed + changed.setTime(1) + +changed;
console.log(sum);
const both = `${changed} ${changed.setTime(0)} ${changed}`;
console.log(both);

// Classes that extend Date convert as it does.
class Stamp extends Date {
    plus(other: Date): number {
        return (this as any) - (other as any);
    }
}
const stamp = new Stamp(100);
console.log(stamp.plus(new Date(40)), stamp < new Stamp(200), `${stamp}`, +stamp);
function mixed(value: Stamp | Date): string {
    return `${value}` + (value as any) / 2;
}
console.log(mixed(stamp), mixed(new Date(8)));
console.log([new Date(3), new Stamp(1)].map((one) => +one).join(), [2, 1].map((time) => `${new Date(time)}`).length);
