/**
 * Looks at folders rather than at files: many editors save by putting a new file in the place of
 * the old one.
 */
import { existsSync, type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import path from "node:path";
import { UserError } from "../system/user-error.ts";

/** What a build reads, of all that may lie in a folder. */
const readByBuilds = /\.[cm]?tsx?$|^tsconfig.*\.json$|^wifi\.env$/;

/** Folders of outputs, of packages, and hidden ones. */
function isForeign(name: string): boolean {
    return name === "build" || name === "node_modules" || name.startsWith(".");
}

function isFolder(place: string): boolean {
    return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function start(folder: string, changed: (event: string, name: string | null) => void): FSWatcher {
    try {
        return watch(folder, changed);
    } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new UserError(`cannot watch ${folder} for changes: ${why}; run the command without --watch`);
    }
}

export class FolderWatch {
    private readonly watchers = new Map<string, FSWatcher>();

    constructor(private readonly onChange: () => void) {}

    /** Also the folders below. */
    addTree(folder: string): void {
        this.add(folder);
        for (const entry of readdirSync(folder, { withFileTypes: true }))
            if (entry.isDirectory() && !isForeign(entry.name)) this.addTree(path.join(folder, entry.name));
    }

    add(folder: string): void {
        if (this.watchers.has(folder)) return;
        const watcher = start(folder, (_event, name) => {
            this.look(folder, name);
        });
        // A folder that goes is noticed in the one above.
        watcher.on("error", () => {
            this.drop(folder);
        });
        this.watchers.set(folder, watcher);
    }

    close(): void {
        for (const watcher of this.watchers.values()) watcher.close();
        this.watchers.clear();
    }

    private look(folder: string, name: string | null): void {
        if (name === null || readByBuilds.test(name)) {
            this.onChange();
            return;
        }
        const place = path.join(folder, name);
        const known = this.watchers.has(place);
        if (!known && (isForeign(name) || !isFolder(place))) return;
        // Another folder may have taken its name: what was watched is none of it.
        this.drop(place);
        try {
            if (existsSync(place)) this.addTree(place);
        } catch {
            // It has gone meanwhile, or is one too many for the system; the others are still looked
            // at.
        }
        this.onChange();
    }

    private drop(folder: string): void {
        for (const [place, watcher] of this.watchers) {
            if (place !== folder && !place.startsWith(folder + path.sep)) continue;
            watcher.close();
            this.watchers.delete(place);
        }
    }
}
