/** The transfer function of each instruction. */
import type { Instruction, InstructionOf } from "../../ir/instructions.ts";
import { BOOLEAN_TYPE, intType, isNever, join, NEVER, shapeType, STRING_TYPE } from "../../types/lattice.ts";
import type { CellShape, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import {
    transferCall,
    transferCallFunction,
    transferCallMethod,
    transferCallNative,
    transferNew,
    transferSuperConstruct,
} from "./calls.ts";
import type { Frame } from "./frame.ts";
import { byInstance } from "./instances.ts";
import { transferNewObject, transferObjectRest } from "./literals.ts";
import { hasObjects, hasObjectsWithoutText, onlyText } from "./text.ts";
import { binaryType, unaryType } from "./operators.ts";
import {
    elementsOfIterable,
    transferArrayRest,
    transferDefineField,
    transferGetIndex,
    transferGetMethod,
    transferGetProperty,
    transferNewArray,
    transferSetIndex,
    transferSetProperty,
} from "./properties.ts";

type Transfers = { readonly [Op in Instruction["op"]]: (frame: Frame, instruction: InstructionOf<Op>) => void };

const isCell = (shape: Shape): shape is CellShape => shape.kind === "cell";

function refuseObjects(
    frame: Frame,
    instruction: Instruction,
    kind: "arithmetic" | "conversion",
    types: readonly Type[],
): void {
    if (types.some(hasObjects)) {
        frame.refuse(instruction.span, kind, instruction.op);
    }
}

function transferUnary(frame: Frame, instruction: InstructionOf<"unary">): void {
    const operand = frame.type(instruction.operand);
    if (instruction.operator !== "not" && instruction.operator !== "typeof") {
        refuseObjects(frame, instruction, "arithmetic", [operand]);
        throwsForStrings(frame, operand);
    }
    frame.set(instruction.target, unaryType(instruction.operator, operand));
}

/** Looking into a rope may need memory. */
function throwsForStrings(frame: Frame, ...operands: Type[]): void {
    if (operands.some((type) => type.string !== undefined)) {
        frame.throwsNative("RangeError");
    }
}

function transferBinary(frame: Frame, instruction: InstructionOf<"binary">): void {
    const left = frame.type(instruction.left);
    const right = frame.type(instruction.right);
    if (instruction.operator === "add" && onlyText(left) !== onlyText(right)) {
        if (hasObjectsWithoutText(frame.world, onlyText(left) ? right : left)) {
            frame.refuse(instruction.span, "conversion", instruction.op);
        }
    } else if (!/Equal$/.test(instruction.operator) || /^less|^greater/.test(instruction.operator)) {
        refuseObjects(frame, instruction, "arithmetic", [left, right]);
    } else if (instruction.operator.startsWith("loose") && left.shapes.size > 0 !== right.shapes.size > 0) {
        refuseLooseObjects(frame, instruction, left, right);
    }
    throwsForStrings(frame, left, right);
    frame.set(instruction.target, binaryType(instruction.operator, left, right));
}

/** `object == null` is fine; `object == 1` would convert the object. */
function refuseLooseObjects(frame: Frame, instruction: InstructionOf<"binary">, left: Type, right: Type): void {
    const other = left.shapes.size > 0 ? right : left;
    if (other.string !== undefined || other.number !== undefined || other.true || other.false) {
        frame.refuse(instruction.span, "arithmetic", instruction.op);
    }
}

function transferTemplate(frame: Frame, instruction: InstructionOf<"template">): void {
    const parts = instruction.parts.map((part) => frame.type(part));
    if (parts.some((part) => hasObjectsWithoutText(frame.world, part))) {
        frame.refuse(instruction.span, "conversion", instruction.op);
    }
    frame.throwsNative("RangeError");
    frame.set(instruction.target, parts.some((part) => part === NEVER) ? NEVER : STRING_TYPE);
}

function transferInstanceOf(frame: Frame, instruction: InstructionOf<"instanceOf">): void {
    const value = frame.type(instruction.value);
    const [instances, others] = byInstance(value, instruction.classReference);
    frame.set(instruction.target, { ...NEVER, true: !isNever(instances), false: !isNever(others) });
}

function transferNewCell(frame: Frame, instruction: InstructionOf<"newCell">): void {
    const cell = frame.world.cellAt(frame.key, instruction.target.name);
    frame.world.growField(cell.content, frame.type(instruction.value));
    frame.throwsNative("RangeError");
    frame.set(instruction.target, shapeType(cell));
}

function transferLoadCell(frame: Frame, instruction: InstructionOf<"loadCell">): void {
    let result = NEVER;
    for (const shape of frame.type(instruction.cell).shapes) {
        result = isCell(shape) ? join(result, shape.content.type) : result;
    }
    frame.set(instruction.target, result);
    frame.lastResult = result;
}

function transferStoreCell(frame: Frame, instruction: InstructionOf<"storeCell">): void {
    for (const shape of frame.type(instruction.cell).shapes) {
        if (isCell(shape)) {
            frame.world.growField(shape.content, frame.type(instruction.value));
        }
    }
}

function transferCheck(frame: Frame, instruction: InstructionOf<"checkInitialised">): void {
    const value = frame.type(instruction.value);
    if (value.absent) {
        frame.throwsNative("ReferenceError");
    }
    frame.set(instruction.target, { ...value, absent: false });
    frame.lastResult = frame.type(instruction.target);
}

function transferMakeFunction(frame: Frame, instruction: InstructionOf<"makeFunction">): void {
    const shape = frame.world.functionValue(instruction.function, frame.instance);
    instruction.captures.forEach((capture, index) => {
        const local = instruction.function.captures[index];
        if (local !== undefined) {
            frame.world.capture(shape, local, frame.type(capture));
        }
    });
    frame.throwsNative("RangeError");
    frame.instance.resolutions.set(instruction, { functionShape: shape });
    frame.set(instruction.target, shapeType(shape));
}

function transferIterateNext(frame: Frame, instruction: InstructionOf<"iterateNext">): void {
    const iterable = frame.type(instruction.iterable);
    throwsForStrings(frame, iterable);
    frame.set(instruction.done, BOOLEAN_TYPE);
    frame.set(instruction.value, elementsOfIterable(iterable));
    frame.set(instruction.position, intType(0, 2147483647));
}

const TRANSFERS: Transfers = {
    arrayRest: transferArrayRest,
    binary: transferBinary,
    call: transferCall,
    callFunction: transferCallFunction,
    callMethod: transferCallMethod,
    callNative: transferCallNative,
    catch: (frame, instruction) => frame.set(instruction.target, frame.world.caught(frame.instance, frame.block).type),
    checkInitialised: transferCheck,
    copy: (frame, instruction) => frame.set(instruction.target, frame.type(instruction.source)),
    defineField: transferDefineField,
    getIndex: transferGetIndex,
    getMethod: transferGetMethod,
    getProperty: transferGetProperty,
    instanceOf: transferInstanceOf,
    iterateNext: transferIterateNext,
    iterateStart: (frame, instruction) => {
        frame.throwsNative("TypeError");
        frame.set(instruction.target, intType(0, 0));
    },
    loadCell: transferLoadCell,
    loadGlobal: (frame, instruction) => {
        frame.set(instruction.target, frame.world.globalType(instruction.global));
        frame.lastResult = frame.type(instruction.target);
    },
    makeFunction: transferMakeFunction,
    methodReference: (frame, instruction) => {
        const method = instruction.owner.methods.get(instruction.name);
        frame.set(
            instruction.target,
            method === undefined ? NEVER : shapeType(frame.world.functionValue(method, undefined)),
        );
    },
    narrow: (frame, instruction) => frame.set(instruction.target, frame.type(instruction.source)),
    new: transferNew,
    newArray: transferNewArray,
    newCell: transferNewCell,
    newObject: transferNewObject,
    objectRest: transferObjectRest,
    setIndex: transferSetIndex,
    setProperty: transferSetProperty,
    storeCell: transferStoreCell,
    storeGlobal: (frame, instruction) => frame.world.growGlobal(instruction.global, frame.type(instruction.value)),
    superConstruct: transferSuperConstruct,
    template: transferTemplate,
    unary: transferUnary,
};

function apply<Op extends Instruction["op"]>(frame: Frame, instruction: InstructionOf<Op> & { readonly op: Op }): void {
    TRANSFERS[instruction.op](frame, instruction);
}

export function transfer(frame: Frame, instruction: Instruction): void {
    frame.lastResult = undefined;
    apply(frame, instruction);
}
