/** Which code of the compiler has run, by V8's block coverage: what a fuzzer is guided by. */
import { Session } from "node:inspector/promises";
import { type Profiler } from "node:inspector";
import path from "node:path";
import { fileURLToPath } from "node:url";

const compilerFolder = path.resolve(fileURLToPath(new URL("../../../compiler", import.meta.url)));

export class Coverage {
    private readonly session = new Session();
    private readonly known = new Set<string>();
    private readonly all = new Set<string>();

    async start(): Promise<void> {
        this.session.connect();
        await this.session.post("Profiler.enable");
        await this.session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    }

    /**
     * Counts since the last call: how many blocks ran that never ran before, or ran ten times as
     * often as ever.
     */
    async news(): Promise<number> {
        const { result } = await this.session.post("Profiler.takePreciseCoverage");
        const before = this.known.size;
        for (const script of result) if (script.url.includes(compilerFolder)) this.note(script);
        return this.known.size - before;
    }

    private note({ url, functions }: Profiler.ScriptCoverage): void {
        for (const { ranges } of functions) {
            for (const { startOffset, endOffset, count } of ranges) {
                const place = `${url}:${startOffset.toString()}:${endOffset.toString()}`;
                this.all.add(place);
                if (count === 0) continue;
                const magnitude = Math.floor(Math.log10(count));
                this.known.add(`${place}:${magnitude.toString()}`);
                this.known.add(place);
            }
        }
    }

    /** Blocks of the compiler that ran, of those that V8 has told apart so far. */
    get blocks(): { readonly ran: number; readonly seen: number } {
        return { ran: [...this.all].filter((place) => this.known.has(place)).length, seen: this.all.size };
    }

    stop(): void {
        this.session.disconnect();
    }
}
