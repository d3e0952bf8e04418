/** `embedded:io/socket/tcp` in Node: the server side of ECMA-419's TCP class. */
import { addressOption } from "../../address.ts";
import { Accepted, type Connection, type Owner } from "../../connection.ts";
import {
    byteBuffer,
    type Callback,
    callbackOption,
    formatOption,
    integerOption,
    type Options,
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
        const noDelay = Boolean(options["noDelay"]);
        const keepAlive = integerOption(options, "keepAlive", 1, Number.MAX_SAFE_INTEGER);
        const format = "format" in options ? formatOption(options["format"], formats) : "buffer";
        const onReadable = callbackOption(options, "onReadable");
        const onWritable = callbackOption(options, "onWritable");
        const onError = callbackOption(options, "onError");
        if (!("from" in options)) TCP.#refusePeer(options);
        const donor = options["from"];
        if (!(donor instanceof TCP)) throw new TypeError("from is not a TCP instance");
        const connection = donor.#lost ? undefined : donor.#connection;
        if (connection === undefined) throw new Error("from has no connection");
        donor.#connection = undefined;
        this.#format = format;
        if (options["target"] !== undefined) this.target = options["target"];
        connection.readInTurn = undefined;
        connection.configure(noDelay, keepAlive);
        this.#adopt(connection, onReadable, onWritable, onError);
    }

    /** The checks of a client's options, which then finds that there are no clients. */
    static #refusePeer(options: Options): never {
        if (!("address" in options)) throw new Error("address or from is required");
        if (!("port" in options)) throw new Error("port is required");
        addressOption(options["address"]);
        integerOption(options, "port", 0, 65535);
        throw new Error("connecting to an address is not supported");
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
        if (this.#connection === undefined) throw new Error("the socket is closed");
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
        const connection = this.#open();
        return this.#lost ? undefined : connection.remoteAddress;
    }

    get remotePort(): number | undefined {
        const connection = this.#open();
        return this.#lost ? undefined : connection.remotePort;
    }

    read(argument?: unknown): ArrayBuffer | number | undefined {
        const connection = this.#open();
        if (connection.available === 0) return undefined;
        if (this.#format === "number") {
            if (argument !== undefined) throw new TypeError('format "number" reads one byte at a time');
            const byte = new Uint8Array(1);
            connection.take(byte);
            return byte[0];
        }
        if (argument === undefined || typeof argument === "number") {
            const wanted = argument ?? connection.available;
            if (!Number.isInteger(wanted) || wanted <= 0) throw new RangeError("count is not a positive integer");
            const bytes = new Uint8Array(Math.min(wanted, connection.available));
            connection.take(bytes);
            return bytes.buffer;
        }
        const target = byteBuffer(argument);
        if (target === undefined) throw new TypeError("neither a count nor a buffer");
        const filled = target.subarray(0, connection.available);
        connection.take(filled);
        return filled.length;
    }

    write(data: unknown): number {
        const connection = this.#open();
        if (connection.failed || this.#lost) throw new Error("the connection has ended");
        const bytes = this.#format === "number" ? Uint8Array.of(this.#byte(data)) : byteBuffer(data);
        if (bytes === undefined) throw new TypeError("data is not a buffer");
        if (bytes.length > connection.writable) throw new Error("data does not fit");
        connection.write(bytes);
        return connection.writable;
    }

    #byte(data: unknown): number {
        if ((typeof data === "object" && data !== null) || typeof data === "function")
            throw new TypeError('format "number" writes one byte at a time');
        const byte = Number(data);
        if (!Number.isInteger(byte) || byte < 0 || byte > 255) throw new RangeError("not a byte");
        return byte;
    }

    close(): void {
        const connection = this.#connection;
        this.#connection = undefined;
        if (connection !== undefined && !this.#lost) connection.close();
    }
}
