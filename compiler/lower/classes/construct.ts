/**
 * Constructors: JavaScript defines the fields before the body of a base class's constructor, and
 * after `super(...)` in a derived one.
 */
import { type ConstructorDeclaration, Node } from "ts-morph";
import { UNDEFINED } from "../../ir/builder.ts";
import type { ClassReference } from "../../ir/instructions.ts";
import type { ClassDeclaration, Local } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import type { ProgramLowering } from "../program.ts";
import { usesArguments } from "../arguments-object.ts";
import { bindParameters, declareParameters, lowerBody } from "../functions.ts";
import { staticKey } from "../property-names.ts";
import { visitExpression } from "../visitors.ts";
import type { Arguments } from "../expressions/arguments.ts";
import { closeConstruction, needsConstruction, openConstruction } from "./derived.ts";
import { baseKey, hiddenField, readEnvironment } from "./environment.ts";
import { parametersOf } from "./function-classes.ts";
import type { ClassInfo } from "./registry.ts";

export function lowerConstructor(node: ConstructorDeclaration, info: ClassInfo, context: FunctionContext): void {
    takeEnvironment(info, context);
    const parameters = declareParameters(node, context);
    if (info.declaration.base === undefined) {
        // The fields come first, but a parameter property is assigned when the parameters are
        // known.
        defineFields(info, context.builder.function.thisLocal, context);
        bindParameters(parameters, context);
        assignParameterProperties(node, context);
    } else {
        if (needsConstruction(node, false)) openConstruction(node, context);
        bindParameters(parameters, context);
    }
    lowerBody(node, context);
    closeConstruction(node, context);
    context.builder.finish();
}

/** A class without a constructor hands its arguments on. */
export function lowerDefaultConstructor(info: ClassInfo, context: FunctionContext): void {
    const { builder, program } = context;
    const { base } = info.declaration;
    const { thisLocal, rest } = builder.function;
    takeEnvironment(info, context);
    if (base !== undefined && thisLocal !== undefined) {
        const values = parameterNames(base, program).map((name) => builder.local(name, "parameter"));
        const spread = rest ? values.pop() : undefined;
        const passed = withBaseEnvironment(info, { arguments: values, ...(spread && { spread }) }, context);
        builder.superConstruct({ thisLocal, base, ...passed });
    }
    defineFields(info, context.builder.function.thisLocal, context);
    builder.finish();
}

/**
 * The environment of a scoped class is the first argument; from now on the instance leads to it.
 */
function takeEnvironment(info: ClassInfo, context: FunctionContext): void {
    const { builder } = context;
    const object = builder.function.thisLocal;
    if (!info.isScoped || object === undefined) return;
    const value = builder.local("environment", "parameter");
    context.environments.set(info, value);
    builder.defineField({ object, owner: info.declaration, name: hiddenField(info), value });
}

/**
 * The arguments of `super(...)`: a scoped base class gets its environment, which that of the class
 * refers to.
 */
export function withBaseEnvironment(info: ClassInfo, passed: Arguments, context: FunctionContext): Arguments {
    const base = context.program.classes.baseInfo(info);
    if (base?.isScoped !== true) return passed;
    const own = context.environmentOf(info);
    const environment = readEnvironment(own, baseKey(info), base.declaration.name, context);
    return { ...passed, arguments: [environment, ...passed.arguments] };
}

/** Parameters of the first constructor that is written in the chain. */
export function parameterNames(reference: ClassReference | undefined, program: ProgramLowering): string[] {
    if (reference === undefined) return [];
    if (reference.kind === "nativeClass") {
        // A missing argument means something else than undefined: what comes is handed on as it is.
        if (reference.construct?.tellsAbsent === true) return ["values"];
        return reference.construct?.parameters.map(({ name }) => name) ?? [];
    }
    const made = program.functionClasses.nodeOf(reference);
    if (made !== undefined) return parametersOf(made);
    const written = writtenConstructor(reference, program);
    if (written === undefined) return parameterNames(reference.base, program);
    if (usesArguments(written)) return ["arguments"];
    return written.getParameters().map((parameter, index) => {
        return Node.isIdentifier(parameter.getNameNode()) ? parameter.getName() : `parameter_${index.toString()}`;
    });
}

function writtenConstructor(
    declaration: ClassDeclaration,
    program: ProgramLowering,
): ConstructorDeclaration | undefined {
    const node = program.classes.infoOf(declaration)?.node;
    return node?.getConstructors().find((constructor) => constructor.isImplementation());
}

export function defineFields(info: ClassInfo, object: Local | undefined, context: FunctionContext): void {
    const { builder, program } = context;
    const { declaration: owner, node } = info;
    if (object === undefined) return;
    const constructor = writtenConstructor(owner, program);
    for (const parameter of constructor?.getParameters() ?? []) {
        if (!parameter.isParameterProperty()) continue;
        builder.defineField({ object, owner, name: parameter.getName(), value: UNDEFINED });
    }
    for (const member of node.getMembers()) {
        if (!Node.isPropertyDeclaration(member) || member.isStatic() || member.isAbstract()) continue;
        if (member.hasDeclareKeyword()) continue;
        const key = staticKey(member.getNameNode());
        if (key === undefined) continue;
        context.at(member, () => {
            const initializer = member.getInitializer();
            const value = initializer === undefined ? UNDEFINED : visitExpression(initializer, context);
            builder.defineField({ object, owner, name: program.classes.fieldKey(info, key), value });
        });
    }
    // Not to define them, but to see whether an assignment comes before anything can look.
    for (const { name, implicit } of owner.fields)
        if (implicit === true) builder.defineField({ object, owner, name, value: UNDEFINED });
    if (owner.base !== undefined && constructor !== undefined) assignParameterProperties(constructor, context);
}

function assignParameterProperties(node: ConstructorDeclaration, context: FunctionContext): void {
    const { builder, program } = context;
    for (const parameter of node.getParameters()) {
        const variable = program.scopes.of(parameter);
        if (!parameter.isParameterProperty() || variable === undefined) continue;
        context.at(parameter, () => {
            const local = context.localOf(variable);
            let value = local;
            if (variable.cell) {
                value = builder.temporary(variable.name);
                builder.loadCell({ target: value, cell: local });
            }
            builder.setProperty({ object: context.thisOperand(), name: parameter.getName(), value });
        });
    }
}
