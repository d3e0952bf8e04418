/** What the passes make of small programs: instances, representations, refinement, refusals. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { constant, UNDEFINED } from "../../../compiler/ir/builder.ts";
import { type BinaryOperator } from "../../../compiler/ir/instructions.ts";
import { type IrFunction } from "../../../compiler/ir/program.ts";
import { type TypedFunction } from "../../../compiler/ir/typed.ts";
import { call, instances, instructions, local, only, ProgramBuilder, countingDown } from "./support.ts";

const kindOf = (irFunction: TypedFunction, name: string) => local(irFunction, name).representation?.kind;

/** `function name(a, b) { return a OPERATOR b; }` */
function operation(program: ProgramBuilder, operator: BinaryOperator): IrFunction {
    return program.function("operate", (f) => {
        const left = f.local("a", "parameter");
        const right = f.local("b", "parameter");
        const target = f.temporary("result");
        f.emit({ op: "binary", operator, target, left, right });
        f.return(target);
    });
}

/**
 * `function countDown(n) { while (n--) {} }`: the decrement and the test of the old value share a
 * block.
 */
function countDown(program: ProgramBuilder): IrFunction {
    return program.function("countDown", (f) => {
        const n = f.local("n", "parameter");
        const [loop, body, end] = [f.block("loop"), f.block("body"), f.block("end")];
        f.start(loop);
        const old = f.temporary("old");
        f.emit({ op: "unary", operator: "toNumeric", target: old, operand: n });
        f.emit({ op: "binary", operator: "subtract", target: n, left: old, right: constant(1) });
        f.branch(old, body, end);
        f.start(body);
        const seen = f.temporary("seen");
        f.emit({ op: "copy", target: seen, source: n });
        f.jump(loop);
        f.start(end);
        f.return(UNDEFINED);
    });
}

test("a function has an instance per kind of argument, each unboxed", () => {
    const program = new ProgramBuilder();
    const operate = operation(program, "add");
    const typed = program.typed((m) => {
        call(m, operate, constant(1), constant(2));
        call(m, operate, constant("a"), constant("b"));
    });
    const kinds = instances(typed, "operate").map((made) => made.returnRepresentation?.kind);
    assert.deepEqual(kinds.sort(), ["int32", "string"]);
});

test("more kinds of arguments than the budget share one tagged instance", () => {
    const program = new ProgramBuilder();
    const kinds = [undefined, null, true, 1, 0.5, "s"];
    const operate = operation(program, "strictEqual");
    const typed = program.typed((m) => {
        kinds.forEach((left) => {
            kinds.forEach((right) => {
                call(m, operate, constant(left), constant(right));
            });
        });
    });
    const made = instances(typed, "operate");
    assert.equal(made.length, 17);
    assert.ok(made.some((instance) => kindOf(instance, "a") === "value"));
});

test("a count that is tested before it goes down stays an integer and never falls below the end", () => {
    const program = new ProgramBuilder();
    const count = countDown(program);
    const typed = program.typed((m) => {
        call(m, count, constant(200));
    });
    const made = only(typed, "countDown");
    assert.equal(kindOf(made, "n"), "int32");
    const seen = local(made, "seen").type?.number;
    assert.ok(seen !== undefined && seen.min === 0 && seen.max >= 199, JSON.stringify(seen));
});

test("a sum that can leave uint32 is a double", () => {
    const program = new ProgramBuilder();
    const operate = operation(program, "add");
    const typed = program.typed((m) => {
        call(m, operate, constant(4294967295), constant(1));
    });
    assert.equal(only(typed, "operate").returnRepresentation?.kind, "double");
});

test("a branch repeats no operation whose operand was assigned since", () => {
    const program = new ProgramBuilder();
    // t = x; y = t + j; j = 100000; if (t) return y
    const observed = program.function("observed", (f) => {
        const x = f.local("x", "parameter");
        const j = f.local("j", "parameter");
        const t = f.temporary("t");
        const y = f.temporary("y");
        const [then, end] = [f.block("then"), f.block("end")];
        f.emit({ op: "copy", target: t, source: x });
        f.emit({ op: "binary", operator: "add", target: y, left: t, right: j });
        f.emit({ op: "copy", target: j, source: constant(100000) });
        f.branch(t, then, end);
        f.start(then);
        f.return(y);
        f.start(end);
        f.return(constant(7));
    });
    const typed = program.typed((m) => {
        call(m, observed, constant(3), constant(1));
        call(m, observed, constant(0), constant(1));
    });
    const returned = only(typed, "observed").returnType?.number;
    assert.ok(returned !== undefined && returned.min <= 4 && returned.max >= 7 && returned.max < 1000);
});

test("a value that is not undefined on one side of a test is unboxed there", () => {
    const program = new ProgramBuilder();
    const pick = program.function("pick", (f) => {
        const value = f.local("value", "parameter");
        const isMissing = f.temporary("isMissing");
        const [then, otherwise] = [f.block("then"), f.block("otherwise")];
        f.emit({ op: "binary", operator: "strictEqual", target: isMissing, left: value, right: UNDEFINED });
        f.branch(isMissing, then, otherwise);
        f.start(then);
        f.return(constant(0));
        f.start(otherwise);
        f.return(value);
    });
    const typed = program.typed((m) => {
        const choice = m.local("choice", "variable");
        const [first, second, join] = [m.block("first"), m.block("second"), m.block("join")];
        const flag = m.temporary("flag");
        const object = m.temporary("object");
        m.emit({ op: "newObject", target: object, parts: [{ kind: "property", name: "flag", value: constant(true) }] });
        m.emit({ op: "setProperty", object, name: "flag", value: constant(false) });
        m.emit({ op: "getProperty", target: flag, object, name: "flag" });
        m.branch(flag, first, second);
        m.start(first);
        m.emit({ op: "copy", target: choice, source: constant(5) });
        m.jump(join);
        m.start(second);
        m.emit({ op: "copy", target: choice, source: UNDEFINED });
        m.start(join);
        call(m, pick, choice);
    });
    const made = only(typed, "pick");
    assert.equal(kindOf(made, "value"), "value");
    assert.equal(made.returnRepresentation?.kind, "int32");
    assert.deepEqual(
        instructions(made, "narrow").map(({ target }) => target.representation?.kind),
        ["int32"],
    );
});

test("code that no call reaches is dropped", () => {
    const program = new ProgramBuilder();
    program.function("dead", (f) => {
        f.return(constant(1));
    });
    const live = program.function("live", (f) => {
        const [never, always] = [f.block("never"), f.block("always")];
        f.branch(constant(false), never, always);
        f.start(never);
        f.return(constant("no"));
        f.start(always);
        f.return(constant(1));
    });
    const typed = program.typed((m) => {
        call(m, live);
    });
    assert.equal(instances(typed, "dead").length, 0);
    assert.equal(only(typed, "live").returnRepresentation?.kind, "int32");
});

test("a field that the constructor assigns before anyone looks is no union with undefined", () => {
    const program = new ProgramBuilder();
    const point = program.class("Point", ["x", "y"]);
    point.classConstructor = program.function(
        "constructor",
        (f) => {
            const self = f.function.thisLocal;
            assert.ok(self !== undefined);
            f.emit({ op: "defineField", object: self, owner: point, name: "x", value: UNDEFINED });
            f.emit({ op: "defineField", object: self, owner: point, name: "y", value: UNDEFINED });
            f.emit({ op: "setProperty", object: self, name: "x", value: constant(1) });
            f.emit({ op: "getProperty", target: f.temporary("x"), object: self, name: "x" });
        },
        { kind: "constructor", usesThis: true, owner: point },
    );
    const typed = program.typed((m) => {
        const made = m.temporary("made");
        m.emit({ op: "new", target: made, classReference: point, arguments: [] });
        m.emit({ op: "setProperty", object: made, name: "y", value: constant(2) });
    });
    const shape = typed.shapes?.find((candidate) => candidate.kind === "class");
    assert.ok(shape?.kind === "class");
    assert.equal(shape.fields.get("x")?.representation?.kind, "int32");
    assert.equal(shape.fields.get("y")?.representation?.kind, "value");
});

test("a field that a method can see before its definition starts as absent", () => {
    const program = new ProgramBuilder();
    const early = program.class("Early", ["x"]);
    early.methods.set(
        "look",
        program.function("look", (f) => f.return(UNDEFINED), { kind: "method", usesThis: true, owner: early }),
    );
    early.classConstructor = program.function(
        "constructor",
        (f) => {
            const self = f.function.thisLocal;
            assert.ok(self !== undefined);
            f.emit({
                op: "callMethod",
                target: undefined,
                object: self,
                name: "look",
                arguments: [],
                description: "this.look",
            });
            f.emit({ op: "defineField", object: self, owner: early, name: "x", value: constant(1) });
        },
        { kind: "constructor", usesThis: true, owner: early },
    );
    const typed = program.typed((m) => {
        m.emit({ op: "new", target: m.temporary("made"), classReference: early, arguments: [] });
    });
    const shape = typed.shapes?.find((candidate) => candidate.kind === "class");
    assert.ok(shape?.kind === "class");
    assert.equal(shape.fields.get("x")?.type.absent, true);
});

test("functions in a cycle of calls test the stack, and so do those that they call; others do not", () => {
    const program = new ProgramBuilder();
    const leaf = operation(program, "multiply");
    const loop = countingDown(program, "loop", (f) => call(f, leaf, constant(2), constant(3)));
    const start = program.function("start", (f) => {
        call(f, loop, constant(3));
        f.return(UNDEFINED);
    });
    const typed = program.typed((m) => {
        call(m, start);
    });
    assert.deepEqual(
        typed.functions.map(({ name, testsStack }) => [name, testsStack]).sort(),
        [...instances(typed, "loop").map(() => ["loop", true]), ["operate", true], ["start", false]].sort(),
    );
});

test("arithmetic on an object with a valueOf is refused where it can arrive and nowhere else", () => {
    const build = (isCalled: boolean) => {
        const program = new ProgramBuilder();
        const operate = operation(program, "multiply");
        return program.run((m) => {
            const object = m.temporary("object");
            m.emit({
                op: "newObject",
                target: object,
                parts: [{ kind: "property", name: "valueOf", value: constant(1) }],
            });
            if (isCalled) call(m, operate, object, constant(1));
        }).codes;
    };
    assert.deepEqual(build(true), ["TP1201"]);
    assert.deepEqual(build(false), []);
});

test("a long chain of calls settles", () => {
    const program = new ProgramBuilder();
    let last = program.function("end", (f) => {
        const x = f.local("x", "parameter");
        const half = f.temporary("half");
        f.emit({ op: "binary", operator: "multiply", target: half, left: x, right: constant(0.5) });
        f.return(half);
    });
    for (let index = 0; index < 300; index++) {
        const next = last;
        last = program.function("link", (f) => {
            f.return(call(f, next, f.local("x", "parameter")));
        });
    }
    const first = last;
    const typed = program.typed((m) => {
        call(m, first, constant(1));
    });
    assert.equal(only(typed, "end").returnRepresentation?.kind, "double");
    assert.ok(instances(typed, "link").every((link) => link.returnRepresentation?.kind === "double"));
});

test("what equals a string is a string", () => {
    const program = new ProgramBuilder();
    const check = program.function("check", (f) => {
        const value = f.local("value", "parameter");
        const isEqual = f.temporary("isEqual");
        const [then, otherwise] = [f.block("then"), f.block("otherwise")];
        f.emit({ op: "binary", operator: "strictEqual", target: isEqual, left: value, right: constant("a") });
        f.branch(isEqual, then, otherwise);
        f.start(then);
        f.return(value);
        f.start(otherwise);
        f.return(constant("other"));
    });
    const pass = program.function("pass", (f) => {
        const value = f.local("value", "parameter");
        f.return(call(f, check, value));
    });
    const typed = program.typed((m) => {
        const cell = m.local("cell", "variable", true);
        m.emit({ op: "newCell", target: cell, value: constant("a") });
        m.emit({ op: "storeCell", cell, value: UNDEFINED });
        const loaded = m.temporary("loaded");
        m.emit({ op: "loadCell", target: loaded, cell });
        call(m, pass, loaded);
    });
    assert.equal(kindOf(only(typed, "check"), "value"), "value");
    assert.equal(only(typed, "check").returnRepresentation?.kind, "string");
});
