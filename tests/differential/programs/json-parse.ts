// JSON.parse: every kind of value, what programs do with it, and what is not JSON.
interface Order {
    id: number;
    customer: { name: string; tags: string[] };
    lines: { price: number; count?: number }[];
    note: string | null;
}
const order = JSON.parse(
    '{"id": 7, "customer": {"name": "Zoë", "tags": ["a", "b"]}, "lines": [{"price": 1.5, "count": 2}, {"price": 3}], "note": null}',
) as Order;
console.log(order.id, order.customer.name, order.customer.tags[1], order.lines.length, order.note);
console.log(
    order.lines[0]!.price,
    order.lines[1]!.count,
    order.lines.map((line) => line.count ?? 0),
);
for (const line of order.lines) console.log(line.price, "count" in line);
console.log(order);
order.customer.name = "changed";
(order as any).added = [order.id];
delete (order as any).note;
console.log(JSON.stringify(order), Object.keys(order), typeof order.id, Array.isArray(order.lines));
const {
    id,
    lines: [first],
    ...others
} = order;
console.log(id, first, others);

for (const text of [
    "1",
    "-0",
    "0.1",
    "-1e-7",
    "1E+3",
    "123456789012345678901234567890",
    "1e999",
    "-1e999",
    "5e-324",
    "2147483648",
    "-2147483648",
    "999999999",
    "1234567890",
])
    console.log(text, JSON.parse(text));
console.log(
    JSON.parse(" true "),
    JSON.parse("\t\n\r null"),
    JSON.parse("false"),
    JSON.parse('""'),
    JSON.parse("[]"),
    JSON.parse("{}"),
);
console.log(JSON.parse('"\\u0041\\ud83d\\ude00\\ud83d\\"\\\\\\/\\b\\f\\n\\r\\t€é\u007f"'));
const odd = JSON.parse(
    '{"__proto__": {"x": 1}, "constructor": 2, "a": 1, "2": "two", "1": "one", "a": 3, "": "empty", "a\\u0062": 4}',
) as any;
console.log(Object.keys(odd), odd.a, odd[""], odd.ab, odd[1], Object.hasOwn(odd, "__proto__"), JSON.stringify(odd));

function attempt(text: string): string {
    try {
        return JSON.stringify(JSON.parse(text));
    } catch (error) {
        return `${(error as Error).name}: ${(error as Error).message} ${error instanceof SyntaxError}`;
    }
}
const bad = `|{|[|{"a"|{"a":|{"a":1|{"a":1,|{"a":1,}|[1,|[1,]|[1|[1 2|{"a" 1|{a:1}|"abc|"a\nb"|"\\x"|"\\u12"|"\\u12g4"|"\\|-|-a|01|1.|1.a|1e|1e+
tru|trux|nul|nulx|falsy|undefined|NaN|[object Object]|Infinity|1 2|1 a|"a" "b"|{} x|[]]|{"a":1 "b"}|abc|"abcdefghijklmnopqrstuvwxyz|tr"|tr1
x23456789012345678901234567890|1234567890123456789012345 x2345|[1,2,3,4,5,6,7,8,9,10,x,12,13,14,15]|[1,2,3,4,5,6,7,8,9,10,11,12,x]|}|é|\u20ac`;
for (const line of bad.split("|")) console.log(JSON.stringify(line), attempt(line));
const empty: Error = new SyntaxError("own");
console.log(empty.name, String(empty), Object.keys(empty), JSON.stringify(empty), empty instanceof Error);

// Pieces put together by chance.
const pieces = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    '"a"',
    '"b\\n"',
    "1",
    "-",
    "0",
    ".5",
    "e3",
    "true",
    "nul",
    "l",
    " ",
    "\n",
    '{"a":1}',
    "[1,2]",
    "\\",
    "x",
    "\u20ac",
    '"k":',
];
let seed = 12345;
function chance(below: number): number {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >> 8) % below;
}
let valid = 0;
for (let i = 0; i < 3000; i++) {
    let text = "";
    for (let n = chance(9) + 1; n > 0; n--) text += pieces[chance(pieces.length)]!;
    if (i % 3 === 0) text = `[${text}]`;
    const result = attempt(text);
    if (result.startsWith("SyntaxError")) console.log(result);
    else valid++;
}
console.log(valid);

// Large and deep ones.
const rows: { id: number; name: string; on: boolean }[] = [];
for (let i = 0; i < 90; i++) rows.push({ id: i * 1.25, name: `row "${i}" €`, on: i % 2 === 0 });
const copy = JSON.parse(JSON.stringify(rows, null, 1)) as typeof rows;
console.log(copy.length, copy[89]!.name, JSON.stringify(copy) === JSON.stringify(rows));
function depthOf(text: string): number {
    let inner: unknown = JSON.parse(text);
    let depth = 0;
    for (; Array.isArray(inner) && inner.length > 0; inner = inner[0]) depth++;
    return depth;
}
console.log(depthOf("[".repeat(700) + "]".repeat(700)));
