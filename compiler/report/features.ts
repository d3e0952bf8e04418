/**
 * What each part of the language and of the board costs in a program: the bytes that the linker
 * took for it, and the lines of the program that first came to it. `build --explain-size`.
 */
import path from "node:path";
import { functionOf, type LinkedSection } from "./map-sections.ts";
import type { LocatedCall } from "./call-graph.ts";

export interface FeatureCost {
    readonly feature: string;
    /** Bytes; on the host of the file's loaded segments. */
    readonly flash: number;
    readonly ram: number;
    /** `file:line` of the program's calls that lead to it; nothing where it is always there. */
    readonly askedBy: readonly string[];
}

/** Parts of the runtime, by the names of its files. */
const RUNTIME: readonly (readonly [feature: string, file: RegExp])[] = [
    ["JSON", /^json_/],
    ["console.log of objects", /^(inspect|console_objects)/],
    ["general objects, names at run time", /^(general|object_|own\.|property|beside|integrity|copy)/],
    ["dates", /^(date|civil|zone|clock|time-zone)/],
    ["Math", /^math/],
    ["numbers as text", /^(number|bignum)/],
    ["operators and conversions", /^(operators|conversions|exponentiate|remainder|real|double_to)/],
    ["text", /^(string|text\.|case|utf8)/],
    ["text as bytes", /^(text_coding|base64|uri)/],
    ["Map, Set and weak tables", /^(collections|ephemerons|hash)/],
    ["arrays", /^(array|arguments|iteration)/],
    ["buffers and typed arrays", /^(buffer|view|data_view)/],
    ["heap and collector", /^heap/],
    ["errors", /^(error|named_error|exception|catch|report|trace)/],
    ["turns and timers", /^(loop|microtask|timer|module_timer)/],
    ["console", /^(console|output)/],
    ["random numbers", /^random/],
];

/** Everything else, by a part of the object's path. */
const OTHERS: readonly (readonly [feature: string, object: RegExp])[] = [
    ["native classes", /libtspico_io\.a|\/firmware\/io\//],
    ["lwIP", /\/lwip/],
    ["TinyUSB", /\/tinyusb/],
    ["radio's driver", /cyw43/],
    ["pico-sdk", /\/pico-sdk/],
    ["board and link", /\/firmware\/port\//],
    ["identity of the program", /\/identity\//],
];

/** Start of RAM on the boards; flash lies below. */
const RAM = 0x2000_0000;

export interface Linked {
    readonly sections: readonly LinkedSection[];
    readonly isHost: boolean;
    /** The folder of the program's objects, as their paths have it. */
    readonly objectFolder: string;
    /** The file in TypeScript that a generated C file comes from, if it is one of the library. */
    readonly libraryFile: (generated: string) => string | undefined;
    /** Calls with the places that they are at, all of the program and of the runtime. */
    readonly calls: readonly LocatedCall[];
    /** Whether a place is in a file of the program itself. */
    readonly isOwn: (file: string) => boolean;
}

/** The largest first. */
export function featureCosts(linked: Linked): readonly FeatureCost[] {
    const costs = new Map<string, { flash: number; ram: number }>();
    const features = new Map<string, string>();
    for (const section of linked.sections) {
        const feature = featureOf(section.object, linked);
        const cost = costs.get(feature) ?? { flash: 0, ram: 0 };
        const [isStored, isInRam] = memoriesOf(section, linked.isHost);
        if (isStored) cost.flash += section.size;
        if (isInRam) cost.ram += section.size;
        costs.set(feature, cost);
        const name = functionOf(section);
        if (name !== undefined) features.set(plain(name), feature);
    }
    const asked = askedBy(linked, features);
    return [...costs]
        .map(([feature, cost]) => ({ feature, ...cost, askedBy: [...(asked.get(feature) ?? [])] }))
        .filter(({ flash, ram }) => flash + ram > 0)
        .sort((a, b) => b.flash - a.flash || b.ram - a.ram);
}

/** Whether it takes flash, and RAM: initialised data takes both. */
function memoriesOf({ name, address }: LinkedSection, isHost: boolean): [isStored: boolean, isInRam: boolean] {
    const isZero = /^(\.bss|COMMON|\.heap|\.stack|\.uninitialized)/.test(name);
    const isInRam = isHost ? /^\.(bss|data)|^COMMON/.test(name) : address >= RAM;
    return [!isZero, isInRam];
}

const PROGRAM = "the program";

function featureOf(object: string, { objectFolder, libraryFile }: Linked): string {
    const member = /\(([^)]+)\)$/.exec(object)?.[1] ?? path.basename(object);
    if (object.includes(`/${objectFolder}/gen/`)) {
        const library = libraryFile(member.replace(/\.(o|obj)$/, ""));
        return library === undefined ? PROGRAM : `library in TypeScript: ${path.basename(library, ".ts")}`;
    }
    const other = OTHERS.find(([, pattern]) => pattern.test(object));
    if (other !== undefined) return other[0];
    if (!/libtspico_runtime\.a|\/firmware\/runtime\//.test(object)) return "C library and compiler's routines";
    return RUNTIME.find(([, pattern]) => pattern.test(member))?.[0] ?? "the rest of the runtime";
}

/** GCC's names for parts of functions, and for versions that it made. */
const plain = (name: string): string => name.replace(/\.(isra|part|constprop|cold)\b.*$/, "");

/**
 * A feature was asked for by the program's calls that go there, through functions of no feature of
 * their own or of other ones.
 */
function askedBy({ calls, isOwn }: Linked, features: ReadonlyMap<string, string>): ReadonlyMap<string, Set<string>> {
    const callees = new Map<string, Set<string>>();
    const own: LocatedCall[] = [];
    for (const call of calls) {
        const known = callees.get(call.from) ?? new Set();
        callees.set(call.from, known.add(call.to));
        if (call.at !== undefined && isOwn(call.at.file)) own.push(call);
    }
    const asked = new Map<string, Set<string>>();
    const direct = new Set<string>();
    const note = (feature: string | undefined, { at }: LocatedCall): void => {
        if (feature === undefined || at === undefined) return;
        asked.set(feature, (asked.get(feature) ?? new Set()).add(`${at.file}:${at.line.toString()}`));
    };
    for (const call of own) {
        const feature = features.get(plain(call.to));
        if (feature !== undefined) direct.add(feature);
        note(feature, call);
    }
    for (const call of own) {
        for (const name of reached(call.to, callees)) {
            const feature = features.get(plain(name));
            if (feature !== undefined && !direct.has(feature)) note(feature, call);
        }
    }
    return asked;
}

function reached(from: string, callees: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
    const found = new Set([from]);
    for (const name of found) callees.get(name)?.forEach((callee) => found.add(callee));
    return found;
}

const MOST_LINES = 3;

/** The table for a reader. */
export function describeFeatures(costs: readonly FeatureCost[]): string {
    const lines = costs.map(({ feature, flash, ram, askedBy: lines }) => {
        const shown = lines.slice(0, MOST_LINES).join(", ");
        const more = lines.length > MOST_LINES ? ` and ${(lines.length - MOST_LINES).toString()} more` : "";
        return `${flash.toString().padStart(8)} ${ram.toString().padStart(8)}  ${feature.padEnd(36)} ${shown}${more}`;
    });
    return [`${"flash".padStart(8)} ${"RAM".padStart(8)}  ${"what".padEnd(36)} asked for by`, ...lines]
        .map((line) => line.trimEnd())
        .join("\n");
}
