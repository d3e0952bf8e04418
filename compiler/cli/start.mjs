// Starts the command line. Authors of the compiler want traces by source lines, which TSPICO_DEBUG
// gives: then tsx runs the sources.
import { loadBundle } from "./bundle.mjs";

async function loadSources() {
    const { register } = await import("tsx/esm/api");
    register();
    return (await import("./main.ts")).main;
}

const bundled = process.env.TSPICO_DEBUG ? undefined : await loadBundle();
const main = bundled ?? (await loadSources());
await main(process.argv.slice(2));
