/**
 * Control packets: the CDC header of cyw43_ll.c in cyw43-driver, and what the commands in them do.
 * A command that the table does not name stores its value when set and gives it back when read,
 * zeros if it was never set.
 */

/** Status of a command, as the chip's firmware numbers its errors. */
const STATUS_OK = 0;
export const STATUS_NOT_UP = -4;
export const STATUS_NOT_ASSOCIATED = -17;

const HEADER = 16;
const SET = 2;
const GET_VARIABLE = 262;
const SET_VARIABLE = 263;
const FLAGS_ERROR = 1;

export interface Request {
    /** Number of the command; the two for variables do not occur, `variable` is set then. */
    readonly command: number;
    readonly variable: string | undefined;
    readonly set: boolean;
    readonly interface: number;
    /** What follows the header, or the name of the variable. */
    readonly value: Uint8Array;
}

/** What a command answers: bytes for a read, a status other than 0 for a failure. */
export interface Outcome {
    readonly status?: number;
    readonly value?: Uint8Array;
    /**
     * Done after the answer is on its way: the driver sets its own state when it gets the answer.
     */
    readonly afterwards?: () => void;
}

export type Handler = (request: Request) => Outcome;

export interface HandlerTable {
    /** By number of the command. */
    readonly commands: Readonly<Record<number, Handler>>;
    /** By name of the variable. */
    readonly variables: Readonly<Record<string, Handler>>;
}

export interface Answer {
    readonly request: Request;
    readonly body: Uint8Array;
    readonly afterwards: (() => void) | undefined;
}

function parseRequest(command: number, flags: number, payload: Uint8Array): Request | string {
    const set = (flags & SET) !== 0;
    const common = { set, interface: (flags >>> 12) & 0xf };
    if (command !== GET_VARIABLE && command !== SET_VARIABLE)
        return { ...common, command, variable: undefined, value: payload };
    if (set !== (command === SET_VARIABLE)) return "command for a variable with the wrong direction";
    const end = payload.indexOf(0);
    if (end < 1) return "variable without a name";
    const variable = Buffer.from(payload.subarray(0, end)).toString("latin1");
    return { ...common, command, variable, value: payload.subarray(end + 1) };
}

export class Control {
    /** Values that were set, by command or by interface and variable. */
    private readonly stored = new Map<string, Uint8Array>();

    constructor(private readonly table: HandlerTable) {}

    /** Handles the body of a control packet; a string says why it is none. */
    handle(body: Uint8Array): Answer | string {
        if (body.length < HEADER) return `control packet of ${String(body.length)} bytes`;
        const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
        const flags = view.getUint32(8, true);
        const length = view.getUint32(4, true) & 0xffff;
        if (length > body.length - HEADER) return `control packet says ${String(length)} bytes and has fewer`;
        const payload = body.slice(HEADER, HEADER + length);
        const request = parseRequest(view.getUint32(0, true), flags, payload);
        if (typeof request === "string") return request;
        const outcome = this.dispatch(request);
        const answer = new Uint8Array(HEADER + length);
        const answerView = new DataView(answer.buffer);
        const status = outcome.status ?? STATUS_OK;
        answerView.setUint32(0, view.getUint32(0, true), true);
        answerView.setUint32(4, length, true);
        answerView.setUint32(8, (flags & ~FLAGS_ERROR) | (status === STATUS_OK ? 0 : FLAGS_ERROR), true);
        answerView.setInt32(12, status, true);
        // The driver copies the answer over its own buffer. What it set has to survive that: it
        // joins again with the name that it sent. What it asked for must not be left with the name
        // of the variable.
        if (request.set) answer.set(payload, HEADER);
        else if (outcome.value !== undefined) answer.set(outcome.value.subarray(0, length), HEADER);
        return { request, body: answer, afterwards: outcome.afterwards };
    }

    private dispatch(request: Request): Outcome {
        const { command, variable, value, set } = request;
        const key = `${String(request.interface)} ${variable ?? String(command)}`;
        const { commands, variables } = this.table;
        const handler =
            variable === undefined ? commands[command] : Object.hasOwn(variables, variable) && variables[variable];
        if (set) this.stored.set(key, value);
        if (handler) return handler(request);
        // The command that writes what a command reads has the number after it.
        const written = this.stored.get(
            variable === undefined ? `${String(request.interface)} ${String(command + 1)}` : key,
        );
        return set || written === undefined ? {} : { value: written };
    }
}
