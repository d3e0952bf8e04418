/**
 * Private names of classes in general form. A field is a weak table from objects to values
 * (ts-src/lib/private-names.ts), so that it is no property, and any object can have it.
 */
import { Node } from "ts-morph";
import { staticPrivateName } from "../../../diagnostics/unsupported.ts";
import { constant, UNDEFINED } from "../../../ir/builder.ts";
import type { Local, Operand } from "../../../ir/program.ts";
import { initialiseVariable, readVariable } from "../../binding.ts";
import type { FunctionContext } from "../../context.ts";
import { throwError } from "../../errors.ts";
import type { ProgramLowering } from "../../program.ts";
import { spanOf } from "../../../load/span.ts";
import type { Variable } from "../../variables.ts";
import { declarationOf, skipOuter } from "../../symbols.ts";
import { isClass } from "./choice.ts";
import { type ClassParts, partsOf, type Slot } from "./parts.ts";

/** What a private name means in a class in general form; undefined: in another class. */
export interface PrivateName {
    readonly slot: Slot;
    readonly parts: ClassParts;
    readonly node: Node;
}

export function privateNameOf(name: Node, program: ProgramLowering): PrivateName | undefined {
    if (!Node.isPrivateIdentifier(name)) return undefined;
    const text = name.getText();
    for (let around: Node | undefined = name.getParent(); around !== undefined; around = around.getParent()) {
        if (!isClass(around)) continue;
        const member = around.getMembers().find((each) => Node.hasName(each) && each.getName() === text);
        if (member === undefined) continue;
        if (!program.generals.isGeneral(around)) {
            const isStatic = Node.isStaticable(member) && member.isStatic();
            if (isStatic && !isOfClass(name, around)) {
                program.generals.want(around);
                program.unsupported(name, staticPrivateName, text);
            }
            return undefined;
        }
        const parts = partsOf(around, program);
        const slot = parts.slots.get(text);
        return slot && { slot, parts, node: name };
    }
    return undefined;
}

/** `Class.#name` and `this.#name`: of the class itself, so that a struct knows the answer. */
function isOfClass(name: Node, declaration: Node): boolean {
    const access = name.getParent();
    if (!Node.isPropertyAccessExpression(access)) return true;
    const object = skipOuter(access.getExpression());
    return !Node.isIdentifier(object) || declarationOf(object) === declaration;
}

/** Makes the tables of a class that is evaluated. */
export function makeNames(parts: ClassParts, context: FunctionContext): void {
    const { node, title, slots, brand, staticBrand } = parts;
    for (const { name, field } of slots.values())
        if (field !== undefined) makeTable("PrivateField", field, name, node, context);
    const others = [...slots.values()].filter(({ field }) => field === undefined);
    const named = title === "" ? "anonymous" : title;
    if (others.some(({ isStatic }) => !isStatic))
        makeTable("PrivateBrand", brand, `an instance of class ${named}`, node, context);
    if (others.some(({ isStatic }) => isStatic))
        makeTable("PrivateBrand", staticBrand, `class ${named}`, node, context);
}

function makeTable(kind: string, variable: Variable, name: string, node: Node, context: FunctionContext): void {
    const { builder, program } = context;
    const classReference = program.scriptClass({
        kind: "scriptClass",
        name: kind,
        file: "ts-src/lib/private-names.ts",
        export: kind,
    });
    if (classReference === undefined) throw new Error(`the library has no ${kind}`);
    const { file, start } = spanOf(node);
    const target = builder.temporary(variable.name);
    builder.new({
        target,
        classReference,
        typeArguments: { text: `${name} of ${file}:${start.toString()}`, isOpen: false },
        arguments: [constant(name)],
    });
    initialiseVariable(variable, target, context);
}

function callTable(
    variable: Variable,
    name: string,
    values: Operand[],
    node: Node,
    context: FunctionContext,
    target?: Local,
): void {
    const object = readVariable(variable, node, context);
    context.builder.callMethod({ target, object, name, arguments: values, description: name });
}

export function addPrivate(
    field: Variable,
    object: Operand,
    value: Operand,
    node: Node,
    context: FunctionContext,
): void {
    callTable(field, "add", [object, value], node, context);
}

export function addBrand(brand: Variable, object: Operand, { node }: ClassParts, context: FunctionContext): void {
    callTable(brand, "add", [object], node, context);
}

/** Throws where the object has no private methods of the class. */
function checkBrand({ slot, parts, node }: PrivateName, object: Operand, context: FunctionContext): void {
    callTable(slot.isStatic ? parts.staticBrand : parts.brand, "check", [object], node, context);
}

/** `object.#name` */
export function readPrivate(name: PrivateName, object: Operand, context: FunctionContext): Operand {
    const { slot, node } = name;
    const { builder } = context;
    const target = builder.temporary(slot.name.slice(1));
    if (slot.field !== undefined) {
        callTable(slot.field, "get", [object], node, context, target);
        return target;
    }
    checkBrand(name, object, context);
    if (slot.method !== undefined) return readVariable(slot.method, node, context);
    if (slot.getter === undefined) {
        throwError("TypeError", `'${slot.name}' was defined without a getter`, context);
        return UNDEFINED;
    }
    const callee = readVariable(slot.getter, node, context);
    builder.call({ target, callee, thisArgument: object, arguments: [], description: slot.name });
    return target;
}

/** `object.#name = value` */
export function writePrivate(name: PrivateName, object: Operand, value: Operand, context: FunctionContext): void {
    const { slot, node } = name;
    if (slot.field !== undefined) {
        callTable(slot.field, "set", [object, value], node, context);
        return;
    }
    checkBrand(name, object, context);
    if (slot.setter === undefined) {
        const what =
            slot.method === undefined
                ? `'${slot.name}' was defined without a setter`
                : `Private method '${slot.name}' is not writable`;
        throwError("TypeError", what, context);
        return;
    }
    const callee = readVariable(slot.setter, node, context);
    context.builder.call({
        target: undefined,
        callee,
        thisArgument: object,
        arguments: [value],
        description: slot.name,
    });
}

/** `#name in object`, which is an object. */
export function hasPrivate({ slot, parts, node }: PrivateName, object: Operand, context: FunctionContext): Operand {
    const target = context.builder.temporary("is_there");
    const table = slot.field ?? (slot.isStatic ? parts.staticBrand : parts.brand);
    callTable(table, "has", [object], node, context, target);
    return target;
}
