/**
 * Checks the tree of a C function for what would not compile or would mean something else than what
 * it looks like: jumps without a label, labels that stand twice, `break` and `continue` outside a
 * loop, and variables of the function that are used out of the scope of their declaration, or on a
 * way that gave them no value (a jump over an initialiser among them).
 */
import type { CExpression, CFunction, CInitializer, CStatement } from "./ast.ts";
import { FlowOfTree } from "./flow.ts";
import type { Event, Scope } from "./flow.ts";
import { partsOf, partsOfInitializer } from "./walk.ts";

/** `isLocal` says which identifiers are the function's own. Throws at the first fault. */
export function verifyFunction(fn: CFunction, isLocal: (name: string) => boolean): void {
    new Verifier(fn, isLocal).run();
}

class Verifier {
    private readonly fn: CFunction;
    private readonly isLocal: (name: string) => boolean;
    private readonly labels = new Set<string>();
    private readonly gotos = new Set<string>();
    private readonly parameters: ReadonlySet<string>;
    private readonly declared: Set<string>;

    constructor(fn: CFunction, isLocal: (name: string) => boolean) {
        this.fn = fn;
        this.isLocal = isLocal;
        this.parameters = new Set(fn.parameters.map(({ name }) => name));
        this.declared = new Set(this.parameters);
    }

    run(): void {
        this.list(this.fn.body, false);
        for (const label of this.gotos) this.demand(this.labels.has(label), `goto ${label} has no label`);
        const flow = new FlowOfTree(this.fn.body, (name) => this.isLocal(name) && !this.parameters.has(name));
        flow.events.forEach((events, name) => this.reads(name, events, flow));
    }

    private demand(holds: boolean, fault: string): void {
        if (!holds) throw new Error(`C of ${this.fn.name}: ${fault}`);
    }

    private list(statements: readonly CStatement[], inLoop: boolean): void {
        const own: string[] = [];
        for (const statement of statements) {
            if (statement.kind === "declare") {
                const { name, initializer } = statement.declaration;
                this.demand(!this.declared.has(name), `${name} is declared twice`);
                this.initializer(initializer);
                this.declared.add(name);
                own.push(name);
            } else {
                this.statement(statement, inLoop);
            }
        }
        own.forEach((name) => this.declared.delete(name));
    }

    private statement(statement: CStatement, inLoop: boolean): void {
        switch (statement.kind) {
            case "expression":
                this.expression(statement.expression);
                break;
            case "assign":
                this.expression(statement.target);
                this.expression(statement.value);
                break;
            case "if":
                this.expression(statement.test);
                this.list(statement.then, inLoop);
                this.list(statement.otherwise, inLoop);
                break;
            case "while":
                this.expression(statement.test);
                this.list(statement.body, true);
                break;
            case "return":
                this.expression(statement.value);
                break;
            case "label":
                this.demand(!this.labels.has(statement.label), `label ${statement.label} stands twice`);
                this.labels.add(statement.label);
                break;
            case "goto":
                this.gotos.add(statement.label);
                break;
            case "break":
            case "continue":
                this.demand(inLoop, `${statement.kind} outside a loop`);
                break;
            case "declare":
                break;
        }
    }

    /** What is called with an address may be there to give the variable its value. */
    private reads(name: string, events: readonly Event[], flow: FlowOfTree): void {
        if (events.some(({ access }) => access === "take")) return;
        const [declared] = events;
        const live = flow.liveIn(events);
        let piece = -1;
        let wanted = false;
        for (const event of events.toReversed()) {
            if (event.piece !== piece) {
                piece = event.piece;
                wanted = flow.isLiveAtEnd(piece, live);
            }
            this.demand(!(event.access === "forget" && wanted), `${name} is read before it has a value`);
            wanted = event.access === "read";
        }
        // The entry is piece 0: what is wanted there got no value on the way.
        for (const at of live) {
            const holds = at !== 0 && declared !== undefined && isInside(flow.scopes[at], declared.scope);
            this.demand(holds, `${name} is read on a way that passes over its declaration`);
        }
    }

    private initializer(initializer: CInitializer | undefined): void {
        if (initializer !== undefined) partsOfInitializer(initializer).forEach((part) => this.expression(part));
    }

    private expression(expression: CExpression | undefined): void {
        if (expression === undefined) return;
        if (expression.kind === "identifier") {
            const { name } = expression;
            this.demand(!this.isLocal(name) || this.declared.has(name), `${name} is used outside its scope`);
        }
        partsOf(expression).forEach((part) => this.expression(part));
    }
}

function isInside(scope: Scope | undefined, outer: Scope): boolean {
    let at = scope;
    while (at !== undefined && at !== outer) at = at.outer;
    return at === outer;
}
