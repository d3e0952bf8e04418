/** What a native function throws, told by its class in the function that catches it. */
const kinds = [URIError, SyntaxError, RangeError, TypeError] as const;
function kindOf(error: unknown): string {
    if (error instanceof URIError) return "URIError";
    if (error instanceof SyntaxError) return "SyntaxError";
    if (error instanceof RangeError) return "RangeError";
    return error instanceof TypeError ? "TypeError" : "another";
}
function uri(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch (error) {
        return error instanceof URIError ? "URIError" : "another";
    }
}
function parsed(text: string): string {
    try {
        return typeof JSON.parse(text);
    } catch (error) {
        return error instanceof SyntaxError ? "SyntaxError" : "another";
    }
}
function caught(run: () => unknown): string {
    try {
        return String(run() !== undefined);
    } catch (error) {
        return `${kindOf(error)} ${kinds.map((kind) => error instanceof kind).join()} ${(error as Error).name}`;
    }
}
console.log(uri("%"), uri("%41"), parsed("{"), parsed("{}"));
console.log(caught(() => decodeURI("%ff")));
console.log(caught(() => encodeURI("\ud800")));
console.log(caught(() => encodeURIComponent("\udc00")));
console.log(caught(() => JSON.parse("[1,]")));
console.log(caught(() => JSON.parse("]", (_key, value: unknown) => value)));
console.log(caught(() => (1.5).toFixed(101)));
console.log(caught(() => "x".repeat(-1)));
console.log(caught(() => (undefined as any).name));
function named(text: string): string {
    try {
        JSON.parse(text);
        return "none";
    } catch (error) {
        return error instanceof Error ? error.name : "none";
    }
}
console.log(named("x"), named("1"));
