/** `build --explain-size`: what the parts of a program cost, and which lines asked for them. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { type FeatureCost, describeFeatures, featureCosts } from "../../compiler/report/features.ts";
import { readLinkedSections } from "../../compiler/report/map-sections.ts";
import { temporaryFolder, tspico } from "./fixtures.ts";

const MAP = `
Discarded input sections

 .text.tsp_date_to_iso
                0x00000000       0x40 libtspico_runtime.a(date_text.c.o)

Linker script and memory map

 .text.tsp_json_parse
                0x10000100       0x80 libtspico_runtime.a(json_parse.c.o)
                0x10000100                tsp_json_parse
 .text.read_value.isra.0
                0x10000180       0x20 libtspico_runtime.a(json_reader.c.o)
 .rodata.digits 0x10000200       0x10 libtspico_runtime.a(number_format.c.o)
 .text.tsp_number_format
                0x10000210       0x30 libtspico_runtime.a(number_format.c.o)
 .data.state    0x20000000        0x8 libtspico_runtime.a(hash.c.o)
 .bss.pool      0x20000008      0x100 CMakeFiles/port.dir/build/supply/lwip-2/src/core/memp.c.o
 *fill*         0x20000108        0x8
 .text.ts_main  0x10000300       0x44 CMakeFiles/program_a.dir/gen/a/a.c.o
 .debug_line    0x00000010       0x99 libtspico_runtime.a(json_parse.c.o)
`;

test("sections of the map are summed up by feature, in flash and RAM", () => {
    const sections = readLinkedSections(MAP);
    assert.equal(sections.length, 7);
    const at = (line: number) => ({ file: "a.ts", line });
    const costs = featureCosts({
        sections,
        isHost: false,
        objectFolder: "program_a.dir",
        libraryFile: () => undefined,
        calls: [
            { from: "ts_main", to: "tsp_json_parse", at: at(3) },
            { from: "ts_main", to: "tsp_json_parse", at: at(7) },
            { from: "tsp_json_parse", to: "read_value", at: { file: "firmware/runtime/json_parse.c", line: 9 } },
            { from: "read_value", to: "tsp_number_format", at: undefined },
        ],
        isOwn: (file) => file === "a.ts",
    });
    assert.deepEqual(costs, [
        { feature: "JSON", flash: 0xa0, ram: 0, askedBy: ["a.ts:3", "a.ts:7"] },
        { feature: "the program", flash: 0x44, ram: 0, askedBy: [] },
        { feature: "numbers as text", flash: 0x40, ram: 0, askedBy: ["a.ts:3", "a.ts:7"] },
        { feature: "Map, Set and weak tables", flash: 8, ram: 8, askedBy: [] },
        { feature: "lwIP", flash: 0, ram: 0x100, askedBy: [] },
    ]);
    assert.match(describeFeatures(costs), /^ +160 +0 {2}JSON +a\.ts:3, a\.ts:7$/m);
});

test("a build tells what JSON costs, and the line that asks for it", async (context) => {
    const folder = temporaryFolder(context);
    writeFileSync(
        path.join(folder, "program.ts"),
        'const text = "[1]";\nconst parsed = JSON.parse(text) as number[];\nconsole.log(parsed.length);\n',
    );
    const built = await tspico(["build", "--target", "host", "--json", path.join(folder, "program.ts")]);
    assert.equal(built.status, 0, built.stderr);
    const { features } = JSON.parse(built.stdout) as { features: FeatureCost[] };
    const json = features.find(({ feature }) => feature === "JSON");
    assert.ok(json !== undefined && json.flash > 1000);
    assert.deepEqual(
        json.askedBy.map((place) => path.basename(place)),
        ["program.ts:2"],
    );
    assert.ok(!features.some(({ feature }) => feature.startsWith("library in TypeScript: json-stringify")));
});
