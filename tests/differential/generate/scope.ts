/** What is in scope where the printer stands. */

/**
 * What the generator knows of a variable. Objects never reach an operator, which would be refused,
 * so kinds keep them apart from primitives; among primitives, kinds only make sense of programs: a
 * wrong one is no error.
 */
export type Kind =
    | { readonly kind: "number" | "string" | "primitive" | "array" | "bytes" | "functions" }
    /** Any value, objects included: never an operand of an operator that converts. */
    | { readonly kind: "mixed" }
    | { readonly kind: "record"; readonly optional: boolean }
    | { readonly kind: "instance"; readonly of: ClassInfo }
    | { readonly kind: "function"; readonly parameters: number };

export interface ClassInfo {
    readonly name: string;
    readonly base: ClassInfo | undefined;
    readonly fields: readonly string[];
    readonly methods: readonly { readonly name: string; readonly parameters: number }[];
    readonly parameters: number;
}

export interface Variable {
    readonly name: string;
    readonly kind: Kind;
    readonly assignable: boolean;
}

export interface Label {
    readonly name: string;
    readonly loop: boolean;
}

export class Scope {
    readonly variables: Variable[] = [];

    constructor(
        readonly parent: Scope | undefined,
        readonly context: {
            readonly labels: readonly Label[];
            readonly inLoop: boolean;
            readonly inSwitch: boolean;
            readonly inFunction: boolean;
            readonly inTry: boolean;
            readonly thisClass: ClassInfo | undefined;
            /** Whether `super.method()` may stand here. */
            readonly inMethod: boolean;
        },
    ) {}

    static root(): Scope {
        return new Scope(undefined, {
            labels: [],
            inLoop: false,
            inSwitch: false,
            inFunction: false,
            inTry: false,
            thisClass: undefined,
            inMethod: false,
        });
    }

    inner(change: Partial<Scope["context"]> = {}): Scope {
        return new Scope(this, { ...this.context, ...change });
    }

    /**
     * Of a function's body, which no jump leaves; an arrow function keeps the class whose instance
     * `this` is.
     */
    ofFunction(change: Pick<Partial<Scope["context"]>, "thisClass"> = {}): Scope {
        const own = { labels: [], inLoop: false, inSwitch: false, inFunction: true, inTry: false, inMethod: false };
        return this.inner({ ...own, ...change });
    }

    declare(name: string, kind: Kind, assignable: boolean): void {
        this.variables.push({ name, kind, assignable });
    }

    /**
     * From the innermost outwards; what is declared anew, narrowed to another kind, hides what it
     * was.
     */
    all(accept: (variable: Variable) => boolean): Variable[] {
        const found = new Map<string, Variable>();
        for (const variable of this.visible()) if (!found.has(variable.name)) found.set(variable.name, variable);
        return [...found.values()].filter(accept);
    }

    private visible(): Variable[] {
        const own = [...this.variables].reverse();
        return this.parent ? [...own, ...this.parent.visible()] : own;
    }

    of(...kinds: Kind["kind"][]): Variable[] {
        return this.all((variable) => kinds.includes(variable.kind.kind));
    }
}

/** Prints the variables that a program can print. */
export function shown(variables: readonly Variable[]): string {
    const texts = variables.flatMap(({ name, kind }) => {
        if (kind.kind === "mixed") return [`show(${name})`];
        return ["primitive", "number", "string"].includes(kind.kind) ? [name] : [];
    });
    return texts.length > 0 ? `console.log(${texts.join(", ")});` : "";
}
