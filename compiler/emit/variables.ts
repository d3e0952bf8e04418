/** The C variables of one function. */
import { arrow, assign, identifier, literal } from "../c/ast.ts";
import type { CExpression, CStatement } from "../c/ast.ts";
import type { LocalVariable } from "../c/declarations.ts";
import type { TypedFunction, TypedLocal } from "../ir/typed.ts";
import type { Representation } from "../types/representation.ts";
import { cDeclarator, zeroOf } from "./ctypes.ts";
import { NameScope, sanitise } from "./names.ts";
import type { Names } from "./names.ts";
import { VOID } from "./value.ts";

/** Member of the closure struct that holds a capture. */
export function captureMember(local: { readonly name: string }, index: number): string {
    return `${sanitise(local.name)}_${index}`;
}

/** How the function keeps a local; nothing where it holds only one value. */
export const keptAs = (local: TypedLocal): Representation => local.representation ?? VOID;

export class Variables {
    private readonly fn: TypedFunction;
    private readonly programNames: Names;
    private readonly names = new NameScope();
    private readonly localNames = new Map<TypedLocal, string>();
    /** Those of the body, by name. */
    private readonly declared = new Map<string, LocalVariable>();
    /** Takes the captures in use out of the closure. */
    private readonly captured: CStatement[] = [];

    constructor(programNames: Names, fn: TypedFunction) {
        this.programNames = programNames;
        this.fn = fn;
        this.names.unique("closure");
    }

    /** The C variable of a local, declared on first use. */
    nameOf(local: TypedLocal): string {
        let name = this.localNames.get(local);
        if (name === undefined) {
            name = this.names.unique(local.kind === "this" ? "self" : local.name || "value");
            this.localNames.set(local, name);
            const isParameter = local.kind === "this" || local.kind === "parameter";
            if (!isParameter) this.declare(local, name);
        }
        return name;
    }

    private declare(local: TypedLocal, name: string): void {
        const representation = keptAs(local);
        if (representation.kind === "void") return;
        this.add(name, cDeclarator(representation, this.programNames), literal(zeroOf(representation)));
        if (local.kind === "capture") {
            const member = captureMember(local, this.fn.captures.indexOf(local));
            this.captured.push(assign(identifier(name), arrow(identifier("closure"), member)));
        }
    }

    /** A C variable that is no local of the IR. */
    scratch(wanted: string, type: string, zero?: CExpression): CExpression {
        const name = this.names.unique(wanted);
        this.add(name, type, zero);
        return identifier(name);
    }

    private add(name: string, type: string, zero?: CExpression): void {
        this.declared.set(name, { name, type, zero });
    }

    /** Whether an identifier is a variable or parameter of this function. */
    isOwn(name: string): boolean {
        return this.names.has(name);
    }

    get inBody(): ReadonlyMap<string, LocalVariable> {
        return this.declared;
    }

    /** What takes the captures out of the closure, at the start of the function. */
    captures(): readonly CStatement[] {
        return this.captured;
    }
}
