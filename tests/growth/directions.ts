/** Programs that grow in one direction each, by a number. What they print is the same in Node. */
import { realistic } from "./realistic.ts";

export interface Direction {
    readonly name: string;
    /** The program of size `n`. */
    readonly text: (n: number) => string;
    /** A size that is large for a person and small for a test. */
    readonly size: number;
}

const times = (n: number, line: (index: number) => string, between = "\n"): string =>
    Array.from({ length: n }, (_, index) => line(index)).join(between);

/** Deepest first: `inner` in `n` layers. */
const nested = (n: number, open: string, inner: string, close: string): string =>
    open.repeat(n) + inner + close.repeat(n);

export const directions: readonly Direction[] = [
    { name: "realistic", size: 300, text: realistic },
    {
        name: "calls in sequence",
        size: 60,
        text: (n) =>
            times(n, (i) => `function f${i}(x: number): number {\n    return x + ${i};\n}\nconsole.log(f${i}(1));`),
    },
    {
        name: "a chain of calls",
        size: 60,
        text: (n) =>
            `function f0(x: number): number {\n    return x;\n}\n` +
            times(n, (i) => `function f${i + 1}(x: number): number {\n    return f${i}(x + 1) + 1;\n}`) +
            `\nconsole.log(f${n}(1));\n`,
    },
    {
        name: "mutual recursion",
        size: 30,
        text: (n) =>
            times(
                n,
                (i) =>
                    `function f${i}(x: number): number {\n    return x <= 0 ? ${i} : f${(i + 1) % n}(x - 1) + f${(i + 3) % n}(x - 3);\n}`,
            ) + `\nconsole.log(f0(9));\n`,
    },
    {
        name: "classes",
        size: 30,
        text: (n) =>
            `abstract class Base {\n    constructor(readonly id: number) {}\n    abstract area(): number;\n    twice(): number {\n        return this.area() * 2;\n    }\n}\n` +
            times(
                n,
                (i) =>
                    `class C${i} extends Base {\n    side = ${i};\n    area(): number {\n        return this.side * this.id;\n    }\n}`,
            ) +
            `\nconst all: Base[] = [${times(n, (i) => `new C${i}(${i})`, ", ")}];\nlet sum = 0;\nfor (const one of all) sum += one.twice();\nconsole.log(sum);\n`,
    },
    {
        name: "an event bus",
        size: 20,
        text: (n) =>
            `type Handler = (value: number) => void;\nconst bus: Handler[] = [];\nlet total = 0;\nfunction emit(value: number): void {\n    for (const handler of bus) handler(value);\n}\n` +
            times(
                n,
                (i) =>
                    `class Part${i} {\n    seen = 0;\n    constructor() {\n        bus.push((value) => {\n            this.seen += value;\n            if (value === ${i + 1}) emit(0);\n        });\n    }\n}\nconst part${i} = new Part${i}();`,
            ) +
            `\nfor (let value = 0; value < ${n}; value++) emit(value);\n${times(n, (i) => `total += part${i}.seen;`)}\nconsole.log(total);\n`,
    },
    {
        name: "closures",
        size: 60,
        text: (n) =>
            times(
                n,
                (i) =>
                    `function make${i}(start: number): () => number {\n    let count = start;\n    return () => (count += ${i});\n}\nconst next${i} = make${i}(${i});\nconsole.log(next${i}() + next${i}());`,
            ),
    },
    {
        name: "names of properties, fields and captures",
        // A shape counts its own in a byte.
        size: 260,
        text: (n) =>
            `const o = { ${times(n, (i) => `p${i}: ["p${i}"]`, ", ")} };\n` +
            `class Base {\n    b = ["b"];\n}\nclass Wide extends Base {\n${times(n, (i) => `    f${i} = ["f${i}"];`)}\n}\nconst wide = new Wide();\n` +
            `function closure(): () => string[][] {\n${times(n, (i) => `    const v${i} = ["v${i}"];`)}\n    return () => [${times(n, (i) => `v${i}`, ", ")}];\n}\nconst captured = closure();\n` +
            `function texts(arrays: string[][]): string {\n    let all = "";\n    for (const array of arrays) all += array[0];\n    return all;\n}\n` +
            `console.log(texts([${times(n, (i) => `o.p${i}`, ", ")}]));\nconsole.log(texts([${times(n, (i) => `wide.f${i}`, ", ")}]), wide.b[0]);\nconsole.log(texts(captured()), wide instanceof Base, wide instanceof Wide);\n`,
    },
    {
        name: "tables with the same names",
        size: 20,
        text: (n) =>
            times(
                n,
                (i) =>
                    `const t${i} = { run: (x: number) => x + ${i}, next: { run: (x: number) => x * ${i} } };\nconsole.log(t${i}.run(1) + t${i}.next.run(2));`,
            ),
    },
    {
        name: "functions called in many places",
        size: 20,
        text: (n) =>
            `const all: ((x: number) => number)[] = [${times(n, (i) => `(x) => x + ${i}`, ", ")}];\nlet sum = 0;\n` +
            times(n, (i) => `for (const one of all) sum += one(${i});`) +
            `\nconsole.log(sum);\n`,
    },
    {
        name: "methods called in many places",
        size: 20,
        text: (n) =>
            `abstract class Base {\n    abstract get(x: number): number;\n}\n` +
            times(
                n,
                (i) => `class C${i} extends Base {\n    get(x: number): number {\n        return x * ${i};\n    }\n}`,
            ) +
            `\nconst all: Base[] = [${times(n, (i) => `new C${i}()`, ", ")}];\nlet sum = 0;\n` +
            times(n, (i) => `for (const one of all) sum += one.get(${i});`) +
            `\nconsole.log(sum);\n`,
    },
    {
        name: "generic classes",
        size: 20,
        text: (n) =>
            `class Box<T> {\n    constructor(readonly held: T) {}\n    get(): T {\n        return this.held;\n    }\n}\n` +
            times(n, (i) => `console.log(new Box({ v${i}: ${i} }).get().v${i} + new Box(${i}).get());`),
    },
    {
        name: "fields and captures",
        size: 80,
        text: (n) =>
            `class Wide {\n${times(n, (i) => `    f${i} = "f${i}";`)}\n}\nconst wide = new Wide();\n` +
            `function outer(): () => string {\n${times(n, (i) => `    let v${i} = "v${i}" + wide.f${i};`)}\n    const all = (): string => ${times(n, (i) => `v${i}`, " + ")};\n${times(n, (i) => `    v${i} += "!";`)}\n    return all;\n}\nconsole.log(outer()());\n`,
    },
    {
        name: "statements in a function",
        size: 200,
        text: (n) =>
            `function work(x: number): number {\n    const a0 = x;\n${times(n, (i) => `    const a${i + 1} = a${i} % 7 === 3 ? a${i} + ${i} : Math.floor(a${i} / 2) + 1;`)}\n    return a${n};\n}\nconsole.log(work(5), work(6));\n`,
    },
    {
        name: "statements in a try",
        size: 100,
        text: (n) =>
            `function check(value: number): number {\n    if (value > 100000) throw new RangeError("large");\n    return value + 1;\n}\nfunction work(x: number): number {\n    let a = x;\n    try {\n${times(n, (i) => `        a = check(a * ${1 + (i % 2)});`)}\n    } catch (error) {\n        return error instanceof RangeError ? -a : 0;\n    }\n    return a;\n}\nconsole.log(work(1), work(99999));\n`,
    },
    {
        name: "shapes in a union",
        size: 40,
        text: (n) =>
            `const all = [${times(n, (i) => `{ kind: "${i}", v${i}: ${i} }`, ", ")}];\nlet sum = 0;\nfor (const one of all) sum += one.kind.length;\nconsole.log(sum);\n`,
    },
    {
        name: "nested blocks",
        size: 40,
        text: (n) => `let x = 1;\n${nested(n, "if (x > 0) {\nx++;\n", "console.log(x);", "\n}")}\n`,
    },
    {
        name: "parentheses",
        size: 60,
        text: (n) => `const x = 1;\nconsole.log(${nested(n, "(x + ", "x", ")")});\n`,
    },
    {
        name: "nested arrays",
        size: 20,
        text: (n) => `const a = ${nested(n, "[", "1", "]")};\nconsole.log(a.length);\n`,
    },
    {
        name: "nested templates",
        size: 30,
        text: (n) => `const x = 1;\nconsole.log(${nested(n, "`a${", "x", "}b`")});\n`,
    },
    {
        name: "values told apart",
        size: 60,
        text: (n) =>
            `function name(x: number): string {\n    ${times(n, (i) => `if (x === ${i}) return "n${i}";`, "\n    else ")}\n    return "none";\n}\nconsole.log(name(0), name(${n - 1}), name(-1));\n`,
    },
    {
        name: "else if",
        // A remainder, because tsc takes seconds for what a thousand comparisons leave of `x`.
        size: 60,
        text: (n) =>
            `function name(x: number): string {\n    ${times(n, (i) => `if (x % ${n} === ${i}) return "n${i}";`, "\n    else ")}\n    return "none";\n}\nconsole.log(name(0), name(${n - 1}), name(-1));\n`,
    },
    {
        name: "a long sum",
        size: 150,
        text: (n) =>
            `const x = 1;\nconst s = "t";\nconsole.log(${times(n, () => "x", " + ")});\nconsole.log(${times(n, () => "s", " + ")});\n`,
    },
    {
        name: "a chain of members",
        size: 40,
        text: (n) =>
            `interface Link {\n    readonly value: number;\n    readonly next: Link;\n}\nclass Ring implements Link {\n    value = 7;\n    get_next(): Ring {\n        return this;\n    }\n    next: Ring = this;\n}\nconst ring = new Ring();\nconsole.log(ring${".next".repeat(n)}.value);\n`,
    },
];

/** `n` modules, each of which uses the one before it; the last is the entry. */
export function modules(n: number): ReadonlyMap<string, string> {
    const files = new Map<string, string>();
    for (let index = 0; index < n; index++) {
        const before = index === 0 ? "" : `import { value as before } from "./m${index - 1}.ts";\n`;
        const sum = index === 0 ? "1" : "before + 1";
        files.set(
            `m${index}.ts`,
            `${before}export const value = ${sum};\nexport function twice(x: number): number {\n    return x * 2;\n}\n`,
        );
    }
    files.set("main.ts", `import { twice, value } from "./m${n - 1}.ts";\nconsole.log(twice(value));\n`);
    return files;
}
