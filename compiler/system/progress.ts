/** How far a long step has come: a bar on a terminal, a line every ten seconds elsewhere. */
import { SingleBar } from "cli-progress";

const LINE_EVERY_MS = 10_000;

/** A terminal, or anything else that text goes to. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

export class Progress {
    private bar: SingleBar | undefined;
    private announced = Date.now();

    /**
     * `label` says what is under way ("compiling C"); `say` prints a line where there is no
     * terminal.
     */
    constructor(
        private readonly label: string,
        private readonly say: (line: string) => void,
        private readonly stream: ProgressStream = process.stderr,
    ) {}

    /** `done` and `total` count the same things; their unit does not matter. */
    update(done: number, total: number): void {
        if (this.stream.isTTY !== true) {
            if (Date.now() - this.announced < LINE_EVERY_MS) return;
            this.announced = Date.now();
            this.say(`${this.label} ${done.toString()}/${total.toString()}`);
            return;
        }
        if (this.bar === undefined) {
            const format = `tspico: ${this.label} [{bar}] {percentage} %`;
            this.bar = new SingleBar({
                format,
                barsize: 30,
                clearOnComplete: true,
                hideCursor: true,
                stream: this.stream,
            });
            this.bar.start(total, done);
            return;
        }
        this.bar.setTotal(total);
        this.bar.update(done);
    }

    /** Takes the bar away, so that other lines can follow; a later update brings it back. */
    finish(): void {
        this.bar?.stop();
        this.bar = undefined;
    }
}
