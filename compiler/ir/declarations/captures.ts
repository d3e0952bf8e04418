/** What a function captures, and what is given for it. */
import { isLocal } from "../program.ts";
import type { IrFunction, Operand } from "../program.ts";

export function captureProblems(made: IrFunction, captured: readonly Operand[]): string[] {
    if (made.captures.length !== captured.length)
        return [`${made.name} captures ${made.captures.length.toString()} values`];
    return made.captures.flatMap((local, index) => {
        const operand = captured[index];
        const isCell = operand !== undefined && isLocal(operand) && operand.cell;
        return local.cell === isCell ? [] : [`capture ${local.name} is ${isCell ? "a" : "no"} cell`];
    });
}
