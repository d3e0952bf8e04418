/**
 * Turns gotos into what a person would write: nothing where control falls through anyway, `break`
 * and `continue` where they mean the same, `while (condition)` for a loop that starts with its exit
 * test. Removes labels that nothing names any more.
 */
import { negate } from "../c/ast.ts";
import type { CStatement } from "../c/ast.ts";

/** Labels that stand at one place, the first one on top of those behind it. */
type Labels = { readonly label: string; readonly behind: Labels } | undefined;

/** What control meets after the end of a statement list, and in the loop around it. */
interface Context {
    /** Labels that stand right behind the list. */
    readonly next: Labels;
    readonly continueLabels: Labels;
    readonly breakLabels: Labels;
}

const NOWHERE: Context = { next: undefined, continueLabels: undefined, breakLabels: undefined };

export function tidy(statements: CStatement[]): CStatement[] {
    const shaped = tidyList(statements, NOWHERE);
    const used = new Set<string>();
    collectGotos(shaped, used);
    return shape(dropLabels(shaped, used));
}

function includes(labels: Labels, wanted: string): boolean {
    for (let at = labels; at !== undefined; at = at.behind) if (at.label === wanted) return true;

    return false;
}

/** The labels of a place, given its statement and those of the place behind it. */
function labelsAt(statement: CStatement, behind: Labels): Labels {
    switch (statement.kind) {
        case "label":
            return { label: statement.label, behind };
        case "goto":
            return { label: statement.label, behind: undefined };
        case "while":
            return loopLabels(statement.body);
        default:
            return undefined;
    }
}

function loopLabels(body: readonly CStatement[]): Labels {
    let labels: Labels;
    for (let at = body.findIndex(({ kind }) => kind !== "label") - 1; at >= 0; at--) {
        const statement = body[at];
        labels = statement?.kind === "label" ? { label: statement.label, behind: labels } : labels;
    }
    return labels;
}

function tidyList(statements: readonly CStatement[], context: Context): CStatement[] {
    const parts: CStatement[][] = [];
    let next = context.next;
    for (const statement of statements.toReversed()) {
        parts.push(tidyStatement(statement, { ...context, next }));
        next = labelsAt(statement, next);
    }
    return parts.reverse().flat();
}

function tidyStatement(statement: CStatement, context: Context): CStatement[] {
    switch (statement.kind) {
        case "goto":
            return tidyGoto(statement, context);
        case "if":
            return [mapLists(statement, (list) => tidyList(list, context))];
        case "while": {
            const labels = loopLabels(statement.body);
            const body = tidyList(statement.body, { next: labels, continueLabels: labels, breakLabels: context.next });
            return [{ ...statement, body }];
        }
        default:
            return [statement];
    }
}

function tidyGoto(statement: CStatement & { kind: "goto" }, context: Context): CStatement[] {
    if (includes(context.next, statement.label)) return [];
    if (includes(context.breakLabels, statement.label)) return [{ kind: "break", position: statement.position }];
    if (includes(context.continueLabels, statement.label)) return [{ kind: "continue", position: statement.position }];
    return [statement];
}

/** Whether control never runs off the end of the list. */
function leaves(statements: CStatement[]): boolean {
    const last = statements.at(-1);
    return last !== undefined && ["goto", "break", "continue", "return"].includes(last.kind);
}

function collectGotos(statements: CStatement[], used: Set<string>): void {
    for (const statement of statements) {
        if (statement.kind === "goto") {
            used.add(statement.label);
        } else if (statement.kind === "if") {
            collectGotos(statement.then, used);
            collectGotos(statement.otherwise, used);
        } else if (statement.kind === "while") {
            collectGotos(statement.body, used);
        }
    }
}

function dropLabels(statements: CStatement[], used: ReadonlySet<string>): CStatement[] {
    return statements
        .filter((statement) => statement.kind !== "label" || used.has(statement.label))
        .map((statement) => mapLists(statement, (list) => dropLabels(list, used)));
}

function mapLists(statement: CStatement, change: (list: CStatement[]) => CStatement[]): CStatement {
    if (statement.kind === "if")
        return { ...statement, then: change(statement.then), otherwise: change(statement.otherwise) };
    return statement.kind === "while" ? { ...statement, body: change(statement.body) } : statement;
}

function shape(statements: CStatement[]): CStatement[] {
    return statements.flatMap((statement) => {
        const inner = mapLists(statement, shape);
        switch (inner.kind) {
            case "if":
                return shapeIf(inner);
            case "while":
                return [shapeLoop(inner)];
            default:
                return [inner];
        }
    });
}

function shapeIf(statement: CStatement & { kind: "if" }): CStatement[] {
    const { test, then, otherwise } = statement;
    if (then.length === 0 && otherwise.length === 0)
        return [{ kind: "expression", expression: { kind: "cast", type: "void", operand: test } }];
    if (then.length === 0) return [{ ...statement, test: negate(test), then: otherwise, otherwise: [] }];
    if (otherwise.length > 0 && leaves(then)) return [{ ...statement, otherwise: [] }, ...otherwise];
    if (otherwise.length === 1 && leaves(otherwise))
        return [{ ...statement, test: negate(test), then: otherwise, otherwise: [] }, ...then];
    return [statement];
}

/** `for (;;) { if (!test) { break; } ... }` is `while (test) { ... }`. */
function shapeLoop(statement: CStatement & { kind: "while" }): CStatement {
    const [first, ...others] = statement.body;
    if (
        statement.test === undefined &&
        first?.kind === "if" &&
        first.otherwise.length === 0 &&
        first.then.length === 1 &&
        first.then[0]?.kind === "break"
    )
        return { ...statement, test: negate(first.test), body: others };
    return statement;
}
