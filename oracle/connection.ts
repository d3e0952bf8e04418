/**
 * One TCP connection below the script: a node socket with the receive ring, the send ring, the
 * half-open rule and the closing rules of firmware/io/connection.h. A script object owns it, or a
 * listener's pending list, or nobody once it is closing.
 */
import { type Socket } from "node:net";
import { clearTimeout, setTimeout } from "node:timers";
import { addressText } from "./address.ts";
import { deadlines, receiveRing, sendRing } from "./limits.ts";
import { Task } from "./turns.ts";

/**
 * What a connection tells its owner, in turns. False: the callback threw, and the connection is to
 * be reset.
 */
export interface Owner {
    /**
     * Has a callback. Without one the program polls or has yet to hand the connection on, and keeps
     * its time to look.
     */
    readonly watched: boolean;
    readable(bytes: number): boolean;
    writable(bytes: number): boolean;
    error(): boolean;
    /** The connection is gone from its owner. */
    lost(): void;
}

/** What a listener makes a TCP of. */
export class Accepted {
    readonly connection: Connection;

    constructor(connection: Connection) {
        this.connection = connection;
    }
}

/**
 * A reset without more: resetAndDestroy() alone would send what is buffered and an end of stream
 * before it.
 */
function resetNow(socket: Socket): void {
    socket.destroySoon = () => socket.destroy();
    socket.resetAndDestroy();
}

export class Connection {
    /** The listener callback that read it, until it is handed on or closed. */
    readInTurn: object | undefined;
    readonly remoteAddress: string | undefined;
    readonly remotePort: number | undefined;
    readonly #socket: Socket;
    readonly #task = new Task(() => this.#deliver());
    #owner: Owner | undefined;
    #ring: Buffer[] = [];
    /** Arrived, but beyond the ring: still in the network as far as the script can tell. */
    #beyond: Buffer[] = [];
    #available = 0;
    #unsent = 0;
    #corked = false;
    #readable = false;
    #writable = true;
    #ended = false;
    #failed = false;
    #endedAt = 0;
    #closing = false;
    #stall: NodeJS.Timeout | undefined;
    #hold: NodeJS.Timeout | undefined;

    constructor(socket: Socket) {
        this.#socket = socket;
        this.remoteAddress = socket.remoteAddress === undefined ? undefined : addressText(socket.remoteAddress);
        this.remotePort = socket.remotePort;
        socket.on("data", (bytes) => this.#receive(bytes));
        socket.on("end", () => this.#askForReset());
        socket.on("error", () => this.#finish(true));
        socket.on("close", () => {
            if (!this.#ended) this.#finish(true);
        });
    }

    /** Whether the peer has reset it, or it has been given up. */
    get failed(): boolean {
        return this.#failed;
    }

    get available(): number {
        return this.#available;
    }

    get writable(): number {
        return this.#failed ? 0 : sendRing - this.#unsent;
    }

    /** Hands over everything, also what is still to be announced. */
    give(owner: Owner): void {
        this.#owner = owner;
        this.#readable = this.#available > 0;
        this.#writable = true;
        this.#task.post();
    }

    configure(noDelay: boolean, keepAlive: number | undefined): void {
        this.#socket.setNoDelay(noDelay);
        if (keepAlive !== undefined) this.#socket.setKeepAlive(true, keepAlive);
    }

    take(bytes: Uint8Array): void {
        let at = 0;
        while (at < bytes.length) {
            const first = this.#ring[0];
            if (first === undefined) throw new Error("ring is empty");
            const part = first.subarray(0, bytes.length - at);
            bytes.set(part, at);
            at += part.length;
            if (part.length === first.length) this.#ring.shift();
            else this.#ring[0] = first.subarray(part.length);
        }
        this.#available -= bytes.length;
        if (this.#beyond.length > 0) setImmediate(() => this.#refill());
        if (this.#ended && this.#available === 0) this.#task.post();
    }

    write(bytes: Uint8Array): void {
        if (bytes.length === 0) return;
        this.#unsent += bytes.length;
        this.#stall ??= setTimeout(() => this.reset(), deadlines.stall).unref();
        // What a turn writes leaves at its end: a reset in the same turn loses it.
        if (!this.#corked) this.#socket.cork();
        this.#corked = true;
        this.#task.post();
        // A copy, because the script may change its buffer before the kernel takes it.
        this.#socket.write(Buffer.from(bytes), () => this.#sent(bytes.length));
    }

    /**
     * Ends the owner's side: written bytes are delivered, then FIN; what still arrives is thrown
     * away until the peer closes.
     */
    close(): void {
        this.#owner = undefined;
        this.readInTurn = undefined;
        this.#closing = true;
        clearTimeout(this.#hold);
        this.#ring = [];
        this.#beyond = [];
        const socket = this.#socket;
        if (this.#failed) return;
        socket.end();
        socket.resume();
        let silence = setTimeout(() => socket.destroy(), deadlines.linger);
        const total = setTimeout(() => socket.destroy(), deadlines.lingerTotal);
        socket.on("data", () => {
            clearTimeout(silence);
            silence = setTimeout(() => socket.destroy(), deadlines.linger);
        });
        socket.once("close", () => {
            clearTimeout(silence);
            clearTimeout(total);
        });
    }

    /** Resets the connection; what was written is lost. */
    reset(): void {
        const owner = this.#owner;
        this.#owner = undefined;
        this.#closing = true;
        this.#failed = true;
        clearTimeout(this.#hold);
        resetNow(this.#socket);
        owner?.lost();
    }

    #receive(bytes: Buffer): void {
        if (this.#closing) return;
        this.#beyond.push(bytes);
        this.#refill();
    }

    #refill(): void {
        while (!this.#closing && this.#available < receiveRing) {
            const first = this.#beyond.shift();
            if (first === undefined) break;
            const part = first.subarray(0, receiveRing - this.#available);
            if (part.length < first.length) this.#beyond.unshift(first.subarray(part.length));
            this.#ring.push(part);
            this.#available += part.length;
            this.#readable = true;
        }
        if (this.#beyond.length > 0) this.#socket.pause();
        else this.#socket.resume();
        if (this.#readable) this.#task.post();
    }

    #sent(bytes: number): void {
        this.#unsent -= bytes;
        if (this.#unsent === 0) {
            clearTimeout(this.#stall);
            this.#stall = undefined;
        }
        this.#writable = true;
        this.#task.post();
    }

    /**
     * Node tells a reset that comes right behind bytes as an end of stream; a write of nothing
     * finds out.
     */
    #askForReset(): void {
        if (this.#closing || this.#corked) return this.#finish(false);
        this.#socket.write(Buffer.alloc(0), (error) => {
            if (!error) this.#finish(false);
        });
    }

    #finish(failed: boolean): void {
        if (this.#endedAt === 0) this.#endedAt = Date.now();
        this.#ended = true;
        this.#failed ||= failed;
        if (failed) clearTimeout(this.#stall);
        this.#task.post();
    }

    /** One turn: readable, writable, error, each only while the connection still has its owner. */
    #deliver(): void {
        const owner = this.#owner;
        if (owner === undefined) return;
        if (this.#readable) {
            this.#readable = false;
            if (this.#available > 0 && !this.#outlives(owner, owner.readable(this.#available))) return;
        }
        if (this.#writable && !this.#failed) {
            this.#writable = false;
            if (this.writable > 0 && !this.#outlives(owner, owner.writable(this.writable))) return;
        }
        this.#flush();
        if (this.#ended) this.#deliverEnd(owner);
    }

    /**
     * Whether the connection is still its owner's after a callback; one that threw loses it, unless
     * it had closed or handed it on before.
     */
    #outlives(owner: Owner, succeeded: boolean): boolean {
        if (this.#owner !== owner) return false;
        if (!succeeded) this.reset();
        return succeeded;
    }

    #flush(): void {
        if (!this.#corked) return;
        this.#corked = false;
        this.#socket.uncork();
    }

    #deliverEnd(owner: Owner): void {
        // Bytes on their way have their own deadline, and each acknowledgement makes a turn.
        if (!this.#failed && this.#unsent > 0) return;
        const left = deadlines.end - (Date.now() - this.#endedAt);
        const unread = !owner.watched || this.#available > 0 || this.#beyond.length > 0;
        if (unread && left > 0) {
            this.#hold ??= setTimeout(() => {
                this.#hold = undefined;
                this.#task.post();
            }, left).unref();
            return;
        }
        this.#owner = undefined;
        // Dead before its onError runs: only close() is left to it.
        owner.lost();
        const listened = owner.error();
        if (!listened) this.reset();
        else if (!this.#closing) this.close();
    }
}
