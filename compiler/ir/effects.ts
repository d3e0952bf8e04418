/**
 * What an instruction reads, assigns and can do, before anything is known of its operands' types. Passes that know types refine it.
 */
import type { Instruction, Terminator } from "./instructions.ts";
import type { Block, Local, Operand } from "./program.ts";

export interface Effects {
    /** Reads a cell, global, field or element. */
    readonly reads: boolean;
    /** Writes a cell, global, field or element. */
    readonly writes: boolean;
    /** Can run code of the program. */
    readonly calls: boolean;
    readonly mayThrow: boolean;
    readonly allocates: boolean;
}

const NONE: Effects = { reads: false, writes: false, calls: false, mayThrow: false, allocates: false };
const READ: Effects = { ...NONE, reads: true };
const WRITE: Effects = { ...NONE, writes: true };
const THROW: Effects = { ...NONE, mayThrow: true };
const ALLOCATE: Effects = { ...NONE, mayThrow: true, allocates: true };
const READ_AND_ALLOCATE: Effects = { ...ALLOCATE, reads: true };
const ANYTHING: Effects = { reads: true, writes: true, calls: true, mayThrow: true, allocates: true };

const EFFECTS: Record<Instruction["op"], Effects> = {
    arrayRest: READ_AND_ALLOCATE,
    binary: ALLOCATE,
    call: ANYTHING,
    callFunction: ANYTHING,
    callMethod: ANYTHING,
    callNative: ANYTHING,
    catch: NONE,
    checkInitialised: THROW,
    copy: NONE,
    defineField: WRITE,
    getIndex: { ...READ, mayThrow: true },
    getMethod: { ...READ, mayThrow: true },
    getProperty: { ...READ, mayThrow: true },
    instanceOf: NONE,
    iterateNext: READ_AND_ALLOCATE,
    iterateStart: THROW,
    loadCell: READ,
    loadGlobal: READ,
    makeFunction: ALLOCATE,
    methodReference: ALLOCATE,
    narrow: NONE,
    new: ANYTHING,
    newArray: READ_AND_ALLOCATE,
    newCell: ALLOCATE,
    newObject: READ_AND_ALLOCATE,
    objectRest: READ_AND_ALLOCATE,
    setIndex: { ...WRITE, mayThrow: true, allocates: true },
    setProperty: { ...WRITE, mayThrow: true },
    storeCell: WRITE,
    storeGlobal: WRITE,
    superConstruct: ANYTHING,
    template: ALLOCATE,
    unary: ALLOCATE,
};

export function effectsOf(instruction: Instruction): Effects {
    return EFFECTS[instruction.op];
}

/** The locals that an instruction assigns. */
export function targetsOf(instruction: Instruction): Local[] {
    switch (instruction.op) {
        case "iterateNext":
            return [instruction.done, instruction.value, instruction.position];
        case "storeCell":
        case "storeGlobal":
        case "setProperty":
        case "setIndex":
        case "defineField":
        case "superConstruct":
            return [];
        default:
            return instruction.target === undefined ? [] : [instruction.target];
    }
}

/**
 * Calls `visit` on each operand in the order of evaluation and stores what it returns. Operands that have to be locals (cells, `this`,
 * an iteration's position) are visited too; a visitor that replaces those must return a local.
 */
// eslint-disable-next-line max-lines-per-function -- one case an instruction
export function mapOperands(instruction: Instruction, visit: (operand: Operand) => Operand): void {
    const visitLocal = (local: Local): Local => {
        const replaced = visit(local);
        if (!isLocal(replaced)) throw new Error(`${instruction.op} needs a local`);
        return replaced;
    };
    const visitAll = (operands: Operand[]): void => {
        operands.forEach((operand, index) => {
            operands[index] = visit(operand);
        });
    };
    const visitArguments = (call: { arguments: Operand[]; spread?: Operand }): void => {
        visitAll(call.arguments);
        if (call.spread !== undefined) call.spread = visit(call.spread);
    };
    switch (instruction.op) {
        case "copy":
        case "objectRest":
        case "arrayRest":
            instruction.source = visit(instruction.source);
            break;
        case "narrow":
            instruction.source = visitLocal(instruction.source);
            break;
        case "unary":
            instruction.operand = visit(instruction.operand);
            break;
        case "binary":
            instruction.left = visit(instruction.left);
            instruction.right = visit(instruction.right);
            break;
        case "template":
            visitAll(instruction.parts);
            break;
        case "instanceOf":
        case "newCell":
        case "storeGlobal":
        case "checkInitialised":
            instruction.value = visit(instruction.value);
            break;
        case "loadCell":
            instruction.cell = visitLocal(instruction.cell);
            break;
        case "storeCell":
            instruction.cell = visitLocal(instruction.cell);
            instruction.value = visit(instruction.value);
            break;
        case "getProperty":
        case "getMethod":
            instruction.object = visit(instruction.object);
            break;
        case "setProperty":
            instruction.object = visit(instruction.object);
            instruction.value = visit(instruction.value);
            break;
        case "getIndex":
            instruction.object = visit(instruction.object);
            instruction.index = visit(instruction.index);
            break;
        case "setIndex":
            instruction.object = visit(instruction.object);
            instruction.index = visit(instruction.index);
            instruction.value = visit(instruction.value);
            break;
        case "defineField":
            instruction.object = visitLocal(instruction.object);
            instruction.value = visit(instruction.value);
            break;
        case "newObject":
        case "newArray":
            for (const part of instruction.parts) part.value = visit(part.value);
            break;
        case "makeFunction":
            visitAll(instruction.captures);
            break;
        case "call":
            instruction.callee = visit(instruction.callee);
            instruction.thisArgument = visit(instruction.thisArgument);
            visitArguments(instruction);
            break;
        case "callMethod":
            instruction.object = visit(instruction.object);
            if (instruction.method !== undefined) instruction.method = visitLocal(instruction.method);
            visitArguments(instruction);
            break;
        case "callFunction":
        case "callNative":
            if (instruction.thisArgument !== undefined) instruction.thisArgument = visit(instruction.thisArgument);
            visitArguments(instruction);
            break;
        case "new":
            visitArguments(instruction);
            break;
        case "superConstruct":
            instruction.thisLocal = visitLocal(instruction.thisLocal);
            visitArguments(instruction);
            break;
        case "iterateStart":
            instruction.iterable = visit(instruction.iterable);
            break;
        case "iterateNext":
            instruction.position = visitLocal(instruction.position);
            instruction.iterable = visit(instruction.iterable);
            break;
        case "catch":
        case "loadGlobal":
        case "methodReference":
            break;
    }
}

export function operandsOf(instruction: Instruction): Operand[] {
    const operands: Operand[] = [];
    mapOperands(instruction, (operand) => {
        operands.push(operand);
        return operand;
    });
    return operands;
}

export function terminatorOperand(terminator: Terminator): Operand | undefined {
    switch (terminator.op) {
        case "branch":
            return terminator.condition;
        case "return":
        case "throw":
            return terminator.value;
        default:
            return undefined;
    }
}

/** Where control goes at the end of the block; the handler is not among them. */
export function successorsOf(block: Block): Block[] {
    switch (block.terminator.op) {
        case "jump":
            return [block.terminator.to];
        case "branch":
            return [block.terminator.then, block.terminator.otherwise];
        default:
            return [];
    }
}

/** Whether an exception can leave the block's instructions or its terminator. */
export function blockMayThrow(block: Block): boolean {
    return block.terminator.op === "throw" || block.instructions.some((instruction) => effectsOf(instruction).mayThrow);
}

export function isLocal(operand: Operand): operand is Local {
    return "id" in operand;
}
