import { classAsValue, bindingAsValue } from "../../diagnostics/unsupported.ts";
import { unsupportedNamespace } from "../../diagnostics/diagnostics.ts";
import { type Identifier, Node } from "ts-morph";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { Operand } from "../../ir/program.ts";
import { readVariable } from "../binding.ts";
import { readClass } from "../classes/values.ts";
import type { FunctionContext } from "../context.ts";
import { throwUndeclared } from "../errors.ts";
import { isProgramNamespace } from "../namespaces.ts";
import { bareMember } from "./enums.ts";
import { intrinsicNamed, intrinsicValue, nativeValue } from "./natives.ts";

export function lowerIdentifier(node: Identifier, context: FunctionContext): Operand {
    return readName(node, node, context);
}

/** `reference` is the whole use: the name itself, or `module.name`. */
export function readName(name: Node, reference: Node, context: FunctionContext): Operand {
    const { program } = context;
    const variable = program.scopes.referredBy(name);
    if (variable === undefined) return readForeignName(name, context);
    if (isProgramNamespace(variable.declaration)) {
        program.diagnostics.add(unsupportedNamespace(context.spanOf(reference), variable.name));
        return UNDEFINED;
    }
    const info = program.classes.of(variable.declaration);
    if (info?.isScoped === false) return readClass(info.declaration, name, context);
    if (info !== undefined) {
        program.unsupportedIn(info.node, reference, classAsValue, variable.name);
        return UNDEFINED;
    }
    if (Node.isFunctionDeclaration(variable.declaration) && variable.isGlobal && variable.writes.length === 0) {
        const irFunction = program.declaredFunction(variable);
        const target = context.builder.temporary(variable.name);
        context.builder.loadGlobal({ target, global: program.valueOf(irFunction, variable.declaration) });
        return target;
    }
    return readVariable(variable, reference, context);
}

function readForeignName(name: Node, context: FunctionContext): Operand {
    const text = name.getText();
    if (text === "undefined") return UNDEFINED;
    const member = bareMember(name, context);
    if (member !== undefined) return member;
    const binding = context.program.bindingOf(name);
    if (binding?.kind === "nativeConstant") return constant(binding.value);
    if (binding?.kind === "nativeClass" && binding.construct !== undefined) return readClass(binding, name, context);
    const intrinsic = intrinsicNamed(name, context);
    if (intrinsic !== undefined) return intrinsicValue(intrinsic, context);
    const native = binding?.kind === "nativeClass" ? binding.call : binding;
    if (native?.kind === "nativeFunction") return nativeValue(native, name, context, binding?.kind === "nativeClass");
    if (binding !== undefined) context.program.unsupported(name, bindingAsValue, text);
    else if (context.program.isUndeclared(name)) throwUndeclared(text, context);
    else context.program.unresolved(name);
    return UNDEFINED;
}
