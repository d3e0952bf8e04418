/**
 * Whole programs in which the n-th allocation fails, for every n: none crashes or hangs under the
 * sanitizers, each catches the RangeError, and its next task gives the right answer.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { buildExecutable, mapConcurrently, runExecutable } from "../support/compiled-program.ts";
import { compileQuietly } from "./compare.ts";

const folder = mkdtempSync(path.join(tmpdir(), "tspico-allocation-"));
after(() => {
    rmSync(folder, { recursive: true });
});

/**
 * Each task is a function `task` that returns a text; the frame below runs it twice, and again
 * where it ran out of memory.
 */
const tasks: Readonly<Record<string, string>> = {
    texts: `
        function task(): string {
            let text = "";
            for (let i = 0; i < 40; i++) text += i % 3 === 0 ? "piece " + i : \`<\${i}>\`;
            const front = "abcdefghijklmnop".repeat(6);
            const words = (front + text).split("<").map((word) => word.trim() + "|");
            return words.join("-").toUpperCase().slice(3, 60).toLowerCase().replace("e", "$&$&").padEnd(80, "äö€") + text.length.toString(16);
        }`,
    arrays: `
        function task(): string {
            const rows: number[][] = [];
            for (let i = 0; i < 12; i++) {
                const row: number[] = [];
                for (let j = 0; j < i * 7; j++) row.push(j * 1.5);
                rows.push(row);
            }
            const all = rows.reduce((sum: number[], row) => [...sum, ...row.filter((value) => value > 3)], []);
            all.sort((a, b) => b - a);
            const [first, second, ...rest] = all;
            rest.unshift(1, 2, 3);
            rest.splice(2, 4, 9);
            const copies = [rest.toSorted().toReversed().with(1, 8), rest.toSpliced(1, 2, 3, 4), [rest, [5]].flat()];
            const sizes = copies.flatMap((copy) => [copy.length, copy[1]]);
            return [first, second, rest.length, rest.concat(all).length, rest.indexOf(9), ...sizes].join(" ");
        }`,
    collections: `
        function task(): string {
            const counts = new Map<string, number>();
            for (let i = 0; i < 60; i++) counts.set("key " + (i % 23), (counts.get("key " + (i % 23)) ?? 0) + i);
            for (let i = 0; i < 23; i += 2) counts.delete("key " + i);
            const seen = new Set<number | string>([...counts.values(), ...counts.keys()]);
            const before = seen.size;
            try {
                for (let i = 0; i < 50; i++) seen.add(i * 1.5);
            } catch (error) {
                let met = 0;
                for (const value of seen) met += seen.has(value) ? 1 : 100;
                if (met !== seen.size) console.log("the set is not whole");
                throw error;
            }
            const entries = [...new Map([...counts].filter(([, value]) => value > 20)).entries()];
            return [before, seen.size, entries.length, entries[0]?.[0], [...counts.keys()].join()].join(" ");
        }`,
    objects: `
        class Shape {
            name: string;
            private parts: Shape[] = [];
            constructor(name: string) { this.name = name; }
            add(part: Shape): this { this.parts.push(part); return this; }
            text(): string { return this.name + (this.parts.length > 0 ? "(" + this.parts.map((part) => part.text()).join() + ")" : ""); }
        }
        class Square extends Shape {
            side = { length: 1.25, unit: "m" };
            constructor(n: number) { super("square " + n); }
            override text(): string { const { length, ...rest } = this.side; return super.text() + length + rest.unit; }
        }
        function task(): string {
            const root = new Shape("root");
            const makers = [1, 2, 3].map((n) => (extra: number) => new Square(n + extra).add(new Shape("leaf")));
            for (const make of makers) root.add(make(10)).add(new Shape("x"));
            let failed = "";
            try {
                (null as any).missing();
            } catch (error) {
                // Where there is no room for this error, it is the other one.
                if (error instanceof RangeError) throw error;
                failed = String(error instanceof TypeError);
            }
            return root.text() + failed;
        }`,
    json: `
        class Named {
            constructor(readonly name: string) {}
            toJSON(key: string): string { return key + this.name; }
        }
        function task(): string {
            const rows: { id: number; tags: string[]; of: Named }[] = [];
            for (let i = 0; i < 9; i++) rows.push({ id: i * 1.5, tags: ["é\\n", "plain text " + i], of: new Named("€") });
            const counts: Record<string, number> = {};
            for (const { id } of rows) counts["id " + id] = id;
            const long = JSON.stringify({ rows, counts }, (key, value) => (key === "id" ? [value] : value), 1);
            const back = JSON.parse(long, (key, value) => (key === "€" ? undefined : value)) as { rows: unknown[] };
            let failed = "";
            try {
                JSON.parse('{"a": [1, 2, "x", nul]}');
            } catch (error) {
                // Where there is no room for this error, it is the other one.
                if (error instanceof RangeError) throw error;
                failed = (error as Error).message;
            }
            return JSON.stringify([long, back.rows.length, JSON.parse(JSON.stringify(counts)), failed]);
        }`,
    bytes: `
        function task(): string {
            const bytes = new Uint8Array(300);
            for (let i = 0; i < bytes.length; i++) bytes[i] = i * 7;
            const part = bytes.subarray(10, 90).slice(5);
            const text = String.fromArrayBuffer(ArrayBuffer.fromString("grüße an alle, lange genug"));
            const copy = new Uint8Array(part.buffer.slice(3));
            const shifted = new Uint8Array(copy.buffer, 3, 9);
            shifted.set(copy.slice(0, 4), 2);
            const list = [part.length, copy.length, copy[4], text.length, new Uint8Array([1, 2, 300])[2]];
            return list.join(" ") + [...shifted].join();
        }`,
};

const frame = `
    let answers = 0;
    function attempt(): void {
        let answer = "";
        for (let tries = 0; answer === "" && tries < 3; tries++) {
            try {
                answer = task();
            } catch (error) {
                if (!(error instanceof RangeError)) throw error;
            }
        }
        console.log(answer);
        if (++answers < 2) next();
    }
    function next(): void {
        for (let tries = 0; tries < 3; tries++) {
            try {
                setTimeout(attempt, 5);
                return;
            } catch (error) {
                if (!(error instanceof RangeError)) throw error;
            }
        }
    }
    next();
    export {};
`;

for (const [name, task] of Object.entries(tasks)) {
    test(`every failed allocation is survived: ${name}`, async () => {
        const entry = path.join(folder, `${name}.ts`);
        writeFileSync(entry, task + frame);
        const compiled = compileQuietly(entry);
        assert.ok("files" in compiled, JSON.stringify(compiled));
        const executable = await buildExecutable(`allocation-${name}`, compiled.files, "-O1", "failing");
        assert.ok(executable.path !== undefined, executable.complaint);
        const program = executable.path;
        const expected = await runExecutable(program);
        assert.equal(expected.status, 0, expected.stderr);
        const [, count = "0"] = /^allocations (\d+)$/m.exec(expected.stderr) ?? [];
        assert.ok(Number(count) > 40, `${count} allocations: it was no test`);
        const each = Array.from({ length: Number(count) }, (_, index) => index + 1);
        await mapConcurrently(each, async (n) => {
            const run = await runExecutable(program, { TSP_FAIL_AT: n.toString() });
            assert.equal(run.status, 0, `allocation ${n.toString()}: ${run.stderr}`);
            assert.equal(run.stdout, expected.stdout, `allocation ${n.toString()}`);
        });
    });
}
