/** Standard input as the keyboard of a board's console. */
import { readFileSync } from "node:fs";
import type { Board } from "./board.ts";

/** How often the input is looked at. */
const INPUT_MILLIS = 20;

/**
 * Whether the shell has put this process into the background, where reading from the terminal would
 * stop it.
 */
function isInBackground(): boolean {
    try {
        // After the name in parentheses: state, parent, group, session, terminal, the terminal's
        // foreground group.
        const fields = readFileSync("/proc/self/stat", "utf8")
            .replace(/^.*\) /s, "")
            .split(" ");
        return fields[2] !== fields[5];
    } catch {
        // Not Linux: in the foreground, as most are.
        return false;
    }
}

/**
 * What is typed goes to the board's console; on USB it waits until there is one. Gives a function
 * that ends it.
 */
export function typeStandardInput(board: Board): () => void {
    if (process.stdin.isTTY && isInBackground()) return () => undefined;
    let waiting = "";
    // Input that cannot be read is none.
    process.stdin.on("error", () => undefined);
    process.stdin.setEncoding("utf8").on("data", (text) => (waiting += String(text)));
    const timer = setInterval(() => {
        if (waiting !== "" && board.type(waiting)) waiting = "";
    }, INPUT_MILLIS);
    timer.unref();
    return () => {
        clearInterval(timer);
        process.stdin.destroy();
    };
}
