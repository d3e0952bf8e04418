/**
 * The notices that must travel with a firmware: the licences of everything that is linked into it.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Supplies } from "../supply/index.ts";

interface Component {
    readonly name: string;
    /** Supplies, the first found of which brought it; see compiler/supply/tools. */
    readonly supplies: readonly string[];
    /**
     * Where its licence may lie, from the supply's own folder (for the toolchain: that of the
     * compiler's executable).
     */
    readonly files: readonly string[];
    /** Part of the path of its objects, for what is not linked into every firmware. */
    readonly inMap?: string;
    /** The supply whose version is the work's, where that is another one. */
    readonly versionOf?: string;
    /** The licence in short, above its text or where that lies nowhere there. */
    readonly summary: string;
}

const components: readonly Component[] = [
    {
        name: "lwIP",
        supplies: ["lwip"],
        files: ["COPYING"],
        summary: "BSD 3-Clause (COPYING in its sources).",
    },
    {
        name: "Raspberry Pi Pico SDK",
        supplies: ["pico-sdk", "pico-sdk with cyw43-driver"],
        files: ["LICENSE.TXT", "../../share/doc/pico-sdk-source/copyright"],
        summary: "BSD 3-Clause (LICENSE.TXT in its sources).",
    },
    {
        name: "TinyUSB",
        supplies: ["tinyusb"],
        files: ["LICENSE", "../../share/doc/tinyusb-source/copyright"],
        inMap: "tinyusb",
        summary: "MIT (LICENSE in its sources).",
    },
    {
        name: "cyw43-driver, with the radio's firmware",
        supplies: ["pico-sdk with cyw43-driver"],
        files: ["lib/cyw43-driver/LICENSE.RP"],
        inMap: "cyw43-driver",
        summary: "For use with Raspberry Pi's semiconductors (LICENSE.RP in its sources).",
    },
    {
        name: "newlib",
        supplies: ["arm-gcc"],
        versionOf: "newlib",
        files: ["../share/doc/libnewlib-arm-none-eabi/copyright", "../share/licenses/newlib/COPYING.NEWLIB"],
        summary: "Several permissive licences (COPYING.NEWLIB in its sources).",
    },
    {
        name: "libgcc",
        supplies: ["arm-gcc"],
        files: ["../share/doc/gcc-arm-none-eabi/copyright"],
        summary: "GNU GPL 3 with the GCC Runtime Library Exception, which lets a program that GCC compiled carry it.",
    },
];

function licence(component: Component, place: string): string {
    const folder = component.supplies.includes("arm-gcc") ? path.dirname(place) : place;
    const file = component.files.map((name) => path.join(folder, name)).find((name) => existsSync(name));
    if (file === undefined) return component.summary;
    return `${component.summary}\n\n${readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim()}`;
}

/**
 * The text of NOTICES.txt. `map` is the linker's map, which says what was linked; `own` is tspico's
 * own licence, whose runtime is in every firmware.
 */
export function collectNotices(map: string, own: string, supplies: Supplies): string {
    const sections = [`tspico (runtime and native classes)\n\n${own.trim()}`];
    for (const component of components) {
        const located = component.supplies.map((name) => supplies.get(name)).find((found) => found !== undefined);
        if (located === undefined) continue;
        if (component.inMap !== undefined && !map.includes(component.inMap)) continue;
        const { version } = supplies.get(component.versionOf ?? "") ?? located;
        sections.push(`${component.name} ${version}\n\n${licence(component, located.path)}`);
    }
    const rule = `\n\n${"-".repeat(100)}\n\n`;
    return `This firmware contains the following works, under their licences.${rule}${sections.join(rule)}\n`;
}
