// Runs before the module that it imports from.
import { Shared } from "../enums-unchecked.ts";
export function ahead(): string {
    try {
        return "value " + Shared.One;
    } catch (error) {
        return (error as Error).name;
    }
}
export function named(value: number): string {
    try {
        return Shared[value] ?? "none";
    } catch (error) {
        return (error as Error).name;
    }
}
console.log(ahead(), named(1), named(7));
