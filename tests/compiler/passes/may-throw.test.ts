/** May-throw on IR alone: what can be left by an exception, so that callers test for one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { constant, type FunctionBuilder, UNDEFINED } from "../../../compiler/ir/builder.ts";
import { type IrFunction } from "../../../compiler/ir/program.ts";
import { call, only, ProgramBuilder, countingDown } from "./support.ts";

const add = (program: ProgramBuilder): IrFunction =>
    program.function("add", (f) => {
        const left = f.local("left", "parameter");
        const right = f.local("right", "parameter");
        const target = f.temporary("sum");
        f.emit({ op: "binary", operator: "add", target, left, right });
        f.return(target);
    });

const thrower = (program: ProgramBuilder): IrFunction =>
    program.function("thrower", (f) => {
        const [bad, good] = [f.block("bad"), f.block("good")];
        f.branch(f.local("flag", "parameter"), bad, good);
        f.start(bad);
        f.throw(constant("thrown"));
        f.start(good);
        f.return(UNDEFINED);
    });

/** `try { body() } catch {}` */
function tryCatch(f: FunctionBuilder, body: () => void): void {
    const [handler, after] = [f.block("catch"), f.block("after")];
    f.handler = handler;
    f.start(f.block("try"));
    body();
    f.handler = undefined;
    f.jump(after);
    f.start(handler);
    f.emit({ op: "catch", target: f.temporary("error") });
    f.start(after);
    f.return(UNDEFINED);
}

/** A condition of which the analysis knows nothing. */
function unknown(m: FunctionBuilder): ReturnType<FunctionBuilder["temporary"]> {
    const [flag, text] = [m.temporary("flag"), m.local("text", "variable")];
    m.emit({ op: "copy", target: text, source: constant("1") });
    m.emit({ op: "binary", operator: "looseEqual", target: flag, left: text, right: constant(1) });
    return flag;
}

test("a sum of numbers cannot throw, a sum of strings takes memory", () => {
    const program = new ProgramBuilder();
    const operate = add(program);
    const typed = program.typed((m) => {
        call(m, operate, constant(1), constant(2));
        call(m, operate, constant("a"), constant("b"));
    });
    const facts = typed.functions.map((fn) => [fn.returnRepresentation?.kind, fn.mayThrow]);
    assert.deepEqual(facts.sort(), [
        ["int32", false],
        ["string", true],
    ]);
    assert.equal(typed.modules[0]?.mayThrow, true);
});

test("who calls what throws can be left too, at any distance; who catches cannot", () => {
    const program = new ProgramBuilder();
    const inner = thrower(program);
    const near = program.function("near", (f) => {
        call(f, inner, f.local("flag", "parameter"));
        f.return(UNDEFINED);
    });
    const far = program.function("far", (f) => {
        call(f, near, f.local("flag", "parameter"));
        f.return(UNDEFINED);
    });
    const safe = program.function("safe", (f) => {
        const flag = f.local("flag", "parameter");
        tryCatch(f, () => call(f, far, flag));
    });
    const typed = program.typed((m) => {
        call(m, safe, unknown(m));
    });
    const facts = ["thrower", "near", "far", "safe"].map((name) => only(typed, name).mayThrow);
    assert.deepEqual(facts, [true, true, true, false]);
});

test("a handler that nothing raises to is removed", () => {
    const program = new ProgramBuilder();
    const operate = add(program);
    const calm = program.function("calm", (f) => {
        const n = f.local("n", "parameter");
        tryCatch(f, () => call(f, operate, n, n));
    });
    const typed = program.typed((m) => {
        call(m, calm, constant(1));
    });
    const made = only(typed, "calm");
    assert.equal(made.mayThrow, false);
    assert.ok(made.blocks.every(({ handler, label }) => handler === undefined && label !== "catch"));
});

test("a function that tests the stack can be left by the RangeError", () => {
    const program = new ProgramBuilder();
    const loop = countingDown(program, "loop", () => UNDEFINED);
    const typed = program.typed((m) => {
        call(m, loop, constant(3));
    });
    assert.ok(typed.functions.every((fn) => fn.testsStack && fn.mayThrow));
});

test("reading a property of what may be undefined throws, of an object it does not", () => {
    const program = new ProgramBuilder();
    const read = program.function("read", (f) => {
        const target = f.temporary("value");
        f.emit({ op: "getProperty", target, object: f.local("object", "parameter"), name: "x" });
        f.return(target);
    });
    const typed = program.typed((m) => {
        const object = m.temporary("object");
        m.emit({ op: "newObject", target: object, parts: [{ kind: "property", name: "x", value: constant(1) }] });
        call(m, read, object);
        const maybe = m.local("maybe", "variable");
        const [set, after] = [m.block("set"), m.block("after")];
        m.emit({ op: "copy", target: maybe, source: UNDEFINED });
        m.branch(unknown(m), set, after);
        m.start(set);
        m.emit({ op: "copy", target: maybe, source: object });
        m.start(after);
        call(m, read, maybe);
    });
    const facts = typed.functions.map((fn) => [fn.parameters[0]?.representation?.kind, fn.mayThrow]);
    assert.deepEqual(facts.sort(), [
        ["object", false],
        ["value", true],
    ]);
});
