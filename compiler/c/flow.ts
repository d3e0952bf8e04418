/**
 * How control and values flow through the tree of a C function: straight pieces with what they read
 * and write of the function's variables, the scope that each piece stands in, and liveness.
 * Liveness is found for one variable at a time, from its reads backwards: the work grows with the
 * length of lives, not with variables times pieces.
 */
import type { CExpression, CStatement } from "./ast.ts";
import { partsOf, partsOfInitializer } from "./walk.ts";

/** A statement list, and where it hangs in the list around it. */
export interface Scope {
    readonly list: readonly CStatement[];
    readonly outer: Scope | undefined;
    /** Index in the outer list of the statement that holds this one. */
    readonly index: number;
    readonly depth: number;
}

/**
 * `take` is the address of the variable, or of a part of it: what is called may read and write
 * through it. `forget` is a declaration without a value.
 */
export type Access = "read" | "write" | "take" | "forget";

export interface Event {
    readonly access: Access;
    readonly piece: number;
    readonly scope: Scope;
    readonly statement: CStatement;
    /** Index of the statement in its list. */
    readonly index: number;
    /** Its place among all events, in the order of the text. */
    readonly order: number;
}

export class FlowOfTree {
    readonly scopes: Scope[] = [];
    readonly next: number[][] = [];
    readonly previous: number[][] = [];
    /** Of each variable, in the order of the text. */
    readonly events = new Map<string, Event[]>();
    private readonly isVariable: (name: string) => boolean;
    private readonly labels = new Map<string, number>();
    private piece = 0;
    private noted = 0;
    private at: { readonly scope: Scope; readonly index: number; readonly statement: CStatement } | undefined;

    constructor(body: readonly CStatement[], isVariable: (name: string) => boolean) {
        this.isVariable = isVariable;
        const scope: Scope = { list: body, outer: undefined, index: 0, depth: 0 };
        this.piece = this.start(scope);
        this.walk(scope, undefined);
    }

    private start(scope: Scope): number {
        this.next.push([]);
        this.previous.push([]);
        return this.scopes.push(scope) - 1;
    }

    private join(from: number, to: number): void {
        this.next[from]?.push(to);
        this.previous[to]?.push(from);
    }

    /** The piece that a label starts; its scope is known when the label is met. */
    private labelled(label: string, scope: Scope): number {
        const known = this.labels.get(label) ?? this.start(scope);
        this.labels.set(label, known);
        return known;
    }

    private walk(scope: Scope, loop: LoopEnds | undefined): void {
        scope.list.forEach((statement, index) => {
            this.at = { scope, index, statement };
            switch (statement.kind) {
                case "label": {
                    const piece = this.labelled(statement.label, scope);
                    this.scopes[piece] = scope;
                    this.join(this.piece, piece);
                    this.piece = piece;
                    break;
                }
                case "goto":
                    this.leave(this.labelled(statement.label, scope), scope);
                    break;
                case "break":
                case "continue":
                    this.leave(loop?.[statement.kind], scope);
                    break;
                case "return":
                    this.read(statement.value);
                    this.leave(undefined, scope);
                    break;
                case "if":
                    this.walkIf(statement, scope, index, loop);
                    break;
                case "while":
                    this.walkWhile(statement, scope, index);
                    break;
                default:
                    this.plain(statement);
            }
        });
    }

    private leave(to: number | undefined, scope: Scope): void {
        if (to !== undefined) this.join(this.piece, to);
        this.piece = this.start(scope);
    }

    private walkIf(
        { test, then, otherwise }: CStatement & { kind: "if" },
        outer: Scope,
        index: number,
        loop: LoopEnds | undefined,
    ): void {
        this.read(test);
        const from = this.piece;
        const end = this.start(outer);
        for (const list of [then, otherwise]) {
            if (list.length === 0) {
                this.join(from, end);
                continue;
            }
            const scope: Scope = { list, outer, index, depth: outer.depth + 1 };
            this.piece = this.start(scope);
            this.join(from, this.piece);
            this.walk(scope, loop);
            this.join(this.piece, end);
        }
        this.piece = end;
    }

    /** Between two rounds control is outside the body: what the body declares does not live on. */
    private walkWhile({ test, body }: CStatement & { kind: "while" }, outer: Scope, index: number): void {
        const head = this.start(outer);
        const end = this.start(outer);
        this.join(this.piece, head);
        this.piece = head;
        if (test !== undefined) {
            this.read(test);
            this.join(head, end);
        }
        const scope: Scope = { list: body, outer, index, depth: outer.depth + 1 };
        this.piece = this.start(scope);
        this.join(head, this.piece);
        this.walk(scope, { break: end, continue: head });
        this.join(this.piece, head);
        this.piece = end;
    }

    private plain(statement: CStatement): void {
        if (statement.kind === "expression") {
            this.read(statement.expression);
        } else if (statement.kind === "assign") {
            this.read(statement.value);
            this.target(statement.target);
        } else if (statement.kind === "declare") {
            const { name, initializer } = statement.declaration;
            if (initializer === undefined) {
                this.note(name, "forget");
            } else {
                partsOfInitializer(initializer).forEach((part) => this.read(part));
                this.note(name, "write");
            }
        }
    }

    private target(target: CExpression): void {
        if (target.kind === "identifier") this.note(target.name, "write");
        else this.read(target);
    }

    private read(expression: CExpression | undefined): void {
        if (expression === undefined) return;
        const taken = takenBy(expression);
        if (taken !== undefined) this.note(taken, "take");
        else if (expression.kind === "identifier") this.note(expression.name, "read");
        else partsOf(expression).forEach((part) => this.read(part));
    }

    private note(name: string, access: Access): void {
        if (this.at === undefined || !this.isVariable(name)) return;
        const event: Event = { access, piece: this.piece, ...this.at, order: this.noted++ };
        const known = this.events.get(name);
        if (known === undefined) this.events.set(name, [event]);
        else known.push(event);
    }

    /** The pieces at whose start the variable's value is still wanted. */
    liveIn(events: readonly Event[]): Set<number> {
        const first = new Map<number, Access>();
        const writes = new Set<number>();
        for (const { piece, access } of events) {
            if (!first.has(piece)) first.set(piece, access);
            if (!isWanted(access)) writes.add(piece);
        }
        const live = new Set<number>();
        const work: number[] = [];
        const reach = (piece: number): void => {
            if (!live.has(piece)) {
                live.add(piece);
                work.push(piece);
            }
        };
        first.forEach((access, piece) => {
            if (isWanted(access)) reach(piece);
        });
        for (let piece = work.pop(); piece !== undefined; piece = work.pop())
            for (const from of this.previous[piece] ?? []) if (!writes.has(from)) reach(from);

        return live;
    }

    isLiveAtEnd(piece: number, live: ReadonlySet<number>): boolean {
        return (this.next[piece] ?? []).some((to) => live.has(to));
    }
}

interface LoopEnds {
    readonly break: number;
    readonly continue: number;
}

export const isWanted = (access: Access): boolean => access === "read" || access === "take";

/** `&variable`, and `&variable.member`. */
function takenBy(expression: CExpression): string | undefined {
    if (expression.kind !== "unary" || expression.operator !== "&") return undefined;
    let at = expression.operand;
    while (at.kind === "member") at = at.object;
    return at.kind === "identifier" ? at.name : undefined;
}
