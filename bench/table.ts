/** Text tables, numbers to the right. */
export type Cell = string | number | undefined;

function text(cell: Cell): string {
    return typeof cell === "number" ? cell.toLocaleString("en").replaceAll(",", " ") : (cell ?? "");
}

export function table(rows: readonly (readonly Cell[])[]): string {
    const widths: number[] = [];
    for (const row of rows) {
        row.forEach((cell, column) => {
            widths[column] = Math.max(widths[column] ?? 0, text(cell).length);
        });
    }
    const line = (row: readonly Cell[]): string =>
        row
            .map((cell, column) =>
                column === 0 ? text(cell).padEnd(widths[column] ?? 0) : text(cell).padStart(widths[column] ?? 0),
            )
            .join("  ")
            .trimEnd();
    return rows.map(line).join("\n");
}
