/**
 * Runs TypeScript programs in Node, many in one process: what their compiled form is compared with.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { format } from "node:util";
import { createContext, Script } from "node:vm";
import { ts } from "ts-morph";

export interface Run {
    readonly stdout: string;
    /**
     * Exit status: 1 after an uncaught exception; a name where the program did not end by itself.
     */
    readonly status: number | string;
    readonly stderr: string;
}

const MOST_MILLISECONDS = 5000;

// Programs are built for this zone (docs/language.md).
process.env["TZ"] = "UTC";

/**
 * Stands for the frames of every stack, which are each implementation's own: as long as they are,
 * so that what is printed around them is laid out alike, and left out of what is compared.
 */
const FRAMES = `at <${"frames ".repeat(20)}>`;
const frames = new RegExp(`\\n *${FRAMES}`, "g");

/**
 * What programs have beyond ECMA-262, with the classes of the realm; oracle/globals.ts defines the
 * same for whole processes.
 */
const EXTENSIONS = `
ArrayBuffer.fromString = (text) => Uint8Array.from(__encode(String(text))).buffer;
Error.prepareStackTrace = (error) => \`\${Error.prototype.toString.call(error)}\\n    ${FRAMES}\`;
const __bytesOf = (data) =>
    data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
ArrayBuffer.prototype.concat = function (...parts) {
    return Uint8Array.from([this, ...parts].flatMap((part) => [...__bytesOf(part)])).buffer;
};
String.fromArrayBuffer = (bytes) => __decode(__bytesOf(bytes));
`;

/** Runs the program whose first module is `entry`, in a realm of its own. */
export function runInNode(entry: string): Run {
    let stdout = "";
    let stderr = "";
    const print = (...values: unknown[]): void => {
        stdout += `${format(...values).replace(frames, "")}\n`;
    };
    const complain = (...values: unknown[]): void => {
        stderr += `${format(...values).replace(frames, "")}\n`;
    };
    const microtasks: (() => void)[] = [];
    const realm = createContext({
        console: named(print, complain),
        // Node's own would run them when this function has returned.
        queueMicrotask: (task: () => void) => microtasks.push(task),
        ...{ TextEncoder, TextDecoder, atob, btoa, crypto, performance },
    });
    // What a module imports it cannot assign, which tsc's translation to CommonJS forgets.
    const imported = (exports: object): object =>
        new Proxy(exports, {
            set: () => {
                throw new Script("new TypeError('Assignment to constant variable.')").runInContext(realm) as Error;
            },
        });
    const modules = new Map<string, object>();
    const load = (file: string): object => {
        const loaded = modules.get(file);
        if (loaded) return loaded;
        const exports = {};
        modules.set(file, exports);
        if (file.endsWith(".json")) {
            const data: unknown = new Script(`(${readFileSync(file, "utf8")})`).runInContext(realm);
            return Object.assign(exports, { __esModule: true, default: data });
        }
        const script = new Script(`(function (exports, require) {${transpile(file)}\n})`, { filename: file });
        const body = script.runInContext(realm) as (exports: object, require: (name: string) => object) => void;
        body(exports, (name) => imported(load(path.resolve(path.dirname(file), name))));
        return exports;
    };
    // The clock of `timeout` runs while the outermost script does, so the whole program is called
    // from one.
    const start = () => {
        load(path.resolve(entry));
        for (let task = microtasks.shift(); task !== undefined; task = microtasks.shift()) task();
    };
    const __encode = (text: string) => new TextEncoder().encode(text);
    const __decode = (bytes: Uint8Array) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    Object.assign(realm, { __start: start, __encode, __decode });
    new Script(EXTENSIONS).runInContext(realm);
    try {
        new Script("__start()").runInContext(realm, { timeout: MOST_MILLISECONDS });
        return { stdout: asWritten(stdout), status: 0, stderr };
    } catch (error) {
        const timedOut = (error as { code?: unknown } | undefined)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
        return { stdout: asWritten(stdout), status: timedOut ? "timeout" : 1, stderr: stderr + describe(error) };
    }
}

function transpile(file: string): string {
    if (!existsSync(file)) throw new Error(`there is no module ${file}`);
    return ts.transpileModule(readFileSync(file, "utf8"), {
        // tsc would leave modules of other suffixes as they are.
        fileName: /js$/.test(file) ? "module.js" : "module.ts",
        compilerOptions: {
            allowJs: true,
            target: ts.ScriptTarget.ES2022,
            module: ts.ModuleKind.CommonJS,
            moduleDetection: ts.ModuleDetectionKind.Force,
            useDefineForClassFields: true,
        },
    }).outputText;
}

/** What reaches a file descriptor: UTF-8, where a lone surrogate has become U+FFFD. */
function asWritten(text: string): string {
    return Buffer.from(text, "utf8").toString("utf8");
}

function describe(error: unknown): string {
    const stack = (error as { stack?: unknown } | undefined)?.stack;
    return typeof stack === "string" ? stack : String(error);
}

type Print = (...values: unknown[]) => void;

/** Functions of the names that Node's have: a program can print them. */
const named = (print: Print, complain: Print): Record<string, Print> => ({
    log: (...values) => {
        print(...values);
    },
    info: (...values) => {
        print(...values);
    },
    debug: (...values) => {
        print(...values);
    },
    error: (...values) => {
        complain(...values);
    },
    warn: (...values) => {
        complain(...values);
    },
});
