/**
 * A scripted TCP client that waits for each step, and what it saw: the transcript of its
 * connections. Times, addresses and its own port numbers are not part of it. The same script drives
 * sockets of this machine and, beside an emulated board, a host on simulated time.
 */
import { connect } from "node:net";

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

/** What a connection tells of the other side. */
export interface TransportEvents {
    data(bytes: Buffer): void;
    end(): void;
    reset(): void;
}

/** One connection of some network. */
export interface Transport {
    /** Resolves when the network has the bytes. */
    write(bytes: string | Uint8Array): Promise<void>;
    pause(): void;
    resume(): void;
    finish(): void;
    reset(): void;
    /** Forgets it; the other side may hear of that or not. */
    destroy(): void;
}

/** Where the program can be reached. */
export interface PeerNetwork {
    /** Resolves when connected, also when the other side has reset it meanwhile. */
    connect(events: TransportEvents): Promise<Transport>;
    /** Fails a step that waits for too long by the network's own time. */
    within<T>(promise: Promise<T>, what: string): Promise<T>;
}

/** Ports of this machine. */
export class LocalNetwork implements PeerNetwork {
    readonly within = within;
    readonly #port: number;
    readonly #host: string;

    constructor(port: number, host = "127.0.0.1") {
        this.#port = port;
        this.#host = host;
    }

    async connect(events: TransportEvents): Promise<Transport> {
        const socket = connect({ port: this.#port, host: this.#host, allowHalfOpen: true, noDelay: true });
        socket.on("data", (bytes) => {
            events.data(bytes);
        });
        socket.on("end", () => {
            // Node tells a reset that comes right behind bytes as an end of stream; a write of
            // nothing finds out.
            if (socket.writableEnded) {
                events.end();
            } else {
                socket.write(Buffer.alloc(0), (error) => {
                    if (!error) events.end();
                });
            }
        });
        socket.on("error", () => {
            events.reset();
        });
        await new Promise<void>((resolve, reject) => {
            socket.once("connect", resolve);
            socket.once("error", (error: NodeJS.ErrnoException) => {
                // Accepted and reset before this process looked: a connection that ended.
                if (error.code === "ECONNRESET") resolve();
                else reject(error);
            });
        });
        return {
            write: (bytes) =>
                new Promise((resolve) => {
                    socket.write(bytes, () => {
                        resolve();
                    });
                }),
            pause: () => socket.pause(),
            resume: () => socket.resume(),
            finish: () => socket.end(),
            reset: () => {
                // resetAndDestroy() alone would send an end of stream before the reset.
                socket.destroySoon = () => socket.destroy();
                socket.resetAndDestroy();
            },
            destroy: () => socket.destroy(),
        };
    }
}

export class PeerConnection {
    readonly name: string;
    readonly #network: PeerNetwork;
    #transport: Transport | undefined;
    #received = Buffer.alloc(0);
    #end: End = "open";
    #wake: () => void = () => undefined;

    constructor(name: string, network: PeerNetwork) {
        this.name = name;
        this.#network = network;
    }

    async open(): Promise<void> {
        const opened = this.#network.connect({
            data: (bytes) => {
                this.#received = Buffer.concat([this.#received, bytes]);
                this.#wake();
            },
            end: () => {
                this.#ended("FIN");
            },
            reset: () => {
                this.#ended("RST");
            },
        });
        this.#transport = await this.#network.within(opened, `connecting ${this.name}`);
    }

    get received(): Buffer {
        return this.#received;
    }

    get transcript(): ConnectionTranscript {
        return { name: this.name, received: this.#received.toString("latin1"), end: this.#end };
    }

    #ended(end: End): void {
        if (this.#end === "open" || end === "RST") this.#end = end;
        this.#wake();
    }

    get #open(): Transport {
        if (this.#transport === undefined) throw new Error(`${this.name} is not connected`);
        return this.#transport;
    }

    async #until(condition: () => boolean, what: string): Promise<void> {
        while (!condition()) {
            const woken = new Promise<void>((resolve) => {
                this.#wake = resolve;
            });
            const state = `${what} on ${this.name}, which has ${this.#received.length.toString()} bytes`;
            await this.#network.within(woken, state);
        }
    }

    /** Hands the bytes to the network. */
    async send(bytes: string | Uint8Array): Promise<void> {
        await this.#network.within(this.#open.write(bytes), `sending on ${this.name}`);
    }

    /**
     * Waits until so many bytes have come since the start, or until the bytes end with the text.
     */
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
        this.#open.pause();
    }

    resume(): void {
        this.#open.resume();
    }

    /** Sends FIN; bytes can still come. */
    finish(): void {
        this.#open.finish();
    }

    reset(): void {
        this.#open.reset();
    }

    destroy(): void {
        this.#transport?.destroy();
    }
}

export class Peer {
    readonly #network: PeerNetwork;
    #connections: PeerConnection[] = [];

    /** `network` may be a port of this machine. */
    constructor(network: PeerNetwork | number) {
        this.#network = typeof network === "number" ? new LocalNetwork(network) : network;
    }

    async connect(name: string): Promise<PeerConnection> {
        const connection = new PeerConnection(name, this.#network);
        this.#connections.push(connection);
        await connection.open();
        return connection;
    }

    /**
     * Leaves a connection out of the transcript: it came at a moment that is not the same
     * everywhere.
     */
    forget(connection: PeerConnection): void {
        connection.destroy();
        this.#connections = this.#connections.filter((other) => other !== connection);
    }

    get connections(): readonly PeerConnection[] {
        return this.#connections;
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
