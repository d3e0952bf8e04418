/**
 * The command line as one script with V8's code cache beside it, so that a command does not
 * translate, read and compile every module again.
 *
 * The script counts only as long as each file that it was made from has the same content: there is
 * no stale output to run by mistake. Wherever something fails here (a folder that cannot be
 * written, a damaged file) the answer is undefined, and tsx runs the sources.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
const require = createRequire(import.meta.url);

// In a project of a user's, caches of packages lie in node_modules/.cache.
const [, packages] = /^(.*[/\\]node_modules)[/\\][^]*$/.exec(root) ?? [];
const folder =
    packages === undefined ? path.join(root, "build", ".work", "start") : path.join(packages, ".cache", "tspico");
const scriptFile = path.join(folder, "tspico.cjs");
const recordFile = path.join(folder, "tspico.json");
const cacheFile = path.join(folder, "tspico.cache");

/**
 * These end by themselves and have used all of the compiler, which is what the code cache should
 * hold.
 */
const commandsThatFillTheCache = new Set(["check", "build"]);

/** Native parts of a package are files that it finds from its own place. */
const notBundled = ["serialport", "esbuild", "tsx"];

/** Files of packages change with the lock file alone. `file` is relative to the root. */
const isOurs = (file) => !file.startsWith("..") && !file.split(/[/\\]/).includes("node_modules");

/** @param {readonly string[]} inputs relative to the root */
function fingerprint(inputs) {
    const hash = createHash("sha256").update(JSON.stringify([process.version, process.arch, root, inputs]));
    for (const input of inputs) hash.update(readFileSync(path.join(root, input))).update("\0");
    return hash.digest("hex");
}

/** Another process may be writing the same file: it gets its name when it is whole. */
function writeWhole(file, content) {
    mkdirSync(folder, { recursive: true });
    const part = `${file}.${process.pid.toString()}`;
    writeFileSync(part, content);
    renameSync(part, file);
}

function readScript() {
    const record = JSON.parse(readFileSync(recordFile, "utf8"));
    if (record.fingerprint !== fingerprint(record.inputs)) return undefined;
    const text = readFileSync(scriptFile, "utf8");
    // The two files are written one after the other, perhaps by two processes.
    return text.endsWith(`// ${record.fingerprint}\n`) ? text : undefined;
}

/** A module of ours knows its own place, which is not the script's. */
const placesOfModules = {
    name: "places of modules",
    setup(build) {
        build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
            if (!isOurs(path.relative(root, file))) return undefined;
            const contents = readFileSync(file, "utf8")
                .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(file).href))
                .replaceAll("import.meta.dirname", JSON.stringify(path.dirname(file)))
                .replaceAll("import.meta.resolve", "resolveModule");
            return { contents, loader: "ts" };
        });
    },
};

async function makeScript() {
    const { build } = await import("esbuild");
    const made = await build({
        absWorkingDir: root,
        entryPoints: [path.join("compiler", "cli", "main.ts")],
        bundle: true,
        platform: "node",
        target: "node20",
        format: "cjs",
        supported: { "dynamic-import": false },
        external: notBundled,
        legalComments: "none",
        logLevel: "silent",
        metafile: true,
        write: false,
        outfile: scriptFile,
        plugins: [placesOfModules],
    });
    const own = Object.keys(made.metafile.inputs).filter(isOurs);
    const inputs = [...own.sort(), "compiler/cli/bundle.mjs", "package.json"];
    const mark = fingerprint(inputs);
    const text = `${made.outputFiles[0].text}// ${mark}\n`;
    writeWhole(scriptFile, text);
    writeWhole(recordFile, JSON.stringify({ fingerprint: mark, inputs }));
    return text;
}

function readCache() {
    try {
        return readFileSync(cacheFile);
    } catch {
        return undefined;
    }
}

/** `main` of the script, or undefined where there is none to run. */
export async function loadBundle() {
    try {
        const text = attempt(readScript) ?? (await makeScript());
        const cachedData = readCache();
        const source = `(function (exports, require, module, __filename, __dirname, resolveModule) {${text}\n})`;
        const script = new vm.Script(source, { filename: scriptFile, ...(cachedData && { cachedData }) });
        const isCached = cachedData !== undefined && script.cachedDataRejected !== true;
        const module = { exports: {} };
        const run = script.runInThisContext();
        run(module.exports, require, module, scriptFile, folder, (name) => import.meta.resolve(name));
        return async (args) => {
            await module.exports.main(args);
            if (isCached || !commandsThatFillTheCache.has(args[0])) return;
            attempt(() => writeWhole(cacheFile, script.createCachedData()));
        };
    } catch {
        return undefined;
    }
}

function attempt(run) {
    try {
        return run();
    } catch {
        return undefined;
    }
}
