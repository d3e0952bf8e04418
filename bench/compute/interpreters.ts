/** Instructions of the kernels in interpreters, on this machine. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ts } from "ts-morph";
import { type Located, type Supplies } from "../../compiler/supply/index.ts";
import { repositoryRoot } from "../../compiler/system/layout.ts";
import { countInstructions } from "./callgrind.ts";
import { type Kernel } from "./kernels.ts";

export interface Interpreter {
    readonly name: string;
    /** Of the tool in compiler/supply. */
    readonly command: string;
    readonly extension: "js" | "py";
    /** A program that runs the kernel so often and prints its checksum. */
    script(kernel: Kernel, rounds: number): string;
}

/** What ES5 engines lack of what the kernels use. */
const FOR_ES5 = `
if (!Uint8Array.prototype.fill) {
    Uint8Array.prototype.fill = function (value) {
        for (var i = 0; i < this.length; i++) this[i] = value;
        return this;
    };
}`;

function javascript(target: ts.ScriptTarget, prelude = ""): Interpreter["script"] {
    return (kernel, rounds) => {
        const compilerOptions = { target, module: ts.ModuleKind.CommonJS, removeComments: true };
        const { outputText } = ts.transpileModule(readFileSync(kernel.typescript, "utf8"), { compilerOptions });
        return `${prelude}
var module = {};
(function (exports) {${outputText}
})(module);
var last;
for (var round = 0; round < ${rounds.toString()}; round++) last = module.run();
print(last);
`;
    };
}

/** In the order of their columns. */
export const interpreters: readonly Interpreter[] = [
    { name: "QuickJS", command: "qjs", extension: "js", script: javascript(ts.ScriptTarget.ES2022) },
    { name: "Duktape", command: "duk", extension: "js", script: javascript(ts.ScriptTarget.ES5, FOR_ES5) },
    {
        name: "MicroPython",
        command: "micropython",
        extension: "py",
        script: (kernel, rounds) =>
            `${readFileSync(kernel.python, "utf8")}\nlast = None\nfor _ in range(${rounds.toString()}):\n    last = run()\nprint(last)\n`,
    },
];

/**
 * Folders of an unpacked library that hold shared objects: usr/lib/x86_64-linux-gnu for example.
 */
function objectFolders({ path: folder }: Located): readonly string[] {
    return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name.includes("linux"))
        .map(({ name }) => path.join(folder, name));
}

/** The command line that starts a tool: an unpacked one needs the C library of its own release. */
function commandOf(supplies: Supplies, tool: Located): readonly string[] {
    if (tool.origin !== "unpacked") return [tool.path];
    const libraries = [...supplies].filter(([name]) => name.startsWith("lib")).map(([, located]) => located);
    const folders = libraries.filter(({ origin }) => origin === "unpacked").flatMap(objectFolders);
    const loader = folders
        .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
        .find((file) => /\/ld-linux[^/]*\.so\.\d+$/.test(file));
    if (loader === undefined) throw new Error("the unpacked C library has no loader");
    return [loader, "--library-path", folders.join(":"), tool.path];
}

/**
 * Rounds of the shorter and the longer run, whose difference is free of the interpreter's start.
 */
const FEWER = 2;
const MORE = 10;

/** Instructions of a round. */
export async function measureInterpreted(
    interpreter: Interpreter,
    kernel: Kernel,
    supplies: Supplies,
    checksum: string,
): Promise<number> {
    const tool = supplies.get(interpreter.command);
    if (tool === undefined) throw new Error(`${interpreter.name} is not there`);
    const folder = path.join(repositoryRoot, "build", "bench", "compute", "interpreted", kernel.name);
    mkdirSync(folder, { recursive: true });
    const count = async (rounds: number): Promise<number> => {
        const script = path.join(folder, `${interpreter.command}-${rounds.toString()}.${interpreter.extension}`);
        writeFileSync(script, interpreter.script(kernel, rounds));
        const { instructions, output } = await countInstructions([...commandOf(supplies, tool), script]);
        if (output.trim() !== checksum)
            throw new Error(`${interpreter.name} printed ${output.trim()} for ${kernel.name}, not ${checksum}`);
        return instructions;
    };
    return Math.round(((await count(MORE)) - (await count(FEWER))) / (MORE - FEWER));
}
