/** The networks around the emulated board: access points, and a router behind each. */
import type { Time } from "../../../emulator/board-time.ts";
import { Host } from "../../../emulator/network/host/host.ts";
import type { Station } from "../../../emulator/network/station.ts";
import type { AccessPoint, Radio } from "../../../emulator/radio/index.ts";
import type { WifiNetwork } from "./bench.ts";

export const emulatedNetworks = {
    first: { ssid: "at the desk", password: "correct horse", country: "DE" },
    second: { ssid: "down the hall", password: "another horse", country: "DE" },
} as const satisfies Readonly<Record<string, WifiNetwork>>;

const routers: Readonly<Record<keyof typeof emulatedNetworks, { router: string; firstAddress: string }>> = {
    first: { router: "10.0.0.1", firstAddress: "10.0.0.2" },
    second: { router: "172.16.5.1", firstAddress: "172.16.5.77" },
};

export function accessPointOf({ ssid, password }: WifiNetwork): AccessPoint {
    return { ssid, passphrase: password };
}

/** Who is at the other end is decided by the network that the board has joined. */
export class Routers implements Station {
    transmit: (frame: Uint8Array) => void = () => undefined;
    private readonly hosts: ReadonlyMap<string, Host>;
    private readonly first: Host;

    constructor(
        time: Time,
        private readonly radio: Radio,
    ) {
        const createRouter = (which: keyof typeof emulatedNetworks): Host => {
            const { router, firstAddress } = routers[which];
            const host = new Host({ time, ipv4: router, dhcpServer: { firstAddress } });
            host.transmit = (frame) => {
                if (this.current === host) this.transmit(frame);
            };
            return host;
        };
        this.first = createRouter("first");
        this.hosts = new Map([
            [emulatedNetworks.first.ssid, this.first],
            [emulatedNetworks.second.ssid, createRouter("second")],
        ]);
    }

    get current(): Host {
        return this.hosts.get(this.radio.ssid ?? "") ?? this.first;
    }

    receive(frame: Uint8Array): void {
        this.current.receive(frame);
    }

    linkChanged(up: boolean): void {
        this.current.linkChanged(up);
    }
}
