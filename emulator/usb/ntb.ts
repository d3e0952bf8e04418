/**
 * Transfer blocks of NCM 1.0 in their 16-bit form: several Ethernet frames in one bulk transfer.
 */
import { viewOf } from "./descriptors.ts";

const BLOCK_SIGNATURE = 0x484d_434e; // "NCMH"
const TABLE_SIGNATURE = 0x304d_434e; // "NCM0": without check sequences
const BLOCK_HEADER = 12;
const TABLE_HEADER = 8;
const ENTRY = 4;
/** A chain of tables longer than this is a circle. */
const MOST_TABLES = 32;

/** What the device asks of blocks that it gets, from GET_NTB_PARAMETERS (NCM 1.0, table 6-3). */
export interface BlockRules {
    maxSize: number;
    divisor: number;
    remainder: number;
    alignment: number;
    /** Frames in one block; 0 for any number. */
    maxDatagrams: number;
}

/** A block that breaks the format. */
export class BlockError extends Error {
    override name = "BlockError";
}

function alignUp(at: number, alignment: number): number {
    return Math.ceil(at / alignment) * alignment;
}

function nextDatagram(at: number, { divisor, remainder }: BlockRules): number {
    const aligned = alignUp(at - remainder, divisor) + remainder;
    return aligned < at ? aligned + divisor : aligned;
}

interface Layout {
    count: number;
    size: number;
}

/** Places as many of the frames as fit, after a table for `entries` of them. */
function place(frames: readonly Uint8Array[], entries: number, rules: BlockRules): number[] {
    let at = alignUp(BLOCK_HEADER, rules.alignment) + TABLE_HEADER + (entries + 1) * ENTRY;
    const starts: number[] = [];
    for (const frame of frames.slice(0, entries)) {
        const start = nextDatagram(at, rules);
        if (start + frame.length > rules.maxSize) break;
        starts.push(start);
        at = start + frame.length;
    }
    return starts;
}

function layOut(frames: readonly Uint8Array[], rules: BlockRules): Layout & { starts: number[] } {
    let entries = rules.maxDatagrams === 0 ? frames.length : Math.min(frames.length, rules.maxDatagrams);
    for (;;) {
        const starts = place(frames, entries, rules);
        // A smaller table leaves more room, so the count only falls until it is met.
        if (starts.length === entries || starts.length === 0) {
            const last = starts.length - 1;
            const size = (starts[last] ?? 0) + (frames[last]?.length ?? 0);
            return { count: starts.length, size, starts };
        }
        entries = starts.length;
    }
}

/** Builds one block from the first of the frames; returns it with how many it took. */
export function buildBlock(
    frames: readonly Uint8Array[],
    sequence: number,
    rules: BlockRules,
): { block: Uint8Array; count: number } {
    const { count, size, starts } = layOut(frames, rules);
    if (count === 0) throw new BlockError(`no frame fits a block of ${String(rules.maxSize)} bytes`);
    const block = new Uint8Array(size);
    const view = viewOf(block);
    const table = alignUp(BLOCK_HEADER, rules.alignment);
    view.setUint32(0, BLOCK_SIGNATURE, true);
    view.setUint16(4, BLOCK_HEADER, true);
    view.setUint16(6, sequence & 0xffff, true);
    view.setUint16(8, size, true);
    view.setUint16(10, table, true);
    view.setUint32(table, TABLE_SIGNATURE, true);
    view.setUint16(table + 4, TABLE_HEADER + (count + 1) * ENTRY, true);
    for (const [index, start] of starts.entries()) {
        const frame = frames[index] ?? new Uint8Array(0);
        const entry = table + TABLE_HEADER + index * ENTRY;
        view.setUint16(entry, start, true);
        view.setUint16(entry + 2, frame.length, true);
        block.set(frame, start);
    }
    return { block, count };
}

function require(condition: boolean, message: string): asserts condition {
    if (!condition) throw new BlockError(message);
}

/** The frames of one table; the entry that ends it is required. */
function readTable(block: Uint8Array, view: DataView, table: number): Uint8Array[] {
    const length = view.getUint16(table + 4, true);
    require(length >= TABLE_HEADER + 2 * ENTRY && length % 4 === 0, `table length ${String(length)}`);
    require(table + length <= block.length, "the table runs over the end");
    const frames: Uint8Array[] = [];
    for (let at = table + TABLE_HEADER; at + ENTRY <= table + length; at += ENTRY) {
        const start = view.getUint16(at, true);
        const size = view.getUint16(at + 2, true);
        if (start === 0 || size === 0) return frames;
        require(start >= BLOCK_HEADER && start + size <= block.length, "a frame runs over the end");
        frames.push(block.subarray(start, start + size));
    }
    throw new BlockError("the table has no end entry");
}

/** The frames and the sequence number of a block; throws BlockError where it breaks the format. */
export function parseBlock(received: Uint8Array): { sequence: number; frames: Uint8Array[] } {
    require(received.length >= BLOCK_HEADER, `${String(received.length)} bytes are no block`);
    const head = viewOf(received);
    require(head.getUint32(0, true) === BLOCK_SIGNATURE, "the signature is not NCMH");
    require(head.getUint16(4, true) === BLOCK_HEADER, "the header's length is not 12");
    const size = head.getUint16(8, true);
    require(size >= BLOCK_HEADER && size <= received.length, `length ${String(size)} of ${String(received.length)}`);
    const block = received.subarray(0, size);
    const view = viewOf(block);
    const frames: Uint8Array[] = [];
    let table = view.getUint16(10, true);
    for (let tables = 0; table !== 0; tables++) {
        require(tables < MOST_TABLES, "the tables form a circle");
        require(table % 4 === 0 && table >= BLOCK_HEADER, `table at ${String(table)}`);
        require(table + TABLE_HEADER <= block.length, "the table lies behind the end");
        require(view.getUint32(table, true) === TABLE_SIGNATURE, "the table's signature is not NCM0");
        frames.push(...readTable(block, view, table));
        table = view.getUint16(table + 6, true);
    }
    return { sequence: view.getUint16(6, true), frames };
}
