/** Expressions by wanted kind: a table of productions each, the simplest first. */
import { type Names, pick } from "./names.ts";
import { type ClassInfo, type Scope, type Variable } from "./scope.ts";
import { part, type Tree } from "./tree.ts";
import { numbers, primitives, strings } from "./values.ts";

type Production = (tree: Tree, scope: Scope) => string | undefined;

const ARITHMETIC = "+ - * / % & | ^ << >> >>>".split(" ");
const COMPARISONS = "=== !== < <= > >= == !=".split(" ");
const COMPOUND = "= += -= *= /= %= &= |= ^= <<= >>= >>>= &&= ||= ??=".split(" ");
const MATH = "abs floor ceil round trunc sign sqrt fround clz32".split(" ");

export class Expressions {
    readonly classes: ClassInfo[] = [];

    constructor(readonly names: Names) {}

    /** Tries the chosen production, then those before it: the first ones always apply. */
    private derive(productions: readonly Production[], tree: Tree, scope: Scope): string {
        for (let at = tree.parts.length === 0 ? tree.choice % 2 : tree.choice % productions.length; at >= 0; at--) {
            const text = productions[at]?.(tree, scope);
            if (text !== undefined) return text;
        }
        throw new Error("the first production always applies");
    }

    primitive(tree: Tree, scope: Scope): string {
        return this.derive(this.primitiveProductions, tree, scope);
    }

    number(tree: Tree, scope: Scope): string {
        return this.derive(this.numberProductions, tree, scope);
    }

    string(tree: Tree, scope: Scope): string {
        return this.derive(this.stringProductions, tree, scope);
    }

    array(tree: Tree, scope: Scope): string {
        return this.derive(this.arrayProductions, tree, scope);
    }

    record(tree: Tree, scope: Scope): string {
        return this.derive(this.recordProductions, tree, scope);
    }

    bytes(tree: Tree, scope: Scope): string {
        return this.derive(this.bytesProductions, tree, scope);
    }

    /** A condition. tsc refuses to test constants, so those go through a call. */
    condition(tree: Tree, scope: Scope): string {
        const text = this.primitive(tree, scope);
        return /^\([^ ]+ (===|<|<=|>|>=|!==) /.test(text) ? text : `id(${text})`;
    }

    arguments(tree: Tree, scope: Scope, count: number, from = 0): string {
        return Array.from({ length: count }, (_, index) => this.primitive(part(tree, from + index), scope)).join(", ");
    }

    /** Values of a class under construction or of one before it. */
    instance(tree: Tree, scope: Scope, info: ClassInfo): string {
        const fits = (variable: Variable) => variable.kind.kind === "instance" && isOrExtends(variable.kind.of, info);
        const variables = scope.all(fits);
        if (tree.choice % 3 === 0 && variables.length > 0) return pick(variables, tree.value).name;
        const candidates = this.classes.filter((other) => isOrExtends(other, info));
        const made = pick(candidates, tree.value);
        return `new ${made.name}(${this.arguments(tree, scope, made.parameters)})`;
    }

    private readonly primitiveProductions: readonly Production[] = [
        (tree) => pick(primitives, tree.value),
        (tree, scope) => variable(scope.of("primitive", "number", "string"), tree),
        (tree, scope) =>
            `(${this.untyped(tree, scope, 0)} ${pick(ARITHMETIC, tree.value)} ${this.untyped(tree, scope, 1)})`,
        (tree, scope) =>
            `(${this.untyped(tree, scope, 0)} ${pick(COMPARISONS, tree.value)} ${this.untyped(tree, scope, 1)})`,
        (tree, scope) =>
            `(id(${this.operand(tree, scope, 0)}) ${pick(["&&", "||", "??"], tree.value)} ${this.operand(tree, scope, 1)})`,
        (tree, scope) => `(${pick(["-", "+", "~", "typeof ", "void "], tree.value)}${this.untyped(tree, scope, 0)})`,
        (tree, scope) => `!id(${this.operand(tree, scope, 0)})`,
        (tree, scope) =>
            `(${this.condition(part(tree, 0), scope)} ? ${this.operand(tree, scope, 1)} : ${this.operand(tree, scope, 2)})`,
        (tree, scope) => `(id(${this.operand(tree, scope, 0)}), ${this.operand(tree, scope, 1)})`,
        (tree, scope) => this.assignment(tree, scope),
        (tree, scope) => {
            const target = assignable(scope, tree);
            if (target?.kind.kind === "string") return undefined;
            return target && `(${pick(["$++", "++$", "$--", "--$"], tree.choice).replace("$", target.name)})`;
        },
        (tree, scope) => this.call(tree, scope),
        (tree, scope) => {
            const array = variable(scope.of("array", "bytes"), tree);
            return array && `${array}[${this.number(part(tree, 0), scope)}]`;
        },
        (tree, scope) => this.member(tree, scope),
        (tree, scope) => this.methodCall(tree, scope),
        (tree, scope) => this.arrayCall(tree, scope),
        (tree, scope) => this.number(part(tree, 0), scope),
        (tree, scope) => this.string(part(tree, 0), scope),
        (tree, scope) =>
            `((${this.operand(tree, scope, 0)} as any) instanceof ${pick(["Error", "TypeError", ...this.classes.map((info) => info.name)], tree.value)})`,
        (tree, scope) => {
            const object = variable([...scope.of("instance"), ...scope.of("record")], tree);
            const tested = pick(["Error", ...this.classes.map((info) => info.name)], tree.choice);
            return object && `((${object} as any) instanceof ${tested})`;
        },
        (tree, scope) => {
            const of = variable(scope.of("functions"), tree);
            return of && `${of}[${this.number(part(tree, 0), scope)}]?.()`;
        },
        (tree, scope) => this.immediate(tree, scope),
        (tree, scope) => {
            const [one, other] = [variable(scope.of("record"), tree), variable(scope.of("record"), part(tree, 0))];
            return (
                one && other && `((${one} as any) ${pick(["===", "!==", "==", "!="], tree.choice)} (${other} as any))`
            );
        },
        (tree, scope) => `${pick(["String", "Number", "Boolean"], tree.value)}(${this.operand(tree, scope, 0)})`,
        (tree, scope) => {
            const mixed = variable(scope.of("mixed"), tree);
            return (
                mixed &&
                pick([`show(${mixed})`, `typeof ${mixed}`, `!${mixed}`, `(${mixed} == null)`], tree.choice >> 5)
            );
        },
    ];

    private operand(tree: Tree, scope: Scope, index: number): string {
        const text = this.primitive(part(tree, index), scope);
        // Strings of strings of strings: growth ends where values are stored, so an expression may
        // not nest a sum too deeply.
        return text.length > 400 ? "(1 as any)" : text;
    }

    /** tsc refuses operators on what it knows to be unfit; JavaScript does not. */
    private untyped(tree: Tree, scope: Scope, index: number): string {
        const text = this.operand(tree, scope, index);
        return text.endsWith(" as any)") ? text : `(${text} as any)`;
    }

    private assignment(tree: Tree, scope: Scope): string | undefined {
        const target = assignable(scope, tree);
        if (!target) return undefined;
        const value = this.untyped(tree, scope, 0);
        const operator = pick(COMPOUND, tree.choice >> 4);
        if (target.kind.kind === "number") return `(${target.name} = ${this.number(part(tree, 0), scope)})`;
        if (target.kind.kind === "string") return `(${target.name} = cut(${this.string(part(tree, 0), scope)}))`;
        if (operator === "+=") return `(${target.name} = cut(${target.name} + ${value}))`;
        return `(${target.name} ${operator} ${operator === "=" || operator.length === 3 ? `cut(${value})` : value})`;
    }

    private call(tree: Tree, scope: Scope): string | undefined {
        const functions = scope.of("function");
        if (functions.length === 0) return undefined;
        const called = pick(functions, tree.value);
        if (called.kind.kind !== "function") return undefined;
        const difference = pick([0, 0, 0, 1, -1], tree.choice >> 4);
        const count = Math.max(0, called.kind.parameters + difference);
        if (pick([0, 1, 2, 3, 4, 5], tree.choice >> 6) === 5) {
            const array = variable(scope.of("array"), tree);
            if (array) return `(${called.name} as any)(...${array})`;
        }
        return `${difference === 0 ? called.name : `(${called.name} as any)`}(${this.arguments(tree, scope, count)})`;
    }

    private member(tree: Tree, scope: Scope): string | undefined {
        const { thisClass } = scope.context;
        const objects = scope.of("record", "instance");
        if (thisClass && thisClass.fields.length > 0 && (objects.length === 0 || tree.choice % 2 === 1))
            return `this.${pick(thisClass.fields, tree.value)}`;
        if (objects.length === 0) return undefined;
        const object = pick(objects, tree.value);
        if (object.kind.kind === "instance") {
            return object.kind.of.fields.length > 0
                ? `${object.name}.${pick(object.kind.of.fields, tree.choice >> 4)}`
                : undefined;
        }
        const dot =
            object.kind.kind === "record" && object.kind.optional ? pick(["?.", "?.", "!."], tree.choice >> 3) : ".";
        return `${object.name}${dot}${pick(["a", "b", "c", "d"], tree.choice >> 5)}`;
    }

    private methodCall(tree: Tree, scope: Scope): string | undefined {
        const { thisClass, inMethod } = scope.context;
        if (thisClass && tree.choice % 2 === 1) {
            const base = inMethod && thisClass.base && thisClass.base.methods.length > 0 ? thisClass.base : undefined;
            const from = base && tree.choice % 4 === 1 ? base : thisClass;
            if (from.methods.length === 0) return undefined;
            const method = pick(from.methods, tree.value);
            return `${from === base ? "super" : "this"}.${method.name}(${this.arguments(tree, scope, method.parameters)})`;
        }
        const objects = scope.all(({ kind }) => kind.kind === "instance" && kind.of.methods.length > 0);
        if (objects.length === 0) return undefined;
        const object = pick(objects, tree.value);
        if (object.kind.kind !== "instance") return undefined;
        const method = pick(object.kind.of.methods, tree.choice >> 4);
        return `${object.name}.${method.name}(${this.arguments(tree, scope, method.parameters)})`;
    }

    private arrayCall(tree: Tree, scope: Scope): string | undefined {
        const array = variable(scope.of("array"), tree);
        if (!array) return undefined;
        const value = () => this.operand(tree, scope, 0);
        const index = () => this.number(part(tree, 0), scope);
        const item = this.names.fresh("x");
        const callback = () => {
            const body = scope.inner({ inMethod: false });
            body.declare(item, { kind: "primitive" }, false);
            return `(${item}: any) => ${this.operand(part(tree, 1), body, 0)}`;
        };
        return pick<() => string>(
            [
                () => `${array}.length`,
                () => `${array}.pop()`,
                () => `${array}.shift()`,
                () => `${array}.push(cut(${value()}))`,
                () => `${array}.unshift(cut(${value()}))`,
                () => `${array}.indexOf(${value()})`,
                () => `${array}.includes(${value()})`,
                () => `cut(${array}.join("/"))`,
                () => `${array}.at(${index()})`,
                () => `${array}.some(${callback()})`,
                () => `${array}.every(${callback()})`,
                () => `${array}.find(${callback()})`,
                () => `${array}.findIndex(${callback()})`,
                () => `${array}.reduce((s${item}: any, ${item}: any) => cut(s${item} + ${item}), ${value()})`,
                () => `${array}.lastIndexOf(${value()})`,
            ],
            tree.choice >> 5,
        )();
    }

    private immediate(tree: Tree, scope: Scope): string {
        const parameter = this.names.fresh("p");
        const body = scope.inner({ inMethod: false });
        body.declare(parameter, { kind: "primitive" }, true);
        return `((${parameter}: any) => ${this.operand(tree, body, 0)})(${this.operand(tree, scope, 1)})`;
    }

    private readonly numberProductions: readonly Production[] = [
        (tree) => pick(numbers, tree.value).replace(/^-.*/, "($&)"),
        (tree, scope) => variable(scope.of("number"), tree),
        (tree, scope) => {
            const [left, right] = [this.number(part(tree, 0), scope), this.number(part(tree, 1), scope)];
            return left.length + right.length > 400 ? undefined : `(${left} ${pick(ARITHMETIC, tree.value)} ${right})`;
        },
        (tree, scope) => `(${pick(["-", "+", "~"], tree.value)}(${this.number(part(tree, 0), scope)}))`,
        (tree, scope) => `Math.${pick(MATH, tree.value)}(${this.number(part(tree, 0), scope)})`,
        (tree, scope) =>
            `Math.${pick(["min", "max"], tree.value)}(${this.number(part(tree, 0), scope)}, ${this.number(part(tree, 1), scope)})`,
        (tree, scope) => `Math.imul(${this.number(part(tree, 0), scope)}, ${this.number(part(tree, 1), scope)})`,
        (tree, scope) => `((${this.number(part(tree, 0), scope)} & 7) ** (${this.number(part(tree, 1), scope)} & 7))`,
        (tree, scope) => {
            const sized = variable(scope.of("array", "bytes", "string"), tree);
            return sized && `${sized}.length`;
        },
        (tree, scope) => {
            const text = variable(scope.of("string"), tree);
            return (
                text &&
                `${text}.${pick(["charCodeAt", "indexOf", "lastIndexOf"], tree.choice >> 5)}(${tree.choice >> 5 === 0 || (tree.choice >> 5) % 3 === 0 ? this.number(part(tree, 0), scope) : this.string(part(tree, 0), scope)})`
            );
        },
        (tree, scope) => {
            const target = assignableNumber(scope, tree);
            return (
                target &&
                `(${target.name} ${pick(COMPOUND.slice(0, 12), tree.choice >> 5)} ${this.number(part(tree, 0), scope)})`
            );
        },
        (tree, scope) => {
            const target = assignableNumber(scope, tree);
            return (
                target &&
                `${pick(["$++", "++$", "$--", "--$"], tree.choice >> 5).replace("$", target.name)}`.replace(
                    /^(.*)$/,
                    "($1)",
                )
            );
        },
        (tree, scope) =>
            `(${this.condition(part(tree, 0), scope)} ? ${this.number(part(tree, 1), scope)} : ${this.number(part(tree, 2), scope)})`,
        (tree, scope) => `Number(${this.primitive(part(tree, 0), scope)})`,
    ];

    private readonly stringProductions: readonly Production[] = [
        (tree) => pick(strings, tree.value),
        (tree, scope) => variable(scope.of("string"), tree),
        (tree, scope) => `(${this.string(part(tree, 0), scope)} + ${this.primitive(part(tree, 1), scope)})`,
        (tree, scope) =>
            `\`${pick(["", "x", "é", "\\u{1F600}"], tree.value)}\${${this.primitive(part(tree, 0), scope)}}${pick(["", "-", "ÿ"], tree.value >> 3)}\${${this.primitive(part(tree, 1), scope)}}\``,
        (tree, scope) => `String(${this.primitive(part(tree, 0), scope)})`,
        (tree, scope) => {
            const [from, to] = [this.number(part(tree, 1), scope), this.number(part(tree, 2), scope)];
            return `${this.string(part(tree, 0), scope)}.${pick(["slice", "substring"], tree.value)}(${from}, ${to})`;
        },
        (tree, scope) => `${this.string(part(tree, 0), scope)}.charAt(${this.number(part(tree, 1), scope)})`,
        (tree, scope) =>
            `${this.string(part(tree, 0), scope)}.${pick(["trim", "trimStart", "trimEnd", "toString"], tree.value)}()`,
        (tree, scope) =>
            `${this.string(part(tree, 0), scope)}.${pick(["padStart", "padEnd"], tree.value)}(${this.number(part(tree, 1), scope)} & 15, ${this.string(part(tree, 2), scope)})`,
        (tree, scope) => `${this.string(part(tree, 0), scope)}.repeat(${this.number(part(tree, 1), scope)} & 3)`,
        (tree, scope) =>
            `${this.string(part(tree, 0), scope)}.${pick(["replace", "replaceAll"], tree.value)}(${this.string(part(tree, 1), scope)}, ${this.string(part(tree, 2), scope)}).slice(0, 20)`,
        (tree, scope) =>
            `(${this.number(part(tree, 0), scope)}).toString(${pick(["", "2", "16", "36", "10"], tree.value)})`,
        (tree, scope) => `String.fromCharCode(${this.number(part(tree, 0), scope)})`,
        (tree, scope) => `(typeof ${this.primitive(part(tree, 0), scope)})`,
    ];

    private readonly arrayProductions: readonly Production[] = [
        (tree, scope) => (tree.value % 4 === 0 ? "([] as any[])" : `[${this.arguments(tree, scope, tree.value % 4)}]`),
        (tree, scope) => variable(scope.of("array"), tree),
        (tree, scope) =>
            `[${this.operand(tree, scope, 0)}, ...${this.array(part(tree, 1), scope)}, ${this.operand(tree, scope, 2)}]`,
        (tree, scope) =>
            `${this.array(part(tree, 0), scope)}.slice(${this.number(part(tree, 1), scope)}, ${this.number(part(tree, 2), scope)})`,
        (tree, scope) => `${this.array(part(tree, 0), scope)}.concat((${this.array(part(tree, 1), scope)}) as any)`,
        (tree, scope) => `${this.string(part(tree, 0), scope)}.split(${pick(['","', '""', '"a"'], tree.value)})`,
        (tree, scope) => `[...${this.string(part(tree, 0), scope)}]`,
        (tree, scope) => {
            const item = this.names.fresh("x");
            const body = scope.inner({ inMethod: false });
            body.declare(item, { kind: "primitive" }, true);
            return `${this.array(part(tree, 0), scope)}.${pick(["map", "filter"], tree.value)}((${item}: any) => ${this.operand(part(tree, 1), body, 0)})`;
        },
        (tree, scope) => `${this.array(part(tree, 0), scope)}.reverse()`,
        (tree, scope) => `[...${this.bytes(part(tree, 0), scope)}]`,
        (tree, scope) => `[${this.operand(tree, scope, 0)}, , ${this.operand(tree, scope, 1)}]`,
    ];

    private readonly recordProductions: readonly Production[] = [
        (tree, scope) => `{ a: ${this.operand(tree, scope, 0)}, b: ${this.operand(tree, scope, 1)} }`,
        (tree, scope) =>
            variable(
                scope.all(({ kind }) => kind.kind === "record" && !kind.optional),
                tree,
            ),
        (tree, scope) =>
            `{ b: ${this.operand(tree, scope, 0)}, a: ${this.operand(tree, scope, 1)}, c: ${this.operand(tree, scope, 2)} }`,
        (tree, scope) => {
            const object = variable(
                scope.all(({ kind }) => kind.kind === "record" && !kind.optional),
                tree,
            );
            return (
                object &&
                `{ ...${object}, ${pick(["a", "b", "c", "d"], tree.choice >> 5)}: ${this.operand(tree, scope, 0)} }`
            );
        },
        (tree, scope) => {
            const object = variable(
                scope.all(({ kind }) => kind.kind === "record" && !kind.optional),
                tree,
            );
            return object && `{ d: ${this.operand(tree, scope, 0)}, ...${object} }`;
        },
        (tree, scope) =>
            `(${this.condition(part(tree, 0), scope)} ? ${this.record(part(tree, 1), scope)} : ${this.record(part(tree, 2), scope)})`,
    ];

    private readonly bytesProductions: readonly Production[] = [
        (tree, scope) =>
            `new Uint8Array([${Array.from({ length: tree.value % 4 }, (_, at) => this.number(part(tree, at), scope)).join(", ")}])`,
        (tree, scope) => variable(scope.of("bytes"), tree),
        (tree) => `new Uint8Array(${(tree.value % 9).toString()})`,
        (tree, scope) =>
            `${this.bytes(part(tree, 0), scope)}.${pick(["slice", "subarray"], tree.value)}(${this.number(part(tree, 1), scope)}, ${this.number(part(tree, 2), scope)})`,
        (tree) => `new Uint8Array(new ArrayBuffer(8), ${(tree.value % 5).toString()}, ${(tree.choice % 4).toString()})`,
    ];
}

function isOrExtends(info: ClassInfo, ancestor: ClassInfo): boolean {
    return info === ancestor || (info.base !== undefined && isOrExtends(info.base, ancestor));
}

function variable(variables: readonly Variable[], tree: Tree): string | undefined {
    return variables.length === 0 ? undefined : pick(variables, tree.value).name;
}

export function assignable(scope: Scope, tree: Tree): Variable | undefined {
    const found = scope.all(
        (candidate) => candidate.assignable && ["primitive", "number", "string"].includes(candidate.kind.kind),
    );
    return found.length === 0 ? undefined : pick(found, tree.value);
}

function assignableNumber(scope: Scope, tree: Tree): Variable | undefined {
    const found = scope.all((candidate) => candidate.assignable && candidate.kind.kind === "number");
    return found.length === 0 ? undefined : pick(found, tree.value);
}
