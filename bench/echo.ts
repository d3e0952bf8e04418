/**
 * The echo server as tspico compiles it beside one written by hand in C (echo_raw.c), with the same
 * lwIP options, on the same emulated board, in one run: `npm run bench`, with `-- --requests N` and
 * `-- --profile` for the cycles of each function.
 */
import path from "node:path";
import { repositoryRoot } from "../compiler/system/layout.ts";
import { type Target } from "../compiler/build/target.ts";
import { buildFirmware, buildTypeScript, type Firmware } from "./firmware.ts";
import { measurePause } from "./pause/measure.ts";
import { compareProfiles } from "./profile.ts";
import { measureServing, type ServingCost } from "./serving.ts";
import { measureSizes, type Sizes } from "./sizes.ts";
import { table } from "./table.ts";

/** Enough for several collections, whose cost is part of a request. */
const DEFAULT_REQUESTS = 100;
const BODY = 1000;
/**
 * What lwipopts.h gives a board, and a build with fewer: twice as many do not fit into the RAM of a
 * Pico.
 */
const CONNECTIONS = 8;
const FEWER_CONNECTIONS = 4;
const link = "usb";

interface Measured {
    readonly sizes: Sizes;
    readonly ramPerConnection: number;
    readonly get: ServingCost;
    readonly post: ServingCost;
}

type Say = (line: string) => void;

async function measure(
    build: (target: Target) => Promise<Firmware>,
    requests: number,
    profile: boolean,
    say: Say,
): Promise<Measured> {
    const target: Target = { board: "pico", link, connections: undefined, sanitize: false };
    const firmware = await build(target);
    const smaller = await build({ ...target, connections: FEWER_CONNECTIONS });
    const sizes = measureSizes(firmware);
    const saved = sizes.ram - measureSizes(smaller).ram;
    say(`${requests.toString()} requests`);
    return {
        sizes,
        ramPerConnection: Math.round(saved / (CONNECTIONS - FEWER_CONNECTIONS)),
        get: await measureServing(firmware, link, { requests, body: 0, profile }),
        post: await measureServing(firmware, link, { requests, body: BODY, profile }),
    };
}

function comparison(raw: Measured, ours: Measured): string {
    const row = (name: string, value: (measured: Measured) => number): readonly (string | number)[] => {
        const [first, second] = [value(raw), value(ours)];
        return [name, first, second, (second / first).toFixed(2)];
    };
    return table([
        ["", "by hand", "tspico", "ratio"],
        row("flash, bytes", ({ sizes }) => sizes.flash),
        row("static RAM, bytes", ({ sizes }) => sizes.ram),
        row("RAM for one more connection, bytes", ({ ramPerConnection }) => ramPerConnection),
        row("GET, cycles", ({ get }) => get.cycles),
        row("GET, instructions", ({ get }) => get.instructions),
        row(`POST of ${BODY.toString()} bytes, cycles`, ({ post }) => post.cycles),
        row(`POST of ${BODY.toString()} bytes, instructions`, ({ post }) => post.instructions),
    ]);
}

function whereItGoes(raw: Sizes, ours: Sizes): string {
    const names = [...new Set([...raw.parts.keys(), ...ours.parts.keys()])];
    const none = { flash: 0, ram: 0 };
    const rows = names.map((name) => {
        const [first, second] = [raw.parts.get(name) ?? none, ours.parts.get(name) ?? none];
        return [name, first.flash, second.flash, first.ram, second.ram] as const;
    });
    rows.sort((one, other) => other[2] - other[1] - (one[2] - one[1]));
    return table([["part", "flash by hand", "flash tspico", "RAM by hand", "RAM tspico"], ...rows]);
}

export interface ServerOptions {
    readonly requests?: string | undefined;
    readonly profile: boolean;
}

export async function compareServers(options: ServerOptions, say: Say): Promise<void> {
    const requests = Number(options.requests ?? DEFAULT_REQUESTS);
    if (!Number.isInteger(requests) || requests < 1) throw new Error("--requests takes a number of requests");
    const { profile } = options;
    const yardstick = (target: Target) => buildFirmware("echo_raw", path.join(repositoryRoot, "bench"), target, say);
    const raw = await measure(yardstick, requests, profile, say);
    const ours = await measure((target) => buildTypeScript("ts-src/echo.ts", target, say), requests, profile, say);
    const pause = await measurePause(say);
    console.log(`\n${comparison(raw, ours)}\n\n${whereItGoes(raw.sizes, ours.sizes)}\n`);
    if (profile) {
        console.log(`GET, cycles\n\n${compareProfiles(raw.get.functions, ours.get.functions)}\n`);
        console.log(`POST, cycles\n\n${compareProfiles(raw.post.functions, ours.post.functions)}\n`);
    }
    console.log(table([["heap full in the shape", "collector's pause, cycles"], ...Object.entries(pause.cycles)]));
}
