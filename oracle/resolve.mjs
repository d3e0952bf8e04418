// Module loader hook: embedded:io/socket/tcp is oracle/io/socket/tcp.ts, timer is oracle/timer.ts.
const scheme = "embedded:";
const modules = ["timer"];

export function resolve(specifier, context, nextResolve) {
    if (modules.includes(specifier)) return nextResolve(new URL(`./${specifier}.ts`, import.meta.url).href, context);
    if (!specifier.startsWith(scheme)) return nextResolve(specifier, context);
    return nextResolve(new URL(`./${specifier.slice(scheme.length)}.ts`, import.meta.url).href, context);
}
