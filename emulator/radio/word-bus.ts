/**
 * The bus by words: stands in for the state machine that the SDK's driver sets up (its program
 * sends X + 1 bits and receives Y + 1), and moves a word where the program moves 32 bits, in the
 * same time.
 */
import type { StateMachine } from "rp2040js";
import type { MachineSubstitute } from "../pio.ts";
import type { GspiPort } from "./gspi.ts";
import { CLOCK_PIN, DATA_PIN } from "./wiring.ts";

const BITS = 32;
/** The programs of the driver take two instructions for a bit. */
const CLOCKS_PER_BIT = 2;
const TX_STALL = 1 << 24;

export class WordBus implements MachineSubstitute {
    readonly clocksPerStep = BITS * CLOCKS_PER_BIT;
    private toSend = 0;
    private toReceive = 0;
    /** Set between a restart of the machine and its first step. */
    private restarted = false;

    constructor(private readonly port: GspiPort) {}

    replaces(machine: StateMachine): boolean {
        return machine.sidesetBase === CLOCK_PIN && machine.outBase === DATA_PIN;
    }

    /**
     * To be called when the machine is restarted: what it finds in X and Y after that is a new
     * transfer.
     */
    restart(): void {
        this.restarted = true;
    }

    stalled(machine: StateMachine): boolean {
        if (this.restarted) {
            this.restarted = false;
            this.toSend = Math.floor((machine.x + 1) / BITS);
            this.toReceive = Math.floor((machine.y + 1) / BITS);
        }
        if (this.toSend > 0) return machine.txFIFO.empty;
        if (this.toReceive > 0) return machine.rxFIFO.full;
        this.reportStall(machine);
        return true;
    }

    step(machine: StateMachine): void {
        const { dma } = machine.rp2040;
        if (this.toSend > 0) {
            this.toSend--;
            this.port.put(machine.txFIFO.pull());
            dma.setDREQ(machine.dreqTx);
        } else {
            this.toReceive--;
            machine.rxFIFO.push(this.port.take());
            dma.setDREQ(machine.dreqRx);
        }
    }

    /** The program is back at its first instruction, which finds nothing to send. */
    private reportStall(machine: StateMachine): void {
        const bit = TX_STALL << machine.index;
        const { pio } = machine;
        if ((pio.txStall & bit) !== 0 || !machine.txFIFO.empty) return;
        pio.txStall |= bit;
        pio.fdebug |= bit;
        machine.outputShiftCount = BITS;
    }
}
