/**
 * `node --import tsx emulator/run-suite.ts suite.uf2 [--elf suite.elf]`: exit status 0 only for a
 * suite that passed.
 */
import { basename } from "node:path";
import { parseArguments, runProgram } from "./arguments.ts";
import { runSuite } from "./suite.ts";

await runProgram("run-suite", async () => {
    const parsed = parseArguments(process.argv.slice(2), { elf: { type: "string" }, simulated: { type: "string" } });
    const elf = parsed.text("elf");
    const simulatedSeconds = parsed.seconds("simulated");
    const result = await runSuite({
        uf2: parsed.uf2,
        ...(elf === undefined ? {} : { elf }),
        ...(simulatedSeconds === undefined ? {} : { simulatedSeconds }),
        onText: (text) => process.stdout.write(text),
    });
    const line = `${result.passed ? "PASS" : "FAIL"} ${basename(parsed.uf2, ".uf2")}: ${result.summary}`;
    console.log(line);
    return result.passed ? 0 : 1;
});
