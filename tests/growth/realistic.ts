/**
 * Programs as people write them, of any length: modules of a device's software, each with classes
 * that extend each other, closures, arrays and their callbacks, tables found by literal keys,
 * exceptions, text, callbacks and timers' worth of state. Every part has names and texts of its own
 * and uses parts before it, so that values flow all through the program.
 */

/** Lines of about so many. */
export function realistic(lines: number): string {
    const parts: string[] = [PRELUDE];
    let length = PRELUDE.split("\n").length;
    const runs: string[] = [];
    for (let index = 0; length < lines; index++) {
        const part = PARTS[index % PARTS.length];
        if (part === undefined) break;
        const text = part(index, Math.max(0, index - PARTS.length));
        parts.push(text);
        length += text.split("\n").length + 1;
        runs.push(`run${index}`);
    }
    parts.push(...runs.map((run) => `report("${run}", ${run});`), `console.log(failures, log.length, log[0]);\n`);
    return parts.join("\n");
}

type Part = (index: number, before: number) => string;

const PRELUDE = `interface Reading {
    readonly name: string;
    readonly value: number;
    readonly unit?: string;
}
const log: string[] = [];
let failures = 0;
function note(text: string): void {
    log.push(text);
    if (log.length > 100) log.shift();
}
function report(name: string, run: () => string): void {
    try {
        console.log(name, run());
    } catch (error) {
        failures++;
        if (error instanceof Error) note(\`\${name}: \${error.message}\`);
        else throw error;
    }
}
function clamp(value: number, low: number, high: number): number {
    if (value < low) return low;
    return value > high ? high : value;
}
`;

/** A class hierarchy with state, private fields, a static count and overridden methods. */
const sensors: Part = (i) => `abstract class Sensor${i} {
    static made = 0;
    protected readonly history: number[] = [];
    #last: number | undefined;
    constructor(readonly name: string, protected offset: number) {
        Sensor${i}.made++;
    }
    abstract read(): number;
    sample(): Reading {
        const value = this.read() + this.offset;
        this.history.push(value);
        if (this.history.length > 8) this.history.shift();
        this.#last = value;
        return { name: this.name, value };
    }
    average(): number {
        let sum = 0;
        for (const value of this.history) sum += value;
        return this.history.length === 0 ? 0 : sum / this.history.length;
    }
    get_last(): number {
        if (this.#last === undefined) throw new RangeError(\`\${this.name} has no value\`);
        return this.#last;
    }
}
class Temperature${i} extends Sensor${i} {
    private step = ${i % 7};
    read(): number {
        this.step = (this.step * 5 + 3) % 16;
        return 20 + this.step / 4;
    }
}
class Level${i} extends Sensor${i} {
    constructor(name: string, private readonly scale: number) {
        super(name, ${i % 3});
    }
    read(): number {
        return (this.history.length * this.scale) & 0xff;
    }
    override average(): number {
        return Math.floor(super.average());
    }
}
function run${i}(): string {
    const all: Sensor${i}[] = [new Temperature${i}("t${i}", 1), new Level${i}("l${i}", ${1 + (i % 5)})];
    for (let round = 0; round < 3; round++) {
        for (const sensor of all) {
            const { name, value } = sensor.sample();
            if (value > 200) note(\`\${name} is high: \${value}\`);
        }
    }
    return all.map((sensor) => \`\${sensor.name}=\${sensor.average()}/\${sensor.get_last()}\`).join(",") + Sensor${i}.made;
}
`;

/** Closures over state, and functions of functions. */
const filters: Part = (i, before) => `type Filter${i} = (value: number) => number;
function makeSmoother${i}(weight: number): Filter${i} {
    let state = 0;
    let count = 0;
    return (value) => {
        count++;
        state = count === 1 ? value : state + (value - state) * weight;
        return state;
    };
}
function makeLimiter${i}(low: number, high: number, onLimit: (value: number) => void): Filter${i} {
    return (value) => {
        if (value < low || value > high) onLimit(value);
        return clamp(value, low, high);
    };
}
function chain${i}(...filters: Filter${i}[]): Filter${i} {
    return (value) => filters.reduce((result, filter) => filter(result), value);
}
function run${i}(): string {
    const limited: number[] = [];
    const filter = chain${i}(
        makeSmoother${i}(0.5),
        makeLimiter${i}(0, ${50 + (i % 50)}, (value) => {
            limited.push(value);
        }),
        (value) => value * 2,
    );
    const results: number[] = [];
    for (let n = 0; n < 6; n++) results.push(filter(n * ${10 + (i % 9)} - 5));
    const sum = results.reduce((total, value) => total + value, 0);
    note(\`${before} chained \${limited.length}\`);
    return \`\${sum} \${limited.length} \${results.filter((value) => value > 10).length}\`;
}
`;

/** Text taken apart and put together, with exceptions for what is wrong. */
const parser: Part = (i) => `class ParseError${i} extends Error {
    constructor(message: string, readonly position: number) {
        super(message);
    }
}
interface Command${i} {
    readonly verb: string;
    readonly operands: string[];
    readonly flags: { quiet: boolean; level: number };
}
function words${i}(line: string): string[] {
    const found: string[] = [];
    let word = "";
    for (let at = 0; at < line.length; at++) {
        const unit = line.charCodeAt(at);
        if (unit === 32) {
            if (word !== "") found.push(word);
            word = "";
        } else if (unit < 32) {
            throw new ParseError${i}("control character", at);
        } else {
            word += line.charAt(at);
        }
    }
    if (word !== "") found.push(word);
    return found;
}
function parse${i}(line: string): Command${i} {
    const [verb, ...rest] = words${i}(line);
    if (verb === undefined) throw new ParseError${i}("empty line", 0);
    const command: Command${i} = { verb, operands: [], flags: { quiet: false, level: ${i % 4} } };
    for (const word of rest) {
        if (word === "-q") command.flags.quiet = true;
        else if (word.startsWith("-l")) command.flags.level = Number(word.slice(2));
        else command.operands.push(word);
    }
    return command;
}
function run${i}(): string {
    const results: string[] = [];
    for (const line of ["set led${i} on -q", "get  level -l7", "", "bad\\u0001line"]) {
        try {
            const { verb, operands, flags } = parse${i}(line);
            results.push(\`\${verb}(\${operands.join("+")})\${flags.quiet ? "q" : ""}\${flags.level}\`);
        } catch (error) {
            if (!(error instanceof ParseError${i})) throw error;
            results.push(\`\${error.message}@\${error.position}\`);
        } finally {
            note(\`parsed \${line.length}\`);
        }
    }
    return results.join(";");
}
`;

/** A dispatch table by literal and a queue of callbacks. */
const bus: Part = (i) => `interface Event${i} {
    readonly kind: "open" | "data" | "close";
    readonly id: number;
    text?: string;
}
class Bus${i} {
    private readonly listeners: { kind: string; call: (event: Event${i}) => void }[] = [];
    private readonly queue: Event${i}[] = [];
    on(kind: Event${i}["kind"], call: (event: Event${i}) => void): () => void {
        const entry = { kind, call };
        this.listeners.push(entry);
        return () => {
            const at = this.listeners.indexOf(entry);
            if (at >= 0) this.listeners.splice(at, 1);
        };
    }
    post(event: Event${i}): void {
        this.queue.push(event);
    }
    drain(): number {
        let delivered = 0;
        for (let event = this.queue.shift(); event !== undefined; event = this.queue.shift()) {
            for (const { kind, call } of this.listeners) {
                if (kind === event.kind) {
                    call(event);
                    delivered++;
                }
            }
        }
        return delivered;
    }
}
function run${i}(): string {
    const bus = new Bus${i}();
    const state = { opened: 0, bytes: 0, closed: false, names: "" };
    const stop = bus.on("open", ({ id }) => {
        state.opened += id;
    });
    bus.on("data", (event) => {
        state.bytes += event.text?.length ?? 0;
        state.names += event.text ?? "-";
        if (state.bytes > 4) bus.post({ kind: "close", id: event.id });
    });
    bus.on("close", () => {
        state.closed = true;
        stop();
    });
    bus.post({ kind: "open", id: ${i % 10} });
    bus.post({ kind: "data", id: 1, text: "abc" });
    bus.post({ kind: "data", id: 2 });
    bus.post({ kind: "data", id: 3, text: "wxyz" });
    const delivered = bus.drain();
    bus.post({ kind: "open", id: 100 });
    return \`\${delivered}+\${bus.drain()} \${state.opened} \${state.bytes} \${state.closed} \${state.names}\`;
}
`;

/** Tables as literals, a small state machine, bytes, and what is optional. */
const machine: Part = (i) => `const table${i} = {
    idle: { next: "busy", cost: ${i % 11}, action: (input: number) => input + 1 },
    busy: { next: "done", cost: 2.5, action: (input: number) => input * 2 },
    done: { next: "idle", cost: 0, action: (input: number) => input - ${i % 5} },
};
type State${i} = "idle" | "busy" | "done";
function step${i}(state: State${i}, input: number): { state: State${i}; output: number } {
    switch (state) {
        case "idle":
            return { state: "busy", output: table${i}.idle.action(input) };
        case "busy":
            return { state: input > 20 ? "done" : "busy", output: table${i}.busy.action(input) };
        default:
            return { state: "idle", output: table${i}.done.action(input) };
    }
}
function checksum${i}(bytes: Uint8Array): number {
    let sum = 0;
    for (let at = 0; at < bytes.length; at++) {
        sum = ((sum << 1) ^ (bytes[at] ?? 0)) & 0xffff;
    }
    return sum;
}
function run${i}(): string {
    let state: State${i} = "idle";
    let value = ${i % 6};
    let cost = 0;
    const seen: State${i}[] = [];
    while (seen.length < 9) {
        const result = step${i}(state, value);
        state = result.state;
        value = result.output;
        cost += state === "done" ? table${i}.done.cost : table${i}.busy.cost;
        seen.push(state);
    }
    const bytes = new Uint8Array(16);
    for (let at = 0; at < bytes.length; at++) bytes[at] = value + at * 7;
    const first: Reading = { name: "m${i}", value, ...(value > 10 ? { unit: "C" } : {}) };
    return \`\${seen.length} \${value} \${cost} \${checksum${i}(bytes)} \${first.unit ?? "none"}\`;
}
`;

/** Linked structures, recursion, sorting. */
const trees: Part = (i, before) => `class Node${i} {
    left: Node${i} | null = null;
    right: Node${i} | null = null;
    constructor(readonly key: number, public label: string) {}
}
class Tree${i} {
    private root: Node${i} | null = null;
    size = 0;
    insert(key: number, label: string): void {
        if (this.root === null) {
            this.root = new Node${i}(key, label);
            this.size++;
            return;
        }
        let at = this.root;
        for (;;) {
            if (key === at.key) {
                at.label = label;
                return;
            }
            const next: Node${i} | null = key < at.key ? at.left : at.right;
            if (next === null) {
                const made = new Node${i}(key, label);
                if (key < at.key) at.left = made;
                else at.right = made;
                this.size++;
                return;
            }
            at = next;
        }
    }
    find(key: number): string | undefined {
        let at = this.root;
        while (at !== null && at.key !== key) at = key < at.key ? at.left : at.right;
        return at?.label;
    }
    each(visit: (node: Node${i}, depth: number) => void): void {
        const walk = (node: Node${i} | null, depth: number): void => {
            if (node === null) return;
            walk(node.left, depth + 1);
            visit(node, depth);
            walk(node.right, depth + 1);
        };
        walk(this.root, 0);
    }
}
function run${i}(): string {
    const tree = new Tree${i}();
    for (const key of [5, 2, 8, 1, 9, ${i % 10}, 3]) tree.insert(key, \`k\${key}\`);
    let deepest = 0;
    const labels: string[] = [];
    tree.each((node, depth) => {
        labels.push(node.label);
        if (depth > deepest) deepest = depth;
    });
    const sorted = [...labels].sort((a, b) => (a < b ? 1 : -1));
    note(\`${before} \${sorted.length}\`);
    return \`\${tree.size} \${deepest} \${tree.find(8)} \${tree.find(77) ?? "none"} \${sorted.slice(0, 2).join()}\`;
}
`;

const PARTS: readonly Part[] = [sensors, filters, parser, bus, machine, trees];
