import path from "node:path";
import { FolderWatch } from "./folder-watch.ts";

/** Editors write a file in several steps; changes within this many milliseconds are one. */
const settle = 150;

/** What a run of the work has read: changes beside these files count too. */
export type See = (files: readonly string[]) => void;

/**
 * Runs `work` now and after each change below the entry's folder or beside a module of the program,
 * never two at once, until Ctrl-C.
 */
export async function watchAndRun(
    entryFile: string,
    say: (line: string) => void,
    work: (see: See) => Promise<void>,
): Promise<void> {
    const state: { changed: boolean; wake: (() => void) | undefined } = { changed: false, wake: undefined };
    const folders = new FolderWatch(() => {
        state.changed = true;
        state.wake?.();
    });
    folders.addTree(path.dirname(entryFile));
    // Where tsconfig.json and wifi.env of a project lie.
    folders.add(process.cwd());
    const see: See = (files) => {
        for (const file of files) folders.add(path.dirname(file));
    };
    try {
        for (;;) {
            state.changed = false;
            await work(see);
            say("waiting for changes (Ctrl-C ends)");
            if (!state.changed) {
                await new Promise<void>((resolve) => {
                    state.wake = resolve;
                });
            }
            state.wake = undefined;
            await new Promise((resolve) => setTimeout(resolve, settle));
        }
    } finally {
        folders.close();
    }
}
