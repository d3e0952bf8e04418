/**
 * Runs the PIO state machines in step with the CPU. rp2040js runs them in bursts of its own, from a host timer, at one
 * instruction per cycle whatever the divider; here an enabled machine executes one instruction per divided clock and pays
 * its delay cycles.
 */
import type { RPPIO, StateMachine } from "rp2040js";
import type { GuardedChip } from "./guarded-chip.ts";

/** Divider unit: the hardware's fraction has eight bits. */
const UNIT = 256;

class MachineClock {
    private credit = 0;

    constructor(private readonly machine: StateMachine) {}

    /** True when the machine would do nothing however long it is clocked. */
    get stalled(): boolean {
        const { machine } = this;
        if (!machine.enabled) return true;
        if (machine.waiting) machine.checkWait();
        return machine.waiting;
    }

    advance(cycles: number): void {
        const { machine } = this;
        if (this.stalled) {
            this.credit = 0;
            return;
        }
        const divider = (machine.clockDivInt === 0 ? 65536 : machine.clockDivInt) * UNIT + machine.clockDivFrac;
        this.credit += cycles * UNIT;
        while (this.credit >= divider && machine.enabled) {
            const before = machine.cycles;
            machine.step();
            machine.pio.checkChangedPins();
            if (machine.waiting) {
                this.credit = 0;
                return;
            }
            this.credit -= divider * Math.max(1, machine.cycles - before);
        }
    }
}

export class PioRunner {
    private readonly blocks: { pio: RPPIO; machines: MachineClock[] }[];
    private readonly first: RPPIO;
    private readonly second: RPPIO;

    constructor(chip: GuardedChip) {
        const [first, second] = chip.pio;
        if (first === undefined || second === undefined) throw new Error("an RP2040 has two PIO blocks");
        this.first = first;
        this.second = second;
        this.blocks = chip.pio.map((pio) => {
            pio.run = () => {
                // Stepped by `advance` instead.
            };
            return { pio, machines: pio.machines.map((machine) => new MachineClock(machine)) };
        });
    }

    /** True while some state machine has work, so that time must not jump. */
    get busy(): boolean {
        return this.blocks.some(({ pio, machines }) => !pio.stopped && machines.some((machine) => !machine.stalled));
    }

    /** True when no state machine is enabled. Asked after every instruction, so that the usual case stays cheap. */
    get stopped(): boolean {
        return this.first.stopped && this.second.stopped;
    }

    advance(cycles: number): void {
        for (const { pio, machines } of this.blocks) {
            if (pio.stopped) continue;
            for (const machine of machines) machine.advance(cycles);
        }
    }
}
