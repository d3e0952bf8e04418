/** Stand-ins for a board: a folder for its drive, a pty for its console. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readlinkSync, rmSync, statSync, watch, writeFileSync } from "node:fs";
import path from "node:path";
import type { TestContext } from "node:test";
import { encodeBlock, UF2Flags } from "uf2";
import { run } from "../../compiler/system/process.ts";
import { root } from "./fixtures.ts";

export const RP2040 = 0xe48b_ff56;
export const RP2350 = 0xe48b_ff59;
export const BLOCKS = 200;

export function writeUf2(file: string, boardFamily: number): void {
    const blocks = Array.from({ length: BLOCKS }, (_, blockNumber) => {
        const block = {
            flags: UF2Flags.familyIDPresent,
            flashAddress: 0x1000_0000 + blockNumber * 256,
            payload: new Uint8Array(256).fill(blockNumber),
            blockNumber,
            totalBlocks: BLOCKS,
            boardFamily,
        };
        const bytes = new Uint8Array(512);
        encodeBlock(block, bytes);
        return bytes;
    });
    writeFileSync(file, Buffer.concat(blocks));
}

/** A folder that looks like a waiting board, and leaves as one does when it has the whole file. */
export function standInDrive(context: TestContext, folder: string, boardId: string, restarts = true): string {
    const drive = path.join(folder, "drive");
    mkdirSync(drive);
    const information = path.join(drive, "INFO_UF2.TXT");
    writeFileSync(information, `UF2 Bootloader v3.0\r\nModel: Raspberry Pi\r\nBoard-ID: ${boardId}\r\n`);
    const watcher = watch(drive, () => {
        const copy = path.join(drive, "firmware.uf2");
        if (restarts && existsSync(copy) && statSync(copy).size === BLOCKS * 512) rmSync(information, { force: true });
    });
    context.after(() => {
        watcher.close();
    });
    return drive;
}

export async function until(condition: () => boolean, complaint: () => string): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (!condition()) {
        if (Date.now() > deadline) assert.fail(complaint());
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}

/** Waits until the text of a stream matches. */
export function shows(text: () => string, expected: RegExp): Promise<void> {
    return until(
        () => expected.test(text()),
        () => `${String(expected)} did not come: ${text()}`,
    );
}

export class Talk {
    text = "";
    constructor(readonly child: ChildProcess) {
        for (const stream of [child.stdout, child.stderr])
            stream?.setEncoding("utf8").on("data", (chunk: string) => (this.text += chunk));
    }
}

export async function standInPort(context: TestContext, folder: string): Promise<Talk & { readonly device: string }> {
    const helper = path.join(folder, "pty");
    const source = path.join(root, "tests/fixtures/pty/pty.c");
    const built = await run("cc", ["-Wall", "-Wextra", "-Werror", "-o", helper, source]);
    assert.equal(built.status, 0, built.stderr);
    const talk = new Talk(spawn(helper));
    context.after(() => talk.child.kill("SIGKILL"));
    await shows(() => talk.text, /\n/);
    return Object.assign(talk, { device: talk.text.trim() });
}

export function isOpen(device: string): boolean {
    return readdirSync("/proc/self/fd").some((name) => {
        try {
            return readlinkSync(`/proc/self/fd/${name}`) === device;
        } catch {
            return false;
        }
    });
}
