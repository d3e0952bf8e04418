/** Accessors of the program: a read or write of a property that is a call. */
import { assign, call, expressionStatement, identifier, literal } from "../c/ast.ts";
import type { Span } from "../ir/program.ts";
import type { AccessTarget, TypedLocal, TypedOperand } from "../ir/typed.ts";
import { join, NEVER } from "../types/lattice.ts";
import type { Accessor } from "../types/members.ts";
import type { Shape } from "../types/shape.ts";
import type { Alternative } from "./dispatch.ts";
import { callFunction, callValue } from "./entering.ts";
import { readField } from "./fields.ts";
import type { FunctionContext } from "./function-context.ts";
import { latin1Text } from "./literals.ts";
import { box, TAGGED } from "./value.ts";
import type { Value } from "./value.ts";

/** An instruction that can run accessors. */
export interface Accessing {
    readonly span: Span;
    readonly accessors?: readonly AccessTarget[];
}

interface Access {
    /** Where that decides how it is reached. */
    readonly accessor?: Accessor;
    readonly of: Shape;
    readonly name: string;
    readonly object: Value;
    readonly target: TypedLocal | undefined;
    readonly receive?: (result: Value) => void;
    readonly passed: readonly TypedOperand[];
}

/** What a getter gives for an object that is copied, in a variable of its own. */
export function gotten(
    context: FunctionContext,
    instruction: Accessing,
    access: Pick<Access, "accessor" | "of" | "name" | "object">,
): Value {
    const variable = context.variables.scratch("gotten", "tsp_value @", identifier("TSP_UNDEFINED"));
    let type = NEVER;
    const receive = (result: Value): void => {
        type = join(type, result.type);
        if (result.representation.kind === "void") context.push(expressionStatement(result.expression));
        else context.push(assign(variable, box(result)));
    };
    const given = { ...access, target: undefined, receive, passed: [] };
    accessAlternative(context, instruction, given).emit();
    return { expression: variable, representation: TAGGED, type };
}

/** Runs the accessor of an object of the shape. */
export function accessAlternative(context: FunctionContext, instruction: Accessing, access: Access): Alternative {
    const { accessor, of, name, object, target, receive, passed } = access;
    const callee = instruction.accessors?.find((each) => each.of === of && each.name === name)?.callee;
    const invocation = { target, arguments: passed, span: instruction.span, ...(receive && { receive }) };
    if (callee?.kind === "function") {
        const entered = callee.function;
        return { key: entered, emit: () => callFunction(context, entered, invocation, object, undefined) };
    }
    if (callee?.kind !== "field" || accessor?.kind !== "field") throw new Error(`the accessor ${name} is not resolved`);
    return {
        key: accessor.field,
        emit: () => callValue(context, invocation, readField(context, object, accessor), object, callee.targets, name),
    };
}

/** The TypeError of an accessor that lacks what is asked of it. */
export function lackingAlternative(context: FunctionContext, span: Span, message: string): Alternative {
    return {
        key: message,
        emit: () => {
            context.push(expressionStatement(call("tsp_throw_type_error", literal(latin1Text(message)))));
            context.leave(span).forEach((statement) => context.push(statement));
        },
    };
}

/** As V8 names an object in the texts of errors. */
export const describeShape = (shape: Shape): string =>
    shape.kind === "class" ? `#<${shape.declaration.name}>` : "#<Object>";
