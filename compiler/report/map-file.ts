/**
 * The linker's map without the folders of this machine: the same input gives the same map wherever
 * it and its tools lie.
 */
import path from "node:path";
import { type Supplies } from "../supply/index.ts";

const compilers = ["arm-gcc", "cc"];

/** Each folder by the name that stands for it, the longest first: one may lie in another. */
export function portableMap(text: string, supplies: Supplies, ownFolders: Readonly<Record<string, string>>): string {
    const names = new Map<string, string>(Object.entries(ownFolders).map(([name, folder]) => [folder, name]));
    for (const [name, { path: place }] of supplies) {
        // Of a compiler, the folder with its libraries.
        if (compilers.includes(name)) names.set(path.join(path.dirname(path.dirname(place)), "lib"), "toolchain");
        else if (path.isAbsolute(place)) names.set(place, name.replace(/ .*$/, ""));
    }
    const folders = [...names.keys()].sort((a, b) => b.length - a.length);
    return folders.reduce((rest, folder) => rest.replaceAll(`${folder}/`, `/${names.get(folder) ?? ""}/`), text);
}
