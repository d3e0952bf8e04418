/** The networks around the emulated board: access points, and a router behind each. */
import type { Time } from "../../../emulator/board-time.ts";
import { Host } from "../../../emulator/network/host/host.ts";
import type { Station } from "../../../emulator/network/station.ts";
import type { AccessPoint, Air, Radio } from "../../../emulator/radio/index.ts";
import type { Hand, WifiNetwork } from "./bench.ts";

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

/** What foil leaves of a signal: the network is still seen. */
const FOIL_RSSI = -93;
const USUAL_RSSI = -50;
const OTHER_CHANNEL = 11;

/** What a hand does about the access point of the first network. */
export function changeAir(air: Air, what: Hand): void {
    const { first } = emulatedNetworks;
    if (what === "access-point-off") air.remove(first.ssid);
    else if (what === "access-point-on") air.add(accessPointOf(first));
    // Without an announcement: the harder case.
    else if (what === "access-point-channel") air.move(first.ssid, OTHER_CHANNEL, false);
    else if (what === "foil") air.fade(first.ssid, FOIL_RSSI);
    else if (what === "unfoil") air.fade(first.ssid, USUAL_RSSI);
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
