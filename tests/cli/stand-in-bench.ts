/** A bench without a board: tests say what it answers. */
import type { Bench } from "../../compiler/cli/bring-up/bench.ts";

export const standInBench: Bench = {
    effort: {
        ...{ suites: [], pings: 1, requests: 1, bulkBytes: 1, attachments: 1 },
        ...{ idleRequests: 1, silence: 1, absence: 1, drive: 1, wave: 1 },
    },
    secrets: new Map([
        ["home", "(network)"],
        ["home sweet home", "(password)"],
    ]),
    boardAddress: "",
    lines: [],
    describe: () => Promise.resolve({ computer: "a test" }),
    hand: () => Promise.resolve(),
    sees: () => Promise.resolve(true),
    network: () => Promise.resolve(undefined),
    runSuite: () => Promise.resolve({ passed: 0, failed: 0, complaints: [] }),
    flash: () => Promise.resolve(),
    isDrive: () => Promise.resolve(false),
    explain: () => [],
    usb: () => Promise.resolve(undefined),
    waitForLine: () => Promise.resolve(undefined),
    type: () => Promise.resolve(),
    waitForAddress: () => Promise.resolve(undefined),
    waitForIpv6: () => Promise.resolve(undefined),
    defaultRoutes: () => Promise.resolve([]),
    ping: () => Promise.resolve([]),
    exchange: () => Promise.resolve(new Uint8Array()),
    hold: () => Promise.reject(new Error("nobody listens")),
    lookUp: () => Promise.resolve(undefined),
    kernelLog: () => Promise.resolve([]),
    now: () => 0,
    sleep: () => Promise.resolve(),
};
