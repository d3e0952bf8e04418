/**
 * A scripted TCP client that waits for each step, and what it saw: the transcript of its connections. Times, addresses and its own port
 * numbers are not part of it.
 */
import { connect, type Socket } from "node:net";

/** How the other side ended the connection, as the peer saw it. */
export type End = "FIN" | "RST" | "open";

export interface ConnectionTranscript {
    readonly name: string;
    readonly received: string;
    readonly end: End;
}

const stepLimit = 10_000;

/** Fails a step that waits for too long, with what it waited for. */
export async function within<T>(promise: Promise<T>, what: string, limit: number = stepLimit): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
            reject(new Error(`still waiting for ${what} after ${limit.toString()} ms`));
        }, limit);
    });
    try {
        return await Promise.race([promise, late]);
    } finally {
        clearTimeout(timer);
    }
}

export class PeerConnection {
    readonly name: string;
    readonly #socket: Socket;
    #received = Buffer.alloc(0);
    #end: End = "open";
    #wake: () => void = () => undefined;

    constructor(name: string, socket: Socket) {
        this.name = name;
        this.#socket = socket;
        socket.on("data", (bytes) => {
            this.#received = Buffer.concat([this.#received, bytes]);
            this.#wake();
        });
        socket.on("end", () => {
            if (this.#end === "open") this.#end = "FIN";
            this.#wake();
        });
        socket.on("error", () => {
            this.#end = "RST";
            this.#wake();
        });
    }

    get received(): Buffer {
        return this.#received;
    }

    get transcript(): ConnectionTranscript {
        return { name: this.name, received: this.#received.toString("latin1"), end: this.#end };
    }

    async #until(condition: () => boolean, what: string): Promise<void> {
        while (!condition()) {
            const woken = new Promise<void>((resolve) => {
                this.#wake = resolve;
            });
            await within(woken, `${what} on ${this.name}, which has ${this.#received.length.toString()} bytes`);
        }
    }

    /** Hands the bytes to the network. */
    async send(bytes: string | Uint8Array): Promise<void> {
        const sent = new Promise<void>((resolve) => {
            this.#socket.write(bytes, () => {
                resolve();
            });
        });
        await within(sent, `sending on ${this.name}`);
    }

    /** Waits until so many bytes have come since the start, or until the bytes end with the text. */
    async receive(expected: number | string): Promise<void> {
        const there =
            typeof expected === "number"
                ? () => this.#received.length >= expected
                : () => this.#received.toString("latin1").endsWith(expected);
        await this.#until(there, `bytes (${JSON.stringify(expected)})`);
    }

    /** Waits for the other side's FIN or RST. */
    async ended(): Promise<void> {
        await this.#until(() => this.#end !== "open", "the end");
    }

    /** Stops reading, so that the window closes. */
    pause(): void {
        this.#socket.pause();
    }

    resume(): void {
        this.#socket.resume();
    }

    /** Sends FIN; bytes can still come. */
    finish(): void {
        this.#socket.end();
    }

    reset(): void {
        this.#socket.resetAndDestroy();
    }

    destroy(): void {
        this.#socket.destroy();
    }
}

export class Peer {
    readonly #port: number;
    readonly #connections: PeerConnection[] = [];

    constructor(port: number) {
        this.#port = port;
    }

    async connect(name: string, host = "127.0.0.1"): Promise<PeerConnection> {
        const socket = connect({ port: this.#port, host, allowHalfOpen: true, noDelay: true });
        const connected = new Promise<void>((resolve, reject) => {
            socket.once("connect", resolve);
            socket.once("error", (error: NodeJS.ErrnoException) => {
                // Accepted and reset before this process looked: a connection that ended.
                if (error.code === "ECONNRESET") resolve();
                else reject(error);
            });
        });
        const connection = new PeerConnection(name, socket);
        await within(connected, `connecting ${name}`);
        this.#connections.push(connection);
        return connection;
    }

    get transcript(): readonly ConnectionTranscript[] {
        return this.#connections.map((connection) => connection.transcript);
    }

    destroy(): void {
        for (const connection of this.#connections) connection.destroy();
    }
}

/** A time in which nothing is expected to happen, or other work to be done by the program. */
export async function pause(milliseconds: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
