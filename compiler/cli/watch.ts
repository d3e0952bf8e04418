import { watch } from "node:fs";
import path from "node:path";

/** Editors write a file in several steps; changes within this many milliseconds are one. */
const settle = 150;

/** Runs `work` now and after each change below the entry's folder, never two at once, until Ctrl-C. */
export async function watchAndRun(
    entryFile: string,
    say: (line: string) => void,
    work: () => Promise<void>,
): Promise<void> {
    const folder = path.dirname(entryFile);
    const state: { changed: boolean; wake: (() => void) | undefined } = { changed: false, wake: undefined };
    const watcher = watch(folder, { recursive: true }, (_event, name) => {
        if (name === null || !/\.tsx?$/.test(name) || /(^|[\\/])(build|node_modules)[\\/]/.test(name)) return;
        state.changed = true;
        state.wake?.();
    });
    try {
        for (;;) {
            state.changed = false;
            await work();
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
        watcher.close();
    }
}
