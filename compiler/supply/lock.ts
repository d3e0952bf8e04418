import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { systemErrorCode } from "../cli/userError.ts";

function take(file: string): boolean {
    try {
        const handle = openSync(file, "wx");
        writeSync(handle, process.pid.toString());
        closeSync(handle);
        return true;
    } catch (error) {
        if (systemErrorCode(error) === "EEXIST") return false;
        throw error;
    }
}

/** The holder has ended without letting go, as after a power cut. */
function isStale(file: string): boolean {
    try {
        const holder = Number.parseInt(readFileSync(file, "utf8"), 10);
        // An empty file is being written by its holder at this moment.
        if (Number.isNaN(holder)) return false;
        process.kill(holder, 0);
        return false;
    } catch (error) {
        return systemErrorCode(error) === "ESRCH";
    }
}

/** Runs `work` while no other process of this machine runs work under the same lock file. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
    while (!take(file)) {
        if (isStale(file)) rmSync(file, { force: true });
        else await sleep(100);
    }
    try {
        return await work();
    } finally {
        rmSync(file, { force: true });
    }
}
