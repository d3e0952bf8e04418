/**
 * Makes functions block by block. What follows a terminator is dead until the next `start` and is
 * dropped.
 */
import { blockMayThrow, operandsOf, successorsOf, targetsOf, terminatorOperand, isLocal } from "./effects.ts";
import type { Terminator } from "./instructions.ts";
import { InstructionMaker } from "./maker.ts";
import type {
    AsClass,
    Block,
    ClassDeclaration,
    ClassForm,
    Constant,
    FunctionKind,
    IrFunction,
    Local,
    LocalKind,
    NativeMethod,
    Operand,
    Span,
    Uninitialised,
} from "./program.ts";

export const UNDEFINED: Constant = { kind: "constant", value: undefined };
export const UNINITIALISED: Uninitialised = { kind: "uninitialised" };

export function constant(value: Constant["value"]): Constant {
    return { kind: "constant", value };
}

export interface FunctionOptions {
    readonly id: number;
    readonly name: string;
    readonly title?: string | undefined;
    readonly text?: string | undefined;
    readonly kind: FunctionKind;
    readonly span: Span;
    readonly usesThis: boolean;
    readonly rest?: boolean;
    readonly owner?: ClassDeclaration | undefined;
    readonly asClass?: AsClass;
    readonly isConstructor?: true;
    readonly length?: number;
    readonly isBuiltIn?: true;
    readonly method?: NativeMethod;
    readonly classForm?: ClassForm;
    readonly takesNewTarget?: boolean;
}

export class FunctionBuilder extends InstructionMaker {
    readonly function: IrFunction;
    /** The handler of blocks made from now on. */
    handler: Block | undefined;
    private blockCount = 1;

    constructor(options: FunctionOptions) {
        const entry = newBlock(0, "entry", undefined);
        super(entry, options.span);
        const locals: Local[] = [];
        const thisLocal: Local = { id: 0, name: "this", kind: "this", cell: false };
        if (options.usesThis) locals.push(thisLocal);
        this.function = {
            id: options.id,
            name: options.name,
            title: options.title,
            text: options.text ?? `function ${options.name}() { [native code] }`,
            kind: options.kind,
            span: options.span,
            thisLocal: options.usesThis ? thisLocal : undefined,
            parameters: [],
            rest: options.rest ?? false,
            captures: [],
            locals,
            blocks: [entry],
            entry,
            owner: options.owner,
            ...(options.asClass && { asClass: options.asClass }),
            ...(options.isConstructor && { isConstructor: options.isConstructor }),
            ...(options.length === undefined ? {} : { length: options.length }),
            ...(options.isBuiltIn && { isBuiltIn: options.isBuiltIn }),
            ...(options.method && { method: options.method }),
            ...(options.classForm && { classForm: options.classForm }),
            ...(options.takesNewTarget === true && { takesNewTarget: true as const }),
        };
    }

    local(name: string, kind: LocalKind, cell = false): Local {
        const local: Local = { id: this.function.locals.length, name, kind, cell };
        this.function.locals.push(local);
        if (kind === "parameter") this.function.parameters.push(local);
        if (kind === "capture") this.function.captures.push(local);
        return local;
    }

    temporary(name: string): Local {
        return this.local(name, "temporary");
    }

    /** A block that is not part of the function until it is started. */
    block(label: string): Block {
        return newBlock(this.blockCount++, label, this.handler);
    }

    /**
     * Continues in `block`; control falls into it from the current block if that has no terminator
     * yet.
     */
    start(block: Block): void {
        this.jump(block);
        this.function.blocks.push(block);
        this.current = block;
    }

    jump(to: Block): void {
        this.terminate({ op: "jump", to });
    }

    branch(condition: Operand, then: Block, otherwise: Block): void {
        this.terminate({ op: "branch", span: this.span, condition, then, otherwise });
    }

    return(value: Operand): void {
        this.terminate({ op: "return", span: this.span, value });
    }

    throw(value: Operand): void {
        this.terminate({ op: "throw", span: this.span, value });
    }

    /**
     * Returns undefined where control can reach the end, then drops dead blocks and the locals that
     * only they used.
     */
    finish(): IrFunction {
        this.return(UNDEFINED);
        removeDeadBlocks(this.function);
        removeUnusedLocals(this.function);
        return this.function;
    }

    /**
     * Instructions that `make` emits go to the end of the entry, whatever control does behind it.
     */
    atEntry(make: () => void): void {
        const { current, span } = this;
        this.current = this.function.entry;
        this.span = this.function.span;
        make();
        this.current = current;
        this.span = span;
    }

    private terminate(terminator: Terminator): void {
        this.current.terminator = terminator;
        this.current = this.block("dead");
    }
}

function newBlock(id: number, label: string, handler: Block | undefined): Block {
    return { id, label, instructions: [], terminator: { op: "unreachable" }, handler, within: handler };
}

/** Puts what `make` emits before the first instruction of a finished function. */
export function prepend(irFunction: IrFunction, span: Span, make: (maker: InstructionMaker) => void): void {
    const before = newBlock(0, "before", undefined);
    make(new InstructionMaker(before, span));
    irFunction.entry.instructions.unshift(...before.instructions);
}

/**
 * Blocks that control cannot reach go; a handler that no block can raise to is no longer anybody's
 * handler.
 */
export function removeDeadBlocks(irFunction: IrFunction): void {
    const reached = new Set<Block>([irFunction.entry]);
    for (const block of reached) {
        if (block.handler !== undefined && !blockMayThrow(block)) block.handler = undefined;
        if (block.handler !== undefined) reached.add(block.handler);
        for (const successor of successorsOf(block)) reached.add(successor);
    }
    const live = irFunction.blocks.filter((block) => reached.has(block));
    irFunction.blocks.splice(0, irFunction.blocks.length, ...live);
}

export function removeUnusedLocals(irFunction: IrFunction): void {
    const used = new Set<Local>([...irFunction.parameters, ...irFunction.captures]);
    if (irFunction.thisLocal !== undefined) used.add(irFunction.thisLocal);
    for (const block of irFunction.blocks) {
        for (const instruction of block.instructions) {
            for (const target of targetsOf(instruction)) used.add(target);
            for (const operand of operandsOf(instruction)) if (isLocal(operand)) used.add(operand);
        }
        const operand = terminatorOperand(block.terminator);
        if (operand !== undefined && isLocal(operand)) used.add(operand);
    }
    const live = irFunction.locals.filter((local) => used.has(local));
    irFunction.locals.splice(0, irFunction.locals.length, ...live);
}
