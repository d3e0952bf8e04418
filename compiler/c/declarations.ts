/**
 * Declares each variable of a function where it gets its value: in the smallest scope that holds
 * its whole life, at the first statement that names it. Where that statement stores in it, the
 * store becomes the initialiser. A variable whose first value is not stored on every way to a read
 * starts as zero, at the top.
 */
import type { CExpression, CInitializer, CStatement, CVariable } from "./ast.ts";
import { FlowOfTree } from "./flow.ts";
import type { Event, Scope } from "./flow.ts";

export interface LocalVariable {
    readonly name: string;
    /** As in `CVariable`. */
    readonly type: string;
    /**
     * What it holds until the first store, should something read it then; without one, the variable
     * never needs that.
     */
    readonly zero?: CExpression | undefined;
}

export function withDeclarations(
    body: readonly CStatement[],
    variables: ReadonlyMap<string, LocalVariable>,
): CStatement[] {
    return new Placement(body, variables).run();
}

/** What comes before a statement, and what takes its place. */
interface Change {
    readonly before: CStatement[];
    becomes?: CStatement;
}

class Placement {
    private readonly body: readonly CStatement[];
    private readonly variables: ReadonlyMap<string, LocalVariable>;
    private readonly flow: FlowOfTree;
    private readonly scopes = new Map<string, Scope | undefined>();
    private readonly changes = new Map<CStatement, Change>();
    private readonly top: CStatement[] = [];

    constructor(body: readonly CStatement[], variables: ReadonlyMap<string, LocalVariable>) {
        this.body = body;
        this.variables = variables;
        this.flow = new FlowOfTree(body, (name) => variables.has(name));
    }

    run(): CStatement[] {
        this.flow.events.forEach((events, name) => this.scopes.set(name, this.lifeOf(events)));
        this.widenToHolders();
        this.flow.events.forEach((events, name) => this.declare(name, events));
        return [...this.top, ...this.rewrite(this.body)];
    }

    /**
     * The smallest scope around all that names the variable and all places where its value is
     * wanted; none where that is wanted at the entry.
     */
    private lifeOf(events: readonly Event[]): Scope | undefined {
        const live = this.flow.liveIn(events);
        if (live.has(0)) return undefined;
        let around: Scope | undefined;
        const include = (scope: Scope | undefined): void => {
            around = around === undefined || scope === undefined ? scope : commonScope(around, scope);
        };
        events.forEach(({ scope }) => include(scope));
        live.forEach((piece) => include(this.flow.scopes[piece]));
        return around;
    }

    /** An object lives as long as a variable that its address is stored in. */
    private widenToHolders(): void {
        for (let changed = true; changed;) {
            changed = false;
            for (const [name, events] of this.flow.events) {
                for (const { access, statement } of events) {
                    const holder = access === "take" ? holderOf(statement) : undefined;
                    const own = this.scopes.get(name);
                    const other = holder === undefined ? own : this.scopes.get(holder);
                    const wider = own === undefined || other === undefined ? undefined : commonScope(own, other);
                    if (own !== wider) {
                        this.scopes.set(name, wider);
                        changed = true;
                    }
                }
            }
        }
    }

    private declare(name: string, events: readonly Event[]): void {
        const variable = this.variables.get(name);
        const scope = this.scopes.get(name);
        if (variable === undefined) return;
        const { type, zero } = variable;
        if (scope === undefined) {
            this.top.push(declaration({ name, type, initializer: zero }));
            return;
        }
        const index = Math.min(...events.map((event) => indexIn(scope, event)));
        const first = scope.list[index];
        const behindLabel = scope.list[index - 1]?.kind === "label";
        if (first?.kind === "assign" && isIdentifier(first.target, name) && !behindLabel) {
            this.changeOf(first).becomes = {
                ...declaration({ name, type, initializer: initializerOf(first.value) }),
                position: first.position,
            };
            return;
        }
        const at = scope.list[firstOfLabels(scope.list, index)];
        if (at !== undefined) this.changeOf(at).before.push({ ...declaration({ name, type }), position: at.position });
    }

    private changeOf(statement: CStatement): Change {
        const known = this.changes.get(statement) ?? { before: [] };
        this.changes.set(statement, known);
        return known;
    }

    private rewrite(statements: readonly CStatement[]): CStatement[] {
        return statements.flatMap((statement) => {
            const change = this.changes.get(statement);
            const own = change?.becomes ?? this.inside(statement);
            return change === undefined ? [own] : [...change.before, own];
        });
    }

    private inside(statement: CStatement): CStatement {
        if (statement.kind === "if")
            return { ...statement, then: this.rewrite(statement.then), otherwise: this.rewrite(statement.otherwise) };
        return statement.kind === "while" ? { ...statement, body: this.rewrite(statement.body) } : statement;
    }
}

const declaration = (variable: CVariable): CStatement => ({ kind: "declare", declaration: variable });

const isIdentifier = (expression: CExpression, name: string): boolean =>
    expression.kind === "identifier" && expression.name === name;

/** A struct's initialiser is the list itself. */
const initializerOf = (value: CExpression): CInitializer =>
    value.kind === "compound" && !value.type.endsWith("]") ? value.initializer : value;

/** The variable that a statement stores an address in. What is called keeps none. */
function holderOf(statement: CStatement): string | undefined {
    return statement.kind === "assign" && statement.target.kind === "identifier" ? statement.target.name : undefined;
}

function commonScope(left: Scope, right: Scope): Scope | undefined {
    let a: Scope | undefined = left;
    let b: Scope | undefined = right;
    while (a !== b && a !== undefined && b !== undefined) {
        if (a.depth >= b.depth) a = a.outer;
        else b = b.outer;
    }
    return a === b ? a : undefined;
}

/** The index of the statement of the scope's own list that holds an event. */
function indexIn(scope: Scope, event: Event): number {
    let { index } = event;
    for (let at: Scope | undefined = event.scope; at !== undefined && at !== scope; at = at.outer) index = at.index;
    return index;
}

/** A label stands before a statement, not before a declaration. */
function firstOfLabels(list: readonly CStatement[], index: number): number {
    let first = index;
    while (first > 0 && list[first - 1]?.kind === "label") first--;
    return first;
}
