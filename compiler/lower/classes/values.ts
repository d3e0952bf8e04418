/**
 * Classes as values: functions that throw when they are called, with what `new` and `instanceof` of
 * such a value run.
 */
import type { Node } from "ts-morph";
import type { NativeClass, NativeFunction } from "../../bindings/model.ts";
import { constant } from "../../ir/builder.ts";
import type { FunctionBuilder } from "../../ir/builder.ts";
import type { ClassReference } from "../../ir/instructions.ts";
import type { Global, IrFunction, Operand, StaticMember } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { returnCall } from "../natives.ts";
import type { ProgramLowering } from "../program.ts";
import { parameterNames } from "./construct.ts";

/** The value of a class at the level of a module, or of a native class. */
export function readClass(reference: ClassReference, node: Node, context: FunctionContext): Operand {
    const { builder, program } = context;
    if (reference.kind === "class") program.classes.checkEvaluated(reference, node, context);
    const global = program.valueOf(functionOfClass(reference, node, program), node);
    const target = builder.temporary(reference.name);
    builder.loadGlobal({ target, global });
    return target;
}

/**
 * Gives the prototypes of classes their `constructor`, where the program reads one, and those of
 * native errors. That of a class in a function is refused by the analysis.
 */
export function provideConstructors(node: Node, program: ProgramLowering): void {
    for (const reference of program.classes.declarations) {
        const { accessors, isScoped } = reference;
        if (isScoped === true || accessors.has("constructor")) continue;
        accessors.set("constructor", { getter: valueGetter(reference, node, program) });
    }
    for (const native of program.bindings.classes.values())
        if (isError(native)) native.value ??= valueGetter(native, node, program);
}

function isError(native: NativeClass): boolean {
    for (let at: NativeClass | undefined = native; at !== undefined; at = at.base)
        if (at.builtIn === "error") return native.construct !== undefined;
    return false;
}

function valueGetter(reference: ClassReference, node: Node, program: ProgramLowering): IrFunction {
    const builder = program.newBuilder(node, { ...PLAIN, name: "get_constructor" });
    return finished(builder, () => {
        const target = builder.temporary(reference.name);
        builder.loadGlobal({
            target,
            global: program.valueOf(functionOfClass(reference, node, program), node),
        });
        builder.return(target);
    });
}

export function functionOfClass(reference: ClassReference, node: Node, program: ProgramLowering): IrFunction {
    const known = program.classFunctions.get(reference);
    if (known !== undefined) return known;
    const construct = constructFunction(reference, node, program);
    const instance = instanceFunction(reference, node, program);
    const native = reference.kind === "nativeClass" ? reference.call : undefined;
    const statics = staticsOf(reference, node, program);
    const place = reference.kind === "class" ? reference.span : undefined;
    const asClass = { place, construct, instance, statics };
    const request = {
        ...PLAIN,
        name: reference.name,
        title: titleOf(reference),
        text: textOf(reference, program),
        rest: takesRest(native),
        asClass,
    };
    const builder = program.newBuilder(node, request);
    const made = finished(builder, () => {
        if (native !== undefined) returnCall(native, builder);
        else throwTypeError(`Class constructor ${reference.name} cannot be invoked without 'new'`, builder, program);
    });
    program.classFunctions.set(reference, made);
    return made;
}

const nameOf = (reference: ClassReference): string =>
    (reference.kind === "class" ? reference.title : undefined) ?? reference.name;

/** A class of the program is shown as one, which a character that no name has tells. */
function titleOf(reference: ClassReference): string {
    if (reference.kind !== "class") return reference.name;
    const base = reference.base === undefined ? "" : ` extends ${nameOf(reference.base)}`;
    const name = nameOf(reference);
    return `\u0001class ${name === "" ? "(anonymous)" : name}${base}`;
}

const textOf = (reference: ClassReference, { classes }: ProgramLowering): string =>
    (reference.kind === "class" && reference.isLibrary !== true
        ? classes.infoOf(reference)?.node.getText()
        : undefined) ?? `function ${reference.name}() { [native code] }`;

const PLAIN = { kind: "function", usesThis: false, rest: false } as const;

function finished(builder: FunctionBuilder, body: () => void): IrFunction {
    body();
    return builder.finish();
}

export function constructFunction(reference: ClassReference, node: Node, program: ProgramLowering): IrFunction {
    const rest = reference.kind === "class" ? reference.classConstructor.rest : takesRest(reference.construct);
    const builder = program.newBuilder(node, { ...PLAIN, name: `new_${reference.name}`, rest });
    return finished(builder, () => {
        const values = parameterNames(reference, program).map((name) => builder.local(name, "parameter"));
        const spread = rest ? values.pop() : undefined;
        const target = builder.temporary("object");
        builder.new({ target, classReference: reference, arguments: values, ...(spread && { spread }) });
        builder.return(target);
    });
}

/** Static members of native classes are not among them. */
function staticsOf(reference: ClassReference, node: Node, program: ProgramLowering): Map<string, StaticMember> {
    const statics = new Map<string, StaticMember>();
    const own = reference.kind === "class" ? program.classes.infoOf(reference) : undefined;
    for (let info = own; info !== undefined; info = program.classes.baseInfo(info)) {
        const { declaration: owner } = info;
        const add = (name: string, make: () => StaticMember): void => {
            if (!statics.has(name) && !name.startsWith("#")) statics.set(name, make());
        };
        for (const [name, global] of info.staticFields)
            add(name, () => fieldAccessor(name, global, info === own, node, program));
        for (const name of info.staticMethods.keys()) {
            const method = program.classes.staticMethodOf(info, name);
            if (method !== undefined) add(name, () => ({ kind: "method", owner, function: method }));
        }
        for (const name of info.staticAccessors.keys())
            add(name, () => ({ kind: "accessor", ...program.classes.staticAccessor(info, name)?.accessor }));
    }
    if (!statics.has("name")) statics.set("name", nameAccessor(reference.name, node, program));
    return statics;
}

export function nameAccessor(name: string, node: Node, program: ProgramLowering): StaticMember {
    const builder = program.newBuilder(node, { ...PLAIN, name: "get_name" });
    const getter = finished(builder, () => {
        builder.return(constant(name));
    });
    return { kind: "accessor", getter };
}

/** A field of a base class is read here, and not written: the class would get its own. */
export function fieldAccessor(
    name: string,
    global: Global,
    isOwn: boolean,
    node: Node,
    program: ProgramLowering,
): StaticMember {
    const reading = program.newBuilder(node, { ...PLAIN, name: `get_${name}` });
    const getter = finished(reading, () => {
        const value = reading.temporary(name);
        reading.loadGlobal({ target: value, global });
        reading.return(value);
    });
    if (!isOwn) return { kind: "accessor", getter, isField: true };
    const writing = program.newBuilder(node, { ...PLAIN, name: `set_${name}` });
    const setter = finished(writing, () => {
        writing.storeGlobal({ global, value: writing.local("value", "parameter") });
    });
    return { kind: "accessor", getter, setter, isField: true };
}

const takesRest = (native: NativeFunction | undefined): boolean => native?.parameters.some(({ rest }) => rest) === true;

export function instanceFunction(reference: ClassReference, node: Node, program: ProgramLowering): IrFunction {
    const builder = program.newBuilder(node, { ...PLAIN, name: `is_${reference.name}` });
    return finished(builder, () => {
        const value = builder.local("value", "parameter");
        const target = builder.temporary("is_instance");
        builder.instanceOf({ target, value, classReference: reference });
        builder.return(target);
    });
}

export function throwTypeError(message: string, builder: FunctionBuilder, program: ProgramLowering): void {
    const classReference = program.bindings.classes.get("TypeError");
    if (classReference === undefined) throw new Error("the library declares no TypeError");
    const target = builder.temporary("error");
    builder.new({ target, classReference, arguments: [constant(message)] });
    builder.throw(target);
}
