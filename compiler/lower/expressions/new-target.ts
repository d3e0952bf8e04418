import { type MetaProperty, Node } from "ts-morph";
import { UNDEFINED } from "../../ir/builder.ts";
import type { Operand } from "../../ir/program.ts";
import { partsAround } from "../classes/general/parts.ts";
import { provideConstructors } from "../classes/values.ts";
import type { FunctionContext } from "../context.ts";
import { functionAround, readNewTarget } from "../new-targets.ts";

/**
 * `new.target` (ECMA-262 13.3.12). An object under construction is of its class from the start, also
 * before `super(...)`, so a constructor finds the class by the object. Nothing but constructors is
 * run by `new`.
 */
export function lowerNewTarget(node: MetaProperty, context: FunctionContext): Operand {
    const { builder, program } = context;
    const around = functionAround(node);
    if (Node.isFunctionDeclaration(around) || Node.isFunctionExpression(around))
        return readNewTarget(around, node, context);
    if (!Node.isConstructorDeclaration(around)) return UNDEFINED;
    if (partsAround(around, program) !== undefined) return readNewTarget(around, node, context);
    provideConstructors(node, program);
    const target = builder.temporary("new_target");
    builder.getProperty({ target, object: context.thisOperand(), name: "constructor" });
    return target;
}
