// node --import ./oracle/register.mjs program.ts
//
// Runs a tspico program in Node: TypeScript through tsx, `embedded:` modules from this folder, the
// extensions of the standard library that programs may use, and the rule about exceptions that
// leave a callback.
import { register } from "node:module";
import { register as registerTypeScript } from "tsx/esm/api";

registerTypeScript();
register("./resolve.mjs", import.meta.url);
await import("./globals.ts");
await import("./timers.ts");
await import("./device.ts");
