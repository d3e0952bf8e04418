/** Boards on computers with other systems, and computers with more than one board. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Computer, isPortThere } from "../../compiler/cli/device/computer.ts";
import { boardPortsOf } from "../../compiler/cli/device/serial-ports.ts";
import { findBootselDrive, findUnmountedDrive, hasGone, namedDrive } from "../../compiler/cli/device/volumes.ts";

const INFORMATION = "UF2 Bootloader v3.0\r\nModel: Raspberry Pi RP2\r\nBoard-ID: RPI-RP2\r\n";

/** A computer that has these files and no others. */
class StandInComputer implements Computer {
    constructor(
        readonly platform: NodeJS.Platform,
        readonly files: Map<string, string>,
    ) {}

    exists(path: string): boolean {
        return [...this.files.keys()].some(
            (file) => file === path || file.startsWith(path.replace(/[/\\]?$/, this.slash)),
        );
    }

    list(folder: string): readonly string[] {
        const below = [...this.files.keys()].filter((file) => file.startsWith(`${folder}/`));
        return [...new Set(below.map((file) => file.slice(folder.length + 1).split("/")[0] ?? ""))];
    }

    read(file: string): string {
        const text = this.files.get(file);
        if (text === undefined) throw new Error(`ENOENT: ${file}`);
        return text;
    }

    bytes(file: string): Uint8Array {
        return Buffer.from(this.read(file), "latin1");
    }

    private get slash(): string {
        return this.platform === "win32" ? "\\" : "/";
    }
}

function computer(platform: NodeJS.Platform, files: Readonly<Record<string, string>>): StandInComputer {
    return new StandInComputer(platform, new Map(Object.entries(files)));
}

const systems = [
    {
        name: "macOS",
        folder: "/Volumes/RPI-RP2",
        information: "/Volumes/RPI-RP2/INFO_UF2.TXT",
        machine: () =>
            computer("darwin", {
                "/Volumes/Macintosh HD/System": "",
                "/Volumes/RPI-RP2/INFO_UF2.TXT": INFORMATION,
            }),
    },
    {
        name: "Windows",
        folder: "E:\\",
        information: "E:\\INFO_UF2.TXT",
        machine: () => computer("win32", { "D:\\setup.exe": "", "E:\\INFO_UF2.TXT": INFORMATION }),
    },
    {
        name: "Linux",
        folder: "/media/me/RPI RP2",
        information: "/media/me/RPI RP2/INFO_UF2.TXT",
        machine: () =>
            computer("linux", {
                "/proc/mounts": "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/me/RPI\\040RP2 vfat rw 0 0\n",
                "/dev/sdb1": "",
                "/media/me/RPI RP2/INFO_UF2.TXT": INFORMATION,
            }),
    },
] as const;

for (const { name, folder, information, machine } of systems) {
    test(`a board's drive is found where ${name} mounts it, and has gone when its files have`, () => {
        const here = machine();
        const drive = findBootselDrive(here);
        assert.equal(drive?.folder, folder);
        assert.equal(drive.chip, "RP2040");
        assert.equal(hasGone(drive, here), false);
        here.files.delete(information);
        assert.equal(hasGone(drive, here), true);
        assert.equal(findBootselDrive(here), undefined);
    });
}

test("two boards that wait are not chosen between", () => {
    const two = {
        "/Volumes/RPI-RP2/INFO_UF2.TXT": INFORMATION,
        "/Volumes/RPI-RP2 1/INFO_UF2.TXT": INFORMATION,
    };
    assert.throws(
        () => findBootselDrive(computer("darwin", two)),
        /^UserError: several boards wait for a program: \/Volumes\/RPI-RP2, \/Volumes\/RPI-RP2 1; name one with --drive$/,
    );
});

test("a mount that a pulled cable has left behind is no board, and a named one says how to take it away", () => {
    const stale = computer("linux", {
        "/proc/mounts": "/dev/sdb1 /mnt vfat rw 0 0\n",
        "/mnt/INFO_UF2.TXT": INFORMATION,
    });
    assert.equal(findBootselDrive(stale), undefined);
    assert.throws(() => namedDrive("/mnt", stale), /\/mnt still shows a board that has gone: sudo umount \/mnt, plug/);
    stale.files.set("/proc/mounts", "/dev/sdb1 /mnt vfat rw 0 0\n/dev/sdc1 /media/pico vfat rw 0 0\n");
    stale.files.set("/dev/sdc1", "").set("/media/pico/INFO_UF2.TXT", INFORMATION);
    assert.equal(findBootselDrive(stale)?.folder, "/media/pico", "the board that came back");
});

test("only Linux leaves a drive unmounted", () => {
    const files = { "/dev/disk/by-label/RPI-RP2": "" };
    assert.equal(findUnmountedDrive(computer("linux", files)), "/dev/disk/by-label/RPI-RP2");
    assert.equal(findUnmountedDrive(computer("darwin", files)), undefined);
});

test("each system's names of ports are those that open", () => {
    const numbers = { vendorId: "1209", productId: "0001" };
    const board = { path: "/dev/tty.usbmodem2101", manufacturer: "tspico", ...numbers };
    const others = [{ path: "/dev/tty.Bluetooth-Incoming-Port" }];
    assert.deepEqual(boardPortsOf([...others, board], "darwin"), ["/dev/cu.usbmodem2101"]);
    assert.deepEqual(boardPortsOf([{ ...board, path: "COM12", manufacturer: "Microsoft" }], "win32"), ["COM12"]);
    assert.deepEqual(boardPortsOf([{ ...board, path: "/dev/ttyACM0" }], "linux"), ["/dev/ttyACM0"]);
    // COM3 is no file; whether it is there shows when it is opened.
    assert.ok(isPortThere("COM3", computer("win32", {})));
    assert.ok(!isPortThere("/dev/cu.usbmodem2101", computer("darwin", {})));
});
