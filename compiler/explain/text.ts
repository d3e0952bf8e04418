/** Explanations as text: a block for each file, a line for each declaration. */
import type { Explanation } from "./index.ts";

export function explanationText(explanations: readonly Explanation[]): string {
    const lines: string[] = [];
    let file: string | undefined;
    for (const explanation of explanations) {
        if (explanation.span.file !== file) {
            file = explanation.span.file;
            lines.push(...(lines.length === 0 ? [] : [""]), file);
        }
        lines.push(...linesOf(explanation));
    }
    return lines.map((line) => `${line}\n`).join("");
}

function linesOf({ span, what, became, because, cost }: Explanation): string[] {
    const reasons = because.map((reason) => {
        const place = `${reason.span.line.toString()}:${reason.span.column.toString()}`;
        return `        ${reason.message}: ${reason.span.file === span.file ? "" : `${reason.span.file}:`}${place}`;
    });
    const costs = cost === undefined ? [] : [`        costs ${cost}`];
    return [`  ${span.line.toString()}:${span.column.toString()} ${what}: ${became}`, ...reasons, ...costs];
}
