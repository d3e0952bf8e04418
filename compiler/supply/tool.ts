import { type Machine } from "./machine.ts";

/**
 * What a command is about to do. Each tool says which of these needs it, so that a command pulls
 * only its own tools.
 *
 * - `host`: compile and run on this machine
 * - `board`: compile for a board
 * - `wifi`: compile for a board with the radio driver
 * - `unit`: the C test suites
 * - `lint`: the static checks of C
 * - `fuzz`: the C test suites by another compiler, and fuzzing
 * - `load`: the tests that serve real clients, a debugger among them
 * - `compute`: the benchmark of computation, on the host
 */
export type Purpose = "host" | "board" | "wifi" | "unit" | "lint" | "fuzz" | "load" | "compute";

/**
 * Who brought a tool: the user by a variable, the distribution's installed package, or the registry
 * beside the build.
 */
export type Origin = "environment" | "distribution" | "unpacked";

export interface Located {
    readonly state: "found";
    readonly origin: Origin;
    readonly path: string;
    readonly version: string;
}

/** Not found, which the registry may put right. */
export interface Missing {
    readonly state: "missing";
    readonly why: string;
}

/**
 * The user points at something that does not serve; no other source is tried, because the user
 * meant this one.
 */
export interface Unusable {
    readonly state: "unusable";
    readonly why: string;
}

export type Location = Located | Missing | Unusable;

/** Packages of the machine's own release, installed by apt-get. */
export interface InstallSource {
    readonly kind: "install";
    readonly packages: readonly string[];
}

/** A package of this or the next release, unpacked beside the build without touching the system. */
export interface UnpackSource {
    readonly kind: "unpack";
    readonly package: string;
    readonly form: "binary" | "source";
}

/** Nothing that a registry holds: only the user can bring it. */
export interface UserSource {
    readonly kind: "user";
    readonly steps: readonly string[];
}

export interface Tool {
    readonly name: string;
    readonly description: string;
    readonly neededFor: readonly Purpose[];
    /** Environment variable by which the user points at an own copy. */
    readonly variable?: string;
    readonly source: InstallSource | UnpackSource | UserSource;
    locate(machine: Machine): Promise<Location>;
}
