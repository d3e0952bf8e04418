/**
 * `name` and `length` of functions as own properties: a table for the runtime, in programs that ask
 * for them by names made at run time, or can change them.
 */
import { call, expressionStatement, addressOf, identifier, list, literal } from "../c/ast.ts";
import type { CDeclaration, CStatement } from "../c/ast.ts";
import { hasDetails, nameOfFunction } from "../ir/program.ts";
import type { FunctionShape, Shape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import type { ProgramContext } from "./program-context.ts";

const TABLE = "function_details";

/** The runtime may look for the properties of a value of the set. */
export function noteDetails(program: ProgramContext, { shapes }: Type): void {
    if (![...shapes].some(isDetailed)) return;
    program.headers.add("runtime/function_details.h");
    program.asksDetails = true;
}

const isDetailed = (shape: Shape): shape is FunctionShape => shape.kind === "function" && hasDetails(shape.function);

export function detailsTable(program: ProgramContext): CDeclaration[] {
    if (!program.asksDetails) return [];
    const rows = [...program.shapes].filter(isDetailed).map((shape) => {
        const { function: fn } = shape;
        return list([
            addressOf(identifier(`${program.names.ofShape(shape)}_shape`)),
            program.strings.reference(nameOfFunction(fn)),
            literal(String(fn.length)),
            literal(String(fn.isConstructor === true)),
        ]);
    });
    const type = "const struct tsp_function_detail @[]";
    return [{ kind: "variable", storage: "static", variable: { name: TABLE, type, initializer: list(rows) } }];
}

export function giveDetails(program: ProgramContext): CStatement[] {
    if (!program.asksDetails) return [];
    const count = [...program.shapes].filter(isDetailed).length;
    return [expressionStatement(call("tsp_function_details", identifier(TABLE), literal(`${count}u`)))];
}
