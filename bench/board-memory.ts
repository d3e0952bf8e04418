/**
 * Reads what lwIP's pools and the script heap hold from the memory of an emulated board, by the
 * symbols of its firmware.
 */
import { readFileSync } from "node:fs";
import type { Board } from "../emulator/board.ts";
import { ElfFile } from "../emulator/elf.ts";

const SRAM = 0x2000_0000;
/** Pools whose elements belong to connections. */
const pools = ["TCP_PCB", "TCP_SEG", "PBUF", "PBUF_POOL"] as const;

export interface PoolUse {
    readonly used: number;
    readonly peak: number;
    readonly size: number;
    /** Allocations that found it empty. */
    readonly failed: number;
}

export interface MemoryUse {
    readonly pools: Readonly<Record<(typeof pools)[number], PoolUse>>;
    /** Objects of the script, dead ones among them until the next collection. */
    readonly objects: number;
    /** Most bytes that the script heap ever held. */
    readonly heapPeak: number;
    readonly collections: number;
}

export class BoardMemory {
    private readonly elf: ElfFile;

    constructor(
        private readonly board: Board,
        elf: string,
    ) {
        this.elf = new ElfFile(readFileSync(elf));
    }

    read(): MemoryUse {
        const named = pools.map((name) => [name, this.statistics(`memp_stats_${name}`)] as const);
        return {
            pools: Object.fromEntries(named) as MemoryUse["pools"],
            ...this.heapUse(),
            collections: this.word("collections"),
        };
    }

    /** struct stats_mem of lwIP: err, avail, used, max, each of 16 bits here. */
    private statistics(symbol: string): PoolUse {
        const { view, offset } = this.place(symbol);
        const [failed = 0, size = 0, used = 0, peak = 0] = [0, 2, 4, 6].map((at) => view.getUint16(offset + at, true));
        return { used, peak, size, failed };
    }

    /** The last words of struct tsp_pages (firmware/runtime/heap_pages.h): used, peak, objects. */
    private heapUse(): Pick<MemoryUse, "objects" | "heapPeak"> {
        const { view, offset, size } = this.place("tsp_pages");
        const end = offset + size;
        return { heapPeak: view.getUint32(end - 8, true), objects: view.getUint32(end - 4, true) };
    }

    private word(symbol: string): number {
        const { view, offset } = this.place(symbol);
        return view.getUint32(offset, true);
    }

    private place(name: string): { view: DataView; offset: number; size: number } {
        const symbol = this.elf.symbol(name);
        if (symbol === undefined) throw new Error(`the firmware has no ${name}`);
        const { sram } = this.board.chip.mcu;
        const view = new DataView(sram.buffer, sram.byteOffset, sram.byteLength);
        return { view, offset: symbol.address - SRAM, size: symbol.size };
    }
}
