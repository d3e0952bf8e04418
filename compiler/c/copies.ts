/**
 * `found = f(); if (failed()) return; x = found;` is `x = f(); if (failed()) return;` where nobody
 * on the way sees the difference: the first variable has that one use, and the second is not looked
 * at meanwhile, by what the failure leads to either.
 */
import { assign, identifier } from "./ast.ts";
import type { CExpression, CStatement } from "./ast.ts";
import { FlowOfTree } from "./flow.ts";
import type { Event } from "./flow.ts";

/** `typeOf` gives the C type of a variable or parameter. */
export function withoutCopies(body: readonly CStatement[], typeOf: (name: string) => string | undefined): CStatement[] {
    const search = new Search(body, typeOf);
    search.run();
    return rewrite(body, search.targets, search.gone);
}

interface Copy {
    readonly write: Event;
    readonly read: Event;
    readonly to: string;
}

class Search {
    /** The statements that store in another variable now. */
    readonly targets = new Map<CStatement, string>();
    readonly gone = new Set<CStatement>();
    private readonly flow: FlowOfTree;
    private readonly typeOf: (name: string) => string | undefined;
    private readonly lives = new Map<string, Set<number>>();

    constructor(body: readonly CStatement[], typeOf: (name: string) => string | undefined) {
        this.typeOf = typeOf;
        this.flow = new FlowOfTree(body, (name) => typeOf(name) !== undefined);
    }

    run(): void {
        for (const [name, events] of this.flow.events) {
            const copy = this.copyOf(name, events);
            if (copy !== undefined) this.tryCopy(copy, this.flow.liveIn(events));
        }
    }

    private copyOf(name: string, [write, read, ...others]: readonly Event[]): Copy | undefined {
        if (write?.access !== "write" || read?.access !== "read" || others.length > 0) return undefined;
        const { statement } = read;
        const isCopy =
            write.statement.kind === "assign" &&
            statement.kind === "assign" &&
            statement.value.kind === "identifier" &&
            statement.target.kind === "identifier" &&
            this.typeOf(statement.target.name) === this.typeOf(name);
        return isCopy ? { write, read, to: statement.target.name } : undefined;
    }

    private tryCopy({ write, read, to }: Copy, between: ReadonlySet<number>): void {
        const events = this.flow.events.get(to) ?? [];
        const live = this.lives.get(to) ?? this.flow.liveIn(events);
        this.lives.set(to, live);
        const isBetween = ({ piece, index }: Event): boolean =>
            (between.has(piece) || (piece === write.piece && index > write.index)) &&
            !(piece === read.piece && index >= read.index);
        const leadsAway = (piece: number): boolean =>
            piece !== read.piece && (this.flow.next[piece] ?? []).some((next) => !between.has(next) && live.has(next));
        if (
            between.has(write.piece) ||
            events.some((event) => event.access === "take" || isBetween(event)) ||
            [write.piece, ...between].some(leadsAway)
        )
            return;
        this.targets.set(write.statement, to);
        this.gone.add(read.statement);
        between.forEach((piece) => live.add(piece));
        const moved = events.map((event) =>
            event.statement === read.statement && event.access === "write" ? write : event,
        );
        this.flow.events.set(to, moved);
    }
}

const isIdentifier = (value: CExpression, name: string): boolean => value.kind === "identifier" && value.name === name;

function rewrite(
    statements: readonly CStatement[],
    targets: ReadonlyMap<CStatement, string>,
    gone: ReadonlySet<CStatement>,
): CStatement[] {
    return statements.flatMap((statement): CStatement[] => {
        if (gone.has(statement)) return [];
        const to = targets.get(statement);
        if (to !== undefined && statement.kind === "assign") {
            return isIdentifier(statement.value, to)
                ? []
                : [{ ...assign(identifier(to), statement.value), position: statement.position }];
        }
        if (statement.kind === "if") {
            const [then, otherwise] = [statement.then, statement.otherwise].map((list) => rewrite(list, targets, gone));
            return [{ ...statement, then: then ?? [], otherwise: otherwise ?? [] }];
        }
        return statement.kind === "while"
            ? [{ ...statement, body: rewrite(statement.body, targets, gone) }]
            : [statement];
    });
}
