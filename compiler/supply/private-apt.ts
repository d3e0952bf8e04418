import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../system/user-error.ts";
import { type Machine } from "./machine.ts";
import { run } from "../system/process.ts";

/**
 * The release after each one that lacks the packages we unpack; a newer release has them itself.
 */
const successors: Readonly<Record<string, string>> = { bookworm: "trixie" };

const debianKeyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

/** The release whose packages are unpacked on this machine. */
function releaseToUnpack(ownRelease: string): string {
    return successors[ownRelease] ?? ownRelease;
}

/**
 * Repository address of the machine's own main archive, as its apt is configured, mirrors included.
 */
async function ownArchive(release: string): Promise<string> {
    const format = "$(CREATED_BY) $(RELEASE) $(COMPONENT) $(REPO_URI)";
    const outcome = await run("apt-get", ["indextargets", "--format", format]);
    for (const line of outcome.stdout.split("\n")) {
        const [createdBy, suite, component, address] = line.split(" ");
        const own = suite === release || suite === "stable" || suite === "oldstable" || suite === "testing";
        if (createdBy === "Packages" && own && component === "main" && address !== undefined) return address;
    }
    throw new UserError(`apt's sources name no main archive of Debian ${release}; add one to /etc/apt/sources.list.d`);
}

/**
 * An apt of our own: the machine's archive, keys and proxies, but with the sources, lists, state
 * and caches below `folder`. It can download and verify packages of another release; nothing of the
 * system's apt is read for writing.
 */
export class PrivateApt {
    private constructor(
        private readonly folder: string,
        readonly release: string,
    ) {}

    static async create(machine: Machine, form: "binary" | "source", ownRelease: string): Promise<PrivateApt> {
        const release = releaseToUnpack(ownRelease);
        const archive = await ownArchive(ownRelease);
        // Binary and source lists are apart, so that a command downloads only the one it needs.
        const folder = path.join(machine.folder, "apt", `${release}-${form}`);
        for (const sub of ["state/lists/partial", "cache/archives/partial", "download"])
            mkdirSync(path.join(folder, sub), { recursive: true });
        const kind = form === "binary" ? "deb" : "deb-src";
        const signedBy = existsSync(debianKeyring) ? ` [signed-by=${debianKeyring}]` : "";
        writeFileSync(path.join(folder, "sources.list"), `${kind}${signedBy} ${archive} ${release} main\n`);
        writeFileSync(path.join(folder, "status"), "");
        const settings: Readonly<Record<string, string>> = {
            "Dir::Etc::sourcelist": path.join(folder, "sources.list"),
            "Dir::Etc::sourceparts": "/dev/null",
            "Dir::Etc::preferences": "/dev/null",
            "Dir::Etc::preferencesparts": "/dev/null",
            "Dir::State": path.join(folder, "state"),
            "Dir::State::status": path.join(folder, "status"),
            "Dir::Cache": path.join(folder, "cache"),
            "Acquire::Languages": "none",
            // A build folder need not be open to apt's own user; the signatures are what we rely
            // on.
            "APT::Sandbox::User": "root",
            "Acquire::Retries": "2",
        };
        const lines = Object.entries(settings).map(([key, value]) => `${key} "${value}";\n`);
        writeFileSync(path.join(folder, "apt.conf"), lines.join(""));
        return new PrivateApt(folder, release);
    }

    private aptGet(args: readonly string[]) {
        const cwd = path.join(this.folder, "download");
        return run("apt-get", ["-q", "-c", path.join(this.folder, "apt.conf"), ...args], { cwd });
    }

    private async update(): Promise<void> {
        const outcome = await this.aptGet(["update", "-o", "APT::Update::Error-Mode=any"]);
        if (outcome.status !== 0)
            throw new UserError(`apt could not read the lists of ${this.release}: ${firstError(outcome.stderr)}`);
        writeFileSync(path.join(this.folder, "updated"), "");
    }

    /**
     * Runs an apt-get command on fresh lists: once more after an update when the ones at hand are
     * stale or absent.
     */
    private async withLists(args: readonly string[], what: string) {
        if (existsSync(path.join(this.folder, "updated"))) {
            const outcome = await this.aptGet(args);
            if (outcome.status === 0) return outcome;
        }
        await this.update();
        const outcome = await this.aptGet(args);
        if (outcome.status !== 0) throw new UserError(`apt could not download ${what}: ${firstError(outcome.stderr)}`);
        return outcome;
    }

    /**
     * Files that apt downloaded and verified against the signed lists, with the version of the
     * package.
     */
    async download(packageName: string, form: "binary" | "source"): Promise<Download> {
        const command = form === "binary" ? ["download"] : ["source", "--download-only"];
        const listing = await this.withLists([...command, "--print-uris", packageName], packageName);
        const files = [...listing.stdout.matchAll(/^'[^']+' (\S+) (\d+) /gm)].map(([, name = "", size = "0"]) => ({
            path: path.join(this.folder, "download", name),
            size: Number.parseInt(size, 10),
        }));
        await this.withLists([...command, packageName], packageName);
        const missing = files.find((file) => !existsSync(file.path));
        if (missing || files.length === 0)
            throw new UserError(`apt left no ${missing ? path.basename(missing.path) : packageName} behind`);
        return { files: files.map((file) => file.path), size: files.reduce((sum, file) => sum + file.size, 0) };
    }
}

export interface Download {
    readonly files: readonly string[];
    /** Bytes, without the lists. */
    readonly size: number;
}

function firstError(text: string): string {
    const lines = text.split("\n").filter((line) => line.startsWith("E:"));
    return (lines[0] ?? text.trim().split("\n")[0] ?? "unknown error").replace(/^E: /, "");
}
