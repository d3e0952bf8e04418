/** Accessors that the source names: static ones, and those of `super`. */
import {
    type GetAccessorDeclaration,
    Node,
    type PropertyAccessExpression,
    type SetAccessorDeclaration,
} from "ts-morph";
import { UNDEFINED } from "../../ir/builder.ts";
import type { AccessorDeclaration, Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { throwError } from "../errors.ts";
import { skipOuter } from "../symbols.ts";
import { requireThis } from "./derived.ts";
import { environmentOf, inheritedEnvironment } from "./environment.ts";

export type AccessorNode = GetAccessorDeclaration | SetAccessorDeclaration;

/** An accessor that is known where the source is read, and the `this` that it gets. */
export interface FixedAccessor extends AccessorDeclaration {
    readonly self: Operand | undefined;
    /** As the text of the TypeError names what has no setter. */
    readonly holder: string;
    readonly name: string;
}

/** The accessor that `Name.member` or `super.member` means. */
export function fixedAccessor(node: PropertyAccessExpression, context: FunctionContext): FixedAccessor | undefined {
    return staticAccessor(node, context) ?? superAccessor(node, context);
}

function staticAccessor(node: PropertyAccessExpression, context: FunctionContext): FixedAccessor | undefined {
    const { classes } = context.program;
    const owner = classes.fixedOwner(node);
    const name = node.getName();
    const found = owner && classes.staticAccessor(owner, name);
    if (owner === undefined || found === undefined) return undefined;
    classes.checkEvaluated(owner.declaration, node, context);
    const environment = environmentOf(owner, skipOuter(node.getExpression()), context);
    const declares = (info: typeof owner): boolean => info === found.info;
    const self = environment && inheritedEnvironment(owner, environment, declares, context)?.environment;
    return { ...found.accessor, self, name, holder: `class ${owner.declaration.name}` };
}

function superAccessor(node: PropertyAccessExpression, context: FunctionContext): FixedAccessor | undefined {
    const { owner } = context;
    if (owner === undefined || !Node.isSuperExpression(skipOuter(node.getExpression()))) return undefined;
    const name = context.program.classes.memberName(node);
    const accessor = context.program.classes.findAccessor(owner.base, name);
    if (accessor === undefined) return undefined;
    requireThis(node, context);
    return { ...accessor, self: context.thisOperand(), name, holder: `#<${owner.name}>` };
}

export function readAccessor({ getter, self, name }: FixedAccessor, context: FunctionContext): Operand {
    if (getter === undefined) return UNDEFINED;
    const target = context.builder.temporary(name);
    const thisArgument = getter.thisLocal === undefined ? undefined : (self ?? UNDEFINED);
    context.builder.callFunction({ target, function: getter, thisArgument, arguments: [] });
    return target;
}

export function writeAccessor(accessor: FixedAccessor, value: Operand, context: FunctionContext): void {
    const { setter, self, name, holder } = accessor;
    if (setter === undefined) {
        throwError("TypeError", `Cannot set property ${name} of ${holder} which has only a getter`, context);
        return;
    }
    const thisArgument = setter.thisLocal === undefined ? undefined : (self ?? UNDEFINED);
    context.builder.callFunction({ target: undefined, function: setter, thisArgument, arguments: [value] });
}
