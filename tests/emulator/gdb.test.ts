/** GDB on the emulated board: the debugger itself, and its protocol where the debugger hides it. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { before, describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { createBoard, ElfFile, runUf2, type RunOptions, type RunResult } from "../../emulator/index.ts";
import { frame } from "../../emulator/gdb/packets.ts";
import { gdbCommand, GdbServer } from "../../emulator/gdb/index.ts";
import { LiveRun } from "../../emulator/live.ts";
import { buildFixtures, firmwareOfCase, type CaseName } from "./fixtures.ts";

const GDB_SECONDS = 60;

interface Session {
    port: number;
    elf: ElfFile;
    elfPath: string;
    result: Promise<RunResult>;
}

/** Starts the board and waits until a debugger can come. */
async function start(name: CaseName, options: Partial<RunOptions> = {}): Promise<Session> {
    const { uf2, elf } = firmwareOfCase(name);
    return new Promise((resolve, reject) => {
        const result = runUf2({
            uf2,
            elf,
            until: /^end$/,
            wallSeconds: GDB_SECONDS,
            gdbPort: 0,
            ...options,
            onGdb: (port) => resolve({ port, elf: new ElfFile(readFileSync(elf)), elfPath: elf, result }),
        });
        result.catch(reject);
    });
}

/** Runs GDB with these commands; returns what it printed. */
async function gdb({ port, elfPath }: Session, ...commands: string[]): Promise<string> {
    const all = ["set pagination off", "set confirm off", `target remote localhost:${String(port)}`, ...commands];
    const args = ["-batch", "-nx", ...all.flatMap((command) => ["-ex", command]), elfPath];
    const { stdout } = await promisify(execFile)("gdb-multiarch", args, { timeout: GDB_SECONDS * 1000 });
    return stdout;
}

/** A client of the protocol that sends one command at a time. */
class Client {
    private received = "";

    private constructor(readonly socket: Socket) {
        socket.setEncoding("latin1");
        socket.on("data", (text) => (this.received += String(text)));
    }

    static async connect({ port }: Pick<Session, "port">): Promise<Client> {
        const socket = connect(port, "127.0.0.1");
        await new Promise((resolve) => socket.once("connect", resolve));
        return new Client(socket);
    }

    send(text: string): void {
        this.socket.write(text, "latin1");
    }

    /** What came, once it matches. */
    async expect(pattern: RegExp): Promise<string> {
        const deadline = performance.now() + 10_000;
        for (;;) {
            const found = pattern.exec(this.received);
            if (found !== null) {
                this.received = this.received.slice(found.index + found[0].length);
                return found[1] ?? found[0];
            }
            assert.ok(performance.now() < deadline, `"${this.received}" does not match ${String(pattern)}`);
            await setTimeout(2);
        }
    }

    /** The answer to a command. */
    async ask(command: string): Promise<string> {
        this.send(frame(command));
        return this.expect(/^\+*\$([^#]*)#../);
    }

    close(): void {
        this.socket.end();
    }
}

describe("GDB on the emulated board", () => {
    before(buildFixtures, { timeout: 300_000 });

    test("breaks in flash, steps, shows lines, variables and callers, and goes on", async () => {
        const session = await start("stack");
        const output = await gdb(
            session,
            "break deep",
            "continue",
            "print size",
            "backtrace",
            "next",
            "continue",
            "print size",
            "finish",
            "delete",
            "continue",
        );
        assert.match(output, /Breakpoint 1, deep \(size=.*0\) at .*cases\.c:\d+/);
        assert.match(output, /\$1 = 0/);
        assert.match(output, /#1 .*case_stack \(\).*\n#2 .*main \(\)/);
        assert.match(output, /\$2 = 1/);
        assert.match(output, /Value returned is \$3 = 2/);
        assert.match(output, /exited normally/);
        const result = await session.result;
        assert.equal(result.reason, "marker");
        assert.equal(result.console, "stack used\r\nend\r\n");
    });

    test("does not change what the program does", async () => {
        const { uf2, elf } = firmwareOfCase("sleep");
        const alone = await runUf2({ uf2, elf, until: /^end$/ });
        const session = await start("sleep");
        await gdb(session, "break on_alarm", "continue", "stepi", "stepi", "info registers", "continue");
        const watched = await session.result;
        assert.equal(watched.console, alone.console);
        assert.deepEqual(watched.counters, alone.counters);
    });

    test("writes variables and registers", async () => {
        const session = await start("stack");
        const output = await gdb(
            session,
            "break deep",
            "continue",
            "set var size = 7",
            "print size",
            "set var sink = 123",
            "print sink",
            "print $sp == $msp",
            "set $r7 = 0x12345678",
            "print/x $r7",
            "print/x *(unsigned *)0x40000000",
        );
        assert.match(output, /\$1 = 7\n\$2 = 123\n\$3 = 1\n\$4 = 0x12345678\n\$5 = 0x[0-9a-f]+\n/);
        assert.equal((await session.result).reason, "marker", "the board goes on when the debugger leaves");
    });

    test("shows where a fault happened", async () => {
        const session = await start("null_write");
        const output = await gdb(session, "continue", "backtrace");
        assert.match(output, /SIGSEGV/);
        assert.match(output, /#0 .*case_null_write \(\) at .*cases\.c:\d+/);
        const result = await session.result;
        assert.equal(result.fault?.kind, "rom-write");
    });

    test("is stopped by Ctrl-C, also while the core sleeps, and holds it", async () => {
        for (const name of ["forever", "sleep"] as const) {
            const client = await Client.connect(await start(name, { wallSeconds: 3, paced: true }));
            await client.ask("qSupported");
            client.send(frame("c"));
            await setTimeout(200);
            client.send("\x03");
            await client.expect(/\$S02#../);
            const pc = (): Promise<string> => client.ask("pf");
            const [first, second] = [await pc(), (await setTimeout(50), await pc())];
            assert.equal(first, second, "a held core does not move");
            client.send(frame("s"));
            await client.expect(/\$S05#../);
            client.close();
        }
    });

    test("sends everything again that was garbled, and says what it does not know", async () => {
        const client = await Client.connect(await start("forever", { wallSeconds: 1 }));
        client.send("$?#00");
        await client.expect(/-/);
        assert.equal(await client.ask("?"), "S05");
        assert.equal(await client.ask("vMustReplyEmpty"), "");
        assert.equal(await client.ask("Z2,20000000,4"), "", "watchpoints are unknown");
        assert.equal(await client.ask("m30000000,4"), "E01", "nothing is there");
        assert.equal(await client.ask("M10000000,1:00"), "E01", "flash is not written");
        assert.equal(await client.ask("M20000000,5:0102030405"), "OK");
        assert.equal(await client.ask("m20000000,5"), "0102030405");
        assert.equal(await client.ask("X20000000,2:}\x03}\x04"), "OK");
        assert.equal(await client.ask("m20000000,3"), "232403");
        client.close();
    });

    test("agrees to go without acknowledgements", async () => {
        const client = await Client.connect(await start("forever", { wallSeconds: 1 }));
        assert.equal(await client.ask("QStartNoAckMode"), "OK");
        client.send(frame("?"));
        assert.equal(await client.expect(/^([^]*?)#../), "$S05");
        client.close();
    });

    test("takes one debugger at a time, and the next when it has gone", async () => {
        // The board runs while nobody holds it, from one debugger to the next.
        const session = await start("forever", { wallSeconds: 3 });
        const first = await Client.connect(session);
        assert.equal(await first.ask("?"), "S05");
        const second = await Client.connect(session);
        await new Promise((resolve) => second.socket.once("close", resolve));
        assert.equal(await first.ask("D"), "OK");
        first.close();
        await new Promise((resolve) => first.socket.once("close", resolve));
        const third = await Client.connect(session);
        assert.equal(await third.ask("?"), "S05");
        third.close();
    });

    test("holds a live run without using up its time, and lets it go at its end", async () => {
        const board = await createBoard(firmwareOfCase("forever"));
        const gdb = await GdbServer.listen(board, 0);
        const live = new LiveRun(board, gdb);
        const client = await Client.connect({ port: gdb.port });
        let ended = false;
        const run = live.run(0.2).finally(() => (ended = true));
        await client.ask("?");
        await setTimeout(400);
        assert.deepEqual([ended, board.counters.instructions], [false, 0]);
        client.send(frame("c"));
        await run;
        assert.ok(board.counters.instructions > 0);
        const held = new LiveRun(board, gdb);
        client.send("\x03");
        await client.expect(/\$S02#../);
        const second = held.run();
        await setTimeout(20);
        held.end();
        assert.equal(await second, undefined);
    });

    test("the command says how to connect, and where the sources are", () => {
        const command = gdbCommand(path.join("build", "an echo.elf"), 3333);
        const [, ...lines] = /^gdb-multiarch "build\/an echo\.elf" -ex '(.*)' -ex "(.*)"$/.exec(command) ?? [];
        const [, sources = ""] = /^set substitute-path tspico "(.*)"$/.exec(lines[0] ?? "") ?? [];
        assert.ok(existsSync(path.join(sources, "firmware", "runtime", "loop.c")), command);
        assert.equal(lines[1], "target remote localhost:3333");
    });
});
