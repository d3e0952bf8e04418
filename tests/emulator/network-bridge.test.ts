/**
 * The bridge's process between this machine's own sockets and a guest, in whose place an in-process
 * host stands: libslirp and the system's TCP are the judges of that host too.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { after, before, test } from "node:test";
import { buildBridge } from "../../compiler/build/bridge-build.ts";
import { SimulatedClock } from "../../emulator/clock.ts";
import { Bridge, type BridgeOptions } from "../../emulator/network/bridge/bridge.ts";
import { bridgeNetwork, bridgeNetworks, type BridgeNetwork } from "../../emulator/network/bridge/guest-addresses.ts";
import { formatAddress, parseAddress } from "../../emulator/network/host/addresses.ts";
import { Host, type HostOptions } from "../../emulator/network/host/host.ts";
import { freePort } from "../support/program.ts";
import { within } from "../support/peer.ts";
import { pattern } from "./network-support.ts";

let executable = "";
before(async () => {
    executable = await buildBridge(() => undefined);
});

/** A guest on the bridge, whose clock follows the wall's. */
class Guest {
    readonly clock = new SimulatedClock();
    readonly host: Host;
    readonly bridge: Bridge;
    private readonly started = performance.now();
    private readonly timer = setInterval(() => this.catchUp(), 5);
    readonly serving: string[] = [];
    wake: () => void = () => undefined;

    constructor(network: BridgeNetwork, host: Omit<HostOptions, "time">, options: Partial<BridgeOptions> = {}) {
        this.bridge = new Bridge({
            executable,
            network,
            onServing: (own, program, family) => {
                this.serving.push(`${own.toString()} for ${program.toString()} on IPv${family.toString()}`);
                this.wake();
            },
            ...options,
        });
        this.host = new Host({ time: this.clock, mac: "02:00:00:00:00:15", ...host });
        this.host.transmit = (frame) => {
            this.bridge.receive(frame);
        };
        this.bridge.transmit = (frame) => {
            this.catchUp();
            this.host.receive(frame);
        };
        this.host.linkChanged(true);
    }

    private catchUp(): void {
        this.clock.tick(Math.max(0, (performance.now() - this.started) * 1e6 - this.clock.nanos));
    }

    async until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
        const deadline = performance.now() + 10_000;
        while (!(await condition())) {
            if (performance.now() > deadline) throw new Error(`still waiting for ${what}`);
            await new Promise((resolve) => setTimeout(resolve, 5));
        }
    }

    end(): void {
        clearInterval(this.timer);
        this.bridge.close();
    }
}

const guests: Guest[] = [];
after(() => {
    for (const guest of guests) guest.end();
});

function createGuest(...args: ConstructorParameters<typeof Guest>): Guest {
    const guest = new Guest(...args);
    guests.push(guest);
    return guest;
}

function echo(guest: Guest, port: number): void {
    guest.host.tcp.listen(port, (connection) => {
        connection.events = {
            data: (bytes) => {
                connection.write(bytes);
            },
            end: () => {
                connection.finish();
            },
        };
    });
    guest.bridge.listening(port);
}

async function exchange(socket: Socket, bytes: Buffer): Promise<Buffer> {
    const parts: Buffer[] = [];
    socket.on("data", (part) => parts.push(part));
    const ended = new Promise<void>((resolve, reject) => {
        socket.on("end", resolve);
        socket.on("error", reject);
    });
    socket.end(bytes);
    await within(ended, "the echo");
    return Buffer.concat(parts);
}

test("a board behind the radio asks for its address and is reached at localhost, IPv4 and IPv6", async () => {
    const own = await freePort();
    const guest = createGuest(bridgeNetworks.wifi, { ipv4: "dhcp" }, { ports: [{ host: own, guest: 80 }] });
    echo(guest, 80);
    await guest.until(() => guest.serving.length > 0, "the forwarded port");
    assert.equal(formatAddress(guest.host.ipv4), "10.0.2.15");
    assert.deepEqual(guest.serving, [`${own.toString()} for 80 on IPv4`]);
    for (const address of ["127.0.0.1", "::1"]) {
        if (address === "::1") {
            // Any packet from the new address tells it to the bridge.
            await guest.until(() => guest.host.addresses.length === 3, "an address in the router's prefix");
            guest.host.ping(parseAddress("fec0::2"), 1, 1, Buffer.alloc(8));
            await guest.until(() => guest.serving.length === 2, "the forwarded port of ::1");
        }
        const bytes = pattern(200_000);
        const back = await exchange(connect({ port: own, host: address, allowHalfOpen: true }), bytes);
        assert.ok(back.equals(bytes), address);
    }
});

test("on USB the board has its fixed address, and is reached without having asked", async () => {
    const own = await freePort();
    const guest = createGuest(bridgeNetworks.usb, { ipv4: "192.168.7.1" }, { ports: [{ host: own, guest: 80 }] });
    echo(guest, 80);
    // What lwIP sends when a link comes up: who has my own address?
    guest.host.ping(parseAddress("192.168.7.2"), 1, 1, Buffer.alloc(8));
    await guest.until(() => guest.serving.length > 0, "the forwarded port");
    const back = await exchange(
        connect({ port: own, host: "127.0.0.1", allowHalfOpen: true }),
        Buffer.from("over the cable"),
    );
    assert.equal(back.toString(), "over the cable");
});

test("a reset from the board reaches the client as a reset, and one from the client the board", async () => {
    const own = await freePort();
    const guest = createGuest(bridgeNetworks.usb, { ipv4: "192.168.7.1" }, { ports: [{ host: own, guest: 80 }] });
    const errors: string[] = [];
    guest.host.tcp.listen(80, (connection) => {
        connection.events = {
            data: () => {
                connection.reset();
            },
            end: () => errors.push("end"),
            error: (error) => errors.push(error),
        };
    });
    guest.bridge.listening(80);
    guest.host.ping(parseAddress("192.168.7.2"), 1, 1, Buffer.alloc(8));
    await guest.until(() => guest.serving.length > 0, "the forwarded port");
    const first = connect({ port: own, host: "127.0.0.1" });
    const code = await within(
        new Promise<string | undefined>((resolve) => {
            first.on("error", (error: NodeJS.ErrnoException) => {
                resolve(error.code);
            });
            first.write("reset me");
        }),
        "the reset",
    );
    assert.equal(code, "ECONNRESET");
});

test("clients that leave in the middle of a download do not end the bridge", async () => {
    const own = await freePort();
    const guest = createGuest(bridgeNetworks.usb, { ipv4: "192.168.7.1" }, { ports: [{ host: own, guest: 80 }] });
    guest.host.tcp.listen(80, (connection) => {
        connection.write(pattern(2_000_000));
    });
    guest.bridge.listening(80);
    guest.host.ping(parseAddress("192.168.7.2"), 1, 1, Buffer.alloc(8));
    await guest.until(() => guest.serving.length > 0, "the forwarded port");
    for (let round = 0; round < 20; round++) {
        const socket = connect({ port: own, host: "127.0.0.1" });
        socket.on("error", () => undefined);
        // Some of it is read. Leaving with the rest unread resets the connection.
        await within(once(socket, "data"), `the first bytes of download ${round.toString()}`, 10_000);
        socket.destroy();
    }
});

test("the board connects to a server of this machine", async () => {
    const server = createServer((socket) => socket.end("welcome"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const guest = createGuest(bridgeNetworks.wifi, { ipv4: "dhcp" });
    await guest.until(() => formatAddress(guest.host.ipv4) === "10.0.2.15", "an address");
    let text = "";
    let ended = false;
    const connection = guest.host.tcp.connect(parseAddress("10.0.2.2"), port);
    connection.events = { data: (bytes) => (text += bytes.toString()), end: () => (ended = true) };
    await guest.until(() => ended, "the end");
    connection.finish();
    assert.equal(text, "welcome");
    server.close();
});

test("a port that somebody else has is refused by name, on either address", async () => {
    for (const host of ["127.0.0.1", "::1"]) {
        const holder = createServer();
        await new Promise<void>((resolve) => holder.listen(0, host, resolve));
        const { port } = holder.address() as AddressInfo;
        const refused: string[] = [];
        const guest = createGuest(
            bridgeNetworks.usb,
            { ipv4: "192.168.7.1" },
            {
                ports: [{ host: port, guest: 80 }],
                onRefused: (_own, program, reason) => refused.push(`${program.toString()} ${reason}`),
            },
        );
        guest.bridge.listening(80);
        guest.host.ping(parseAddress("192.168.7.2"), 1, 1, Buffer.alloc(8));
        await guest.until(() => guest.host.addresses.length === 3, "an address in the bridge's prefix");
        guest.host.ping(parseAddress("fd38:834a:c27e::2"), 1, 1, Buffer.alloc(8));
        await guest.until(() => refused.length > 0, `the refusal on ${host}`);
        assert.deepEqual(refused, ["80 EADDRINUSE"]);
        holder.close();
    }
});

function isRefused(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = connect({ port, host: "127.0.0.1" });
        socket.on("connect", () => {
            socket.destroy();
            resolve(false);
        });
        socket.on("error", (error: NodeJS.ErrnoException) => {
            resolve(error.code === "ECONNREFUSED");
        });
    });
}

test("a port that the program closes is closed", async () => {
    const own = await freePort();
    const guest = createGuest(bridgeNetworks.usb, { ipv4: "192.168.7.1" }, { ports: [{ host: own, guest: 80 }] });
    echo(guest, 80);
    guest.host.ping(parseAddress("192.168.7.2"), 1, 1, Buffer.alloc(8));
    await guest.until(() => guest.serving.length > 0, "the forwarded port");
    guest.bridge.unlistening(80);
    await guest.until(() => isRefused(own), "a refusal");
});

test("the network follows an address that the firmware was built with", () => {
    const hostFor = (link: "usb" | "wifi", address: string, gateway = ""): readonly string[] => {
        const { guestIpv4, hostIpv4 } = bridgeNetwork(link, { address, gateway });
        return [guestIpv4, hostIpv4];
    };
    assert.deepEqual(bridgeNetwork("wifi", { address: "", gateway: "" }), bridgeNetworks.wifi);
    assert.deepEqual(bridgeNetwork("usb"), bridgeNetworks.usb);
    assert.deepEqual(hostFor("usb", "10.1.9.7"), ["10.1.9.7", "10.1.9.8"]);
    assert.deepEqual(hostFor("wifi", "192.168.1.50/24", "192.168.1.1"), ["192.168.1.50", "192.168.1.1"]);
    assert.deepEqual(hostFor("wifi", "10.1.2.3/8", "10.0.0.1"), ["10.1.2.3", "10.1.2.2"]);
    assert.deepEqual(hostFor("wifi", "192.168.1.2"), ["192.168.1.2", "192.168.1.1"]);
});

test("the bridge outlives a signal to the group of processes, and ends with its input", async () => {
    const network = bridgeNetworks.wifi;
    const child = spawn(executable, [network.hostIpv4, network.guestIpv4, network.prefixIpv6], {
        stdio: ["pipe", "pipe", "inherit"],
    });
    const ended = once(child, "exit");
    // Its answer to an order says that it works.
    const answered = once(child.stdout, "data");
    const port = await freePort();
    child.stdin.write(
        Buffer.from([0, 10, "O".charCodeAt(0), "T".charCodeAt(0), port >> 8, port & 0xff, 0, 80, 10, 0, 2, 15]),
    );
    await within(answered, "the bridge's answer", 10_000);
    child.kill("SIGINT");
    child.kill("SIGTERM");
    child.stdin.end();
    assert.deepEqual(await within(ended, "the bridge's end", 10_000), [0, null]);
});
