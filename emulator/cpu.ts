/**
 * Corrections to the Cortex-M0+ of rp2040js 1.4.1 (see docs/decisions): the flags of add/subtract
 * with carry and of shifts by a register, SEV, and waking from WFI while interrupts are masked.
 * Everything else is executed by rp2040js itself.
 */
import { EmulatedFault } from "./fault.ts";
import type { GuardedChip } from "./guarded-chip.ts";

type Core = GuardedChip["core"];
type Correction = (core: Core, opcode: number) => void;

const LSLS = 0b0100_0000_10;
const LSRS = 0b0100_0000_11;
const ASRS = 0b0100_0001_00;
const ADCS = 0b0100_0001_01;
const SBCS = 0b0100_0001_10;
const RORS = 0b0100_0001_11;
const HINTS = 0b1011_1111_01;
const SEV = 0xbf40;

function register(core: Core, index: number): number {
    return core.registers[index] ?? 0;
}

function setNegativeAndZero(core: Core, result: number): void {
    core.N = (result & 0x8000_0000) !== 0;
    core.Z = (result | 0) === 0;
}

/**
 * AddWithCarry of the ARMv6-M manual: the overflow comes from the operands before the carry is
 * added.
 */
function addWithCarry(core: Core, left: number, right: number, target: number): void {
    const carry = core.C ? 1 : 0;
    const sum = (left >>> 0) + (right >>> 0) + carry;
    const signed = (left | 0) + (right | 0) + carry;
    const result = sum >>> 0;
    core.registers[target] = result;
    setNegativeAndZero(core, result);
    core.C = sum > 0xffff_ffff;
    core.V = signed !== (result | 0);
}

/** Shift of `value` by 1..255: the result, and the last bit shifted out. */
type Shift = (value: number, amount: number) => { result: number; carry: boolean };

const bit = (value: number, index: number): boolean => ((value >>> index) & 1) === 1;

const shiftLeft: Shift = (value, amount) =>
    amount < 32
        ? { result: value << amount, carry: bit(value, 32 - amount) }
        : { result: 0, carry: amount === 32 && bit(value, 0) };

const shiftRight: Shift = (value, amount) =>
    amount < 32
        ? { result: value >>> amount, carry: bit(value, amount - 1) }
        : { result: 0, carry: amount === 32 && bit(value, 31) };

const shiftRightSigned: Shift = (value, amount) =>
    amount < 32
        ? { result: value >> amount, carry: bit(value, amount - 1) }
        : { result: value >> 31, carry: bit(value, 31) };

const rotateRight: Shift = (value, amount) => {
    const by = amount & 31;
    const result = by === 0 ? value : (value >>> by) | (value << (32 - by));
    return { result, carry: bit(result, 31) };
};

/** A shift by zero leaves the carry alone. */
function shifted(shift: Shift): Correction {
    return (core, opcode) => {
        const target = opcode & 7;
        const value = register(core, target);
        const amount = register(core, (opcode >> 3) & 7) & 0xff;
        if (amount === 0) {
            setNegativeAndZero(core, value);
            return;
        }
        const { result, carry } = shift(value, amount);
        core.registers[target] = result;
        setNegativeAndZero(core, result);
        core.C = carry;
    };
}

/** Indexed by the upper ten bits of the opcode. */
const corrections = new Map<number, Correction>([
    [LSLS, shifted(shiftLeft)],
    [LSRS, shifted(shiftRight)],
    [ASRS, shifted(shiftRightSigned)],
    [RORS, shifted(rotateRight)],
    [
        ADCS,
        (core, opcode) => addWithCarry(core, register(core, opcode & 7), register(core, (opcode >> 3) & 7), opcode & 7),
    ],
    [
        SBCS,
        (core, opcode) =>
            addWithCarry(core, register(core, opcode & 7), ~register(core, (opcode >> 3) & 7), opcode & 7),
    ],
]);
const isCorrected = new Uint8Array(1024);
for (const group of corrections.keys()) isCorrected[group] = 1;
isCorrected[HINTS] = 1;

function executeCorrected(core: Core, opcode: number): number {
    if (opcode === SEV) core.eventRegistered = true;
    else corrections.get(opcode >> 6)?.(core, opcode);
    core.PC += 2;
    core.cycles++;
    return 1;
}

/** Enters the handlers of interrupts that are due. */
export function takeInterrupts(chip: GuardedChip): void {
    const { core } = chip;
    while (core.interruptsUpdated && core.checkForInterrupts()) core.waiting = false;
}

/**
 * Executes one instruction and returns its cycles. Throws EmulatedFault; the program counter is
 * then of no use.
 */
export function executeInstruction(chip: GuardedChip): number {
    const { core } = chip;
    // rp2040js looks for interrupts inside its own step, which would run the handler's first
    // instruction uncorrected.
    takeInterrupts(chip);
    const opcode = chip.readUint16(core.PC & ~1);
    const group = opcode >> 6;
    if (isCorrected[group] === 1 && (group !== HINTS || opcode === SEV)) return executeCorrected(core, opcode);
    return core.executeInstruction();
}

/** True when something pends that ends WFI or WFE although PRIMASK keeps it from being taken. */
function masksPendingInterrupt(core: Core): boolean {
    if (!core.PM) return false;
    const pending = (core.pendingInterrupts & core.enabledInterrupts) !== 0;
    return pending || core.pendingSystick || core.pendingPendSV;
}

/** True when the core sleeps and nothing that has already happened ends its sleep. */
export function isAsleep(chip: GuardedChip): boolean {
    const { core } = chip;
    if (core.waiting && masksPendingInterrupt(core)) core.waiting = false;
    return core.waiting;
}

/**
 * Corrects how interrupts end a sleep: rp2040js enters the handler although PRIMASK is set, and
 * lets a sleeping handler be preempted by an interrupt of its own priority.
 */
export function correctWaking(chip: GuardedChip): void {
    const { core } = chip;
    const takeInterrupt = core.checkForInterrupts.bind(core);
    core.checkForInterrupts = () => {
        const slept = core.waiting;
        core.waiting = false;
        const taken = takeInterrupt();
        core.waiting = slept && !taken && !masksPendingInterrupt(core);
        return taken;
    };
}

/**
 * Enters the HardFault handler as the silicon does, with `pc` as the stacked address; false where
 * the core locks up.
 */
export function takeHardFault(chip: GuardedChip, pc: number): boolean {
    const { core } = chip;
    const HARD_FAULT = 3;
    if (core.IPSR === HARD_FAULT || core.IPSR === 2) return false;
    core.PC = pc;
    core.waiting = false;
    try {
        core.exceptionEntry(HARD_FAULT);
    } catch (error) {
        if (error instanceof EmulatedFault) return false;
        throw error;
    }
    core.PC &= ~1;
    return true;
}
