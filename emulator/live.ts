/**
 * Runs a board for people: simulated time keeps to the wall clock, never ahead of it, so that real
 * peers have their usual timeouts.
 */
import { setImmediate, setTimeout } from "node:timers/promises";
import type { Board, Stop } from "./board.ts";
import type { GdbServer } from "./gdb/index.ts";

/** How long the board runs before this process looks at its network again, in milliseconds. */
const SLICE_MILLIS = 2;
/** The longest rest of a board that has nothing to do. */
const REST_MILLIS = 2;

export class LiveRun {
    private wake: () => void = () => undefined;
    private ending = false;

    constructor(
        private readonly board: Board,
        /** A debugger, while which holds the board no time passes. */
        private readonly gdb?: GdbServer,
    ) {}

    /** A frame has come for the board: it is not to rest any longer. */
    arrival(): void {
        this.wake();
    }

    /** Makes `run` return. */
    end(): void {
        this.ending = true;
        this.board.interrupt();
        void this.gdb?.close();
        this.wake();
    }

    /** Returns why the board's run is over, or undefined after `end` or so many seconds. */
    async run(seconds = Infinity): Promise<Stop | undefined> {
        const { board, gdb } = this;
        let start = performance.now() - board.time.nanos / 1e6;
        let until = performance.now() + seconds * 1000;
        while (!this.ending && performance.now() < until) {
            const held = (await gdb?.released()) ?? 0;
            start += held;
            until += held;
            const stop = board.run(SLICE_MILLIS, (performance.now() - start) * 1e6);
            if (stop !== undefined) {
                await gdb?.runEnded(stop);
                return stop;
            }
            const behind = performance.now() - start - board.time.nanos / 1e6 > SLICE_MILLIS;
            if (behind) await setImmediate();
            else await this.rest();
        }
        return undefined;
    }

    /** Until a frame comes, or the board's next slice is due. */
    private async rest(): Promise<void> {
        const controller = new AbortController();
        this.wake = () => {
            controller.abort();
        };
        await setTimeout(REST_MILLIS, undefined, { signal: controller.signal }).catch(() => undefined);
    }
}
