/**
 * Emits one function: keeps the C names of its locals, folds temporaries that are used once into
 * the expression that uses them, and tests for a pending exception after whatever may have raised
 * one.
 *
 * Folding keeps JavaScript's order: an expression that waits for its use is written out before a
 * statement that could change what it reads.
 */
import {
    addressOf,
    arrow,
    assign,
    call,
    expressionStatement,
    gotoStatement,
    identifier,
    ifStatement,
    literal,
    returnStatement,
    unary,
} from "../c/ast.ts";
import type { CExpression, CPosition, CStatement } from "../c/ast.ts";
import type { LocalVariable } from "../c/declarations.ts";
import { ARRIVED, raises } from "../ir/arrived.ts";
import { isLocal, readsOf, writesOf } from "../ir/effects.ts";
import type { Span } from "../ir/program.ts";
import type { TypedBlock, TypedFunction, TypedInstruction, TypedLocal, TypedOperand } from "../ir/typed.ts";
import { Uses } from "../ir/uses.ts";
import { isUint32Set, singleNumber } from "../types/numbers.ts";
import type { Representation } from "../types/representation.ts";
import type { Shape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import { cDeclarator, structOf, zeroOf } from "./ctypes.ts";
import { doubleLiteral, int32Literal, isInt32, uint32Literal } from "./literals.ts";
import { NameScope, sanitise } from "./names.ts";
import type { ProgramContext } from "./program-context.ts";
import { blockLabel } from "./structure.ts";
import {
    BOOLEAN,
    convert,
    DOUBLE,
    INT32,
    NEVER,
    onlyNumbers,
    STRING,
    TAGGED,
    toInt32,
    toLow,
    TYPE_INT32,
    TYPE_UNDEFINED,
    UINT32,
    VOID,
} from "./value.ts";
import type { Value } from "./value.ts";

/** Member of the closure struct that holds a capture. */
export function captureMember(local: { readonly name: string }, index: number): string {
    return `${sanitise(local.name)}_${index}`;
}

/** What the local keeps of a value. */
function cut({ lowBits, representation }: TypedLocal, value: Value): Value {
    if (lowBits !== true) return value;
    return representation?.kind === "number"
        ? toLow(value)
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
    /** The variables of the body. */
    private readonly declared = new Map<string, LocalVariable>();
    /** Captures in use, with the member of the closure that holds them. */
    private readonly captured: CStatement[] = [];
    /** The parts of the function that are functions of their own, by their C names. */
    readonly parts = new Set<string>();
    private readonly names: NameScope;
    private readonly localNames = new Map<TypedLocal, string>();
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
    /** Where a pending exception leaves the function, once something may throw one. */
    private exit: { readonly label: string; readonly line: CExpression } | undefined;

    constructor(program: ProgramContext, fn: TypedFunction) {
        this.program = program;
        this.fn = fn;
        this.block = fn.entry;
        this.names = new NameScope();
        this.names.unique("closure");
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
        return local.representation ?? VOID;
    }

    /** The C variable of a local, or what its address leads to. */
    reference(local: TypedLocal): CExpression {
        const variable = identifier(this.nameOf(local));
        return local.isReference === true ? unary("*", variable) : variable;
    }

    /** What a part of the function may change, as its argument. */
    addressOf(operand: TypedOperand): CExpression {
        if (!isLocal(operand)) throw new Error("a constant has no address");
        this.settle(operand);
        this.assigned.add(operand);
        return operand.isReference === true ? identifier(this.nameOf(operand)) : addressOf(this.reference(operand));
    }

    /** The C variable of a local, declared on first use. */
    nameOf(local: TypedLocal): string {
        let name = this.localNames.get(local);
        if (name === undefined) {
            name = this.names.unique(local.kind === "this" ? "self" : local.name || "value");
            this.localNames.set(local, name);
            const representation = this.representationOf(local);
            const isParameter = local.kind === "this" || local.kind === "parameter";
            if (!isParameter && representation.kind !== "void") {
                this.addVariable(
                    name,
                    cDeclarator(representation, this.program.names),
                    literal(zeroOf(representation)),
                );
                if (local.kind === "capture") {
                    const member = captureMember(local, this.fn.captures.indexOf(local));
                    this.captured.push(assign(identifier(name), arrow(identifier("closure"), member)));
                }
            }
        }
        return name;
    }

    /** Whether an identifier is a variable or parameter of this function. */
    isOwnName(name: string): boolean {
        return this.names.has(name);
    }

    /** A C variable that is no local of the IR. */
    scratch(wanted: string, type: string, zero?: CExpression): CExpression {
        const name = this.names.unique(wanted);
        this.addVariable(name, type, zero);
        return identifier(name);
    }

    private addVariable(name: string, type: string, zero?: CExpression): void {
        this.declared.set(name, { name, type, zero });
    }

    /** The value in a C variable of its own, for expressions that are needed twice. */
    hold(value: Value, wanted: string): Value {
        if (isStable(value.expression) || value.representation.kind === "void") return value;
        const representation = value.representation;
        const variable = this.scratch(
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

    get variables(): ReadonlyMap<string, LocalVariable> {
        return this.declared;
    }

    /** What takes the captures out of the closure, at the start of the function. */
    captures(): readonly CStatement[] {
        return this.captured;
    }

    value(operand: TypedOperand): Value {
        if (!isLocal(operand)) {
            return operand.kind === "uninitialised"
                ? { expression: identifier("TSP_ABSENT"), representation: TAGGED, type: { ...NEVER, absent: true } }
                : this.constant(operand.value);
        }
        const known = this.knownNumber(operand);
        const waiting = this.pending.get(operand);
        if (known !== undefined) {
            this.pending.delete(operand);
            return this.constant(known);
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

    private constant(value: undefined | null | boolean | number | string): Value {
        if (value === undefined)
            return { expression: identifier("TSP_UNDEFINED"), representation: VOID, type: TYPE_UNDEFINED };
        if (value === null)
            return { expression: identifier("TSP_NULL"), representation: TAGGED, type: { ...NEVER, null: true } };
        if (typeof value === "boolean") {
            const type = { ...NEVER, true: value, false: !value };
            return { expression: literal(String(value)), representation: BOOLEAN, type };
        }
        if (typeof value === "string") {
            const type = { ...NEVER, string: new Set([value]) };
            return { expression: this.program.strings.reference(value), representation: STRING, type };
        }
        const isNan = Number.isNaN(value);
        const bound = isNan ? 0 : value;
        const number = {
            min: bound,
            max: bound,
            integer: Number.isInteger(value),
            negativeZero: Object.is(value, -0),
            nan: isNan,
        };
        const type = { ...NEVER, number };
        if (isInt32(value)) return { expression: int32Literal(value), representation: INT32, type };
        return isUint32Set(number)
            ? { expression: uint32Literal(value), representation: UINT32, type }
            : { expression: doubleLiteral(value), representation: DOUBLE, type };
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
        const located = expressionStatement(call("tsp_located", this.program.place(span)));
        return this.block.handler === undefined
            ? this.leaveFunction(span)
            : [located, gotoStatement(blockLabel(this.block.handler))];
    }

    /** Leaves the function with the exception pending, from outside any block. */
    leaveFunction(span: Span): CStatement[] {
        const exit = this.exit ?? { label: "thrown", line: this.scratch("line", "uint16_t @", literal("0")) };
        this.exit = exit;
        return [assign(exit.line, this.program.place(span)), gotoStatement(exit.label)];
    }

    /** The code of the function with its one way out for a pending exception. */
    withExit(code: readonly CStatement[]): CStatement[] {
        const { exit } = this;
        const result = this.fn.returnRepresentation;
        if (exit === undefined) return [...code];
        const located = expressionStatement(call("tsp_located", exit.line));
        // The code of a function with a result never runs off its end.
        const isVoid = result.kind === "void";
        const label: CStatement = { kind: "label", label: exit.label };
        return isVoid
            ? [...code, returnStatement(), label, located]
            : [...code, label, located, returnStatement(literal(zeroOf(result)))];
    }

    /** Whether any emitted statement can leave with an exception pending. */
    get leavesPending(): boolean {
        return this.exit !== undefined;
    }

    /** After a statement that may have thrown. */
    check(span: Span): void {
        this.push(ifStatement(call("tsp_exception_pending"), this.leave(span)));
    }
}
