/** What is in scope where the printer stands. */

/**
 * What the generator knows of a variable. Objects never reach an operator, which would be refused, so kinds keep them apart from primitives; among
 * primitives, kinds only make sense of programs: a wrong one is no error.
 */
export type Kind =
    | { readonly kind: "number" | "string" | "primitive" | "array" | "bytes" | "functions" }
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

    declare(name: string, kind: Kind, assignable: boolean): void {
        this.variables.push({ name, kind, assignable });
    }

    /** From the innermost outwards. */
    all(accept: (variable: Variable) => boolean): Variable[] {
        const own = this.variables.filter(accept).reverse();
        return this.parent ? [...own, ...this.parent.all(accept)] : own;
    }

    of(...kinds: Kind["kind"][]): Variable[] {
        return this.all((variable) => kinds.includes(variable.kind.kind));
    }
}
