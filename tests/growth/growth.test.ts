/**
 * Programs that grow. Each direction in which a program can grow runs as in Node; four times the
 * size is no more than six times the work, and six times the C; what is absurd is refused or
 * compiled, and nothing in between.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { suite, test } from "node:test";
import { compile } from "../../compiler/index.ts";
import { candidateFolder, judgeBatch, makeCandidate } from "../differential/batch.ts";
import { explain } from "../differential/compare.ts";
import { directions, modules } from "./directions.ts";
import { workOn } from "./work.ts";

/** Programs that one executable holds. */
const TOGETHER = 7;
const MOST_WORK = 6;
const ABSURD = 3000;
/** Directions that are depth: an absurd one is refused by the limit of nesting. */
const DEPTHS = ["nested blocks", "parentheses", "nested templates", "else if", "a long sum", "a chain of members"];

suite("programs that grow", () => {
    test("each direction runs as in Node", async () => {
        const folder = candidateFolder("growth");
        const candidates = directions.map(({ size, text }, index) =>
            makeCandidate(folder, index, { text: text(size), library: undefined }),
        );
        for (let from = 0; from < candidates.length; from += TOGETHER) {
            for (const [{ seed }, verdict] of await judgeBatch(candidates.slice(from, from + TOGETHER)))
                assert.equal(verdict.kind, "pass", `${directions[seed]?.name ?? ""}: ${explain(verdict)}`);
        }
    });

    const grown = candidateFolder("grown");
    const write = (name: string, files: ReadonlyMap<string, string>): string => {
        const entry = path.join(candidateFolder(`grown/${name.replaceAll(" ", "-")}`), "main.ts");
        files.forEach((text, file) => {
            writeFileSync(path.join(path.dirname(entry), file), text);
        });
        return entry;
    };
    const all = [
        ...directions.map(({ name, size, text }) => ({
            name,
            size,
            files: (n: number): ReadonlyMap<string, string> => new Map([["main.ts", text(n)]]),
        })),
        { name: "modules", size: 30, files: modules },
    ];
    for (const { name, size, files } of all) {
        test(`four times as much of "${name}" is at most ${MOST_WORK.toString()} times the work and the C`, () => {
            const small = workOn(write(`${name} small`, files(size)));
            const large = workOn(write(`${name} large`, files(4 * size)));
            assert.ok(small !== undefined && large !== undefined, `${name} is refused (${grown})`);
            for (const of of ["steps", "text"] as const) {
                assert.ok(
                    large[of] <= MOST_WORK * small[of],
                    `${of}: ${small[of].toString()}, ${large[of].toString()}`,
                );
            }
        });
    }

    for (const { name, text } of directions.filter((direction) => DEPTHS.includes(direction.name))) {
        test(`"${name}" of absurd depth is refused for its depth, or compiled`, () => {
            const entry = write(`${name} absurd`, new Map([["main.ts", text(ABSURD)]]));
            const codes = new Set(compile({ entry }).diagnostics.map(({ code }) => code));
            assert.ok(codes.size === 0 || (codes.size === 1 && codes.has("TP1405")), [...codes].join(" "));
        });
    }
});
