/**
 * Cycles per function of a firmware, counted on the emulated board without any help from the
 * firmware.
 */
import { readFileSync } from "node:fs";
import type { Board } from "../emulator/board.ts";
import { ElfFile } from "../emulator/elf.ts";
import { table } from "./table.ts";

export type Cycles = ReadonlyMap<string, number>;

const FLASH = 0x1000_0000;

export class Profile {
    private readonly elf: ElfFile;
    private readonly spent = new Map<number, number>();
    private pc = 0;
    private since = 0;

    /** With `within`, only what calls of the function of this name take, its callees counted. */
    constructor(board: Board, elf: string, within?: string) {
        this.elf = new ElfFile(readFileSync(elf));
        this.since = board.chip.cycles;
        const entry = within === undefined ? undefined : this.elf.address(within);
        let inside = entry === undefined;
        let returnTo: number | undefined;
        board.hold = (pc) => {
            const { cycles } = board.chip;
            if (inside) this.spent.set(this.pc, (this.spent.get(this.pc) ?? 0) + cycles - this.since);
            this.pc = pc;
            this.since = cycles;
            if (pc === returnTo) {
                inside = false;
                returnTo = undefined;
            } else if (pc === entry) {
                inside = true;
                returnTo = (board.chip.mcu.core.LR & ~1) >>> 0;
            }
            return false;
        };
    }

    /** What each function has taken since the start, its callees not counted. */
    functions(): Cycles {
        const functions = new Map<string, number>();
        for (const [pc, cycles] of this.spent) {
            const name = pc < FLASH ? "boot ROM" : (this.elf.functionAt(pc)?.name ?? "without a name");
            functions.set(name, (functions.get(name) ?? 0) + cycles);
        }
        return functions;
    }
}

/** Differences below are no more than when interrupts come. */
const WORTH_A_ROW = 20;

/** Both firmwares' functions, the largest difference first. */
export function compareProfiles(raw: Cycles, ours: Cycles): string {
    const names = [...new Set([...raw.keys(), ...ours.keys()])];
    const costs = names.map((name) => [name, raw.get(name) ?? 0, ours.get(name) ?? 0] as const);
    const sum = (name: string, chosen: typeof costs): readonly [string, number, number, number] => {
        const [first, second] = [1, 2].map((column) => chosen.reduce((total, cost) => total + Number(cost[column]), 0));
        return [name, Math.round(first ?? 0), Math.round(second ?? 0), Math.round((second ?? 0) - (first ?? 0))];
    };
    const differs = ([, first, second]: (typeof costs)[number]): boolean => Math.abs(second - first) >= WORTH_A_ROW;
    const rows = costs.filter(differs).map((cost) => sum(cost[0], [cost]));
    rows.sort((one, other) => other[3] - one[3]);
    const others = costs.filter((cost) => !differs(cost));
    return table([
        ["function", "by hand", "tspico", "difference"],
        ...rows,
        sum(`${others.length.toString()} others`, others),
    ]);
}
