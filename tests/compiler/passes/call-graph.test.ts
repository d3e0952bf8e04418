/** Recursion on IR alone: which functions test the stack when they are entered. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { constant, UNDEFINED } from "../../../compiler/ir/builder.ts";
import { type IrFunction } from "../../../compiler/ir/program.ts";
import { call, only, ProgramBuilder } from "./support.ts";

/** Functions that each call the ones behind them, all called once by the module. */
function recursiveAmong(calls: Readonly<Record<string, readonly string[]>>, called: readonly string[]): string[] {
    const program = new ProgramBuilder();
    const functions = new Map<string, IrFunction>();
    for (const name of Object.keys(calls)) {
        functions.set(
            name,
            program.function(name, (f) => {
                f.local("n", "parameter");
            }),
        );
    }
    for (const [name, callees] of Object.entries(calls)) {
        const made = functions.get(name);
        const n = made?.parameters[0];
        assert.ok(made !== undefined && n !== undefined);
        for (const callee of callees) {
            const called = functions.get(callee);
            assert.ok(called !== undefined);
            made.entry.instructions.push({
                op: "callFunction",
                span: made.span,
                target: undefined,
                function: called,
                thisArgument: undefined,
                arguments: [n],
            });
        }
        // A way out, so that the analysis finds every call reachable.
        made.entry.terminator = { op: "return", value: UNDEFINED, span: made.span };
    }
    const typed = program.typed((m) => {
        for (const name of called) {
            const callee = functions.get(name);
            assert.ok(callee !== undefined);
            call(m, callee, constant(1));
        }
    });
    const all = [...typed.modules, ...typed.functions];
    assert.ok(all.every(({ testsStack }) => testsStack !== undefined));
    return all.filter(({ testsStack }) => testsStack).map(({ name }) => name);
}

test("a chain of calls is no cycle", () => {
    assert.deepEqual(recursiveAmong({ a: ["b", "c"], b: ["c"], c: [] }, ["a"]), []);
});

test("a function value that calls itself through a variable is part of a cycle", () => {
    const program = new ProgramBuilder();
    const apply = program.function("apply", (f) => {
        const callee = f.local("callee", "parameter");
        f.emit({
            op: "call",
            target: undefined,
            callee,
            thisArgument: UNDEFINED,
            arguments: [callee],
            description: "callee",
        });
        f.return(UNDEFINED);
    });
    const typed = program.typed((m) => {
        const value = m.temporary("value");
        m.emit({ op: "makeFunction", target: value, function: apply, captures: [] });
        m.emit({
            op: "call",
            target: undefined,
            callee: value,
            thisArgument: UNDEFINED,
            arguments: [value],
            description: "value",
        });
        m.return(UNDEFINED);
    });
    assert.equal(only(typed, "apply").testsStack, true);
    assert.equal(typed.modules[0]?.testsStack, false);
});

test("who calls itself, and who calls each other, are cycles; who calls into one is not part of it", () => {
    assert.deepEqual(recursiveAmong({ a: ["b"], b: ["b"], c: [] }, ["a", "c"]), ["b"]);
    assert.deepEqual(recursiveAmong({ start: ["even"], even: ["odd"], odd: ["even", "end"], end: [] }, ["start"]), [
        "even",
        "odd",
    ]);
});
