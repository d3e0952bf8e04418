/** `in` and `instanceof`: what an object has, and what it is of. */
import { type BinaryExpression, Node, type PrivateIdentifier } from "ts-morph";
import { unsupportedIn } from "../../diagnostics/diagnostics.ts";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { ClassReference } from "../../ir/instructions.ts";
import type { Operand } from "../../ir/program.ts";
import { environmentField } from "../../types/members.ts";
import { hasPrivate, privateNameOf } from "../classes/general/private-names.ts";
import { environmentOfReference } from "../classes/environment.ts";
import type { FunctionContext } from "../context.ts";
import { throwError } from "../errors.ts";
import { skipOuter } from "../symbols.ts";
import { visitExpression } from "../visitors.ts";
import { callAs } from "./calls.ts";
import { binary, typeOf } from "./operators.ts";

export function lowerIn(node: BinaryExpression, context: FunctionContext): Operand {
    const name = node.getLeft();
    if (Node.isPrivateIdentifier(name)) return lowerBrandTest(name, node.getRight(), context);
    const left = visitExpression(name, context);
    const key = context.snapshot(left, node.getLeft().getEnd(), node.getEnd());
    const object = visitExpression(node.getRight(), context);
    const target = context.builder.temporary("is_there");
    context.builder.emit({ op: "hasProperty", target, key, object });
    return target;
}

export function lowerInstanceOf(node: BinaryExpression, context: FunctionContext): Operand {
    const { builder, program } = context;
    const value = visitExpression(node.getLeft(), context);
    const reference = program.classes.referenceOf(node.getRight(), context);
    if (reference === undefined) {
        const target = builder.temporary("is_instance");
        const left = context.snapshot(value, node.getLeft().getEnd(), node.getEnd());
        const right = visitExpression(node.getRight(), context);
        callAs("instance", target, right, { arguments: [left] }, node.getRight().getText(), context);
        return target;
    }
    return isInstanceOf(value, reference, skipOuter(node.getRight()), context);
}

/**
 * `#name in object` (ECMA-262 13.10.1): whether the object is of the class that declares the name.
 * The classes of objects are fixed, so that is what `instanceof` tells.
 */
function lowerBrandTest(name: PrivateIdentifier, object: Node, context: FunctionContext): Operand {
    const { builder, program } = context;
    const value = visitExpression(object, context);
    const general = privateNameOf(name, program);
    const info = program.classes.declaring(name);
    if (info === undefined && general === undefined) return UNDEFINED;
    const [notObject, found] = [builder.block("primitive"), builder.block("object")];
    builder.branch(isObject(value, context), found, notObject);
    builder.start(notObject);
    const message = `Cannot use 'in' operator to search for '${name.getText()}' in a primitive`;
    throwError("TypeError", message, context);
    builder.start(found);
    if (info !== undefined && isStatic(name)) {
        program.generals.want(info.node);
        const span = context.spanOf(name);
        if (!program.hasErrorAt(span)) program.diagnostics.add(unsupportedIn(span));
    }
    if (general !== undefined) return hasPrivate(general, value, context);
    return info === undefined ? UNDEFINED : isInstanceOf(value, info.declaration, name, context);
}

const isStatic = (name: PrivateIdentifier): boolean =>
    (name.getSymbol()?.getDeclarations() ?? []).some((each) => Node.isStaticable(each) && each.isStatic());

/** typeof value === "object" ? value !== null : typeof value === "function" */
export function isObject(value: Operand, context: FunctionContext): Operand {
    const { builder } = context;
    const result = builder.local("is_object", "variable");
    const [object, other, joined] = [builder.block("object"), builder.block("other"), builder.block("joined")];
    const type = typeOf(value, context);
    builder.branch(binary("strictEqual", type, constant("object"), context), object, other);
    builder.start(object);
    builder.copy({ target: result, source: binary("strictNotEqual", value, constant(null), context) });
    builder.jump(joined);
    builder.start(other);
    builder.copy({ target: result, source: binary("strictEqual", type, constant("function"), context) });
    builder.start(joined);
    return result;
}

/** `node` is where the class is named. */
function isInstanceOf(value: Operand, reference: ClassReference, node: Node, context: FunctionContext): Operand {
    const { builder } = context;
    const target = builder.temporary("is_instance");
    builder.instanceOf({ target, value, classReference: reference });
    const environment = environmentOfReference(reference, node, context);
    if (reference.kind !== "class" || environment === undefined) return target;
    // Of the same evaluation of the class too.
    const result = builder.local("choice", "variable");
    const [related, joined] = [builder.block("related"), builder.block("joined")];
    builder.copy({ target: result, source: target });
    builder.branch(target, related, joined);
    builder.start(related);
    const own = builder.temporary("own_class");
    builder.getProperty({ target: own, object: value, name: environmentField(reference.id) });
    builder.copy({ target: result, source: binary("strictEqual", own, environment, context) });
    builder.start(joined);
    return result;
}
