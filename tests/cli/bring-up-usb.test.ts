/** What the bring-up reads of a board on the computer's USB, on computers of the test's own. */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import type { UsbSight } from "../../compiler/cli/bring-up/bench.ts";
import { runSteps, type StepResult } from "../../compiler/cli/bring-up/run-steps.ts";
import { stepsOf } from "../../compiler/cli/bring-up/steps.ts";
import { lookAtUsb } from "../../compiler/cli/bring-up/usb-sight.ts";
import type { Computer } from "../../compiler/cli/device/computer.ts";
import { checkDevice } from "../../emulator/usb/index.ts";
import { standInBench } from "./stand-in-bench.ts";

const NETWORK = "192.168.7.";
const USB = "/sys/bus/usb/devices";

/** As Linux keeps them: the device, then its configuration with a network and a console. */
const DESCRIPTORS = Buffer.from(
    [
        "12 01 1002 ef 02 01 40 0912 0100 0101 01 02 03 01",
        "09 02 a000 04 01 00 80 7d",
        "08 0b 00 02 02 0d 00 04 09 04 00 00 01 02 0d 00 04 05 24 00 1001 05 24 06 00 01",
        "0d 24 0f 05 00000000 ea05 0000 00 06 24 1a 0001 01 07 05 81 03 4000 32",
        "09 04 01 00 00 0a 00 01 00 09 04 01 01 02 0a 00 01 00 07 05 82 02 4000 00 07 05 02 02 4000 00",
        "08 0b 02 02 02 02 00 06 09 04 02 00 01 02 02 00 06 05 24 00 2001 05 24 01 00 03 04 24 02 06 05 24 06 02 03",
        "07 05 83 03 0800 10 09 04 03 00 02 0a 00 00 00 07 05 04 02 4000 00 07 05 84 02 4000 00",
    ]
        .join("")
        .replaceAll(" ", ""),
    "hex",
);

/** A board as a Linux of its own shows it, at this place of the bus. */
function boardAt(place: string): Readonly<Record<string, string | Uint8Array>> {
    return {
        [`${place}/idVendor`]: "1209\n",
        [`${place}/idProduct`]: "0001\n",
        [`${place}/manufacturer`]: "tspico\n",
        [`${place}/product`]: "tspico board\n",
        [`${place}/serial`]: "E6614104031B2A2B\n",
        [`${place}/devnum`]: "12\n",
        [`${place}/descriptors`]: DESCRIPTORS,
        [`${place}:1.0/interface`]: "tspico network\n",
        [`${place}:1.0/net/enx0604031b2a2b/address`]: "06:04:03:1b:2a:2b\n",
        [`${place}:1.1/driver`]: "",
        [`${place}:1.2/interface`]: "tspico console\n",
        [`${place}:1.2/tty/ttyACM3/dev`]: "166:3\n",
    };
}

const others = {
    "usb1/manufacturer": "Linux 6.1 xhci-hcd\n",
    "1-1/idVendor": "2e8a\n",
    "1-1/idProduct": "000c\n",
    "1-1/manufacturer": "Raspberry Pi\n",
    "1-1:1.1/tty/ttyACM0/dev": "166:0\n",
};

function linux(...parts: readonly Readonly<Record<string, string | Uint8Array>>[]): Computer {
    const files = new Map(
        parts.flatMap((part) => Object.entries(part)).map(([name, content]) => [`${USB}/${name}`, content]),
    );
    const bytes = (file: string): Uint8Array => {
        const content = files.get(file);
        if (content === undefined) throw new Error(`ENOENT: ${file}`);
        return typeof content === "string" ? Buffer.from(content) : content;
    };
    return {
        platform: "linux",
        exists: (file) => files.has(file),
        list: (folder) => {
            const below = [...files.keys()].filter((file) => file.startsWith(`${folder}/`));
            if (below.length === 0) throw new Error(`ENOENT: ${folder}`);
            return [...new Set(below.map((file) => path.posix.relative(folder, file).split("/")[0] ?? ""))];
        },
        read: (file) => Buffer.from(bytes(file)).toString(),
        bytes,
    };
}

test("on Linux a board's adapter, port and descriptors are found among other devices", async () => {
    const sight = await lookAtUsb(linux(others, boardAt("1-2.4")), NETWORK);
    assert.deepEqual(sight?.adapters, ["enx0604031b2a2b"]);
    assert.deepEqual(sight.ports, ["ttyACM3"]);
    const { device } = sight;
    assert.ok(typeof device !== "string", String(device));
    assert.deepEqual(checkDevice(device), []);
    assert.equal(device.address, 12);
    assert.equal(device.strings.get(5), "0604031B2A2B");
    assert.equal(device.configuration.interfaceCount, 4);
    assert.equal(await lookAtUsb(linux(others), NETWORK), undefined);
    const two = await lookAtUsb(linux(boardAt("1-2"), boardAt("1-3")), NETWORK);
    assert.equal(two?.device, "several boards are plugged in");
});

/** Runs a step of a Pico over what a computer has of it. */
async function runStep(name: string, usb: () => Promise<UsbSight | undefined>): Promise<StepResult | undefined> {
    let seconds = 0;
    const bench = {
        ...standInBench,
        usb,
        now: () => seconds,
        sleep: (time: number) => Promise.resolve(void (seconds += time)),
        waitForAddress: () => Promise.resolve("192.168.7.2"),
    };
    const steps = stepsOf("pico", bench.effort).filter((step) => step.name === name);
    return (await runSteps(steps, bench, () => undefined))[0];
}

test("descriptors that a host would not take are the difference, with what is wrong with each", async () => {
    const good = await runStep("descriptors", () => lookAtUsb(linux(boardAt("1-2")), NETWORK));
    assert.equal(good?.outcome, "passed", good?.seen);
    const bytes = Buffer.from(DESCRIPTORS);
    // The NCM function takes no packet filter any more, and the serial number is gone.
    bytes[bytes.indexOf(Buffer.from("06241a000101", "hex")) + 5] = 0;
    const changed = { "1-2/descriptors": bytes, "1-2/serial": "\n" };
    const bad = await runStep("descriptors", () => lookAtUsb(linux(boardAt("1-2"), changed), NETWORK));
    assert.match(bad?.seen ?? "", /^string 3 is missing or empty; .*; NCM announces no packet filter/);
    const cut = { "1-2/descriptors": DESCRIPTORS.subarray(0, 60) };
    const short = await runStep("descriptors", () => lookAtUsb(linux(boardAt("1-2"), cut), NETWORK));
    assert.equal(short?.seen, "the configuration descriptor is incomplete: 42 of 160 bytes");
});

test("an adapter or a port that does not come within three seconds is the difference", async () => {
    const complete = await runStep("attach", () => lookAtUsb(linux(boardAt("1-2")), NETWORK));
    assert.equal(complete?.outcome, "passed", complete?.seen);
    assert.ok(complete.figures.some(({ name }) => name === "adapter and port after the start"));
    const half = Object.fromEntries(Object.entries(boardAt("1-2")).filter(([name]) => !name.includes("/net/")));
    const differs = await runStep("attach", () => lookAtUsb(linux(half), NETWORK));
    assert.equal(differs?.expected, "one network adapter and one serial port within 3 s");
    assert.equal(differs.seen, "no adapter, port ttyACM3");
});

test("elsewhere the adapter is known by its address, and the descriptors are not looked at", async () => {
    const mac = { ...linux(), platform: "darwin" } as const;
    const at = (address: string) => ({
        en7: [{ address, netmask: "", mac: "", internal: false, cidr: null, family: "IPv4" as const }],
    });
    const ports = (): Promise<readonly string[]> => Promise.resolve(["/dev/cu.usbmodem1"]);
    const sight = await lookAtUsb(mac, NETWORK, at("192.168.7.2"), ports);
    assert.deepEqual([sight?.adapters, sight?.ports], [["en7"], ["/dev/cu.usbmodem1"]]);
    assert.deepEqual((await lookAtUsb(mac, NETWORK, at("10.0.0.2"), ports))?.adapters, []);
    const without = await runStep("attach", () => lookAtUsb(mac, NETWORK, at("10.0.0.2"), () => Promise.resolve([])));
    assert.equal(without?.expected, "one network adapter and one serial port within 15 s");
    assert.equal(without.seen, "no adapter, no port");
    const skipped = await runStep("descriptors", () => Promise.resolve(sight));
    assert.equal(skipped?.outcome, "skipped");
    assert.match(skipped.remarks[0] ?? "", /only Linux shows them/);
});
