/** Our words beside errors of tsc whose own words do not lead to what a program here can do. */
import { Node, ts } from "ts-morph";
import { NODE_MODULES } from "../diagnostics/foreign.ts";

/** Where tsc goes on to advise another library. */
export const LIBRARY =
    "A program has the names that docs/language.md and docs/api.md list, none of Node's or a browser's; ts-src/types declares them.";
const BYTES =
    "What is written are bytes: 'ArrayBuffer.fromString(text)' makes them of a text, 'Uint8Array.of(1, 2)' of numbers.";
const ARROW =
    "An arrow function has the 'this' of the code around it. Write a method, 'name() { ... }', or 'function', to have the object.";

interface Hint {
    readonly codes: readonly number[];
    readonly hint: (message: string, node: Node | undefined) => string | undefined;
}

const HINTS: readonly Hint[] = [
    { codes: [2307, 2591, 2882], hint: ofModule },
    { codes: [2304, 2318, 2503, 2552, 2580, 2582, 2583, 2584, 2591, 2592], hint: () => LIBRARY },
    { codes: [2345, 2322, 2769], hint: (message) => (BYTES_WANTED.test(message) ? BYTES : undefined) },
    {
        codes: [2531, 2532, 2683, 7041, 18047, 18048],
        hint: (_message, node) => (isThisOfArrow(node) ? ARROW : undefined),
    },
];

const BYTES_WANTED =
    /'(?:string|number\[\]|"[^"]*")' is not assignable to [^']*'[^']*(?:ArrayBuffer|BufferSource|Uint8Array)/;

export function hintBeside(code: number, message: string, node: Node | undefined): string | undefined {
    for (const { codes, hint } of HINTS) {
        const found = codes.includes(code) ? hint(message, node) : undefined;
        if (found !== undefined) return found;
    }
    return undefined;
}

function ofModule(message: string): string | undefined {
    const name = /'([^']+)'/.exec(message)?.[1] ?? "";
    if (NODE_MODULES.has(name.replace(/^node:/, "").replace(/\/.*/, "")))
        return `Programs have none of Node's modules. Use the 'embedded:io' modules and the library; docs/api.md lists them.`;
    if (name.startsWith("embedded:")) return "docs/api.md lists the modules that there are.";
    if (!message.includes("module")) return undefined;
    if (/^[./]/.test(name))
        return "The name is that of a file beside the importing one: look at its folder and suffix.";
    return "Install the package ('npm install'), or map the name with 'paths' of tsconfig.json; docs/language.md says where modules are found.";
}

function isThisOfArrow(node: Node | undefined): boolean {
    if (!Node.isThisExpression(node)) return false;
    const around = node.getFirstAncestor((each) => ts.isFunctionLike(each.compilerNode));
    return Node.isArrowFunction(around);
}
