/** The instructions that we emit, one emitter each. */
import type { Instruction, InstructionOf } from "../ir/instructions.ts";
import { emitCall, emitCallFunction, emitCallMethod, emitCallNative, emitNew, emitSuperConstruct } from "./calls.ts";
import { emitGetIndex, emitSetIndex } from "./elements.ts";
import type { FunctionContext } from "./function-context.ts";
import { emitCatch, emitIterateNext, emitIterateStart } from "./iteration.ts";
import {
    emitArrayRest,
    emitMakeFunction,
    emitMethodReference,
    emitNewArray,
    emitNewObject,
    emitObjectRest,
} from "./objects.ts";
import { emitBinary, emitCopy, emitInstanceOf, emitTemplate, emitUnary } from "./operators.ts";
import { emitDefineField, emitGetMethod, emitGetProperty, emitSetProperty } from "./properties.ts";
import {
    emitCheckInitialised,
    emitLoadCell,
    emitLoadGlobal,
    emitNewCell,
    emitStoreCell,
    emitStoreGlobal,
} from "./storage.ts";

type Emitters = {
    readonly [Op in Instruction["op"]]: (context: FunctionContext, instruction: InstructionOf<Op>) => void;
};

const EMITTERS: Emitters = {
    arrayRest: emitArrayRest,
    binary: emitBinary,
    call: emitCall,
    callFunction: emitCallFunction,
    callMethod: emitCallMethod,
    callNative: emitCallNative,
    catch: emitCatch,
    checkInitialised: emitCheckInitialised,
    copy: emitCopy,
    defineField: emitDefineField,
    getIndex: emitGetIndex,
    getMethod: emitGetMethod,
    getProperty: emitGetProperty,
    instanceOf: emitInstanceOf,
    iterateNext: emitIterateNext,
    iterateStart: emitIterateStart,
    loadCell: emitLoadCell,
    loadGlobal: emitLoadGlobal,
    makeFunction: emitMakeFunction,
    methodReference: emitMethodReference,
    narrow: emitCopy,
    new: emitNew,
    newArray: emitNewArray,
    newCell: emitNewCell,
    newObject: emitNewObject,
    objectRest: emitObjectRest,
    setIndex: emitSetIndex,
    setProperty: emitSetProperty,
    storeCell: emitStoreCell,
    storeGlobal: emitStoreGlobal,
    superConstruct: emitSuperConstruct,
    template: emitTemplate,
    unary: emitUnary,
};

export function emitInstruction<Op extends Instruction["op"]>(
    context: FunctionContext,
    instruction: InstructionOf<Op> & { readonly op: Op },
): void {
    EMITTERS[instruction.op](context, instruction);
}
