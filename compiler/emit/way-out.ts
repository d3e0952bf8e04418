/**
 * The way out of a function for a pending exception: one for the whole function, with the line of
 * the statement that took it.
 */
import { assign, call, expressionStatement, gotoStatement, literal, returnStatement } from "../c/ast.ts";
import type { CExpression, CStatement } from "../c/ast.ts";
import type { Span } from "../ir/program.ts";
import type { TypedBlock, TypedFunction } from "../ir/typed.ts";
import { zeroOf } from "./ctypes.ts";
import type { ProgramContext } from "./program-context.ts";
import { blockLabel } from "./structure.ts";
import type { Variables } from "./variables.ts";

export class WayOut {
    private readonly program: ProgramContext;
    private readonly fn: TypedFunction;
    private readonly variables: Variables;
    /** Made once something may throw. */
    private exit: { readonly label: string; readonly line: CExpression } | undefined;

    constructor(program: ProgramContext, fn: TypedFunction, variables: Variables) {
        this.program = program;
        this.fn = fn;
        this.variables = variables;
    }

    /** Goes to the handler, or leaves the function, with the exception pending. */
    leave(span: Span, handler: TypedBlock | undefined): CStatement[] {
        if (handler === undefined) return this.leaveFunction(span);
        const located = expressionStatement(call("tsp_located", this.program.place(span)));
        return [located, gotoStatement(blockLabel(handler))];
    }

    /** Leaves the function with the exception pending, from outside any block. */
    leaveFunction(span: Span): CStatement[] {
        const exit = this.exit ?? { label: "thrown", line: this.variables.scratch("line", "uint16_t @", literal("0")) };
        this.exit = exit;
        return [assign(exit.line, this.program.place(span)), gotoStatement(exit.label)];
    }

    /** The code of the function, and behind it what the label of the way out needs. */
    after(code: readonly CStatement[]): CStatement[] {
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
    get isTaken(): boolean {
        return this.exit !== undefined;
    }
}
