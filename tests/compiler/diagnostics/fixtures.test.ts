import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { definedCodes } from "../../../compiler/diagnostics/factory.ts";
import "../../../compiler/diagnostics/diagnostics.ts";
import { expected, folder, listFixtures, places, reported } from "./fixtures.ts";

const fixtures = listFixtures();
const pages = path.resolve(folder, "../../../docs/diagnostics");
/**
 * A crash of the compiler has no program that causes it, and one that nests too deep or has too
 * many names is long: guard.test.ts makes them.
 */
const causedByNoProgram = new Set(["TP1208", "TP1405", "TP1901"]);

describe("programs that are refused", () => {
    for (const fixture of fixtures.filter(({ isFixed }) => !isFixed)) {
        test(`${fixture.name} is reported at the marked lines and nowhere else`, () => {
            const marks = expected(fixture);
            assert.ok(
                marks.some((mark) => mark.endsWith(fixture.code)),
                "the fixture marks its own code",
            );
            assert.deepEqual(places(reported(fixture)).sort(), marks.sort());
        });
    }
});

describe("their rewrites", () => {
    for (const fixture of fixtures.filter(({ isFixed }) => isFixed)) {
        test(`${fixture.name} compiles once rewritten`, () => {
            assert.deepEqual(
                reported(fixture).map(({ code, message, span }) => `${code} ${String(span?.line)} ${message}`),
                [],
            );
        });
    }
});

describe("every code", () => {
    for (const code of definedCodes()) {
        test(`${code} has a page that names it and shows a way out`, () => {
            const page = path.join(pages, `${code}.md`);
            assert.ok(existsSync(page), `docs/diagnostics/${code}.md is missing`);
            const text = readFileSync(page, "utf8");
            assert.match(text, new RegExp(`^# ${code}: `));
            assert.match(text, /\n## Instead\n/);
        });
        if (causedByNoProgram.has(code)) continue;
        test(`${code} has a fixture and a rewrite`, () => {
            const own = fixtures.filter((fixture) => fixture.code === code);
            const names = (isFixed: boolean) => own.filter((one) => one.isFixed === isFixed).map(({ name }) => name);
            assert.notEqual(names(false).length, 0);
            assert.deepEqual(names(true), names(false));
        });
    }
});
