/** `embedded:io/socket/tcp` in Node: the server side of ECMA-419's TCP class. */
import { Accepted, type Connection, type Owner } from "../../connection.ts";
import {
    byteBuffer,
    type Callback,
    callbackOption,
    formatOption,
    integerOption,
    optionsObject,
} from "../../options.ts";
import { callScript } from "../../turns.ts";

type Format = "buffer" | "number";
const formats: readonly Format[] = ["buffer", "number"];

export default class TCP {
    target: unknown;
    #connection: Connection | undefined;
    #lost = false;
    #format: Format = "buffer";

    constructor(dictionary: unknown) {
        if (dictionary instanceof Accepted) {
            this.#adopt(dictionary.connection, null, null, null);
            return;
        }
        const options = optionsObject(dictionary);
        const format = "format" in options ? formatOption(options["format"], formats) : "buffer";
        const onReadable = callbackOption(options, "onReadable");
        const onWritable = callbackOption(options, "onWritable");
        const onError = callbackOption(options, "onError");
        const noDelay = "noDelay" in options ? Boolean(options["noDelay"]) : false;
        const keepAlive = integerOption(options, "keepAlive", 1, 2 ** 31 - 1);
        if (!("from" in options)) throw new Error("connecting to an address is not supported; `from` is missing");
        const donor = options["from"];
        if (!(donor instanceof TCP)) throw new TypeError("from must be a TCP");
        const connection = donor.#open();
        donor.#connection = undefined;
        this.#format = format;
        if (options["target"] !== undefined) this.target = options["target"];
        connection.readInTurn = undefined;
        connection.configure(noDelay, keepAlive);
        this.#adopt(connection, onReadable, onWritable, onError);
    }

    #adopt(
        connection: Connection,
        onReadable: Callback | null,
        onWritable: Callback | null,
        onError: Callback | null,
    ): void {
        this.#connection = connection;
        const owner: Owner = {
            watched: onReadable !== null || onWritable !== null || onError !== null,
            readable: (bytes) => callScript(onReadable, this, bytes),
            writable: (bytes) => callScript(onWritable, this, bytes),
            error: () => callScript(onError, this),
            lost: () => {
                this.#lost = true;
            },
        };
        connection.give(owner);
    }

    #open(): Connection {
        if (this.#connection === undefined) throw new Error("socket is closed");
        return this.#connection;
    }

    get format(): Format {
        this.#open();
        return this.#format;
    }

    set format(value: unknown) {
        this.#open();
        this.#format = formatOption(value, formats);
    }

    get remoteAddress(): string | undefined {
        return this.#open().remoteAddress;
    }

    get remotePort(): number | undefined {
        return this.#open().remotePort;
    }

    read(argument?: unknown): ArrayBuffer | number | undefined {
        const connection = this.#open();
        if (connection.available === 0) return undefined;
        if (this.#format === "number") {
            if (argument !== undefined) throw new Error("read takes no argument in the number format");
            const byte = new Uint8Array(1);
            connection.take(byte);
            return byte[0];
        }
        if (typeof argument === "object" && argument !== null) {
            const target = byteBuffer(argument);
            const filled = target.subarray(0, connection.available);
            connection.take(filled);
            return filled.length;
        }
        const bytes = new Uint8Array(Math.min(this.#readLength(argument), connection.available));
        connection.take(bytes);
        return bytes.buffer;
    }

    #readLength(argument: unknown): number {
        if (argument === undefined) return Infinity;
        if (typeof argument === "symbol" || typeof argument === "function") throw new TypeError("not a byte count");
        const length = Number(argument);
        if (!Number.isInteger(length) || length <= 0) throw new RangeError("byte count must be a positive integer");
        return length;
    }

    write(data: unknown): number {
        const connection = this.#open();
        if (connection.failed || this.#lost) throw new Error("socket is not connected");
        const bytes = this.#format === "number" ? Uint8Array.of(this.#byte(data)) : byteBuffer(data);
        if (bytes.length > connection.writable) throw new Error("write does not fit");
        connection.write(bytes);
        return connection.writable;
    }

    #byte(data: unknown): number {
        if (typeof data !== "number") throw new TypeError("not a byte");
        if (!Number.isInteger(data) || data < 0 || data > 255) throw new RangeError("not a byte");
        return data;
    }

    close(): void {
        const connection = this.#connection;
        this.#connection = undefined;
        if (connection !== undefined && !this.#lost) connection.close();
    }
}
