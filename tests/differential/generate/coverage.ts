/** Which kinds of values have met which constructs. */
import { kindNames, type ValueKind } from "./values.ts";

export class Coverage {
    readonly met = new Set<string>();

    add(construct: string, kind: ValueKind): void {
        this.met.add(`${construct} × ${kind}`);
    }
}

export interface Construct {
    readonly name: string;
    /** Other kinds are refused here, by a rule of docs/language.md. */
    readonly kinds?: readonly ValueKind[];
}

export function allCells(constructs: readonly Construct[]): string[] {
    return constructs.flatMap(({ name, kinds = kindNames }) => kinds.map((kind) => `${name} × ${kind}`));
}
