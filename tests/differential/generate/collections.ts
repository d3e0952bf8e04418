/** Maps and sets that a value goes through, as a key and as a value. */
import { guarded, type Printed } from "./construct.ts";

export const collections: readonly Printed[] = [
    {
        name: "key of a Map",
        print: (c) => {
            const [name, key] = [c.fresh("m"), c.fresh("k")];
            return `{\n    const ${key}: any = ${c.value()};\n    const ${name} = new Map<any, any>([[${c.value()}, 1], [${key}, ${c.value()}]]);\n    console.log(${name}.size, show(${name}.get(${key})), ${name}.has(${c.value()}), ${name}.delete(${key}), ${name}.delete(${key}), ${name}.size);\n    ${name}.set(${key}, ${c.value()}).set(${c.value()}, 3);\n    for (const [k, v] of ${name}) console.log(show(k), show(v));\n}`;
        },
    },
    {
        name: "value of a Map",
        print: (c) => {
            const name = c.fresh("m");
            return `{\n    const ${name} = new Map<string, any>();\n    ${name}.set("a", ${c.value()}).set("b", ${c.value()});\n    if (${c.condition()}) ${name}.set("a", ${c.value()});\n    console.log(show(${name}.get("a")), show(${name}.get("c") ?? ${c.value()}), [...${name}.values()].map(show).join("/"), [...${name}.keys()].join());\n    ${name}.forEach((v, k) => console.log(k, show(v)));\n}`;
        },
    },
    {
        name: "member of a Set",
        print: (c) => {
            const name = c.fresh("s");
            return `{\n    const ${name} = new Set<any>([${c.value()}, ${c.value()}]);\n    ${name}.add(${c.value()});\n    console.log(${name}.size, ${name}.has(${c.value()}), [...${name}].map(show).join("/"));\n    const [first, ...others]: any = ${name};\n    console.log(show(first), others.length, ${name}.delete(first), new Set(${name}.keys()).size);\n}`;
        },
    },
    {
        name: "source of a Map or Set",
        print: (c) =>
            guarded(
                `console.log(new Set<any>(${c.value()} as any).size);\n    console.log(new Map<any, any>(${c.value()} as any).size);`,
            ),
    },
    {
        name: "entry of an array",
        print: (c) => {
            const name = c.fresh("k");
            return `{\n    const ${name}: any[] = [${c.value()}, ${c.value()}];\n    for (const [i, x] of ${name}.entries()) console.log(i, show(x));\n    console.log([...${name}.values()].map(show).join("/"), [...${name}.keys()].join());\n}`;
        },
    },
];
