/**
 * Names that programs elsewhere have as globals and programs here do not, and what to use instead.
 * The library's own declarations come first: a name that it declares is none of these.
 */

/** What ECMA-262 has and a compiled program cannot have, by the design. */
export const REFUSED_BY_DESIGN: ReadonlyMap<string, string> = new Map([
    ["eval", "Write the code itself: there is no compiler on the board. 'JSON.parse' reads data."],
    ["Function", "Write the function itself: there is no compiler on the board."],
    ["Proxy", "Write a class with methods, or getters and setters, for what shall happen at an access."],
    ["BigInt", "Use a number, which is exact up to 2 ** 53, or two of them."],
    ["BigInt64Array", "Use an Int32Array with two elements for each value."],
    ["BigUint64Array", "Use a Uint32Array with two elements for each value."],
    ["Atomics", "Use plain reads and writes: a program is one thread, and callbacks come one at a time."],
    ["SharedArrayBuffer", "Use an ArrayBuffer: a program is one thread."],
    ["WeakRef", "Keep the object itself, and let go of it where it is no longer needed."],
    ["FinalizationRegistry", "Call a method of your own, 'close()', where the object is no longer needed."],
    ["Intl", "Put the text together yourself, for example with 'toFixed' and 'padStart'."],
    ["Temporal", "Use Date, or numbers of milliseconds."],
]);

const FILES = "A compiled program has no files: import data as JSON, 'import data from \"./data.json\"'.";
const PAGE = "A board shows no pages: 'console.log' prints, a server answers a browser.";
const NETWORK = "Use the network classes of the 'embedded:io' modules; docs/api.md lists them.";
const SETTINGS = "Give settings as constants or in a JSON module; a program ends when nothing can wake it.";

/** What Node or a browser has beside ECMA-262. */
export const OF_OTHER_HOSTS: ReadonlyMap<string, string> = new Map([
    ["Buffer", "Use Uint8Array; 'ArrayBuffer.fromString(text)' makes bytes of a text."],
    ["__dirname", FILES],
    ["__filename", FILES],
    ["process", SETTINGS],
    ["global", "Write 'globalThis', or the name itself."],
    ["window", "Write 'globalThis', or the name itself."],
    ["self", "Write 'globalThis', or the name itself."],
    ["requestAnimationFrame", "Use 'setTimeout'."],
    ["fetch", NETWORK],
    ["XMLHttpRequest", NETWORK],
    ["EventSource", NETWORK],
    ["EventTarget", "Call a function that the object keeps in a field."],
    ["Event", "Call a function with the values."],
    ["AbortController", "Call 'close()' of what shall end."],
    ["Blob", "Use Uint8Array."],
    ["URL", "Take the text apart with 'indexOf' and 'slice'."],
    ["URLSearchParams", "Take the text apart with 'split'."],
    ["Worker", "Divide the work into turns with 'setTimeout': a program is one thread."],
    ["WebAssembly", "Write the code in TypeScript, or in C as a native class: docs/native-classes.md."],
    ["document", PAGE],
    ["navigator", PAGE],
    ["location", PAGE],
    ["alert", PAGE],
    ["prompt", PAGE],
    ["localStorage", "Keep the values in variables: a program has no storage that outlives it."],
    ["sessionStorage", "Keep the values in variables: a program has no storage that outlives it."],
]);

/** The modules of Node, by the names of their packages. */
export const NODE_MODULES: ReadonlySet<string> = new Set(
    (
        "assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain " +
        "events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl " +
        "stream string_decoder sys timers tls tty url util v8 vm worker_threads zlib"
    ).split(" "),
);
