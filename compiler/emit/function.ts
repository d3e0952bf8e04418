/**
 * One function instance in C, and the uniform entry of a function value that native code can call.
 */
import {
    binary,
    call,
    cast,
    conditional,
    expressionStatement,
    identifier,
    ifStatement,
    literal,
    returnStatement,
    unary,
} from "../c/ast.ts";
import type { CExpression, CFunction, CStatement, CVariable } from "../c/ast.ts";
import { addressType } from "../c/forgetting.ts";
import { settleVariables } from "../c/variables.ts";
import { verifyFunction } from "../c/verifier.ts";
import type { FunctionShape } from "../types/shape.ts";
import type { Representation } from "../types/representation.ts";
import { cDeclarator, cType, structOf } from "./ctypes.ts";
import { FunctionContext } from "./function-context.ts";
import type { ProgramContext } from "./program-context.ts";
import { structure } from "./structure.ts";
import { emitInstruction } from "./table.ts";
import { box, convert, NEVER, TAGGED, toBoolean } from "./value.ts";
import type { TypedBlock, TypedFunction } from "../ir/typed.ts";

type Signature = Omit<CFunction, "body">;

/**
 * The closure type is the head of all closures: the body casts it, so that a prototype does not
 * depend on a struct.
 */
export function signature(program: ProgramContext, fn: TypedFunction, context: FunctionContext): Signature {
    const parameters: CVariable[] = [];
    if (fn.captures.length > 0) parameters.push({ name: "closure", type: `${closureType(program, fn)} *@` });
    const locals = fn.thisLocal === undefined ? fn.parameters : [fn.thisLocal, ...fn.parameters];
    for (const local of locals) {
        const representation = context.representationOf(local);
        if (representation.kind !== "void") {
            declare(program, representation);
            const type = cDeclarator(representation, program.names);
            parameters.push({
                name: context.variables.nameOf(local),
                type: local.isReference === true ? addressType(type) : type,
            });
        }
    }
    const result = fn.returnRepresentation;
    declare(program, result);
    return {
        name: program.functionName(fn),
        result: cType(result, program.names),
        parameters,
        isStatic: false,
        attribute: fn.isApart === true ? "TSP_APART" : undefined,
        position: { file: fn.span.file, line: fn.span.line },
    };
}

/**
 * A struct that is named first in a prototype would be known there alone: a class of which no
 * object is made, say.
 */
function declare(program: ProgramContext, representation: Representation): void {
    if (representation.kind === "object" && representation.shape !== undefined) program.useShape(representation.shape);
}

function closureType(program: ProgramContext, fn: TypedFunction): string {
    const shape = fn.closure;
    return shape === undefined ? "struct tsp_function" : structOf(program.useShape(shape), program.names);
}

export interface EmittedFunction {
    readonly signature: Signature;
    readonly definition: CFunction;
    readonly leavesPending: boolean;
}

export function emitFunction(program: ProgramContext, fn: TypedFunction): EmittedFunction {
    program.at(fn.span);
    const context = new FunctionContext(program, fn);
    const head = signature(program, fn, context);
    const code = structure(fn, (block) =>
        context.run(
            block,
            (instruction) => {
                program.at(instruction.span);
                emitInstruction(context, instruction);
            },
            () => emitTerminator(context, block),
        ),
    );
    const guard =
        fn.testsStack === true
            ? [ifStatement(unary("!", call("tsp_stack_check")), context.wayOut.leaveFunction(fn.span))]
            : [];
    program.at(fn.span);
    const written = context.wayOut.after([...guard, ...context.variables.captures(), ...withoutTrailingReturn(code)]);
    const body = settleVariables(written, context.variables.inBody, head.parameters, context.parts);
    const definition = { ...head, body };
    verifyFunction(definition, (name) => context.variables.isOwn(name));
    return { signature: head, definition, leavesPending: context.wayOut.isTaken };
}

function emitTerminator(context: FunctionContext, block: TypedBlock): CExpression | undefined {
    const terminator = block.terminator;
    switch (terminator.op) {
        case "branch":
            return toBoolean(context.value(terminator.condition));
        case "return": {
            const representation = context.fn.returnRepresentation;
            const value = context.as(terminator.value, representation);
            context.push(returnStatement(representation.kind === "void" ? undefined : value));
            return undefined;
        }
        case "throw":
            context.push(expressionStatement(call("tsp_throw", box(context.value(terminator.value)))));
            context.leave(terminator.span).forEach((statement) => context.push(statement));
            return undefined;
        case "unreachable":
            context.push(expressionStatement(call("tsp_unreachable")));
            return undefined;
        case "jump":
            return undefined;
    }
}

function withoutTrailingReturn(code: CStatement[]): CStatement[] {
    const last = code.at(-1);
    return last?.kind === "return" && last.value === undefined ? code.slice(0, -1) : code;
}

/** `tsp_entry` of a function value: takes its arguments out of tagged values. */
export function emitEntry(program: ProgramContext, shape: FunctionShape, fn: TypedFunction): CFunction {
    const context = new FunctionContext(program, fn);
    const args: CExpression[] = [];
    if (fn.captures.length > 0) args.push(cast(`${structOf(shape, program.names)} *`, identifier("function")));
    const tagged = (
        expression: CExpression,
    ): { expression: CExpression; representation: typeof TAGGED; type: typeof NEVER } => ({
        expression,
        representation: TAGGED,
        type: NEVER,
    });
    if (fn.thisLocal !== undefined && context.representationOf(fn.thisLocal).kind !== "void")
        args.push(convert(tagged(identifier("self")), context.representationOf(fn.thisLocal), program.names));
    fn.parameters.forEach((parameter, index) => {
        const representation = context.representationOf(parameter);
        if (representation.kind !== "void") {
            const given = binary(">", identifier("argc"), literal(String(index)));
            const value = conditional(
                given,
                { kind: "index", object: identifier("argv"), index: literal(String(index)) },
                identifier("TSP_UNDEFINED"),
            );
            args.push(convert(tagged(value), representation, program.names));
        }
    });
    const representation = fn.returnRepresentation;
    const result = call(program.functionName(fn), ...args);
    const body =
        representation.kind === "void"
            ? [expressionStatement(result), returnStatement(identifier("TSP_UNDEFINED"))]
            : [returnStatement(box({ expression: result, representation, type: NEVER }))];
    const parameters: CVariable[] = [
        { name: "function", type: "struct tsp_object *@" },
        { name: "self", type: "tsp_value @" },
        { name: "argc", type: "int @" },
        { name: "argv", type: "const tsp_value *@" },
    ];
    return {
        name: `${program.names.ofShape(shape)}_entry`,
        result: "tsp_value",
        isStatic: true,
        parameters,
        body: settleVariables(body, new Map(), parameters),
    };
}
