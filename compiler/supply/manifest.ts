import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface ManifestEntry {
    readonly version: string;
    /** Release that it came from, such as "trixie". */
    readonly release: string;
    /** Relative to the supply folder. */
    readonly folder: string;
    /** The archive as downloaded and verified by apt. */
    readonly archive: string;
    readonly sha256: string;
}

export type Manifest = Readonly<Record<string, ManifestEntry>>;

function manifestFile(folder: string): string {
    return path.join(folder, "manifest.json");
}

/**
 * What was unpacked, by package name; a manifest that cannot be read counts as empty, so that its
 * packages are unpacked again.
 */
export function readManifest(folder: string): Manifest {
    const file = manifestFile(folder);
    if (!existsSync(file)) return {};
    try {
        return JSON.parse(readFileSync(file, "utf8")) as Manifest;
    } catch {
        return {};
    }
}

/** Adds one entry; the file is replaced whole, so that an interruption leaves the old one. */
export function recordInManifest(folder: string, packageName: string, entry: ManifestEntry): void {
    const entries = Object.entries({ ...readManifest(folder), [packageName]: entry });
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    const file = manifestFile(folder);
    writeFileSync(`${file}.new`, `${JSON.stringify(Object.fromEntries(entries), undefined, 4)}\n`);
    renameSync(`${file}.new`, file);
}
