/** The routes of computers of each system, as their tables show them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
    type Adapters,
    adapterNames,
    type DefaultRoute,
    type Execute,
    localIpv6,
    readDefaultRoutes,
} from "../../compiler/cli/bring-up/routes.ts";

const BOARD = "192.168.7.";
const mask = { netmask: "255.255.255.0", mac: "06:c2:7e:00:00:01", internal: false, cidr: null };

/** A computer with Wi-Fi, and a board on adapter 12. */
const adapters: Adapters = {
    wlan0: [{ ...mask, family: "IPv4", address: "192.168.1.50" }],
    usb0: [
        { ...mask, family: "IPv4", address: "192.168.7.2" },
        { ...mask, family: "IPv6", address: "fe80::4c2:7eff:fe00:1", scopeid: 12 },
        { ...mask, family: "IPv6", address: "fdc2:7e00:1::4c2", scopeid: 0 },
    ],
};

/** What a system's commands print, by the command. */
function printing(texts: Readonly<Record<string, string>>): Execute {
    return (command, args) => {
        const stdout = texts[[command, ...args].join(" ")];
        return Promise.resolve({ status: stdout === undefined ? 127 : 0, stdout: stdout ?? "" });
    };
}

async function routesOf(
    platform: NodeJS.Platform,
    texts: Readonly<Record<string, string>>,
): Promise<readonly DefaultRoute[] | string> {
    return readDefaultRoutes(platform, adapterNames(adapters, BOARD), printing(texts));
}

test("Linux: the ways without their seconds, and whose adapter they have", async () => {
    const routes = await routesOf("linux", {
        "ip -4 route show default": "default via 192.168.1.1 dev wlan0 proto dhcp metric 600 \n",
        "ip -6 route show default": "default via fe80::1 dev usb0 proto ra metric 100 expires 1790sec pref medium\n",
    });
    assert.deepEqual(routes, [
        { text: "by 192.168.1.1 on wlan0", isBoards: false },
        { text: "by fe80::1 on usb0", isBoards: true },
    ]);
});

test("Linux: several ways at once, and one without a gateway", async () => {
    const several =
        "default proto static metric 20 \n\tnexthop via 10.0.0.1 dev eth0 weight 1 \n\tnexthop via 10.1.0.1 dev eth1 weight 1 \n";
    const routes = await routesOf("linux", {
        "ip -4 route show default": `${several}default dev usb0 scope link metric 1000\n`,
        "ip -6 route show default": "",
    });
    assert.deepEqual(routes, [
        { text: "by 10.0.0.1 on eth0", isBoards: false },
        { text: "by 10.1.0.1 on eth1", isBoards: false },
        { text: "by no gateway on usb0", isBoards: true },
    ]);
});

test("macOS: the adapter is in the column that the head names", async () => {
    const head = "Routing tables\n\nInternet:\n";
    const routes = await routesOf("darwin", {
        "netstat -rn -f inet": `${head}Destination        Gateway            Flags               Netif Expire
default            192.168.1.1        UGScg                 wlan0
127                127.0.0.1          UCS                   lo0
`,
        "netstat -rn -f inet6": `${head}Destination  Gateway        Flags  Refs  Use  Netif Expire
default      fe80::1%usb0   UGc    3     0    usb0
`,
    });
    assert.deepEqual(routes, [
        { text: "by 192.168.1.1 on wlan0", isBoards: false },
        { text: "by fe80::1%usb0 on usb0", isBoards: true },
    ]);
});

test("Windows: adapters are addresses and numbers, gateways may be in the system's language", async () => {
    const routes = await routesOf("win32", {
        "route print": `IPv4-Routentabelle\r
     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik\r
          0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.50     25\r
          0.0.0.0          0.0.0.0   Auf Verbindung      192.168.7.2    281\r
        127.0.0.0        255.0.0.0   Auf Verbindung        127.0.0.1    331\r
Ständige Routen:\r
          0.0.0.0          0.0.0.0      10.0.0.1  Standard\r
IPv6-Routentabelle\r
 If Metrik Netzwerkziel             Gateway\r
 12    281 ::/0                     fe80::1234:5678:9abc:def0\r
  1    331 ::1/128                  Auf Verbindung\r
`,
    });
    assert.deepEqual(routes, [
        { text: "by 192.168.1.1 on 192.168.1.50", isBoards: false },
        { text: "by Auf Verbindung on 192.168.7.2", isBoards: true },
        { text: "by fe80::1234:5678:9abc:def0 on 12", isBoards: true },
    ]);
});

test("a system without the command says so", async () => {
    assert.equal(await routesOf("linux", {}), "ip ended with status 127");
    assert.equal(await routesOf("aix", {}), "aix is not known");
});

test("the computer's address in the board's network of IPv6 is on the board's adapter", () => {
    assert.equal(localIpv6(adapters, BOARD), "fdc2:7e00:1::4c2");
    assert.equal(localIpv6({ wlan0: adapters["wlan0"] }, BOARD), undefined);
    assert.equal(adapterNames({}, BOARD).size, 0);
});
