/**
 * What programs cost beside C by hand: `npm run bench` for a server (echo.ts),
 * `npm run bench -- --compute` for computation (compute/), `npm run bench -- --pause` for the
 * collector's longest stop (pause/).
 */
import { parseArgs } from "node:util";
import { compute } from "./compute/index.ts";
import { compareServers } from "./echo.ts";
import { recordPause } from "./pause/record.ts";

const say = (line: string): void => {
    console.error(`bench: ${line}`);
};

const { values } = parseArgs({
    options: {
        requests: { type: "string" },
        profile: { type: "boolean", default: false },
        compute: { type: "boolean", default: false },
        pause: { type: "boolean", default: false },
        board: { type: "boolean", default: false },
        host: { type: "boolean", default: false },
        kernel: { type: "string" },
        rounds: { type: "string" },
    },
});
async function bench(): Promise<void> {
    if (values.pause) await recordPause(say);
    else await (values.compute ? compute(values, say) : compareServers(values, say));
}

await bench().catch((error: unknown) => {
    console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
});
