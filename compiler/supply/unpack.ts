import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { UserError } from "../system/user-error.ts";
import { withLock } from "../system/lock.ts";
import { type Machine } from "./machine.ts";
import { recordInManifest } from "./manifest.ts";
import { PrivateApt } from "./private-apt.ts";
import { run } from "../system/process.ts";
import { type UnpackSource } from "./tool.ts";

/**
 * "2.2.1+dfsg1" of "lwip_2.2.1+dfsg1.orig.tar.xz", "2.1.1-1" of "pico-sdk-source_2.1.1-1_all.deb";
 * apt escapes ":" as "%3a".
 */
function versionOf(archive: string): string {
    const version = path.basename(archive).split("_")[1] ?? "";
    return decodeURIComponent(version.replace(/\.orig\.tar\.\w+$/, ""));
}

async function extract(archive: string, form: UnpackSource["form"], folder: string): Promise<void> {
    const outcome =
        form === "binary"
            ? await run("dpkg-deb", ["-x", archive, folder])
            : await run("tar", ["-x", "-f", archive, "-C", folder, "--strip-components=1", "--no-same-owner"]);
    if (outcome.status !== 0)
        throw new UserError(`cannot unpack ${archive}: ${outcome.stderr.trim().split("\n")[0] ?? "unknown error"}`);
}

/** Removes what an interrupted run left half unpacked. */
function sweep(folder: string): void {
    for (const name of readdirSync(folder))
        if (name.startsWith(".unpacking-")) rmSync(path.join(folder, name), { recursive: true, force: true });
}

/**
 * Downloads a package of this or the next release and unpacks it to
 * `<supply>/<package>-<version>/`. The folder appears whole or not at all. For a source package
 * that is the author's release tarball, without the distribution's patches.
 */
export async function unpackPackage(
    machine: Machine,
    source: UnpackSource,
    say: (line: string) => void,
): Promise<void> {
    const release = machine.debianRelease();
    if (release === undefined)
        throw new UserError(`${source.package} is a package of Debian, and this machine does not run Debian`);
    mkdirSync(machine.folder, { recursive: true });
    await withLock(path.join(machine.folder, ".lock"), async () => {
        if (machine.unpacked(source.package)) return;
        sweep(machine.folder);
        const apt = await PrivateApt.create(machine, source.form, release);
        say(`${source.package}: downloading from Debian ${apt.release}`);
        const download = await apt.download(source.package, source.form);
        const archive = download.files.find((file) =>
            (source.form === "binary" ? /\.deb$/ : /\.orig\.tar\.\w+$/).test(file),
        );
        if (archive === undefined) throw new UserError(`apt downloaded no archive of ${source.package}`);
        const version = versionOf(archive);
        const name = `${source.package}-${version}`;
        const temporary = path.join(machine.folder, `.unpacking-${name}`);
        mkdirSync(temporary);
        await extract(archive, source.form, temporary);
        const target = path.join(machine.folder, name);
        rmSync(target, { recursive: true, force: true });
        renameSync(temporary, target);
        const sha256 = createHash("sha256").update(readFileSync(archive)).digest("hex");
        recordInManifest(machine.folder, source.package, {
            version,
            release: apt.release,
            folder: name,
            archive: path.basename(archive),
            sha256,
        });
        for (const file of download.files) rmSync(file, { force: true });
        const kilobytes = Math.round(download.size / 1000).toString();
        say(
            `${source.package}: ${version} verified and unpacked to ${path.relative(process.cwd(), target)} (${kilobytes} kB)`,
        );
    });
}
