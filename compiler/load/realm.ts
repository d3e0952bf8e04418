/**
 * The scripts of one realm, as the public tests of ECMA-262 are: strict scripts that run one after
 * another and see each other's top-level declarations. They become one text, so that names are
 * found as in any other file. What is separate in scripts stays so: each has its own early errors.
 */
import { readFileSync } from "node:fs";
import { type Project, type SourceFile } from "ts-morph";

export interface Realm {
    /** Paths of the scripts that run before the entry, in this order. */
    readonly scripts: readonly string[];
    /** What the entry is. A module sees what the scripts declare; other modules do not. */
    readonly entry: "script" | "module";
}

interface Joined extends Realm {
    /** Where the entry's own text begins. */
    readonly start: number;
}

const realms = new WeakMap<SourceFile, Joined>();

/** The realm whose joined text a file is. */
export const realmOf = (file: SourceFile): Joined | undefined => realms.get(file);

/** Stands at the entry's path, so that a module that imports itself finds it. */
export function joinRealm(project: Project, realm: Realm, entryPath: string): SourceFile {
    // A script ends with its file, whatever its last statement lacks.
    const before = realm.scripts.map((file) => `${readFileSync(file, "utf8")}\n;\n`).join("");
    const text = before + readFileSync(entryPath, "utf8");
    const file = project.createSourceFile(entryPath, text, { overwrite: true });
    realms.set(file, { ...realm, start: before.length });
    return file;
}
