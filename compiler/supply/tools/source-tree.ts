import { existsSync } from "node:fs";
import path from "node:path";
import { type Machine } from "../machine.ts";
import { type Location, type Purpose, type Tool, type UnpackSource } from "../tool.ts";

export interface SourceTree {
    readonly name: string;
    readonly description: string;
    readonly neededFor: readonly Purpose[];
    readonly variable: string;
    /** A file below the root of the tree by which it is recognised. */
    readonly probe: string;
    /** Where the distribution's package puts the tree, when it has one that can be installed. */
    readonly installed?: { readonly package: string; readonly folder: string };
    readonly source: UnpackSource;
    /** Root of the tree inside the unpacked package. */
    readonly inPackage: string;
    /** Version of a tree that the user points at. */
    readonly version: (folder: string) => string | undefined;
}

/** A tool that is a folder of sources, compiled into what we build. */
export function sourceTree(tree: SourceTree): Tool {
    return {
        name: tree.name,
        description: tree.description,
        neededFor: tree.neededFor,
        variable: tree.variable,
        source: tree.source,
        locate: (machine) => locate(tree, machine),
    };
}

async function locate(tree: SourceTree, machine: Machine): Promise<Location> {
    const own = machine.pathVariable(tree.variable);
    if (own !== undefined) {
        if (!existsSync(path.join(own, tree.probe)))
            return { state: "unusable", why: `${tree.variable} is ${own}, which has no ${tree.probe}` };
        return { state: "found", origin: "environment", path: own, version: tree.version(own) ?? "unknown version" };
    }
    if (tree.installed && existsSync(path.join(tree.installed.folder, tree.probe))) {
        const version = (await machine.installedVersion(tree.installed.package)) ?? tree.version(tree.installed.folder);
        const folder = tree.installed.folder;
        return { state: "found", origin: "distribution", path: folder, version: version ?? "unknown version" };
    }
    const unpacked = machine.unpacked(tree.source.package);
    if (unpacked) {
        const folder = path.join(unpacked.path, tree.inPackage);
        if (existsSync(path.join(folder, tree.probe)))
            return { state: "found", origin: "unpacked", path: folder, version: unpacked.version };
        return { state: "missing", why: `${path.relative(process.cwd(), folder)} has no ${tree.probe}` };
    }
    return { state: "missing", why: `neither ${tree.variable} nor an unpacked copy` };
}
