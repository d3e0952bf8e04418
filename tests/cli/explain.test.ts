/** `check --explain` as a user runs it. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { temporaryFolder, tspico } from "./fixtures.ts";

test("check --explain prints what declarations became, as text and as JSON", async (context) => {
    const folder = temporaryFolder(context);
    writeFileSync(path.join(folder, "program.ts"), "const limit = 7;\nconsole.log(limit / 2);\n");
    const text = await tspico(["check", "--explain", path.join(folder, "program.ts")]);
    assert.equal(text.status, 0);
    assert.match(text.stdout, / {2}1:7 variable 'limit': int32_t\n/);
    const json = await tspico(["check", "--explain", "--json", path.join(folder, "program.ts")]);
    const { explanations } = JSON.parse(json.stdout) as { explanations: { what: string; became: string }[] };
    assert.deepEqual(
        explanations.map(({ what, became }) => [what, became]),
        [["variable 'limit'", "int32_t"]],
    );
});
