/** Picks and names: what the parts of the printer share. */

export class Names {
    private count = 0;

    fresh(stem: string): string {
        return `${stem}${(this.count++).toString()}`;
    }
}

/** The item that a choice names; `items` is not empty. */
export function pick<T>(items: readonly T[], choice: number): T {
    if (items.length === 0) throw new Error("nothing to pick from");
    return items[choice % items.length] as T;
}

export function indent(text: string): string {
    return text.replaceAll(/^(?=.)/gm, "    ");
}
