/**
 * The same script against the same program in Node, on the host and on the emulated board: the same
 * bytes, callbacks, order and ends.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { assertStackWithinReport, buildForBoard } from "./board-program.ts";
import { EmulatedProgram } from "./emulated-program.ts";
import { type ConnectionTranscript, LocalNetwork, Peer, type PeerNetwork } from "./peer.ts";
import { buildHost, freePort, root, type RunningProgram, startHost, startOracle } from "./program.ts";

export type Script = (peer: Peer, program: RunningProgram) => Promise<void>;

export interface Transcript {
    readonly connections: readonly ConnectionTranscript[];
    readonly output: readonly string[];
}

function record(program: RunningProgram, network: PeerNetwork, script: Script): Promise<Transcript> {
    return program.play(async () => {
        const peer = new Peer(network);
        try {
            await program.serving();
            await script(peer, program);
            // Callbacks that should not come have time to.
            await program.pause(100);
            return { connections: peer.transcript, output: [...program.lines] };
        } finally {
            peer.destroy();
            await program.stop();
        }
    });
}

/**
 * Plays the script in all places and gives the transcript, which must be the same. `twin` stands
 * for a program that Node refuses.
 */
export async function everywhere(entry: string, script: Script, twin = entry): Promise<Transcript> {
    const file = path.join(root, entry);
    const oraclePort = await freePort();
    const oracle = startOracle(path.join(root, twin), { [oraclePort]: 80 });
    const expected = await record(oracle, new LocalNetwork(oraclePort), script);
    const executable = await buildHost(file);
    const hostPort = await freePort();
    const host = startHost(executable, { [hostPort]: 80 });
    assert.deepEqual(await record(host, new LocalNetwork(hostPort), script), expected, "on the host");
    const built = buildForBoard(entry, "pico", "usb");
    const board = await EmulatedProgram.start({ ...built, link: "usb" });
    assert.deepEqual(await record(board, board, script), expected, "on the emulated board");
    assertStackWithinReport(board.board, built);
    return expected;
}
