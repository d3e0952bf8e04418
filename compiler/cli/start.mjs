// Node runs the TypeScript sources through tsx; nothing is compiled ahead, so there is no stale output to run by mistake.
import { register } from "tsx/esm/api";

register();
const { main } = await import("./main.ts");
await main(process.argv.slice(2));
