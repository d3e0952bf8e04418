import { type MetaProperty, Node } from "ts-morph";
import { unsupportedNewTarget } from "../../diagnostics/diagnostics.ts";
import { UNDEFINED } from "../../ir/builder.ts";
import type { Operand } from "../../ir/program.ts";
import { spanOf } from "../../load/span.ts";
import { provideConstructors } from "../classes/values.ts";
import type { FunctionContext } from "../context.ts";
import { isFunctionBoundary } from "../symbols.ts";

/**
 * `new.target` (ECMA-262 13.3.12). An object under construction is of its class from the start, also
 * before `super(...)`, so a constructor finds the class by the object. Nothing but constructors is
 * run by `new`.
 */
export function lowerNewTarget(node: MetaProperty, context: FunctionContext): Operand {
    const { builder, program } = context;
    const around = functionAround(node);
    if (!Node.isConstructorDeclaration(around)) {
        if (Node.isFunctionDeclaration(around) || Node.isFunctionExpression(around))
            program.diagnostics.add(unsupportedNewTarget(spanOf(node)));
        return UNDEFINED;
    }
    provideConstructors(node, program);
    const target = builder.temporary("new_target");
    builder.getProperty({ target, object: context.thisOperand(), name: "constructor" });
    return target;
}

/** The innermost function that is no arrow function, static block, or value of a field. */
function functionAround(node: Node): Node | undefined {
    return node.getFirstAncestor(
        (around) =>
            (isFunctionBoundary(around) && !Node.isArrowFunction(around)) ||
            Node.isClassStaticBlockDeclaration(around) ||
            Node.isPropertyDeclaration(around),
    );
}
