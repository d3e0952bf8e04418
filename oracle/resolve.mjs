// Module loader hook: embedded:io/socket/tcp is oracle/io/socket/tcp.ts.
const scheme = "embedded:";

export function resolve(specifier, context, nextResolve) {
    if (!specifier.startsWith(scheme)) return nextResolve(specifier, context);
    return nextResolve(new URL(`./${specifier.slice(scheme.length)}.ts`, import.meta.url).href, context);
}
