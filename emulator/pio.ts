/**
 * Runs the PIO state machines in step with the CPU. rp2040js runs them in bursts of its own, from a
 * host timer, at one instruction per cycle whatever the divider; here an enabled machine executes
 * one instruction per divided clock and pays its delay cycles.
 */
import type { RPPIO, StateMachine } from "rp2040js";
import type { GuardedChip } from "./guarded-chip.ts";

/** Divider unit: the hardware's fraction has eight bits. */
const UNIT = 256;

/**
 * Runs in place of the programs of some state machines, in larger steps, at the machine's clock.
 */
export interface MachineSubstitute {
    /** The machine's own clocks in one step. */
    readonly clocksPerStep: number;
    /** Whether it stands in for this machine, as its pins are set now. */
    replaces(machine: StateMachine): boolean;
    /** True when a step would do nothing. */
    stalled(machine: StateMachine): boolean;
    step(machine: StateMachine): void;
}

class MachineClock {
    substitute: MachineSubstitute | undefined;
    private credit = 0;
    /** Pin control for which `replaced` was found out. */
    private pinControl: number | undefined;
    private replaced = false;

    constructor(private readonly machine: StateMachine) {}

    /** True when the machine would do nothing however long it is clocked. */
    get stalled(): boolean {
        const { machine } = this;
        if (!machine.enabled) return true;
        const substitute = this.inForce();
        if (substitute !== undefined) return substitute.stalled(machine);
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
        const substitute = this.inForce();
        if (substitute !== undefined) {
            this.advanceSubstitute(substitute, divider * substitute.clocksPerStep);
            return;
        }
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

    private advanceSubstitute(substitute: MachineSubstitute, stepCost: number): void {
        const { machine } = this;
        while (this.credit >= stepCost) {
            this.credit -= stepCost;
            substitute.step(machine);
            if (!machine.enabled || substitute.stalled(machine)) {
                this.credit = 0;
                return;
            }
        }
    }

    private inForce(): MachineSubstitute | undefined {
        const { machine, substitute } = this;
        if (substitute === undefined) return undefined;
        if (machine.pinCtrl !== this.pinControl) {
            this.pinControl = machine.pinCtrl;
            this.replaced = substitute.replaces(machine);
        }
        return this.replaced ? substitute : undefined;
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

    /** Lets something run in place of the programs of the machines that it replaces. */
    set substitute(substitute: MachineSubstitute) {
        for (const { machines } of this.blocks) for (const machine of machines) machine.substitute = substitute;
    }

    /** True while some state machine has work, so that time must not jump. */
    get busy(): boolean {
        return this.blocks.some(({ pio, machines }) => !pio.stopped && machines.some((machine) => !machine.stalled));
    }

    /**
     * True when no state machine is enabled. Asked after every instruction, so that the usual case
     * stays cheap.
     */
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
