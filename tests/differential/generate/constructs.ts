/**
 * The constructs of the language that take a value, each as the statements that put one through it
 * and print what comes out.
 */
import { accessors } from "./accessors.ts";
import { collections } from "./collections.ts";
import { type Crossing, guarded, type Printed } from "./construct.ts";
import { pick } from "./names.ts";
import { primitiveKindNames, type ValueKind } from "./values.ts";

const primitive = primitiveKindNames;
const indexed: readonly ValueKind[] = [...primitive, "array", "bytes"];
const arithmetic = "+ - * / %".split(" ");
const bitwise = "& | ^ << >> >>>".split(" ");
/**
 * ECMA-262 leaves the last bit of other powers to the implementation, and V8 rounds some of them
 * wrongly.
 */
const exactPower = (left: string, right: string): string => `((${left} as any) & 15) ** ((${right} as any) & 7)`;
const relations = "< <= > >=".split(" ");
const equalities = "=== !== == !=".split(" ");

const all = (operators: readonly string[], left: string, right: string): string => {
    const results = operators.map((operator) => `(${left} as any) ${operator} (${right} as any)`);
    return `console.log(${[...results, ...(operators === arithmetic ? [exactPower(left, right)] : [])].join(", ")});`;
};

function operatorPair(operators: readonly string[]): (crossing: Crossing) => string {
    return (crossing) => {
        const [left, right] = [crossing.fresh("l"), crossing.fresh("r")];
        const [first, second] = [crossing.value(), crossing.value()];
        const [a, b] = crossing.number(2) === 0 ? [first, second] : [second, first];
        return `{\n    const ${left}: any = ${a}, ${right}: any = ${b};\n    ${all(operators, left, right)}\n}`;
    };
}

const variables: readonly Printed[] = [
    { name: "const", print: (c) => `const ${c.keep(c.fresh("k"), false)}: any = ${c.value()};` },
    { name: "let", print: (c) => `let ${c.keep(c.fresh("k"), true)}: any = ${c.value()};` },
    {
        name: "var",
        print: (c) => {
            const name = c.keep(c.fresh("k"), true);
            return `console.log(typeof ${name});\nvar ${name}: any = ${c.value()};\nvar ${name}: any;`;
        },
    },
    {
        name: "assignment",
        print: (c) => {
            const name = c.keep(c.fresh("k"), true);
            return `let ${name}: any = ${c.number(2) === 0 ? "0" : c.value()};\nconsole.log(show(${name} = ${c.value()}), show(${name}));`;
        },
    },
    {
        name: "captured variable",
        print: (c) => {
            const [name, read] = [c.fresh("k"), c.fresh("read")];
            return `let ${name}: any = ${c.value()};\nconst ${read} = () => ${name};\nconsole.log(show(${read}()));\n${name} = ${c.value()};\nconsole.log(show(${read}()));`;
        },
    },
    {
        name: "captured by a loop's closures",
        print: (c) => {
            const [list, name, at] = [c.fresh("fs"), c.fresh("k"), c.fresh("n")];
            return `{\n    const ${list}: (() => any)[] = [];\n    for (let ${at} = 0, ${name}: any = ${c.value()}; ${at} < 2; ${at}++) {\n        ${list}.push(() => ${name});\n        ${name} = ${c.value()};\n    }\n    for (const f of ${list}) console.log(show(f()));\n}`;
        },
    },
];

const functions: readonly Printed[] = [
    {
        name: "argument",
        print: (c) => {
            const name = c.fresh("h");
            return `function ${name}(p: any, q: any): any {\n    return ${c.condition()} ? p : q;\n}\nconsole.log(show(${name}(${c.value()}, ${c.value()})));`;
        },
    },
    { name: "parameter without annotation", print: (c) => `console.log(show(same(${c.value()})));` },
    {
        name: "default parameter",
        print: (c) =>
            `console.log(show(((p: any = ${c.value()}) => p)(${pick(["", "undefined", c.value()], c.number(3))})));`,
    },
    {
        name: "rest parameter",
        print: (c) =>
            `console.log(((...r: any[]) => show(r[${c.number(3).toString()}]) + r.length)(${c.value()}, ${c.value()}));`,
    },
    {
        name: "returned",
        print: (c) => {
            const name = c.fresh("h");
            return `function ${name}(): any {\n    if (${c.condition()}) return ${c.value()};\n    return ${c.value()};\n}\nconsole.log(show(${name}()));`;
        },
    },
    {
        name: "pattern as parameter",
        print: (c) =>
            `console.log((({ x, y = ${c.value()} }: any, [z]: any[]) => [x, y, z].map(show).join("/"))({ x: ${c.value()} }, [${c.value()}]));`,
    },
    { name: "result of an arrow function", print: (c) => `console.log(show((() => ${c.value()})()));` },
    {
        name: "spread argument",
        print: (c) => {
            const list = c.fresh("k");
            return `{\n    const ${list}: any[] = [${c.value()}, ${c.value()}];\n    console.log(show(same(...(${list} as [any]))), ((...r: any[]) => r.map(show).join())(...${list}, ${c.value()}));\n}`;
        },
    },
    { name: "spread of a value", print: (c) => guarded(`console.log([...${c.value()}].map(show).join("/"));`) },
    { name: "called", print: (c) => guarded(`console.log(show(${c.value()}()));`) },
    { name: "optional call", print: (c) => guarded(`console.log(show(${c.value()}?.()));`) },
    {
        name: "callback's value",
        print: (c) =>
            `console.log([${c.value()}, ${c.value()}].map((x: any) => ${c.condition()} ? x : ${c.value()}).map(show).join("/"));`,
    },
];

const objects: readonly Printed[] = [
    {
        name: "property",
        print: (c) => {
            const name = c.fresh("k");
            return `{\n    const ${name}: { x: any; y?: any } = { x: ${c.value()} };\n    console.log(show(${name}.x), show(${name}.y));\n    ${name}.x = ${c.value()};\n    console.log(show(${name}.x));\n}`;
        },
    },
    {
        name: "optional property",
        print: (c) => {
            const name = c.fresh("k");
            return `{\n    const ${name}: { x?: any } = ${c.condition()} ? { x: ${c.value()} } : {};\n    console.log(show(${name}.x), show(${name}.x ?? ${c.value()}));\n}`;
        },
    },
    {
        name: "spread property",
        print: (c) => {
            const name = c.fresh("k");
            return `{\n    const ${name}: any = { x: ${c.value()}, ...{ y: ${c.value()} } };\n    console.log(show({ ...${name} }.y), show({ ...${name}, y: ${c.value()} }.y), show({ y: 0, ...${name} }.y));\n}`;
        },
    },
    {
        name: "object pattern",
        print: (c) => {
            const [x, y, rest] = [c.fresh("k"), c.fresh("k"), c.fresh("k")];
            return `{\n    const { x: ${x}, y: ${y} = ${c.value()}, ...${rest} }: any = { x: ${c.value()}, y: ${c.value()}, z: ${c.value()} };\n    console.log(show(${x}), show(${y}), show(${rest}.z));\n}`;
        },
    },
    {
        name: "source of an object pattern",
        print: (c) => guarded(`const { zz }: any = ${c.value()};\n    console.log(zz);`),
    },
    {
        name: "array element",
        print: (c) => {
            const name = c.fresh("k");
            return `{\n    const ${name}: any[] = [${c.value()}, , ${c.value()}];\n    ${name}[${c.number(5).toString()}] = ${c.value()};\n    console.log(${name}.length, ${name}.map(show).join("/"), show(${name}.at(-1)), show(${name}[7]));\n}`;
        },
    },
    {
        name: "array method",
        print: (c) => {
            const name = c.fresh("k");
            return `{\n    const ${name}: any[] = [${c.value()}];\n    ${name}.push(${c.value()});\n    ${name}.unshift(${c.value()});\n    console.log(${name}.includes(${c.value()}), ${name}.indexOf(${name}[1]), ${name}.slice(1).concat([${c.value()}]).reverse().map(show).join("/"), show(${name}.pop()), show(${name}.find((x) => x)));\n}`;
        },
    },
    {
        name: "array pattern",
        print: (c) => {
            const [first, second, rest] = [c.fresh("k"), c.fresh("k"), c.fresh("k")];
            return `{\n    let [${first}, ${second} = ${c.value()}, ...${rest}]: any[] = [${c.value()}, ${pick(["undefined", c.value()], c.number(2))}, ${c.value()}];\n    [${first}, ${second}] = [${second}, ${first}];\n    console.log(show(${first}), show(${second}), ${rest}.map(show).join("/"));\n}`;
        },
    },
    {
        name: "source of an array pattern",
        print: (c) =>
            guarded(`const [first, ...others]: any = ${c.value()};\n    console.log(show(first), others.length);`),
    },
    { name: "read of a member", print: (c) => guarded(`console.log(show(${c.value()}.zz));`) },
    { name: "optional chaining", print: (c) => `console.log(show(${c.value()}?.zz), show(${c.value()}?.zz?.own()));` },
    {
        name: "indexed",
        kinds: indexed,
        print: (c) => guarded(`console.log(show(${c.value()}[${c.number(3).toString()}]));`),
    },
    {
        name: "optional element",
        kinds: indexed,
        print: (c) => `console.log(show(${c.value()}?.[${c.number(3).toString()}]));`,
    },
    {
        name: "byte",
        kinds: primitive,
        print: (c) => {
            const name = c.fresh("bytes");
            return `{\n    const ${name} = new Uint8Array(new ArrayBuffer(3), 1);\n    ${name}[${c.number(3).toString()}] = ${c.value()};\n    console.log(show(${name}), show(new Uint8Array([${c.value()}])));\n}`;
        },
    },
];

const classes: readonly Printed[] = [
    {
        name: "constructor's argument",
        print: (c) => `console.log(show(new Plain(${c.value()}).y), show(new Derived(${c.value()}).own()));`,
    },
    {
        name: "field",
        print: (c) => {
            const name = c.fresh("k");
            return `{\n    const ${name} = new Plain(1);\n    ${name}.x = ${c.value()};\n    console.log(show(${name}.x), show(new Plain(${c.value()}).own()));\n}`;
        },
    },
    { name: "method's argument", print: (c) => `console.log(show(new Plain(1).take(${c.value()})));` },
    {
        name: "super",
        print: (c) => {
            const name = c.fresh("k");
            return `{\n    const ${name} = new Derived(${c.value()}, ${c.value()});\n    console.log(show(${name}.y), show(${name}.z), show(${name}.take(${c.value()})));\n}`;
        },
    },
    {
        name: "overridden method",
        print: (c) =>
            `console.log(show((${c.condition()} ? new Plain(${c.value()}) : new Derived(${c.value()})).own()));`,
    },
    {
        name: "static field",
        print: (c) => `Plain.kept = ${c.value()};\nconsole.log(show(Plain.kept));`,
    },
    {
        name: "method of a literal",
        print: (c) => {
            const name = c.fresh("k");
            return `{\n    const ${name} = { x: ${c.value()}, take(p: any): any {\n        return ${c.condition()} ? p : this.x;\n    } };\n    console.log(show(${name}.take(${c.value()})));\n}`;
        },
    },
];

const control: readonly Printed[] = [
    { name: "if", print: (c) => `if (${c.tested()}) console.log("yes");\nelse console.log("no");` },
    { name: "not", print: (c) => `console.log(!${c.tested()}, !!${c.tested()});` },
    {
        name: "conditional operator",
        print: (c) =>
            `console.log(show(${c.tested()} ? ${c.value()} : ${c.value()}), show(${c.condition()} ? ${c.value()} : ${c.value()}));`,
    },
    {
        name: "logical operators",
        print: (c) =>
            `console.log(show(${c.tested()} && ${c.value()}), show(${c.tested()} || ${c.value()}), show(${c.tested()} ?? ${c.value()}));`,
    },
    {
        name: "logical assignment",
        print: (c) => {
            const name = c.fresh("k");
            const operator = pick(["&&=", "||=", "??="], c.number(3));
            return `{\n    let ${name}: any = ${c.value()};\n    ${name} ${operator} ${c.value()};\n    console.log(show(${name}));\n}`;
        },
    },
    {
        name: "comma and void",
        print: (c) => `console.log(show((same(${c.value()}), ${c.value()})), void ${c.value()});`,
    },
    { name: "typeof", print: (c) => `console.log(typeof ${c.value()});` },
    {
        name: "instanceof",
        print: (c) =>
            `console.log(${["Error", "Plain", "Uint8Array", "Derived"].map((name) => `${c.value()} instanceof ${name}`).join(", ")});`,
    },
    {
        name: "while",
        print: (c) =>
            `{\n    let turns = 0;\n    while (${c.tested()}) if (++turns > 2) break;\n    do turns++; while (${c.tested()} && turns < 9);\n    console.log(turns);\n}`,
    },
    {
        name: "for",
        print: (c) => {
            const name = c.fresh("k");
            return `for (let ${name}: any = ${c.value()}, turns = 0; turns < 2; ${name} = ${c.value()}, turns++) console.log(show(${name}));`;
        },
    },
    { name: "for-of", print: (c) => guarded(`for (const x of ${c.value()}) console.log(show(x));`) },
    {
        name: "element of for-of",
        print: (c) =>
            `for (let x of [${c.value()}, ${c.value()}] as any[]) {\n    console.log(show(x));\n    x = ${c.value()};\n    console.log(show(x));\n}`,
    },
    {
        name: "switch",
        print: (c) => {
            const name = c.fresh("k");
            const label = c.condition();
            return `{\n    const ${name}: any = ${c.value()};\n    switch (${label} ? ${name} : (${c.value()} as any)) {\n        case ${c.tested()}:\n            console.log("first");\n        case ${name}:\n            console.log("second");\n            break;\n        default:\n            console.log("default");\n    }\n}`;
        },
    },
    {
        name: "label",
        print: (c) => {
            const [label, name] = [c.fresh("label"), c.fresh("k")];
            return `${label}: for (const ${name} of [${c.value()}, ${c.value()}] as any[]) {\n    for (;;) {\n        console.log(show(${name}));\n        if (${name}) continue ${label};\n        break ${label};\n    }\n}`;
        },
    },
    {
        name: "narrowing",
        print: (c) => {
            const name = c.fresh("k");
            const tests = ["string", "number", "boolean", "undefined", "function"].map(
                (type) => `typeof ${name} === "${type}" ? show(${name}) + "${type}"`,
            );
            return `{\n    const ${name}: any = ${c.condition()} ? ${c.value()} : ${c.value()};\n    console.log(${tests.join(" : ")} : ${name} === null ? "null" : ${name} instanceof Plain ? show(${name}.own()) : Array.isArray(${name}) ? ${name}.length : ${name} instanceof Uint8Array ? ${name}.length : "other");\n}`;
        },
    },
    {
        name: "compared with null",
        print: (c) =>
            `console.log(${c.value()} == null, ${c.value()} != undefined, ${c.value()} === null, ${c.value()} !== undefined);`,
    },
    {
        name: "thrown",
        print: (c) =>
            `try {\n    if (${c.condition()}) throw ${c.value()};\n    throw ${c.value()};\n} catch (e: any) {\n    console.log(show(e), e === e);\n}`,
    },
    {
        name: "thrown through finally",
        print: (c) => {
            const name = c.fresh("k");
            return `try {\n    let ${name}: any = 0;\n    try {\n        ${name} = ${c.value()};\n        throw ${name};\n    } finally {\n        console.log("finally", show(${name}));\n        ${name} = ${c.value()};\n    }\n} catch (e) {\n    console.log(show(e));\n}`;
        },
    },
    {
        name: "returned through finally",
        print: (c) => {
            const name = c.fresh("h");
            return `function ${name}(): any {\n    try {\n        return ${c.value()};\n    } finally {\n        console.log("finally");\n        if (${c.condition()}) return ${c.value()};\n    }\n}\nconsole.log(show(${name}()));`;
        },
    },
    {
        name: "console",
        print: (c) =>
            `console.log(${c.value()}, ${c.value()});\nconsole.log({ x: ${c.value()} }, [${c.value()}, [{ y: ${c.value()} }]]);\nconsole.error(${c.value()});`,
    },
    {
        name: "template literal",
        kinds: primitive,
        print: (c) => `console.log(\`\${${c.value()}}-\${${c.value()}}é\`);`,
    },
];

const operators: readonly Printed[] = [
    { name: "arithmetic operators", kinds: primitive, print: operatorPair(arithmetic) },
    { name: "bitwise operators", kinds: primitive, print: operatorPair(bitwise) },
    { name: "relational operators", kinds: primitive, print: operatorPair(relations) },
    { name: "equality operators", kinds: primitive, print: operatorPair(equalities) },
    { name: "strict equality", print: operatorPair(equalities.slice(0, 2)) },
    {
        name: "unary operators",
        kinds: primitive,
        print: (c) => `console.log(+${c.value()}, -${c.value()}, ~${c.value()});`,
    },
    {
        name: "increment and decrement",
        kinds: primitive,
        print: (c) => {
            const name = c.fresh("k");
            return `{\n    let ${name}: any = ${c.value()};\n    console.log(${name}++, ${name}, --${name}, ++${name}, ${name}--, ${name});\n}`;
        },
    },
    {
        name: "compound assignment",
        kinds: primitive,
        print: (c) => {
            const name = c.fresh("k");
            const operator = pick([...arithmetic, ...bitwise], c.number(11));
            return `{\n    let ${name}: any = ${c.value()};\n    ${name} ${operator}= ${c.value()} as any;\n    console.log(${name});\n    ${name} &= 15;\n    ${name} **= ${c.value()} & 7;\n    console.log(${name});\n}`;
        },
    },
    {
        name: "conversions",
        kinds: primitive,
        print: (c) =>
            `console.log(String(${c.value()}), Number(${c.value()}), Boolean(${c.value()}), "" + ${c.value()});`,
    },
];

/** Every construct that a statement can be made of; what is not in here is not crossed. */
export const table: readonly Printed[] = [
    ...variables,
    ...functions,
    ...objects,
    ...classes,
    ...accessors,
    ...collections,
    ...control,
    ...operators,
];
