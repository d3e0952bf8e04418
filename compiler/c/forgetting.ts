/**
 * Clears what a function whose `try` body is a function of its own (passes/apart) does not use any
 * more: variables that the body shares, after an exception was caught; and in a loop, before the
 * body runs again, what the last round left. A collection reads the C stack word by word, and what
 * it finds there stays alive.
 *
 * These variables lie in the frame and nowhere else, which is what `volatile` means. A tagged value
 * is stored and read by functions, see `tsp_keep`.
 */
import { assign } from "./ast.ts";
import type { CExpression, CStatement, CVariable } from "./ast.ts";
import type { LocalVariable } from "./declarations.ts";
import { FlowOfTree, isWanted } from "./flow.ts";
import type { Event } from "./flow.ts";
import { InWords } from "./in-words.ts";

const CATCH = "tsp_catch";
const VALUE = "tsp_value @";

/** What a variable starts with tells what it holds. */
function isReference({ zero }: LocalVariable): boolean {
    const text = zero?.kind === "literal" ? zero.text : zero?.kind === "identifier" ? zero.name : "";
    return text === "NULL" || text === "TSP_UNDEFINED";
}

const isPointer = (type: string): boolean => type.endsWith("*@");

const kept = (type: string): string => (isPointer(type) ? type.replace("@", "volatile @") : `volatile ${type}`);

/** The type of the address of a variable. */
export const addressType = (type: string): string =>
    (isPointer(type) || type === VALUE ? kept(type) : type).replace("@", "*@");

type Variables = ReadonlyMap<string, LocalVariable>;

export function withForgetting(
    body: readonly CStatement[],
    variables: Variables,
    parameters: readonly CVariable[],
    parts: ReadonlySet<string>,
): [readonly CStatement[], Variables] {
    if (parts.size === 0) return [body, variables];
    const search = new Search(body, variables, parts);
    const found = [...variables].map(([name, variable]): [string, LocalVariable] => [
        name,
        search.keeps(variable) ? { ...variable, type: kept(variable.type) } : variable,
    ]);
    const words = new InWords(
        new Set(found.flatMap(([name, { type }]) => (type === kept(VALUE) ? [name] : []))),
        new Set(parameters.flatMap(({ name, type }) => (type === addressType(VALUE) ? [name] : []))),
    );
    return [words.rewrite(search.rewrite(body)), new Map(found)];
}

class Search {
    private readonly flow: FlowOfTree;
    private readonly points: readonly Event[];
    private readonly before = new Map<CStatement, CStatement[]>();
    private readonly behind = new Map<CStatement, CStatement[]>();
    private readonly found = new Set<string>();

    constructor(body: readonly CStatement[], variables: Variables, parts: ReadonlySet<string>) {
        const references = [...variables.values()].filter(isReference);
        const names = new Set([...references.map(({ name }) => name), ...parts, CATCH]);
        this.flow = new FlowOfTree(body, (name) => names.has(name));
        const eventsOf = (name: string): readonly Event[] => this.flow.events.get(name) ?? [];
        const calls = [...parts].flatMap(eventsOf);
        this.points = [...calls, ...eventsOf(CATCH)];
        const callers = new Set(calls.map(({ statement }) => statement));
        const rounds = this.points.map(({ piece }) => this.roundsThrough(piece));
        const shared = this.sameAs(calls.map(({ statement }) => statement));
        for (const { name, zero } of references) {
            const events = eventsOf(name);
            // What is called with the address may be made for variables like any other.
            if (events.some(({ access, statement }) => access === "take" && !callers.has(statement))) continue;
            const live = this.flow.liveIn(events);
            const isShared = shared.has(name);
            if (isShared) this.found.add(name);
            this.points.forEach((point, index) => {
                const isBefore = callers.has(point.statement);
                const isStale = events.some(
                    ({ access, piece }) => access === "write" && rounds[index]?.has(piece) === true,
                );
                if (zero === undefined || !(isStale || (isShared && !isBefore))) return;
                this.found.add(name);
                if (!this.isWantedAfter(point, events, live)) this.clear(name, zero, point, isBefore);
            });
        }
    }

    keeps({ name }: LocalVariable): boolean {
        return this.found.has(name);
    }

    /** The variables that the statements name, and those that hold the same values. */
    private sameAs(statements: readonly CStatement[]): ReadonlySet<string> {
        const known = new Set(statements);
        const same = new Set<string>();
        const copies: [string, string][] = [];
        for (const [name, events] of this.flow.events) {
            if (events.some(({ statement }) => known.has(statement))) same.add(name);
            for (const { statement } of events) {
                if (statement.kind !== "assign" || statement.target.kind !== "identifier") continue;
                if (sourceOf(statement.value) === name) copies.push([name, statement.target.name]);
            }
        }
        for (let size = -1; size !== same.size;) {
            size = same.size;
            for (const pair of copies) if (pair.some((name) => same.has(name))) pair.forEach((name) => same.add(name));
        }
        return same;
    }

    /** The pieces of the loops that the piece is part of. */
    private roundsThrough(piece: number): ReadonlySet<number> {
        const before = reach(piece, this.flow.previous);
        return new Set([...reach(piece, this.flow.next)].filter((other) => before.has(other)));
    }

    private isWantedAfter(point: Event, events: readonly Event[], live: ReadonlySet<number>): boolean {
        const next = events.find(({ piece, order }) => piece === point.piece && order > point.order);
        // What the statement itself stores is wanted, or the store would be gone.
        if (next?.statement === point.statement && next.access === "write") return true;
        return next === undefined ? this.flow.isLiveAtEnd(point.piece, live) : isWanted(next.access);
    }

    private clear(name: string, zero: CExpression, { statement }: Event, isBefore: boolean): void {
        const place = isBefore ? this.before : this.behind;
        const others = place.get(statement) ?? [];
        const cleared = assign({ kind: "identifier", name }, zero);
        place.set(statement, [...others, { ...cleared, position: statement.position }]);
    }

    rewrite(statements: readonly CStatement[]): CStatement[] {
        return statements.flatMap((statement) => [
            ...(this.before.get(statement) ?? []),
            this.inside(statement),
            ...(this.behind.get(statement) ?? []),
        ]);
    }

    private inside(statement: CStatement): CStatement {
        if (statement.kind === "if")
            return { ...statement, then: this.rewrite(statement.then), otherwise: this.rewrite(statement.otherwise) };
        return statement.kind === "while" ? { ...statement, body: this.rewrite(statement.body) } : statement;
    }
}

/** The variable whose value it is, as it is or in another representation. */
function sourceOf(expression: CExpression): string | undefined {
    if (expression.kind === "identifier") return expression.name;
    if (expression.kind === "cast") return sourceOf(expression.operand);
    const [argument] = expression.kind === "call" ? expression.arguments : [];
    const isConversion =
        expression.kind === "call" &&
        expression.callee.kind === "identifier" &&
        /^tsp_(from|as)_/.test(expression.callee.name);
    return isConversion && argument !== undefined ? sourceOf(argument) : undefined;
}

/** The piece itself is one of them in a loop. */
function reach(piece: number, edges: readonly (readonly number[])[]): ReadonlySet<number> {
    const reached = new Set<number>();
    const work = [piece];
    for (let at = work.pop(); at !== undefined; at = work.pop()) {
        for (const other of edges[at] ?? []) {
            if (!reached.has(other)) {
                reached.add(other);
                work.push(other);
            }
        }
    }
    return reached;
}
