/**
 * Which tests of the suite count. A test is left out by what it says of itself, a feature or a
 * flag, or by its folder; never by its name. docs/test262.md gives the reasons.
 */
import { type Metadata } from "./metadata.ts";

/** All tests lie in these folders of the suite's `test`. */
export const FOLDERS: readonly string[] = ["language", "built-ins"];

/** Sloppy mode, and tests that nothing may stand in front of, not even what makes them strict. */
const FLAGS: ReadonlySet<string> = new Set(["noStrict", "raw", "CanBlockIsFalse", "CanBlockIsTrue"]);

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== "");

/** What no compiled program has, by the design. */
const REFUSED = words(`
    Atomics Atomics.pause Atomics.waitAsync BigInt FinalizationRegistry Proxy SharedArrayBuffer
    WeakRef
`);

/** What a host may lack, or only Annex B for browsers has. */
const OF_HOSTS = words(`
    IsHTMLDDA caller canonical-tz cross-realm host-gc-required legacy-regexp
    proxy-missing-checks tail-call-optimization
`);

/** What came after the edition of 2023. */
const LATER = words(`
    Array.fromAsync Error.isError Float16Array Iterator.prototype.join Math.sumPrecise RegExp.escape
    ShadowRealm String.prototype.isWellFormed String.prototype.toWellFormed Temporal array-grouping
    arraybuffer-transfer await-dictionary decorators error-stack-accessor
    explicit-resource-management export-defer immutable-arraybuffer import-attributes import-bytes
    import-defer import-text iterator-chunking iterator-helpers iterator-includes
    iterator-sequencing joint-iteration json-modules json-parse-with-source
    nonextensible-applies-to-private promise-try promise-with-resolvers
    regexp-duplicate-named-groups regexp-modifiers regexp-v-flag resizable-arraybuffer set-methods
    source-phase-imports source-phase-imports-module-source uint8array-base64 upsert
`);

const FEATURES: ReadonlySet<string> = new Set([...REFUSED, ...OF_HOSTS, ...LATER]);

/** Folders of what the design refuses, or of later editions, also where tests lack the feature. */
const OUT_FOLDERS: readonly string[] = [
    "language/eval-code",
    "language/import/import-bytes",
    "language/import/import-defer",
    "language/module-code/source-phase-import",
    "language/statements/await-using",
    "language/statements/using",
    "language/statements/with",
    "built-ins/AbstractModuleSource",
    "built-ins/AsyncDisposableStack",
    "built-ins/Atomics",
    "built-ins/BigInt",
    "built-ins/DisposableStack",
    "built-ins/FinalizationRegistry",
    "built-ins/Iterator",
    "built-ins/Proxy",
    "built-ins/ShadowRealm",
    "built-ins/SharedArrayBuffer",
    "built-ins/SuppressedError",
    "built-ins/Temporal",
    "built-ins/WeakRef",
    "built-ins/eval",
];

/** `file` is relative to the suite's `test`. */
export function isInScope(file: string, { features, flags }: Metadata): boolean {
    if (OUT_FOLDERS.some((folder) => file.startsWith(`${folder}/`))) return false;
    if (features.some((feature) => FEATURES.has(feature) || feature.startsWith("Intl"))) return false;
    return !flags.some((flag) => FLAGS.has(flag));
}

/** What belongs to iteration, jobs and regular expressions, which come later than the rest. */
const ITERATION_AND_JOBS: ReadonlySet<string> = new Set(
    words(`
    Promise Promise.allSettled Promise.any Promise.prototype.finally String.prototype.matchAll
    Symbol.asyncIterator Symbol.iterator Symbol.match Symbol.matchAll Symbol.replace Symbol.search
    Symbol.split async-functions async-iteration dynamic-import generators regexp-dotall
    regexp-lookbehind regexp-match-indices regexp-named-groups regexp-unicode-property-escapes
    top-level-await
`),
);

const ITERATION_FOLDERS =
    /^(?:built-ins\/(?:Promise|RegExp\w*|\w*Generator\w*|Async\w*|\w*IteratorPrototype)|language\/(?:literals\/regexp|(?:statements|expressions)\/(?:async-[\w-]+|generators|yield|await|for-await-of|dynamic-import)))\//;

/** Whether a test needs no generator, async function, iterator of its own or regular expression. */
export function isEveryday(file: string, { features, flags }: Metadata): boolean {
    if (flags.includes("async") || ITERATION_FOLDERS.test(file)) return false;
    return !features.some((feature) => ITERATION_AND_JOBS.has(feature));
}
