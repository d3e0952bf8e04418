/**
 * Makes instructions one by one. What several visitors or passes make has a method; the others are
 * given to `emit`.
 */
import type { Instruction, InstructionOf } from "./instructions.ts";
import type { Block, Span } from "./program.ts";

type WithoutSpan<T> = T extends unknown ? Omit<T, "span"> : never;

/** An instruction without what the maker knows of it. */
type Parts<Op extends Instruction["op"]> = Omit<InstructionOf<Op>, "op" | "span">;

export class InstructionMaker {
    /** Where instructions go. */
    current: Block;
    /** The span of instructions made from now on. */
    span: Span;

    constructor(current: Block, span: Span) {
        this.current = current;
        this.span = span;
    }

    emit(instruction: WithoutSpan<Instruction>): void {
        this.current.instructions.push({ ...instruction, span: this.span });
    }

    arrayRest(operands: Parts<"arrayRest">): void {
        this.emit({ op: "arrayRest", ...operands });
    }

    binary(operands: Parts<"binary">): void {
        this.emit({ op: "binary", ...operands });
    }

    call(operands: Parts<"call">): void {
        this.emit({ op: "call", ...operands });
    }

    callFunction(operands: Parts<"callFunction">): void {
        this.emit({ op: "callFunction", ...operands });
    }

    callMethod(operands: Parts<"callMethod">): void {
        this.emit({ op: "callMethod", ...operands });
    }

    callNative(operands: Parts<"callNative">): void {
        this.emit({ op: "callNative", ...operands });
    }

    catch(operands: Parts<"catch">): void {
        this.emit({ op: "catch", ...operands });
    }

    copy(operands: Parts<"copy">): void {
        this.emit({ op: "copy", ...operands });
    }

    getIndex(operands: Parts<"getIndex">): void {
        this.emit({ op: "getIndex", ...operands });
    }

    getMethod(operands: Parts<"getMethod">): void {
        this.emit({ op: "getMethod", ...operands });
    }

    getProperty(operands: Parts<"getProperty">): void {
        this.emit({ op: "getProperty", ...operands });
    }

    instanceOf(operands: Parts<"instanceOf">): void {
        this.emit({ op: "instanceOf", ...operands });
    }

    iterateNext(operands: Parts<"iterateNext">): void {
        this.emit({ op: "iterateNext", ...operands });
    }

    iterateStart(operands: Parts<"iterateStart">): void {
        this.emit({ op: "iterateStart", ...operands });
    }

    loadCell(operands: Parts<"loadCell">): void {
        this.emit({ op: "loadCell", ...operands });
    }

    loadGlobal(operands: Parts<"loadGlobal">): void {
        this.emit({ op: "loadGlobal", ...operands });
    }

    loadIntrinsic(operands: Parts<"loadIntrinsic">): void {
        this.emit({ op: "loadIntrinsic", ...operands });
    }

    methodReference(operands: Parts<"methodReference">): void {
        this.emit({ op: "methodReference", ...operands });
    }

    new(operands: Parts<"new">): void {
        this.emit({ op: "new", ...operands });
    }

    newArray(operands: Parts<"newArray">): void {
        this.emit({ op: "newArray", ...operands });
    }

    newObject(operands: Parts<"newObject">): void {
        this.emit({ op: "newObject", ...operands });
    }

    objectRest(operands: Parts<"objectRest">): void {
        this.emit({ op: "objectRest", ...operands });
    }

    setProperty(operands: Parts<"setProperty">): void {
        this.emit({ op: "setProperty", ...operands });
    }

    storeGlobal(operands: Parts<"storeGlobal">): void {
        this.emit({ op: "storeGlobal", ...operands });
    }

    template(operands: Parts<"template">): void {
        this.emit({ op: "template", ...operands });
    }

    unary(operands: Parts<"unary">): void {
        this.emit({ op: "unary", ...operands });
    }

    superConstruct(operands: Parts<"superConstruct">): void {
        this.emit({ op: "superConstruct", ...operands });
    }

    defineField(operands: Parts<"defineField">): void {
        this.emit({ op: "defineField", ...operands });
    }

    storeCell(operands: Parts<"storeCell">): void {
        this.emit({ op: "storeCell", ...operands });
    }

    makeFunction(operands: Parts<"makeFunction">): void {
        this.emit({ op: "makeFunction", ...operands });
    }
}
