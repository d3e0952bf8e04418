/**
 * Runs IR on JavaScript's own values, so that lowering is proved without any pass or back end: an
 * instruction means what ECMA-262 says, and the engine that runs the tests knows that best.
 */
import { isLocal } from "../../compiler/ir/effects.ts";
import { standardObject } from "../../compiler/lower/intrinsics/standard.ts";
import type { ClassReference, Instruction, InstructionOf } from "../../compiler/ir/instructions.ts";
import type { ClassDeclaration, Global, IrFunction, Local, Operand, Program } from "../../compiler/ir/program.ts";
import { binary, unary } from "./ir-operators.ts";

type Callable = (this: unknown, ...values: unknown[]) => unknown;
type Fields = Record<string, unknown>;

interface Cell {
    content: unknown;
}

const uninitialised = Symbol("uninitialised");

export type NativeFunctions = Readonly<Record<string, Callable>>;
type LibraryFunction = (name: string) => IrFunction | undefined;

/**
 * What the program's console calls print; an exception that leaves the program is the last line.
 */
export function interpret(program: Program, natives: NativeFunctions, library?: LibraryFunction): void {
    const interpreter = new Interpreter(natives, library);
    for (const module of program.modules) interpreter.run(module, [], undefined, []);
}

class Interpreter {
    private readonly natives: NativeFunctions;
    private readonly library: LibraryFunction | undefined;
    private readonly globals = new Map<Global, unknown>();
    private readonly prototypes = new Map<ClassDeclaration, object>();
    private readonly methods = new Map<IrFunction, Callable>();

    constructor(natives: NativeFunctions, library: LibraryFunction | undefined) {
        this.natives = natives;
        this.library = library;
    }

    run(irFunction: IrFunction, captures: readonly unknown[], self: unknown, values: readonly unknown[]): unknown {
        return new Frame(this, irFunction, captures, self, values).run();
    }

    value(irFunction: IrFunction, captures: readonly unknown[]): Callable {
        // eslint-disable-next-line @typescript-eslint/no-this-alias -- the closure has a `this` of its own
        const interpreter = this;
        return function (this: unknown, ...values: unknown[]) {
            return interpreter.run(irFunction, captures, this, values);
        };
    }

    method(irFunction: IrFunction): Callable {
        const known = this.methods.get(irFunction) ?? this.value(irFunction, []);
        this.methods.set(irFunction, known);
        return known;
    }

    prototype(reference: ClassReference): object {
        if (reference.kind === "nativeClass")
            return (nativeConstructor(reference.name) as { prototype: object }).prototype;
        const known = this.prototypes.get(reference);
        if (known !== undefined) return known;
        const base = reference.base === undefined ? Object.prototype : this.prototype(reference.base);
        const made: object = Object.create(base) as object;
        for (const [name, method] of reference.methods)
            Object.defineProperty(made, name, { value: this.method(method), enumerable: false });
        for (const [name, { getter, setter }] of reference.accessors) {
            Object.defineProperty(made, name, {
                ...(getter && { get: this.method(getter) }),
                ...(setter && { set: this.method(setter) }),
                configurable: true,
            });
        }
        this.prototypes.set(reference, made);
        return made;
    }

    construct(reference: ClassReference, values: readonly unknown[]): unknown {
        if (reference.kind === "nativeClass") return Reflect.construct(nativeConstructor(reference.name), values);
        const made: unknown = Object.create(this.prototype(reference));
        this.initialise(reference, made, values);
        return made;
    }

    initialise(reference: ClassReference, self: unknown, values: readonly unknown[]): void {
        if (reference.kind === "class") {
            this.run(reference.classConstructor, [], self, values);
        } else {
            const made: object = Reflect.construct(nativeConstructor(reference.name), values);
            for (const key of Object.getOwnPropertyNames(made))
                Object.defineProperty(self, key, Object.getOwnPropertyDescriptor(made, key) ?? {});
        }
    }

    native(instruction: InstructionOf<"callNative">, self: unknown, values: readonly unknown[]): unknown {
        const { name } = instruction.native;
        const known = this.natives[name];
        if (known !== undefined) return Reflect.apply(known, self, values);
        const path = name.split(".");
        if (self !== undefined) {
            const [owner = "", method = ""] = path;
            const { prototype } = nativeConstructor(owner) as unknown as { prototype: Record<string, Callable> };
            return Reflect.apply(prototype[method] as Callable, self, values);
        }
        const holder = path.slice(0, -1).reduce<unknown>((object, key) => (object as Fields)[key], globalThis);
        return Reflect.apply((holder as Fields)[path.at(-1) ?? ""] as Callable, holder, values);
    }

    callMethod(object: unknown, name: string, values: readonly unknown[], found: unknown): unknown {
        const scripted = Array.isArray(object) ? this.library?.(name) : undefined;
        if (scripted !== undefined) return this.run(scripted, [], object, values);
        const method = found ?? (object as Fields)[name];
        if (typeof method !== "function") throw new TypeError(`${name} is not a function`);
        return Reflect.apply(method, object, values) as unknown;
    }

    load(global: Global): unknown {
        return this.globals.has(global) ? this.globals.get(global) : uninitialised;
    }

    store(global: Global, value: unknown): void {
        this.globals.set(global, value);
    }
}

function nativeConstructor(name: string): new (...values: unknown[]) => object {
    return (globalThis as unknown as Record<string, new (...values: unknown[]) => object>)[name] as never;
}

function define(object: Fields, kind: "property" | "getter" | "setter", key: string, value: unknown): void {
    const how = { property: "value", getter: "get", setter: "set" }[kind];
    const others = kind === "property" ? { writable: true } : {};
    Object.defineProperty(object, key, { [how]: value, ...others, enumerable: true, configurable: true });
}

/** What a class has as a method cannot change. */
function isFieldOrAccessor(object: unknown, key: string): boolean {
    const own = Object(object) as object;
    if (Object.hasOwn(own, key)) return true;
    let at: object | null = own;
    while (at !== null && !Object.hasOwn(at, key)) at = Object.getPrototypeOf(at) as object | null;
    return at !== null && Object.getOwnPropertyDescriptor(at, key)?.value === undefined;
}

class Frame {
    private readonly locals = new Map<Local, unknown>();
    private readonly interpreter: Interpreter;
    private readonly irFunction: IrFunction;
    private pending: unknown;

    constructor(
        interpreter: Interpreter,
        irFunction: IrFunction,
        captures: readonly unknown[],
        self: unknown,
        values: readonly unknown[],
    ) {
        this.interpreter = interpreter;
        this.irFunction = irFunction;
        if (irFunction.thisLocal !== undefined) this.locals.set(irFunction.thisLocal, self);
        const last = irFunction.parameters.length - 1;
        irFunction.parameters.forEach((parameter, index) => {
            const isRest = irFunction.rest && index === last;
            const from = irFunction.collectsAll === true ? 0 : index;
            this.locals.set(parameter, isRest ? values.slice(from) : values[index]);
        });
        irFunction.captures.forEach((local, index) => this.locals.set(local, captures[index]));
    }

    run(): unknown {
        let block = this.irFunction.entry;
        for (;;) {
            try {
                for (const instruction of block.instructions) this.execute(instruction);
                const { terminator } = block;
                switch (terminator.op) {
                    case "jump":
                        block = terminator.to;
                        break;
                    case "branch":
                        block = this.of(terminator.condition) ? terminator.then : terminator.otherwise;
                        break;
                    case "return":
                        return this.of(terminator.value);
                    case "throw":
                        throw this.of(terminator.value);
                    case "unreachable":
                        throw new Error("unreachable was reached");
                }
            } catch (exception) {
                if (block.handler === undefined) throw exception;
                this.pending = exception;
                block = block.handler;
            }
        }
    }

    private of(operand: Operand): unknown {
        if (!isLocal(operand)) return operand.kind === "uninitialised" ? uninitialised : operand.value;
        if (!this.locals.has(operand)) throw new Error(`${operand.name} of ${this.irFunction.name} has no value`);
        return this.locals.get(operand);
    }

    private initialised(operand: Operand): unknown {
        const value = this.of(operand);
        if (value === uninitialised) throw new Error("an operator meets an uninitialised variable");
        return value;
    }

    private all(operands: readonly Operand[]): unknown[] {
        return operands.map((operand) => this.of(operand));
    }

    private passed({
        arguments: listed,
        spread,
    }: {
        readonly arguments: Operand[];
        readonly spread?: Operand;
    }): unknown[] {
        return [...this.all(listed), ...(spread === undefined ? [] : (this.of(spread) as unknown[]))];
    }

    private execute(instruction: Instruction): void {
        const result = this.evaluate(instruction);
        if ("target" in instruction && instruction.target !== undefined) this.locals.set(instruction.target, result);
    }

    private evaluate(instruction: Instruction): unknown {
        const { interpreter } = this;
        switch (instruction.op) {
            case "copy":
            case "convert":
            case "narrow":
                return this.of(instruction.source);
            case "unary":
                return unary(instruction.operator, this.of(instruction.operand));
            case "binary":
                return binary(
                    instruction.operator,
                    this.initialised(instruction.left),
                    this.initialised(instruction.right),
                );
            case "template":
                return this.all(instruction.parts)
                    .map((part) => String(part))
                    .join("");
            case "instanceOf": {
                const prototype = interpreter.prototype(instruction.classReference);
                return Object.prototype.isPrototypeOf.call(prototype, this.of(instruction.value) as object);
            }
            case "hasProperty":
                return (this.of(instruction.key) as string) in (this.of(instruction.object) as object);
            case "newCell":
                return { content: this.of(instruction.value) } satisfies Cell;
            case "loadCell":
                return (this.of(instruction.cell) as Cell).content;
            case "storeCell":
                (this.of(instruction.cell) as Cell).content = this.of(instruction.value);
                return undefined;
            case "loadGlobal":
                return interpreter.load(instruction.global);
            case "storeGlobal":
                interpreter.store(instruction.global, this.of(instruction.value));
                return undefined;
            case "checkInitialised": {
                const value = this.of(instruction.value);
                if (value === uninitialised)
                    throw new ReferenceError(`Cannot access '${instruction.name}' before initialization`);
                return value;
            }
            case "getProperty":
                return (this.of(instruction.object) as Fields)[instruction.name];
            case "setProperty":
                (this.of(instruction.object) as Fields)[instruction.name] = this.of(instruction.value);
                return undefined;
            case "defineField":
                Object.defineProperty(this.of(instruction.object), instruction.name, {
                    value: this.of(instruction.value),
                    writable: true,
                    enumerable: true,
                    configurable: true,
                });
                return undefined;
            case "getIndex":
                return (this.of(instruction.object) as Fields)[this.of(instruction.index) as string];
            case "setIndex":
                (this.of(instruction.object) as Fields)[this.of(instruction.index) as string] = this.of(
                    instruction.value,
                );
                return undefined;
            case "newObject": {
                const made: Fields = {};
                let name = "";
                for (const part of instruction.parts) {
                    if (part.kind === "spread") Object.assign(made, this.of(part.value));
                    else if (part.kind === "name") name = String(this.of(part.value));
                    else if (part.kind === "named") define(made, "property", name, this.of(part.value));
                    else define(made, part.kind, part.name, this.of(part.value));
                }
                return made;
            }
            case "deleteProperty":
                return Reflect.deleteProperty(
                    this.of(instruction.object) as Fields,
                    this.of(instruction.key) as string,
                );
            case "objectRest": {
                const source = this.of(instruction.source);
                if (source == null) throw new TypeError("Cannot destructure");
                const made = { ...source } as Fields;
                return Object.fromEntries(Object.entries(made).filter(([key]) => !instruction.excluded.includes(key)));
            }
            case "newArray": {
                const made: unknown[] = [];
                for (const part of instruction.parts) {
                    if (part.kind === "hole") made.length++;
                    else if (part.kind === "spread") made.push(...(this.of(part.value) as unknown[]));
                    else made.push(this.of(part.value));
                }
                return made;
            }
            case "arrayRest":
                return instruction.position === undefined
                    ? [...(this.of(instruction.source) as unknown[])].slice(instruction.from)
                    : [...(this.of(instruction.position) as IterableIterator<unknown>)];
            case "catch":
                return this.pending;
            case "loadIntrinsic":
                return standardObject(instruction.intrinsic.name);
            case "iterateStart": {
                const iterable = this.of(instruction.iterable) as Iterable<unknown>;
                return iterable[Symbol.iterator]();
            }
            case "iterateNext": {
                const { done, value } = (this.of(instruction.position) as Iterator<unknown, unknown>).next();
                this.locals.set(instruction.done, done);
                this.locals.set(instruction.value, done === true ? uninitialised : value);
                return undefined;
            }
            default:
                return this.call(instruction);
        }
    }

    private call(instruction: CallLike): unknown {
        const { interpreter } = this;
        switch (instruction.op) {
            case "makeFunction":
                return interpreter.value(instruction.function, this.all(instruction.captures));
            case "methodReference": {
                const prototype = interpreter.prototype(instruction.owner) as Fields;
                return prototype[instruction.name];
            }
            case "getMethod": {
                const object = this.of(instruction.object) as Fields;
                const isStored = isFieldOrAccessor(object, instruction.name);
                const value = object[instruction.name];
                return isStored ? value : undefined;
            }
            case "call": {
                const callee = this.of(instruction.callee);
                if (typeof callee !== "function") throw new TypeError(`${instruction.description} is not a function`);
                return Reflect.apply(callee, this.of(instruction.thisArgument), this.passed(instruction)) as unknown;
            }
            case "callMethod": {
                const method = instruction.method === undefined ? undefined : this.of(instruction.method);
                return interpreter.callMethod(
                    this.of(instruction.object),
                    instruction.name,
                    this.passed(instruction),
                    method,
                );
            }
            case "callFunction": {
                const self = instruction.thisArgument === undefined ? undefined : this.of(instruction.thisArgument);
                return interpreter.run(instruction.function, [], self, this.passed(instruction));
            }
            case "callNative": {
                const self = instruction.thisArgument === undefined ? undefined : this.of(instruction.thisArgument);
                return interpreter.native(instruction, self, this.passed(instruction));
            }
            case "new":
                return interpreter.construct(instruction.classReference, this.passed(instruction));
            case "superConstruct":
                interpreter.initialise(instruction.base, this.of(instruction.thisLocal), this.passed(instruction));
                return undefined;
        }
    }
}

type CallLike = InstructionOf<
    | "makeFunction"
    | "methodReference"
    | "getMethod"
    | "call"
    | "callMethod"
    | "callFunction"
    | "callNative"
    | "new"
    | "superConstruct"
>;
