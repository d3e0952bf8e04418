/** Code that control never comes to: behind a jump, up to the next label that something goes to. */
import type { CStatement } from "./ast.ts";

export function withoutUnreachable(body: readonly CStatement[]): CStatement[] {
    for (let before = body; ;) {
        const after = withLabels(reachable(before), labelsIn(before));
        // A label that is gone may have been all that led to what follows it.
        if (countOf(after) === countOf(before)) return after;
        before = after;
    }
}

function reachable(list: readonly CStatement[]): CStatement[] {
    const kept: CStatement[] = [];
    let isReached = true;
    for (const statement of list) {
        isReached ||= statement.kind === "label";
        if (!isReached) continue;
        const inside = mapped(statement, reachable);
        kept.push(inside);
        isReached = !leaves(inside);
    }
    return kept;
}

/** Whether control never comes to what stands behind the statement. */
function leaves(statement: CStatement): boolean {
    switch (statement.kind) {
        case "goto":
        case "return":
        case "break":
        case "continue":
            return true;
        case "if":
            return [statement.then, statement.otherwise].every(endsByLeaving);
        default:
            return false;
    }
}

function endsByLeaving(list: readonly CStatement[]): boolean {
    const last = list.at(-1);
    return last !== undefined && leaves(last);
}

function withLabels(list: readonly CStatement[], wanted: ReadonlySet<string>): CStatement[] {
    return list
        .filter((statement) => statement.kind !== "label" || wanted.has(statement.label))
        .map((statement) => mapped(statement, (inner) => withLabels(inner, wanted)));
}

/** The labels that a goto of the reachable code names. */
function labelsIn(list: readonly CStatement[]): Set<string> {
    const labels = new Set<string>();
    visit(reachable(list), (statement) => {
        if (statement.kind === "goto") labels.add(statement.label);
    });
    return labels;
}

function countOf(list: readonly CStatement[]): number {
    let count = 0;
    visit(list, () => count++);
    return count;
}

function visit(list: readonly CStatement[], see: (statement: CStatement) => void): void {
    for (const statement of list) {
        see(statement);
        if (statement.kind === "if") [statement.then, statement.otherwise].forEach((inner) => visit(inner, see));
        if (statement.kind === "while") visit(statement.body, see);
    }
}

function mapped(statement: CStatement, map: (list: readonly CStatement[]) => CStatement[]): CStatement {
    if (statement.kind === "if")
        return { ...statement, then: map(statement.then), otherwise: map(statement.otherwise) };
    return statement.kind === "while" ? { ...statement, body: map(statement.body) } : statement;
}
