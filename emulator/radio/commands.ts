/**
 * The commands and variables that mean something to the model. Numbers and layouts are those that
 * cyw43_ll.c and cyw43_ctrl.c in cyw43-driver use; everything else is stored by `Control`.
 */
import { type HandlerTable, type Outcome, STATUS_NOT_ASSOCIATED, STATUS_NOT_UP, type Request } from "./control.ts";
import type { Pins } from "./pins.ts";
import type { PowerSaving } from "./power-saving.ts";
import { Regulatory } from "./regulatory.ts";
import { type JoinRequest, type Station } from "./station.ts";

const UP = 2;
const DOWN = 3;
const GET_BSSID = 23;
const SET_SSID = 26;
const GET_CHANNEL = 29;
const DISASSOCIATE = 52;
const SET_PM = 86;
const GET_RSSI = 127;
const SET_WPA_AUTH = 165;
const SET_PASSPHRASE = 268;
const MULTICAST_ADDRESSES = 10;
const EVENT_INDEX = 4;
const JOIN_BSSID = 56;

/** State of the chip's firmware that commands read and change. */
export class Personality {
    up = false;
    /** One bit for each type of event that the host wants. */
    eventMask: Uint8Array = new Uint8Array(0);
    /** Six bytes each. */
    multicast: Uint8Array[] = [];
    wpaAuth = 0;
    passphrase = "";
    readonly regulatory = new Regulatory();

    constructor(
        public mac: Uint8Array,
        readonly power: PowerSaving,
    ) {}
}

const DONE: Outcome = {};

function u32(bytes: Uint8Array, offset = 0): number {
    if (bytes.length < offset + 4) return 0;
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset, true);
}

function wordsOf(...values: readonly number[]): Uint8Array {
    const bytes = new Uint8Array(4 * values.length);
    const view = new DataView(bytes.buffer);
    for (const [index, value] of values.entries()) view.setInt32(4 * index, value | 0, true);
    return bytes;
}

/** A name as commands carry it: its length as a word, then 32 bytes. */
function ssidOf(value: Uint8Array): string {
    return Buffer.from(value.subarray(4, 4 + Math.min(32, u32(value)))).toString();
}

function joinRequest(chip: Personality, value: Uint8Array): JoinRequest {
    return { ssid: ssidOf(value), wpaAuth: chip.wpaAuth, passphrase: chip.passphrase };
}

function commandsOf(chip: Personality, station: Station): HandlerTable["commands"] {
    const join = (request: JoinRequest): Outcome =>
        chip.up
            ? {
                  afterwards: () => {
                      station.join(request);
                  },
              }
            : { status: STATUS_NOT_UP };
    return {
        [UP]: () => {
            chip.up = true;
            return DONE;
        },
        [DOWN]: () => {
            chip.up = false;
            return { afterwards: () => station.leave() };
        },
        [GET_BSSID]: () => {
            const network = station.network;
            return network === undefined ? { status: STATUS_NOT_ASSOCIATED } : { value: network.bssid };
        },
        [GET_CHANNEL]: () => {
            const channel = station.network?.channel ?? 0;
            return { value: wordsOf(channel, channel, 0) };
        },
        [SET_SSID]: ({ value }) => join(joinRequest(chip, value)),
        [DISASSOCIATE]: () => ({ afterwards: () => station.leave() }),
        [SET_PM]: ({ value }) => {
            chip.power.mode = u32(value);
            return DONE;
        },
        [GET_RSSI]: () => ({ value: wordsOf(station.network?.rssi ?? 0) }),
        [SET_WPA_AUTH]: ({ value }) => {
            chip.wpaAuth = u32(value);
            return DONE;
        },
        [SET_PASSPHRASE]: ({ value }) => {
            const length = Math.min(64, u32(value) & 0xffff);
            chip.passphrase = Buffer.from(value.subarray(4, 4 + length)).toString();
            return DONE;
        },
    };
}

function multicastList(chip: Personality, { set, value }: Request): Outcome {
    if (set) {
        const count = Math.min(u32(value), MULTICAST_ADDRESSES);
        chip.multicast = Array.from({ length: count }, (_, i) => value.slice(4 + 6 * i, 10 + 6 * i));
        return DONE;
    }
    const list = new Uint8Array(4 + 6 * MULTICAST_ADDRESSES);
    list.set(wordsOf(chip.multicast.length));
    for (const [i, address] of chip.multicast.entries()) list.set(address, 4 + 6 * i);
    return { value: list };
}

function variablesOf(chip: Personality, station: Station, pins: Pins): HandlerTable["variables"] {
    return {
        cur_etheraddr: ({ set, value }) => {
            if (!set) return { value: chip.mac };
            chip.mac = value.slice(0, 6);
            return DONE;
        },
        clmload: ({ value }) => {
            chip.regulatory.chunk(value);
            return DONE;
        },
        clmload_status: () => ({ value: wordsOf(chip.regulatory.loaded ? 0 : 1) }),
        clmver: () => ({ value: Buffer.from("API: 0.0 Data: emulated\0") }),
        "bsscfg:event_msgs": ({ value }) => {
            chip.eventMask = value.slice(EVENT_INDEX);
            return DONE;
        },
        mcast_list: (request) => multicastList(chip, request),
        escan: () =>
            chip.up
                ? {
                      afterwards: () => {
                          station.scan();
                      },
                  }
                : { status: STATUS_NOT_UP },
        join: ({ value }) => {
            if (!chip.up) return { status: STATUS_NOT_UP };
            const request = { ...joinRequest(chip, value), bssid: value.slice(JOIN_BSSID, JOIN_BSSID + 6) };
            return {
                afterwards: () => {
                    station.join(request);
                },
            };
        },
        pm2_sleep_ret: ({ set, value }) => {
            if (!set) return { value: wordsOf(chip.power.sleepAfter) };
            chip.power.sleepAfter = u32(value);
            return DONE;
        },
        gpioout: ({ value }) => {
            pins.set(u32(value), u32(value, 4));
            return DONE;
        },
        ccgpioin: () => ({ value: wordsOf(pins.levels) }),
    };
}

export function handlersOf(chip: Personality, station: Station, pins: Pins): HandlerTable {
    return { commands: commandsOf(chip, station), variables: variablesOf(chip, station, pins) };
}
