/**
 * What a class declaration does when control comes to it: its base is looked at, its static fields
 * are initialised and its static blocks run, in the order of the source.
 */
import {
    type ClassDeclaration,
    type ClassExpression,
    type ClassStaticBlockDeclaration,
    Node,
    type PropertyDeclaration,
} from "ts-morph";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { ObjectPart } from "../../ir/instructions.ts";
import type { Operand } from "../../ir/program.ts";
import { initialiseVariable } from "../binding.ts";
import type { FunctionContext } from "../context.ts";
import { throwError } from "../errors.ts";
import { staticKey } from "../property-names.ts";
import { skipOuter } from "../symbols.ts";
import { visitExpression, visitStatement } from "../visitors.ts";
import { baseKey, capturedKey, environmentOfReference, isClass, staticKeyOf } from "./environment.ts";
import type { ClassInfo } from "./registry.ts";
import { hasDescendant } from "../descendants.ts";

/** Gives the environment of a scoped class. */
export function lowerClass(node: ClassDeclaration | ClassExpression, context: FunctionContext): Operand | undefined {
    const { builder, program } = context;
    const info = program.classes.of(node);
    if (info === undefined) return undefined;
    if (info.isScoped) return lowerScopedClass(info, context);
    if (extendsItself(info, context)) return undefined;
    const base = node.getExtends()?.getExpression();
    if (base !== undefined) program.classes.referenceOf(base, context);
    const steps = staticSteps(info);
    const runsCode = steps.some((step) => {
        if (Node.isClassStaticBlockDeclaration(step)) return true;
        const initializer = step.getInitializer();
        return initializer !== undefined && mayReadStatics(initializer, info, context);
    });
    for (const [, global] of runsCode ? info.staticFields : []) builder.storeGlobal({ global, value: UNDEFINED });
    for (const field of steps) {
        if (Node.isClassStaticBlockDeclaration(field)) {
            visitStatement(field.getBody(), context);
            continue;
        }
        const global = info.staticFields.get(staticKey(field.getNameNode()) ?? "");
        if (global === undefined) continue;
        context.at(field, () => {
            const initializer = field.getInitializer();
            const value: Operand = initializer === undefined ? UNDEFINED : visitExpression(initializer, context);
            builder.storeGlobal({ global, value });
        });
    }
    if (info.variable?.startsUninitialised === true)
        builder.storeGlobal({ global: program.globalOf(info.variable), value: constant(true) });
    return undefined;
}

type StaticStep = PropertyDeclaration | ClassStaticBlockDeclaration;

const staticSteps = ({ node }: ClassInfo): StaticStep[] =>
    node
        .getMembers()
        .filter(
            (member): member is StaticStep =>
                Node.isClassStaticBlockDeclaration(member) || (Node.isPropertyDeclaration(member) && member.isStatic()),
        );

/** `class A extends A`: a class has no value before its base is known. */
function extendsItself({ node }: ClassInfo, context: FunctionContext): boolean {
    const base = node.getExtends()?.getExpression();
    const variable = base === undefined ? undefined : context.program.scopes.referredBy(skipOuter(base));
    const holder = node.getParent();
    const isOwn = variable !== undefined && (variable.declaration === node || variable.declaration === holder);
    if (isOwn) throwError("ReferenceError", `Cannot access '${variable.name}' before initialization`, context);
    return isOwn;
}

/** Makes the environment; the name of the class is bound when its static fields are initialised. */
function lowerScopedClass(info: ClassInfo, context: FunctionContext): Operand {
    const { builder, program } = context;
    if (extendsItself(info, context)) return UNDEFINED;
    const parts: ObjectPart[] = [];
    const base = info.node.getExtends()?.getExpression();
    const reference = base === undefined ? undefined : program.classes.referenceOf(base, context);
    const baseEnvironment = base === undefined ? undefined : environmentOfReference(reference, base, context);
    if (baseEnvironment !== undefined) parts.push({ kind: "property", name: baseKey(info), value: baseEnvironment });
    for (const captured of info.captures) {
        const value = isClass(captured) ? context.environmentOf(captured) : context.localOf(captured);
        parts.push({ kind: "property", name: capturedKey(info, captured), value });
    }
    const steps = staticSteps(info);
    const keyOf = (field: PropertyDeclaration): string => staticKeyOf(info, staticKey(field.getNameNode()) ?? "");
    for (const field of steps.filter(Node.isPropertyDeclaration))
        parts.push({ kind: "property", name: keyOf(field), value: UNDEFINED });
    const environment = builder.temporary(info.declaration.name);
    builder.newObject({ target: environment, parts });
    context.environments.set(info, environment);
    for (const step of steps) {
        if (Node.isClassStaticBlockDeclaration(step)) {
            visitStatement(step.getBody(), context);
            continue;
        }
        context.at(step, () => {
            const initializer = step.getInitializer();
            const value = initializer === undefined ? UNDEFINED : visitExpression(initializer, context);
            builder.setProperty({ object: environment, name: keyOf(step), value });
        });
    }
    context.environments.delete(info);
    if (info.variable !== undefined) initialiseVariable(info.variable, environment, context);
    return environment;
}

/**
 * Whether an initialiser can look at static fields that are not initialised yet: by the name of the
 * class, or in a function that it calls.
 */
function mayReadStatics(initializer: Node, { node, variable }: ClassInfo, context: FunctionContext): boolean {
    const reads = (inner: Node): boolean => {
        if (Node.isCallExpression(inner) || Node.isNewExpression(inner) || Node.isThisExpression(inner)) return true;
        if (Node.isTaggedTemplateExpression(inner)) return true;
        const declaration = Node.isIdentifier(inner)
            ? context.program.scopes.referredBy(inner)?.declaration
            : undefined;
        return declaration !== undefined && (declaration === node || declaration === variable?.declaration);
    };
    return reads(initializer) || hasDescendant(initializer, reads);
}
