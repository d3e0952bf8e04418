/**
 * The computer's ways to other networks, of which a board must not become one: its name servers and
 * web pages would be asked of the board.
 */
import type { NetworkInterfaceInfo } from "node:os";
import { run } from "../../system/process.ts";

export interface DefaultRoute {
    /** The way, without what changes by itself, such as the seconds that it has left. */
    readonly text: string;
    /** Whether it leads over the board's adapter. */
    readonly isBoards: boolean;
}

interface Way {
    readonly gateway: string;
    /** What the system calls the adapter in this table: a name, an address or a number. */
    readonly adapter: string;
}

/** "default via 192.168.1.1 dev wlan0 proto dhcp", and "nexthop" where there are several. */
function waysOfLinux(text: string): readonly Way[] {
    return text.split("\n").flatMap((line) => {
        const adapter = /\bdev (\S+)/.exec(line)?.[1];
        const gateway = /\bvia (?:inet6? )?(\S+)/.exec(line)?.[1] ?? "no gateway";
        return adapter === undefined ? [] : [{ gateway, adapter }];
    });
}

/** The columns differ from version to version; the head says which one has the adapter. */
function waysOfMacos(text: string): readonly Way[] {
    const rows = text.split("\n").map((line) => line.trim().split(/\s+/));
    const column = rows.find(([first]) => first === "Destination")?.indexOf("Netif") ?? -1;
    return rows.flatMap(([destination, gateway, ...others]) => {
        const adapter = others[column - 2];
        return destination === "default" && gateway !== undefined && adapter !== undefined
            ? [{ gateway, adapter }]
            : [];
    });
}

/** IPv4 has the adapter's address, IPv6 its number; a long gateway has a line of its own. */
function waysOfWindows(text: string): readonly Way[] {
    const four = text.matchAll(/^\s*0\.0\.0\.0\s+0\.0\.0\.0\s+(\S.*?)\s+(\d+\.\d+\.\d+\.\d+)\s+\d+\s*$/gm);
    const six = text.matchAll(/^\s*(\d+)\s+\d+\s+::\/0\s+(\S+)/gm);
    return [
        ...Array.from(four, ([, gateway = "", adapter = ""]) => ({ gateway, adapter })),
        ...Array.from(six, ([, adapter = "", gateway = ""]) => ({ gateway, adapter })),
    ];
}

interface Table {
    readonly commands: readonly (readonly [string, ...string[]])[];
    readonly parse: (text: string) => readonly Way[];
}

const tables: Readonly<Partial<Record<NodeJS.Platform, Table>>> = {
    linux: {
        commands: [
            ["ip", "-4", "route", "show", "default"],
            ["ip", "-6", "route", "show", "default"],
        ],
        parse: waysOfLinux,
    },
    darwin: {
        commands: [
            ["netstat", "-rn", "-f", "inet"],
            ["netstat", "-rn", "-f", "inet6"],
        ],
        parse: waysOfMacos,
    },
    win32: { commands: [["route", "print"]], parse: waysOfWindows },
};

/** What the system's table of routes is asked for; tests have tables of other systems. */
export type Execute = (command: string, args: readonly string[]) => Promise<{ status: number; stdout: string }>;

/** The default routes of a computer, or why they cannot be read. */
export async function readDefaultRoutes(
    platform: NodeJS.Platform,
    boards: ReadonlySet<string>,
    execute: Execute = run,
): Promise<readonly DefaultRoute[] | string> {
    const table = tables[platform];
    if (table === undefined) return `${platform} is not known`;
    const routes: DefaultRoute[] = [];
    for (const [command, ...args] of table.commands) {
        const { status, stdout } = await execute(command, args);
        if (status !== 0) return `${command} ended with status ${status.toString()}`;
        for (const { gateway, adapter } of table.parse(stdout))
            routes.push({ text: `by ${gateway} on ${adapter}`, isBoards: boards.has(adapter) });
    }
    return routes;
}

export type Adapters = NodeJS.Dict<NetworkInterfaceInfo[]>;

function adapterIn(adapters: Adapters, network: string): readonly [name: string, addresses: NetworkInterfaceInfo[]] {
    const found = Object.entries(adapters).find(([, infos]) =>
        infos?.some(({ address }) => address.startsWith(network)),
    );
    return [found?.[0] ?? "", found?.[1] ?? []];
}

/** The name of the adapter that has an address in this network. */
export function adapterWith(adapters: Adapters, network: string): string | undefined {
    const [name] = adapterIn(adapters, network);
    return name === "" ? undefined : name;
}

/** By which names a table of routes may mean the adapter that has an address in this network. */
export function adapterNames(adapters: Adapters, network: string): ReadonlySet<string> {
    const [name, infos] = adapterIn(adapters, network);
    const numbers = infos.flatMap((info) => (info.family === "IPv6" ? [info.scopeid.toString()] : []));
    return new Set(name === "" ? [] : [name, ...infos.map(({ address }) => address), ...numbers]);
}

/** The address of a local network of IPv6 (RFC 4193) on that adapter. */
export function localIpv6(adapters: Adapters, network: string): string | undefined {
    const [, infos] = adapterIn(adapters, network);
    return infos.find(({ family, address }) => family === "IPv6" && /^f[cd]/.test(address))?.address;
}
