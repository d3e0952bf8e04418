/**
 * The objects of the library as values: prototypes of its classes, and objects such as `Math`. What
 * they hold, and which of it has which `length`, is read from the JavaScript that runs the
 * compiler; what a property does comes from the `.d.ts` that binds it.
 */
import type { Node } from "ts-morph";
import type { NativeClass, NativeFunction, NativeObject, ScriptMethod } from "../../bindings/model.ts";
import type { Intrinsic, IntrinsicProperty, IrFunction } from "../../ir/program.ts";
import { functionOfClass } from "../classes/values.ts";
import type { ProgramLowering } from "../program.ts";
import { functionMethod, isFunctionMethodName } from "./function-prototype.ts";
import { methodFunction, plainFunction } from "./methods.ts";
import { isObjectMethodName, objectMethod } from "./object-prototype.ts";
import { isOfEdition, namesOf, standardObject } from "./standard.ts";

/** Who has a prototype without being a native class. */
export type Root = "Function" | "Object";

const WRITABLE = { isWritable: true } as const;

export class Intrinsics {
    private readonly program: ProgramLowering;
    private readonly made = new Map<string, Intrinsic>();
    private readonly functions = new Map<string, IrFunction>();
    private readonly plainFunctions = new Map<NativeFunction | ScriptMethod, IrFunction>();

    constructor(program: ProgramLowering) {
        this.program = program;
    }

    prototypeOf(owner: NativeClass | Root, node: Node): Intrinsic {
        const className = typeof owner === "string" ? owner : owner.name;
        return this.intrinsic(`${className}.prototype`, (name) => {
            if (name === "constructor") return this.constructorOf(owner, node);
            if (typeof owner === "string") return this.method(owner, name, node);
            // Array.prototype is an array, and String.prototype a string.
            if (name === "length") return { kind: "constant", value: 0, ...(owner.builtIn === "array" && WRITABLE) };
            const isMethod = owner.methods.has(name) || owner.scriptMethods.has(name);
            return isMethod || (owner.builtIn === "array" && name === "toString")
                ? this.method(owner, name, node)
                : undefined;
        });
    }

    methodOf(owner: NativeClass, name: string, node: Node): IrFunction | undefined {
        const property = this.prototypeOf(owner, node).properties.get(name);
        return property?.kind === "function" ? property.function : undefined;
    }

    namespaceOf(owner: NativeObject, node: Node): Intrinsic {
        return this.intrinsic(owner.name, (name) => {
            const value = owner.constants.get(name);
            if (typeof value === "number") return { kind: "constant", value };
            const callee = owner.functions.get(name) ?? owner.scripts.get(name)?.at(0);
            if (callee === undefined || ("iterates" in callee && callee.iterates)) return undefined;
            return { kind: "function", function: this.plain(`${owner.name}.${name}`, callee, node) };
        });
    }

    /**
     * What needs no `this`: `parseInt`, `Object.entries`; `Number` is a class, whose own properties
     * are not known.
     */
    plain(path: string, callee: NativeFunction | ScriptMethod, node: Node, isClass = false): IrFunction {
        const made = this.plainFunctions.get(callee) ?? plainFunction(path, callee, node, this.program, isClass);
        this.plainFunctions.set(callee, made);
        return made;
    }

    /** The function that a method is, where the program takes its value. */
    private method(owner: NativeClass | Root, name: string, node: Node): IntrinsicProperty | undefined {
        const { program } = this;
        const key = `${typeof owner === "string" ? owner : owner.name}.prototype.${name}`;
        const make = (of: () => IrFunction): IntrinsicProperty => ({ kind: "function", function: this.once(key, of) });
        if (owner === "Function")
            return isFunctionMethodName(name) ? make(() => functionMethod(name, node, program)) : undefined;
        if (owner === "Object")
            return isObjectMethodName(name) ? make(() => objectMethod(name, node, program)) : undefined;
        return make(() => methodFunction(owner, name, node, program));
    }

    private constructorOf(owner: NativeClass | Root, node: Node): IntrinsicProperty | undefined {
        if (typeof owner === "string" || owner.construct === undefined) return undefined;
        return { kind: "function", function: functionOfClass(owner, node, this.program) };
    }

    private once(key: string, make: () => IrFunction): IrFunction {
        const made = this.functions.get(key) ?? make();
        this.functions.set(key, made);
        return made;
    }

    private intrinsic(name: string, property: (name: string) => IntrinsicProperty | undefined): Intrinsic {
        const known = this.made.get(name);
        if (known !== undefined) return known;
        const properties = new Map<string, IntrinsicProperty>();
        const lacking = new Set<string>();
        for (const key of namesOf(standardObject(name))) {
            if (!isOfEdition(name, key)) continue;
            const found = property(key);
            if (found === undefined) lacking.add(key);
            else properties.set(key, found);
        }
        const made: Intrinsic = { name, properties, lacking };
        this.made.set(name, made);
        return made;
    }
}
