/** A process that judges the tests that its parent names, one at a time. */
import { makeBuilder } from "./build.ts";
import { judge, type Request, type Verdict } from "./judge.ts";

const [name = "0", sanitize = ""] = process.argv.slice(2);
const builder = await makeBuilder(name, sanitize === "sanitize");

process.on("message", (request: Request) => {
    const answer = (verdict: Verdict) => process.send?.(verdict);
    judge(request, builder).then(answer, (error: unknown) => {
        const message = `the runner failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
        answer({ kind: "wrong", reasons: [{ code: "", message, own: true }] });
    });
});
process.send?.("ready");
