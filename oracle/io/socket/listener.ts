/** `embedded:io/socket/listener` in Node. */
import { createServer, type Server, type Socket } from "node:net";
import { addressOption } from "../../address.ts";
import { Accepted, Connection } from "../../connection.ts";
import { callbackOption, formatOption, integerOption, optionsObject } from "../../options.ts";
import { hostPort } from "../../ports.ts";
import { callScript, Task } from "../../turns.ts";
import TCP from "./tcp.ts";

const format = "socket/tcp";

/** Only this machine may connect, as over the bridge. */
function isLocal(socket: Socket): boolean {
    const address = socket.remoteAddress ?? "";
    return address === "::1" || address.startsWith("127.") || address.startsWith("::ffff:127.");
}

/** A listener's callback, and the connections that it has read, of whatever listener. */
interface Turn {
    readonly read: Connection[];
}

export default class Listener {
    /** The callback that runs. */
    static #turn: Turn | undefined;
    target: unknown;
    #server: Server | undefined;
    #port = 0;
    #pending: Connection[] = [];
    readonly #onReadable: (requests: number) => boolean;
    readonly #task = new Task(() => this.#deliver());

    constructor(dictionary: unknown) {
        const options = optionsObject(dictionary);
        const port = integerOption(options, "port", 0, 65535) ?? 0;
        // Checked, and then every interface of this machine listens, as behind the bridge.
        if ("address" in options) addressOption(options["address"]);
        if ("format" in options) formatOption(options["format"], [format]);
        const onReadable = callbackOption(options, "onReadable");
        callbackOption(options, "onError");
        if (options["target"] !== undefined) this.target = options["target"];
        this.#onReadable = (requests) => callScript(onReadable, this, requests);
        this.#server = this.#listen(port);
    }

    #listen(port: number): Server {
        const server = createServer({ allowHalfOpen: true }, (socket) => this.#accept(socket));
        // Without a host name the port is bound at once, which a constructor that throws needs; the
        // event only repeats it.
        server.on("error", () => undefined);
        server.listen(port === 0 ? 0 : hostPort(port));
        const address = server.address();
        if (address === null || typeof address === "string") throw new Error("the port is in use");
        this.#port = port === 0 ? address.port : port;
        process.stderr.write(`serving on ${port === 80 ? "http://" : ""}localhost:${address.port.toString()}\n`);
        return server;
    }

    #accept(socket: Socket): void {
        if (!isLocal(socket)) {
            socket.destroy();
            return;
        }
        this.#pending.push(new Connection(socket));
        this.#task.post();
    }

    /** Connections that the peer has reset before anybody read them are forgotten. */
    #prune(): void {
        this.#pending = this.#pending.filter((connection) => !connection.failed || connection.available > 0);
    }

    #deliver(): void {
        this.#prune();
        if (this.#server === undefined || this.#pending.length === 0) return;
        const turn: Turn = { read: [] };
        Listener.#turn = turn;
        const finished = this.#onReadable(this.#pending.length);
        Listener.#turn = undefined;
        if (finished) return;
        for (const connection of turn.read) if (connection.readInTurn === turn) connection.reset();
    }

    #open(): Server {
        if (this.#server === undefined) throw new Error("the listener is closed");
        return this.#server;
    }

    get port(): number {
        this.#open();
        return this.#port;
    }

    get format(): string {
        this.#open();
        return format;
    }

    set format(value: unknown) {
        this.#open();
        formatOption(value, [format]);
    }

    read(): TCP | undefined {
        this.#open();
        this.#prune();
        const connection = this.#pending.shift();
        if (connection === undefined) return undefined;
        connection.readInTurn = Listener.#turn;
        Listener.#turn?.read.push(connection);
        return new TCP(new Accepted(connection));
    }

    write(): never {
        this.#open();
        throw new Error("a listener is not writable");
    }

    close(): void {
        const server = this.#server;
        if (server === undefined) return;
        this.#server = undefined;
        for (const connection of this.#pending) connection.close();
        this.#pending = [];
        server.close();
    }
}
