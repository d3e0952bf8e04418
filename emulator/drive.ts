/**
 * Runs a script of promises beside a board, on simulated time: the board stops in the very moment
 * in which the script has something to do, and goes on when it waits again. As long as the script
 * waits for nothing but the simulation, two runs are the same.
 */
import { setImmediate } from "node:timers/promises";
import type { Board, Stop } from "./board.ts";

/** Simulated time between two looks whether the script has ended by itself. */
const SLICE_NANOS = 10e6;

export class BoardEnded extends Error {
    override name = "BoardEnded";

    constructor(readonly stop: Stop) {
        super(`the board's run ended: ${stop.fault?.message ?? stop.reason}`);
    }
}

export class Drive {
    constructor(readonly board: Board) {}

    /** To be called whenever something happens for which a script may wait. */
    wake(): void {
        this.board.interrupt();
    }

    /** So much simulated time. */
    sleep(nanos: number): Promise<void> {
        return new Promise((resolve) => {
            const alarm = this.board.time.createAlarm(() => {
                resolve();
                this.wake();
            });
            alarm.schedule(nanos);
        });
    }

    /** Runs the board until the script has ended; throws what the script throws, or BoardEnded. */
    async run<Result>(script: Promise<Result>): Promise<Result> {
        const state = { ended: false };
        const settled = (): void => {
            state.ended = true;
        };
        script.then(settled, settled);
        for (;;) {
            await setImmediate();
            if (state.ended) return script;
            const stop = this.board.run(Infinity, this.board.time.nanos + SLICE_NANOS);
            if (stop === undefined) continue;
            // What happened last may have ended the script as well.
            await setImmediate();
            if (state.ended) return script;
            throw new BoardEnded(stop);
        }
    }
}
