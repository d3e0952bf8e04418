import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { systemErrorCode } from "./user-error.ts";

/** How long another holder is waited for in silence. */
const PATIENCE_MS = 2000;

/**
 * When a process started, in words that no other start has: numbers of processes are given again.
 * Empty where the system does not say.
 */
function startOf(pid: string): string {
    try {
        const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
        // Behind the name in parentheses, which may hold anything, the twentieth field.
        const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
            .replace(/^.*\) /s, "")
            .split(" ");
        return `${boot}/${fields[19] ?? ""}`;
    } catch {
        return "";
    }
}

function rename(from: string, to: string): boolean {
    try {
        renameSync(from, to);
        return true;
    } catch (error) {
        if (systemErrorCode(error) === "ENOENT") return false;
        throw error;
    }
}

/**
 * Gives a file a second name, if that is free: the lock appears whole, with its holder in it, or
 * not at all.
 */
function link(from: string, to: string): boolean {
    try {
        // Shared folders of virtual machines have no links.
        if (!hasLinks(from, to)) copyFileSync(from, to, constants.COPYFILE_EXCL);
        return true;
    } catch (error) {
        if (systemErrorCode(error) === "EEXIST") return false;
        throw error;
    }
}

function hasLinks(from: string, to: string): boolean {
    try {
        linkSync(from, to);
        return true;
    } catch (error) {
        if (["EPERM", "ENOTSUP", "ENOSYS"].includes(systemErrorCode(error) ?? "")) return false;
        throw error;
    }
}

function take(file: string): boolean {
    const own = `${file}.${process.pid.toString()}`;
    try {
        writeFileSync(own, `${process.pid.toString()} ${startOf("self")}`);
        return link(own, file);
    } finally {
        rmSync(own, { force: true });
    }
}

/**
 * Who holds the lock; undefined where nobody does, or a process that has ended without letting go,
 * as after a power cut.
 */
function holderOf(file: string): string | undefined {
    let pid: string;
    let start: string;
    try {
        [pid = "", start = ""] = readFileSync(file, "utf8").split(" ");
    } catch (error) {
        if (systemErrorCode(error) === "ENOENT") return undefined;
        throw error;
    }
    try {
        if (!/^\d+$/.test(pid)) return undefined;
        process.kill(Number(pid), 0);
    } catch (error) {
        // Another user's process lives, and may not be asked.
        if (systemErrorCode(error) !== "EPERM") return undefined;
    }
    const now = startOf(pid);
    return start === "" || now === "" || start === now ? pid : undefined;
}

/** Takes a dead holder's lock away; one that somebody else has taken at this moment is put back. */
function clear(file: string): void {
    const aside = `${file}.${process.pid.toString()}.old`;
    if (!rename(file, aside)) return;
    if (holderOf(aside) !== undefined) link(aside, file);
    rmSync(aside, { force: true });
}

/** Runs `work` while no other process of this machine runs work under the same lock file. */
export async function withLock<T>(
    file: string,
    work: () => T | Promise<T>,
    say: (line: string) => void = (line) => process.stderr.write(`tspico: ${line}\n`),
): Promise<T> {
    const since = Date.now();
    let announced = false;
    while (!take(file)) {
        const holder = holderOf(file);
        if (holder === undefined) {
            clear(file);
            continue;
        }
        if (!announced && holder !== process.pid.toString() && Date.now() - since > PATIENCE_MS) {
            announced = true;
            say(`waiting for another tspico at work here (process ${holder})`);
        }
        await sleep(100);
    }
    try {
        return await work();
    } finally {
        rmSync(file, { force: true });
    }
}
