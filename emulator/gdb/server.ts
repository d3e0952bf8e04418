/** GDB's remote target on a TCP port of this machine; one debugger at a time. */
import { createServer, type Server, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { Board, Stop } from "../board.ts";
import { frame, PacketReader } from "./packets.ts";
import { GdbStub } from "./stub.ts";

const POLL_MILLIS = 5;

export class GdbServer {
    private readonly server: Server;
    private socket: Socket | undefined;
    private stub: GdbStub | undefined;
    /** The board waits at its first instruction until a debugger has come. */
    private awaited = true;
    private stop: Stop | undefined;

    private constructor(private readonly board: Board) {
        this.server = createServer((socket) => this.connected(socket));
    }

    /**
     * Listens on the loopback address; port 0 takes a free one. Rejects where the port is taken.
     */
    static async listen(board: Board, port: number): Promise<GdbServer> {
        const gdb = new GdbServer(board);
        await new Promise<void>((resolve, reject) => {
            gdb.server.once("error", reject);
            gdb.server.listen(port, "127.0.0.1", resolve);
        });
        return gdb;
    }

    get port(): number {
        const address = this.server.address();
        return typeof address === "object" && address !== null ? address.port : 0;
    }

    /** True while the board must not run: no debugger has come yet, or it holds the core. */
    private get held(): boolean {
        return this.stub?.held ?? this.awaited;
    }

    /** True while a debugger is connected. */
    private get attached(): boolean {
        return this.stub !== undefined;
    }

    /** To be told when the board's run is over: the debugger may look around until it leaves. */
    async runEnded(stop: Stop): Promise<void> {
        this.stop = stop;
        this.stub?.runEnded(stop);
        while (this.attached) await setTimeout(POLL_MILLIS);
    }

    /**
     * Waits while the board is held, and no longer than until `close`; returns the milliseconds
     * that it took.
     */
    async released(): Promise<number> {
        const start = performance.now();
        while (this.held) await setTimeout(POLL_MILLIS);
        return performance.now() - start;
    }

    /** Lets the board go and stops listening. */
    async close(): Promise<void> {
        this.awaited = false;
        this.stub?.detach();
        this.stub = undefined;
        this.socket?.destroy();
        await new Promise<void>((resolve) => this.server.close(() => resolve()));
    }

    private connected(socket: Socket): void {
        if (this.socket !== undefined) {
            socket.destroy();
            return;
        }
        this.socket = socket;
        this.awaited = false;
        socket.setNoDelay(true);
        // Characters stand for bytes: binary data passes unchanged.
        socket.setEncoding("latin1");
        const write = (text: string): void => void socket.write(text, "latin1");
        const reply = (data: string): void => write(frame(data));
        const stub = new GdbStub(this.board, reply, () => (reader.acknowledges = false));
        const reader = new PacketReader({
            send: write,
            onInterrupt: () => stub.interrupt(),
            onPacket: (data) => {
                const kills = data === "k" || data.startsWith("vKill");
                const answer = kills ? "OK" : stub.command(data);
                if (answer !== undefined) reply(answer);
                // What GDB calls killing is letting go of the board: whoever started the emulator
                // ends it.
                if (kills) socket.end();
            },
        });
        this.stub = stub;
        if (this.stop !== undefined) stub.runEnded(this.stop);
        socket.on("data", (text) => reader.feed(String(text)));
        // A debugger that vanishes is followed by a close.
        socket.on("error", () => undefined);
        socket.on("close", () => {
            if (this.stub === stub) {
                stub.detach();
                this.stub = undefined;
            }
            this.socket = undefined;
        });
    }
}
