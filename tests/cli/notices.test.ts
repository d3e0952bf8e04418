import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { collectNotices } from "../../compiler/report/notices.ts";
import { type Located } from "../../compiler/supply/index.ts";
import { temporaryFolder } from "./fixtures.ts";

const map = "LOAD CMakeFiles/sdk.dir/tinyusb/src/tusb.c.o\nLOAD CMakeFiles/sdk.dir/lwip/src/core/tcp.c.o\n";

test("the notices name what is linked, with the licence that lies beside its sources", (context) => {
    const folder = temporaryFolder(context);
    const write = (name: string, text: string) => {
        mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
        writeFileSync(path.join(folder, name), text);
    };
    write("lwip/COPYING", "Copyright of lwIP\r\nall of it\r\n");
    write("sdk/lib/cyw43-driver/LICENSE.RP", "terms of the radio");
    write("gcc/share/doc/libnewlib-arm-none-eabi/copyright", "terms of newlib");
    const found = (place: string, version: string): Located => ({
        state: "found",
        origin: "unpacked",
        path: path.join(folder, place),
        version,
    });
    const supplies = new Map([
        ["lwip", found("lwip", "2.2.1")],
        ["tinyusb", found("tinyusb", "0.18")],
        ["pico-sdk with cyw43-driver", found("sdk", "2.2.0")],
        ["arm-gcc", found("gcc/bin/arm-none-eabi-gcc", "12.2.1")],
        ["newlib", found("gcc/lib/libc.a", "3.3.0")],
    ]);
    const text = collectNotices(map, "MIT License", supplies);
    assert.match(text, /^lwIP 2\.2\.1\n\n.*\n\nCopyright of lwIP\nall of it\n/m);
    assert.match(text, /^TinyUSB 0\.18\n\nMIT \(LICENSE in its sources\)\.\n/m);
    assert.match(text, /^newlib 3\.3\.0\n\n.*\n\nterms of newlib\n/m);
    assert.match(text, /^libgcc 12\.2\.1\n\n.*Runtime Library Exception/m);
    assert.match(text, /^tspico .*\n\nMIT License\n/m);
    assert.doesNotMatch(text, /cyw43|terms of the radio/);

    const radio = collectNotices(`${map}LOAD CMakeFiles/sdk.dir/lib/cyw43-driver/src/cyw43_ll.c.o\n`, "MIT", supplies);
    assert.match(radio, /^cyw43-driver[^\n]* 2\.2\.0\n\n.*\n\nterms of the radio\n/m);
});
