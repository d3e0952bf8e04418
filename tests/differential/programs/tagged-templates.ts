/** Tagged templates: texts and values, one array for each place, `this`, escapes. */
function show(strings: readonly string[], ...values: unknown[]): string {
    let text = strings[0] ?? "";
    for (let i = 0; i < values.length; i++) text += `<${String(values[i])}>${strings[i + 1] ?? ""}`;
    return `${strings.length}/${values.length}: ${text}`;
}
const name = "board";
console.log(show`plain`, show``, show`${1}`, show`a${name}b${2 + 3}c`, show`line\n\t\u{1F600}${null}\x41`);

const seen: (readonly string[])[] = [];
function keep(strings: readonly string[]): number {
    seen.push(strings);
    return seen.length;
}
for (let i = 0; i < 3; i++) keep`same`;
keep`same`;
console.log(seen[0] === seen[1], seen[1] === seen[2], seen[2] === seen[3], seen.length);

class Html {
    prefix = "html:";
    tag(strings: readonly string[], ...values: string[]): string {
        return this.prefix + strings.map((text, i) => text + (values[i] ?? "")).join("");
    }
    static of(strings: readonly string[], value: number): string {
        return strings.join(`${value}`);
    }
}
const html = new Html();
const fields = { tag: (strings: readonly string[], v: boolean) => strings.length + (v ? 1 : 0), [name]: show };
console.log(html.tag`<p>${name}</p>`, Html.of`x${7}y`, fields.tag`${true}`, fields["board"]`k${1}`);

const make = (prefix: string) => (strings: readonly string[]) => prefix + strings.join("|");
console.log(make("p")`one`, ((s: readonly string[], ..._: unknown[]) => s.length)`a${1}b${2}`);
const log: string[] = [];
const note = (text: string): string => (log.push(text), text);
const tagOf = (text: string) => (note(text), show);
console.log(tagOf("tag")`${note("first")}${note("second")}`, log.join());
let moving = 1;
console.log(show`${moving}${(moving = 2)}${moving++}${moving}`);

console.log(String.raw`C:\new\table ${1 + 1} \u0041`, String.raw``, String.raw`${"a\nb".length}\n`);
function optional(strings: readonly string[], value?: number): string {
    return `${strings[1]} ${value}`;
}
console.log(optional`only`, optional`x${5}`, show`${show`inner ${1}`} outer`);
const chained = (strings: readonly string[]) => (more: readonly string[]) => strings.join() + more.join();
console.log(chained`a``b`);
try {
    (undefined as any)`text`;
} catch (error) {
    console.log(error instanceof TypeError);
}
