/** Getters and setters that a value goes through. */
import { guarded, type Printed } from "./construct.ts";

export const accessors: readonly Printed[] = [
    {
        name: "getter",
        print: (c) => {
            const name = c.fresh("k");
            return `{\n    const ${name}: any = ${c.condition()} ? new Plain(${c.value()}) : new Derived(${c.value()});\n    console.log(show(${name}.seen), show({ ...${name} }.seen), show(${name}?.seen));\n}`;
        },
    },
    {
        name: "setter",
        print: (c) => {
            const name = c.fresh("k");
            return `{\n    const ${name}: any = ${c.condition()} ? new Plain(1) : ${c.condition()} ? new Derived(2) : { seen: 3 };\n    console.log(show((${name}.seen = ${c.value()})), show(${name}.seen));\n    [${name}.seen] = [${c.value()}];\n    ${name}.seen ??= ${c.value()};\n    console.log(show(${name}.seen));\n}`;
        },
    },
    {
        name: "static accessor",
        print: (c) => `Plain.watched = ${c.value()};\nconsole.log(show(Plain.watched), show(Derived.watched));`,
    },
    {
        name: "accessor of a literal",
        print: (c) => {
            const [name, held] = [c.fresh("k"), c.fresh("held")];
            return `{\n    let ${held}: any = ${c.value()};\n    const ${name} = { get x(): any {\n        return ${c.condition()} ? ${held} : this.y;\n    }, set x(p: any) {\n        ${held} = p;\n    }, y: ${c.value()} };\n    console.log(show(${name}.x));\n    ${name}.x = ${c.value()};\n    const { x, ...rest }: any = ${name};\n    console.log(show(x), show(rest.y), show({ ...${name} }.x));\n}`;
        },
    },
    {
        name: "function from a getter",
        print: (c) => {
            const name = c.fresh("k");
            return guarded(
                `const ${name}: any = { get run(): any {\n        return ${c.condition()} ? same : ${c.value()};\n    } };\n    console.log(show(${name}.run(${c.value()})));`,
            );
        },
    },
];
