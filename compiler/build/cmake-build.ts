import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../system/process.ts";
import { type Supplies } from "../supply/index.ts";
import { describeFailure } from "./cmake-failure.ts";
import { repositoryRoot, workFolder } from "../system/layout.ts";
import { Progress } from "../system/progress.ts";
import { settingsScript } from "./settings.ts";
import { type Target, targetKey } from "./target.ts";
import { wifiFile } from "./wifi-settings.ts";

/** By which variable CMake files, ours and the SDK's, find each source tree that is not ours. */
const variableOfTree: Readonly<Record<string, string>> = {
    lwip: "PICO_LWIP_PATH",
    tinyusb: "PICO_TINYUSB_PATH",
    "pico-sdk": "PICO_SDK_PATH",
    "pico-sdk with cyw43-driver": "PICO_SDK_PATH",
    unity: "UNITY_PATH",
};

/** Variables and the folders that they name. */
export function supplyVariables(supplies: Supplies): ReadonlyMap<string, string> {
    const variables = new Map<string, string>();
    for (const [name, variable] of Object.entries(variableOfTree)) {
        const location = supplies.get(name);
        if (location) variables.set(variable, location.path);
    }
    return variables;
}

/** Environment for CMake and for tests that call it. */
export function suppliesEnvironment(supplies: Supplies): NodeJS.ProcessEnv {
    return { ...process.env, ...Object.fromEntries(supplyVariables(supplies)) };
}

export interface CmakeRun {
    readonly target: Target;
    readonly supplies: Supplies;
    readonly definitions: Readonly<Record<string, string>>;
    readonly targets: readonly string[];
    /** Folder below build/.work; default: one for each target. */
    readonly folder?: string;
    readonly say: (line: string) => void;
}

export function cmakeFolder(target: Target): string {
    return path.join(workFolder, targetKey(target));
}

/** Where the generated C of programs lies in CMake's folder. */
export const generatedFolder = "gen";

/**
 * CMake remembers parts of the SDK that it has seen; another SDK or compiler in the same folder
 * would be mixed with them.
 */
function clearIfOtherSupplies(folder: string, supplies: Supplies): void {
    const stamp = path.join(folder, "supplies.json");
    const paths = JSON.stringify([...supplies].map(([name, location]) => [name, location.path, location.version]));
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === paths) return;
    for (const name of readdirSync(folder)) 
        if (name !== generatedFolder) rmSync(path.join(folder, name), { recursive: true, force: true });
    writeFileSync(stamp, paths);
}

/**
 * Configures and builds; the whole log is kept beside the build, and a failure shows its errors.
 */
export async function cmakeBuild(options: CmakeRun): Promise<string> {
    const { target } = options;
    const folder = options.folder ?? cmakeFolder(target);
    mkdirSync(folder, { recursive: true });
    // CMake keeps every setting in its cache, which it leaves readable: a Wi-Fi password may be
    // among them.
    chmodSync(folder, 0o700);
    clearIfOtherSupplies(folder, options.supplies);
    const supplied = suppliesEnvironment(options.supplies);
    const env: NodeJS.ProcessEnv = { ...supplied, TSPICO_WIFI_FILE: wifiFile(supplied) };
    const definitions: Record<string, string> = {
        TSPICO_BOARD: target.board,
        TSPICO_LINK: target.link,
        TSPICO_CONNECTIONS: target.connections?.toString() ?? "",
        TSPICO_SANITIZE: target.sanitize ? "ON" : "OFF",
        PICO_LWIP_PATH: env["PICO_LWIP_PATH"] ?? "",
        ...(target.board === "host"
            ? {}
            : { PICO_SDK_PATH: env["PICO_SDK_PATH"] ?? "", PICO_TINYUSB_PATH: env["PICO_TINYUSB_PATH"] ?? "" }),
        ...(env["UNITY_PATH"] === undefined ? {} : { UNITY_PATH: env["UNITY_PATH"] }),
        ...options.definitions,
    };
    const flags = Object.entries(definitions).map(([name, value]) => `-D${name}=${value}`);
    // A file, because a command line shows a password to every user of the machine.
    const script = path.join(folder, "settings.cmake");
    writeFileSync(script, settingsScript(target.settings ?? {}), { mode: 0o600 });
    const configure = ["-C", script, "-G", "Ninja", "-S", repositoryRoot, "-B", folder, ...flags];
    const heap = target.settings?.["TSPICO_HEAP_SIZE"];
    const about = { folder, env, say: options.say, heap };
    await step("configure", configure, about);
    await step("build", ["--build", folder, "--target", ...options.targets], about);
    return folder;
}

interface StepOptions {
    readonly folder: string;
    readonly env: NodeJS.ProcessEnv;
    readonly say: (line: string) => void;
    /** Bytes of the script heap that were asked for. */
    readonly heap: string | undefined;
}

async function step(name: string, args: readonly string[], { folder, env, say, heap }: StepOptions): Promise<void> {
    const progress = new Progress("compiling C", say);
    const onLine = (line: string) => {
        if (line.startsWith("tspico: ")) {
            progress.finish();
            say(line.slice("tspico: ".length));
        }
        // Ninja counts its steps: "[12/176] Building ...".
        const [, done, total] = /^\[(\d+)\/(\d+)\]/.exec(line) ?? [];
        if (done !== undefined && total !== undefined) progress.update(Number(done), Number(total));
    };
    const outcome = await run("cmake", args, { env, onLine });
    progress.finish();
    const log = path.join(folder, `${name}.log`);
    writeFileSync(log, outcome.stdout + outcome.stderr);
    if (outcome.status === 0) return;
    throw describeFailure(outcome.stdout + outcome.stderr, name, path.relative(process.cwd(), log), heap);
}
