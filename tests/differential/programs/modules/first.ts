console.log("first runs");
export let counter = 0;
export function increment(): void {
    counter++;
}
export class Base {
    name(): string {
        return "base " + counter;
    }
}
function pick(a: string, b: string): string {
    return counter > 1 ? a : b;
}
export { pick };
