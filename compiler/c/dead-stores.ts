/**
 * Takes out of a function body the stores that nothing reads, with what nothing but them read. What
 * calls something stays for its effect.
 */
import { cast, expressionStatement, negate } from "./ast.ts";
import type { CExpression, CStatement } from "./ast.ts";
import { FlowOfTree, isWanted } from "./flow.ts";
import type { Event } from "./flow.ts";
import { partsOf } from "./walk.ts";

export function withoutDeadStores(body: readonly CStatement[], isVariable: (name: string) => boolean): CStatement[] {
    const dead = new Search(body, isVariable).run();
    const kept = new Rewriter(dead);
    const rewritten = kept.list(body);
    // A branch that went was a reader too.
    return kept.droppedBranch ? withoutDeadStores(rewritten, isVariable) : rewritten;
}

class Search {
    private readonly flow: FlowOfTree;
    private readonly dead = new Set<CStatement>();
    /** The names that a statement reads, or whose address it takes. */
    private readonly readers = new Map<CStatement, string[]>();

    constructor(body: readonly CStatement[], isVariable: (name: string) => boolean) {
        this.flow = new FlowOfTree(body, isVariable);
        this.flow.events.forEach((events, name) => {
            for (const { statement, access } of events) {
                if (isWanted(access)) {
                    const known = this.readers.get(statement);
                    if (known === undefined) this.readers.set(statement, [name]);
                    else known.push(name);
                }
            }
        });
    }

    run(): ReadonlySet<CStatement> {
        const work = new Set(this.flow.events.keys());
        // Grows while it is gone through: a name that was deleted comes again at the end.
        for (const name of work) {
            work.delete(name);
            for (const statement of this.deadStoresOf(name)) {
                this.dead.add(statement);
                this.readers.get(statement)?.forEach((read) => work.add(read));
            }
        }
        return this.dead;
    }

    private isGone({ statement, access }: Event): boolean {
        return this.dead.has(statement) && (access === "write" || !keepsEffect(statement));
    }

    private deadStoresOf(name: string): CStatement[] {
        const events = (this.flow.events.get(name) ?? []).filter((event) => !this.isGone(event));
        if (events.some(({ access }) => access === "take")) return [];
        const live = this.flow.liveIn(events);
        const found: CStatement[] = [];
        let piece = -1;
        let wanted = false;
        for (const event of events.toReversed()) {
            if (event.piece !== piece) {
                piece = event.piece;
                wanted = this.flow.isLiveAtEnd(piece, live);
            }
            if (event.access === "write" && !wanted) found.push(event.statement);
            wanted = isWanted(event.access);
        }
        return found;
    }
}

const storedBy = (statement: CStatement): CExpression | undefined =>
    statement.kind === "assign" ? statement.value : undefined;

function keepsEffect(statement: CStatement): boolean {
    const value = storedBy(statement);
    return value !== undefined && hasCall(value);
}

class Rewriter {
    droppedBranch = false;
    private readonly dead: ReadonlySet<CStatement>;

    constructor(dead: ReadonlySet<CStatement>) {
        this.dead = dead;
    }

    list(statements: readonly CStatement[]): CStatement[] {
        return statements.flatMap((statement) => this.statement(statement));
    }

    private statement(statement: CStatement): CStatement[] {
        if (this.dead.has(statement)) return effectOf(storedBy(statement), statement);
        if (statement.kind === "while") return [{ ...statement, body: this.list(statement.body) }];
        return statement.kind === "if" ? this.branch(statement) : [statement];
    }

    private branch(statement: CStatement & { kind: "if" }): CStatement[] {
        const then = this.list(statement.then);
        const otherwise = this.list(statement.otherwise);
        if (then.length > 0) return [{ ...statement, then, otherwise }];
        if (otherwise.length > 0)
            return [{ ...statement, test: negate(statement.test), then: otherwise, otherwise: [] }];
        this.droppedBranch = true;
        return effectOf(statement.test, statement);
    }
}

function effectOf(value: CExpression | undefined, { position }: CStatement): CStatement[] {
    return value !== undefined && hasCall(value) ? [{ ...expressionStatement(cast("void", value)), position }] : [];
}

/** Conversions between tagged values and C types compute and do nothing else. */
const PURE = /^tsp_(from|as|is|number_to)_/;

export function hasCall(expression: CExpression): boolean {
    const isEffect =
        expression.kind === "call" && !(expression.callee.kind === "identifier" && PURE.test(expression.callee.name));
    return isEffect || partsOf(expression).some(hasCall);
}
