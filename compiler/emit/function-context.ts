/**
 * Emits one function: folds temporaries that are used once into the expression that uses them, and
 * tests for a pending exception after whatever may have raised one.
 *
 * Folding keeps JavaScript's order: an expression that waits for its use is written out before a
 * statement that could change what it reads.
 */
import { addressOf, assign, call, expressionStatement, identifier, ifStatement, literal, unary } from "../c/ast.ts";
import type { CExpression, CPosition, CStatement } from "../c/ast.ts";
import { ARRIVED, raises } from "../ir/arrived.ts";
import { isLocal, readsOf, writesOf } from "../ir/effects.ts";
import type { Span } from "../ir/program.ts";
import type { TypedBlock, TypedFunction, TypedInstruction, TypedLocal, TypedOperand } from "../ir/typed.ts";
import { Uses } from "../ir/uses.ts";
import { singleNumber } from "../types/numbers.ts";
import type { Representation } from "../types/representation.ts";
import type { Shape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import { constantValue } from "./constants.ts";
import { cDeclarator, structOf, zeroOf } from "./ctypes.ts";
import type { ProgramContext } from "./program-context.ts";
import {
    convert,
    INT32,
    NEVER,
    onlyNumbers,
    TAGGED,
    toBits,
    toInt32,
    TYPE_INT32,
    TYPE_UNDEFINED,
    VOID,
} from "./value.ts";
import type { Value } from "./value.ts";
import { keptAs, Variables } from "./variables.ts";
import { WayOut } from "./way-out.ts";

/** What the local keeps of a value. */
function cut({ lowBits, representation }: TypedLocal, value: Value): Value {
    if (lowBits !== true) return value;
    return representation?.kind === "bits"
        ? toBits(value)
        : { expression: toInt32(value).expression, representation: INT32, type: TYPE_INT32 };
}

/** Costs nothing, and gives the same wherever it stands. */
function isStable(expression: CExpression): boolean {
    switch (expression.kind) {
        case "identifier":
        case "literal":
            return true;
        case "cast":
            return expression.type.endsWith("*") && isStable(expression.operand);
        default:
            return expression.kind === "unary" && expression.operator === "&" && isStable(expression.operand);
    }
}

interface Pending {
    readonly value: Value;
    readonly reads: ReadonlySet<TypedLocal>;
    readonly readsMemory: boolean;
}

export class FunctionContext {
    readonly program: ProgramContext;
    readonly fn: TypedFunction;
    readonly variables: Variables;
    readonly wayOut: WayOut;
    /** The parts of the function that are functions of their own, by their C names. */
    readonly parts = new Set<string>();
    private readonly uses: Uses;
    private readonly pending = new Map<TypedLocal, Pending>();
    private block: TypedBlock;
    private output: CStatement[] = [];
    private buffer: CStatement[] = [];
    private reads = new Set<TypedLocal>();
    private readsMemory = false;
    private assigned = new Set<TypedLocal>();
    private position: CPosition | undefined;
    /** Whether an exception can leave the instruction, as its declaration says. */
    private canLeave = false;

    constructor(program: ProgramContext, fn: TypedFunction) {
        this.program = program;
        this.fn = fn;
        this.block = fn.entry;
        this.variables = new Variables(program.names, fn);
        this.wayOut = new WayOut(program, fn, this.variables);
        this.uses = new Uses(fn);
    }

    isUsed(local: TypedLocal | undefined): local is TypedLocal {
        return local !== undefined && (local.kind !== "temporary" || this.uses.of(local) > 0);
    }

    /**
     * Emits the statements of a block through `emit` for each instruction, then `end` for the
     * terminator.
     */
    run(
        block: TypedBlock,
        emit: (instruction: TypedInstruction) => void,
        end: () => CExpression | undefined,
    ): { statements: CStatement[]; condition: CExpression | undefined } {
        this.block = block;
        this.output = [];
        for (const instruction of block.instructions) {
            this.begin(instruction.span);
            this.canLeave = raises(instruction, (fn) => fn.mayThrow !== false);
            this.readsMemory = readsOf(instruction, ARRIVED).length > 0;
            emit(instruction);
            this.commit(writesOf(instruction, ARRIVED).length > 0);
        }
        const terminator = block.terminator;
        this.canLeave = terminator.op === "throw";
        this.begin("span" in terminator ? terminator.span : undefined);
        const condition = end();
        this.commit(false);
        // What still waits had its one use in an argument that the callee does not take.
        this.pending.clear();
        return { statements: this.output, condition };
    }

    private begin(span: Span | undefined): void {
        this.buffer = [];
        this.reads = new Set();
        this.readsMemory = false;
        this.assigned = new Set();
        this.position = span === undefined ? undefined : { file: span.file, line: span.line };
    }

    /**
     * Writes out waiting expressions that the buffered statements could change, then the
     * statements.
     */
    private commit(writesMemory: boolean): void {
        if (this.buffer.length === 0) return;
        for (const [local, waiting] of [...this.pending]) {
            const overwritten = [...this.assigned].some((target) => waiting.reads.has(target));
            if (overwritten || (writesMemory && waiting.readsMemory)) this.flush(local);
        }
        this.output.push(...this.buffer);
        this.buffer = [];
    }

    private flush(local: TypedLocal): void {
        const waiting = this.pending.get(local);
        if (waiting !== undefined) {
            this.pending.delete(local);
            const target = this.representationOf(local);
            if (target.kind === "void") return;
            const statement = assign(this.reference(local), convert(waiting.value, target, this.program.names));
            this.output.push({ ...statement, position: this.position });
        }
    }

    representationOf(local: TypedLocal): Representation {
        return keptAs(local);
    }

    /** The C variable of a local, or what its address leads to. */
    reference(local: TypedLocal): CExpression {
        const variable = identifier(this.variables.nameOf(local));
        return local.isReference === true ? unary("*", variable) : variable;
    }

    /** What a part of the function may change, as its argument. */
    addressOf(operand: TypedOperand): CExpression {
        if (!isLocal(operand)) throw new Error("a constant has no address");
        this.settle(operand);
        this.assigned.add(operand);
        return operand.isReference === true
            ? identifier(this.variables.nameOf(operand))
            : addressOf(this.reference(operand));
    }

    /** The value in a C variable of its own, for expressions that are needed twice. */
    hold(value: Value, wanted: string): Value {
        if (isStable(value.expression) || value.representation.kind === "void") return value;
        const representation = value.representation;
        const variable = this.variables.scratch(
            wanted,
            cDeclarator(representation, this.program.names),
            literal(zeroOf(representation)),
        );
        this.push(assign(variable, value.expression));
        return { ...value, expression: variable };
    }

    /** Runs `emit` and gives the statements that it pushed, for the branches of an `if`. */
    collect(emit: () => void): CStatement[] {
        const outer = this.buffer;
        this.buffer = [];
        emit();
        const inner = this.buffer;
        this.buffer = outer;
        return inner;
    }

    value(operand: TypedOperand): Value {
        if (!isLocal(operand)) {
            return operand.kind === "uninitialised"
                ? { expression: identifier("TSP_ABSENT"), representation: TAGGED, type: { ...NEVER, absent: true } }
                : constantValue(operand.value, this.program.strings);
        }
        const known = this.knownNumber(operand);
        const waiting = this.pending.get(operand);
        if (known !== undefined) {
            this.pending.delete(operand);
            return constantValue(known, this.program.strings);
        }
        if (waiting !== undefined) {
            this.pending.delete(operand);
            waiting.reads.forEach((local) => this.reads.add(local));
            this.readsMemory ||= waiting.readsMemory;
            const representation = this.representationOf(operand);
            return {
                expression: convert(waiting.value, representation, this.program.names),
                representation,
                type: operand.type ?? waiting.value.type,
            };
        }
        this.reads.add(operand);
        return {
            expression: this.reference(operand),
            representation: this.representationOf(operand),
            type: operand.type,
        };
    }

    /** The number that the local always holds. */
    private knownNumber({ type }: TypedLocal): number | undefined {
        return type?.number !== undefined && onlyNumbers(type) ? singleNumber(type.number) : undefined;
    }

    /** The expression of an operand in a given representation. */
    as(operand: TypedOperand, representation: Representation): CExpression {
        return convert(this.value(operand), representation, this.program.names);
    }

    /** Writes a waiting operand out, because several branches use it. */
    settle(operand: TypedOperand): void {
        if (isLocal(operand) && this.pending.has(operand)) {
            const value = this.value(operand);
            if (value.representation.kind !== "void") this.push(assign(this.reference(operand), value.expression));
        }
    }

    converted(value: Value, representation: Representation): CExpression {
        return convert(value, representation, this.program.names);
    }

    /** The value as the parameter of a callee takes it. */
    passed(parameter: TypedLocal, value: Value): CExpression {
        return convert(cut(parameter, value), this.representationOf(parameter), this.program.names);
    }

    /** The representation of an object whose C type is known by name, and its type. */
    exactObject(structType: string, { shapes }: Type): Representation {
        const isExact = (shape: Shape): boolean => structOf(shape, this.program.names) === structType;
        return { kind: "object", shape: [...shapes].find(isExact) ?? this.program.shapeByStruct(structType) };
    }

    push(statement: CStatement): void {
        this.buffer.push({ ...statement, position: statement.position ?? this.position });
    }

    /**
     * Gives the target a value that has no effect of its own: waits for its use where that is the
     * only one.
     */
    define(target: TypedLocal | undefined, value: Value): void {
        if (!this.isUsed(target)) return;
        if (target.kind === "temporary" && this.uses.isOnceIn(target, this.block)) {
            const kept = cut(target, value);
            this.pending.set(target, { value: kept, reads: this.reads, readsMemory: this.readsMemory });
            return;
        }
        this.assign(target, value);
    }

    /** Gives the target a value now; the expression may have effects. */
    assign(target: TypedLocal | undefined, value: Value): void {
        if (
            !this.isUsed(target) ||
            this.representationOf(target).kind === "void" ||
            value.representation.kind === "void"
        ) {
            this.assignNothing(target, value);
            return;
        }
        this.assigned.add(target);
        const kept = cut(target, value);
        this.push(assign(this.reference(target), convert(kept, this.representationOf(target), this.program.names)));
    }

    private assignNothing(target: TypedLocal | undefined, value: Value): void {
        if (value.expression.kind === "call") {
            this.push(
                expressionStatement(
                    value.representation.kind === "void"
                        ? value.expression
                        : { kind: "cast", type: "void", operand: value.expression },
                ),
            );
        }
        const representation = target === undefined || !this.isUsed(target) ? VOID : this.representationOf(target);
        if (target !== undefined && representation.kind !== "void") {
            this.assigned.add(target);
            const undefinedValue: Value = {
                expression: identifier("TSP_UNDEFINED"),
                representation: VOID,
                type: TYPE_UNDEFINED,
            };
            const kept = cut(target, undefinedValue);
            this.push(assign(this.reference(target), convert(kept, representation, this.program.names)));
        }
    }

    /** Goes to the handler, or leaves the function, with the exception pending. */
    leave(span: Span): CStatement[] {
        if (!this.canLeave)
            throw new Error("an exception is tested for where the declaration of the instruction has none");
        return this.wayOut.leave(span, this.block.handler);
    }

    /** After what throws only if a function of the program does that it may call. */
    checkCalled(span: Span): void {
        if (this.canLeave) this.check(span);
    }

    /** After a statement that may have thrown. */
    check(span: Span): void {
        this.push(ifStatement(call("tsp_exception_pending"), this.leave(span)));
    }
}
