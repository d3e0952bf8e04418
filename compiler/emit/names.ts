/**
 * C names: the TypeScript name where C, lwIP, the SDK and the runtime leave it free, a numbered one
 * where they do not.
 */
import type { Global, IrFunction } from "../ir/program.ts";
import { propertiesOf } from "../types/members.ts";
import type { Shape } from "../types/shape.ts";

/** Keywords of C11 and C++ and names of the standard headers that generated files include. */
const RESERVED = new Set(
    (
        "auto break case char const continue default do double else enum extern float for goto if inline int long " +
        "register restrict return short signed sizeof static struct switch typedef typeof union unsigned void " +
        "volatile while _Bool _Complex _Imaginary asm bool true false NULL main errno assert abort exit free " +
        "malloc memcpy memset memcmp memmove strlen signal time clock index remove rename read write open close " +
        "printf puts putchar getchar and or not xor class new delete this template namespace typename INFINITY " +
        "NAN linux unix int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t " +
        "size_t ptrdiff_t offsetof"
    ).split(" "),
);

/**
 * A C identifier that reads like the given text. Names of our runtime start with tsp_ and stay free
 * of clashes.
 */
export function sanitise(text: string): string {
    const plain = text.replace(/[^A-Za-z0-9_]/g, (unit) =>
        unit === "$" ? "S" : `u${unit.codePointAt(0)?.toString(16) ?? ""}_`,
    );
    const started = /^[A-Za-z]/.test(plain) ? plain : `n${plain}`;
    return RESERVED.has(started) || /^(tsp_|TSP_|ts_|u?int\d+_t$)/.test(started) ? `${started}_` : started;
}

/** Without a prefix, what is written in capitals may be a macro of any header. */
function local(text: string): string {
    const name = sanitise(text);
    return /^[A-Z][A-Z0-9_]+$/.test(name) && !name.endsWith("_") ? `${name}_` : name;
}

/** Hands out names that are unique within one scope. */
export class NameScope {
    private readonly used = new Set<string>();
    /** Base → the last number that was tried behind it. */
    private readonly numbers = new Map<string, number>();
    private readonly prefix: string;

    /** The prefix keeps the scope's names apart from those of every other scope. */
    constructor(prefix = "") {
        this.prefix = prefix;
    }

    unique(wanted: string): string {
        const base = this.prefix === "" ? local(wanted) : `${this.prefix}${sanitise(wanted).replace(/_$/, "")}`;
        let name = base;
        for (let number = this.numbers.get(base) ?? 2; this.used.has(name); number++) {
            name = `${base}_${number}`;
            this.numbers.set(base, number + 1);
        }
        this.used.add(name);
        return name;
    }

    /** Whether the name was handed out. */
    has(name: string): boolean {
        return this.used.has(name);
    }
}

const titleOf = ({ owner, name }: IrFunction): string =>
    `${owner === undefined ? "" : `${owner.name}_`}${name === "" ? "anonymous" : name}`;

/**
 * File-level names of a program: `ts_` keeps them apart from the symbols of libraries that are
 * linked, and from locals.
 */
export class Names {
    readonly scope = new NameScope("ts_");
    private readonly functions = new Map<IrFunction, string>();
    private readonly shapes = new Map<Shape, string>();
    private readonly globals = new Map<Global, string>();

    ofFunction(fn: IrFunction): string {
        return this.lookup(this.functions, fn, () => titleOf(fn));
    }

    /** Name of the struct; the shape constant is that name with `_shape`. */
    ofShape(shape: Shape): string {
        return this.lookup(this.shapes, shape, () => {
            switch (shape.kind) {
                case "class":
                    return shape.declaration.name;
                case "function":
                    return `${titleOf(shape.function)}_closure`;
                case "literal":
                    return `literal_${propertiesOf(shape).slice(0, 3).join("_")}`;
                default:
                    return shape.kind;
            }
        });
    }

    ofGlobal(global: Global): string {
        return this.lookup(this.globals, global, () => global.name);
    }

    private lookup<Key>(map: Map<Key, string>, key: Key, wanted: () => string): string {
        const known = map.get(key);
        if (known !== undefined) return known;
        const name = this.scope.unique(wanted());
        map.set(key, name);
        return name;
    }
}
