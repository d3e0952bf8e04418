// The same test in Node and as compiled C over real lwIP; add "board" for the UF2 on the emulated
// board.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startProgram } from "tspico/testing";

for (const place of ["node", "host"] as const) {
    void test(`the server counts its visitors (${place})`, async () => {
        const program = await startProgram("src/main.ts", { place });
        try {
            for (const visitor of [1, 2]) {
                const response = await fetch(program.url("/"));
                assert.equal(response.status, 200);
                assert.equal(await response.text(), `Hello, visitor ${visitor}!\n`);
            }
        } finally {
            await program.stop();
        }
    });
}
