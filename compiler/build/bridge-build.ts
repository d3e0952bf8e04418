import { mkdirSync } from "node:fs";
import path from "node:path";
import { Machine, supply } from "../supply/index.ts";
import { withLock } from "../system/lock.ts";
import { cmakeBuild } from "./cmake-build.ts";
import { supplyFolder, workFolder } from "../system/layout.ts";

const executable = "tspico_bridge";

/**
 * Builds the process that joins the emulator to this machine's network (firmware/port/bridge);
 * gives its path.
 */
export async function buildBridge(say: (line: string) => void): Promise<string> {
    const supplies = await supply(new Machine(supplyFolder, process.env), ["host"], say);
    const folder = path.join(workFolder, "bridge");
    mkdirSync(workFolder, { recursive: true });
    return withLock(`${folder}.lock`, async () => {
        await cmakeBuild({
            target: { board: "host", link: "bridge", connections: undefined, sanitize: false },
            supplies,
            definitions: { TSPICO_BRIDGE: "ON" },
            targets: [executable],
            folder,
            say,
        });
        return path.join(folder, executable);
    });
}
