import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { readManifest } from "./manifest.ts";
import { output } from "../system/process.ts";

/** What the supply modules may know and ask of the machine. */
export class Machine {
    /** Folder for unpacked packages. */
    readonly folder: string;
    readonly env: NodeJS.ProcessEnv;

    constructor(folder: string, env: NodeJS.ProcessEnv) {
        this.folder = folder;
        this.env = env;
    }

    /** The value of a variable, resolved to an absolute path; undefined when unset or empty. */
    pathVariable(name: string): string | undefined {
        const value = this.env[name];
        return value === undefined || value === "" ? undefined : path.resolve(value);
    }

    /** Absolute path of an executable on the PATH. */
    executable(name: string): string | undefined {
        for (const folder of (this.env["PATH"] ?? "").split(path.delimiter)) {
            const candidate = path.join(folder, name);
            if (folder === "" || !existsSync(candidate) || !statSync(candidate).isFile()) continue;
            try {
                accessSync(candidate, constants.X_OK);
                return candidate;
            } catch {
                // Not ours to execute: look further down the PATH.
            }
        }
        return undefined;
    }

    /**
     * Version of an installed Debian package, undefined when it is not installed or dpkg is absent.
     */
    async installedVersion(packageName: string): Promise<string | undefined> {
        const text = await output("dpkg-query", ["-W", "-f", "${db:Status-Status} ${Version}\\n", packageName]);
        return text
            ?.split("\n")
            .map((line) => /^installed (\S+)$/.exec(line)?.[1])
            .find((version) => version !== undefined);
    }

    /**
     * Where a package was unpacked beside the build, with the version that the manifest records.
     */
    unpacked(packageName: string): { readonly path: string; readonly version: string } | undefined {
        const entry = readManifest(this.folder)[packageName];
        if (!entry) return undefined;
        const place = path.join(this.folder, entry.folder);
        return existsSync(place) ? { path: place, version: entry.version } : undefined;
    }

    /** Debian's name of the installed release ("bookworm"); undefined on anything but Debian. */
    debianRelease(): string | undefined {
        if (!existsSync("/etc/os-release")) return undefined;
        const fields = new Map<string, string>();
        for (const line of readFileSync("/etc/os-release", "utf8").split("\n")) {
            const match = /^(\w+)="?([^"]*)"?$/.exec(line);
            if (match?.[1] !== undefined && match[2] !== undefined) fields.set(match[1], match[2]);
        }
        return fields.get("ID") === "debian" ? fields.get("VERSION_CODENAME") : undefined;
    }

    hasApt(): boolean {
        return this.executable("apt-get") !== undefined && this.executable("dpkg") !== undefined;
    }

    isRoot(): boolean {
        return process.getuid?.() === 0;
    }
}
