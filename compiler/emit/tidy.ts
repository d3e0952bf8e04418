/**
 * Turns gotos into what a person would write: nothing where control falls through anyway, `break` and `continue` where they mean
 * the same, `while (condition)` for a loop that starts with its exit test. Removes labels that nothing names any more.
 */
import { negate } from "../c/ast.ts";
import type { CStatement } from "../c/ast.ts";

/** What control meets after the end of a statement list, and in the loop around it. */
interface Context {
    /** Labels that stand right behind the list. */
    readonly next: ReadonlySet<string>;
    readonly continueLabels: ReadonlySet<string>;
    readonly breakLabels: ReadonlySet<string>;
}

const NOWHERE: Context = { next: new Set(), continueLabels: new Set(), breakLabels: new Set() };

export function tidy(statements: CStatement[]): CStatement[] {
    const shaped = tidyList(statements, NOWHERE);
    const used = new Set<string>();
    collectGotos(shaped, used);
    return shapeLoops(dropLabels(shaped, used));
}

/** Labels at the start of what follows position `index`; the context's where the list ends. */
function labelsAfter(statements: CStatement[], index: number, context: Context): ReadonlySet<string> {
    const labels = new Set<string>();
    for (let at = index + 1; at < statements.length; at++) {
        const statement = statements[at];
        if (statement?.kind !== "label") {
            if (statement?.kind === "while") {
                loopLabels(statement.body).forEach((label) => labels.add(label));
            }
            if (statement?.kind === "goto") {
                labels.add(statement.label);
            }
            return labels;
        }
        labels.add(statement.label);
    }
    context.next.forEach((label) => labels.add(label));
    return labels;
}

function loopLabels(body: CStatement[]): Set<string> {
    const labels = new Set<string>();
    for (const statement of body) {
        if (statement.kind !== "label") {
            break;
        }
        labels.add(statement.label);
    }
    return labels;
}

function tidyList(statements: CStatement[], context: Context): CStatement[] {
    const result: CStatement[] = [];
    statements.forEach((statement, index) => {
        const next = labelsAfter(statements, index, context);
        result.push(...tidyStatement(statement, { ...context, next }));
    });
    return result;
}

function tidyStatement(statement: CStatement, context: Context): CStatement[] {
    switch (statement.kind) {
        case "goto":
            return tidyGoto(statement, context);
        case "if":
            return tidyIf(statement, context);
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
    if (context.next.has(statement.label)) {
        return [];
    }
    if (context.breakLabels.has(statement.label)) {
        return [{ kind: "break", position: statement.position }];
    }
    if (context.continueLabels.has(statement.label)) {
        return [{ kind: "continue", position: statement.position }];
    }
    return [statement];
}

function tidyIf(statement: CStatement & { kind: "if" }, context: Context): CStatement[] {
    const then = tidyList(statement.then, context);
    const otherwise = tidyList(statement.otherwise, context);
    if (then.length === 0 && otherwise.length === 0) {
        return [{ kind: "expression", expression: { kind: "cast", type: "void", operand: statement.test } }];
    }
    if (then.length === 0) {
        return [{ ...statement, test: negate(statement.test), then: otherwise, otherwise: [] }];
    }
    if (otherwise.length > 0 && leaves(then)) {
        return [{ ...statement, then, otherwise: [] }, ...otherwise];
    }
    if (otherwise.length === 1 && leaves(otherwise)) {
        return [{ ...statement, test: negate(statement.test), then: otherwise, otherwise: [] }, ...then];
    }
    return [{ ...statement, then, otherwise }];
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
    if (statement.kind === "if") {
        return { ...statement, then: change(statement.then), otherwise: change(statement.otherwise) };
    }
    return statement.kind === "while" ? { ...statement, body: change(statement.body) } : statement;
}

/** `for (;;) { if (!test) { break; } ... }` is `while (test) { ... }`. */
function shapeLoops(statements: CStatement[]): CStatement[] {
    return statements.map((statement) => {
        const inner = mapLists(statement, shapeLoops);
        if (inner.kind !== "while" || inner.test !== undefined) {
            return inner;
        }
        const [first, ...others] = inner.body;
        if (
            first?.kind === "if" &&
            first.otherwise.length === 0 &&
            first.then.length === 1 &&
            first.then[0]?.kind === "break"
        ) {
            return { ...inner, test: negate(first.test), body: others };
        }
        return inner;
    });
}
