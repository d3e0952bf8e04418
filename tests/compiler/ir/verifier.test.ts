import assert from "node:assert/strict";
import { test } from "node:test";
import { type TypedFunction } from "../../../compiler/ir/typed.ts";
import { constant, FunctionBuilder, UNDEFINED, UNINITIALISED } from "../../../compiler/ir/builder.ts";
import { printFunction } from "../../../compiler/ir/printer.ts";
import { verifyFunction, verifyTyped } from "../../../compiler/ir/verifier.ts";

const span = { file: "main.ts", start: 0, end: 1, line: 1, column: 1 };

function builder(): FunctionBuilder {
    return new FunctionBuilder({ id: 7, name: "f", kind: "function", span, usesThis: false });
}

function refuses(make: (into: FunctionBuilder) => void, problem: RegExp): void {
    const into = builder();
    make(into);
    assert.match(verifyFunction(into.finish()).join("\n"), problem);
}

test("the printer names locals as the source does and blocks by what they are for", () => {
    const into = builder();
    const n = into.local("n", "parameter");
    const sum = into.temporary("sum");
    const then = into.block("then");
    into.branch(n, then, then);
    into.start(then);
    into.emit({ op: "binary", operator: "add", target: sum, left: n, right: constant("x") });
    into.return(sum);
    const made = into.finish();
    assert.deepEqual(verifyFunction(made), []);
    assert.equal(
        printFunction(made),
        'function f#7(n)\n  entry0:\n    branch n ? then1 : then1\n  then1:\n    sum = add n, "x"\n    return sum\n',
    );
});

test("code behind a terminator and the locals that only it uses are dropped", () => {
    const into = builder();
    into.return(UNDEFINED);
    into.emit({ op: "copy", target: into.temporary("dead"), source: constant(1) });
    const made = into.finish();
    assert.equal(made.blocks.length, 1);
    assert.deepEqual(made.locals, []);
});

test("a temporary is assigned once", () => {
    refuses((into) => {
        const twice = into.temporary("twice");
        into.emit({ op: "copy", target: twice, source: constant(1) });
        into.emit({ op: "copy", target: twice, source: constant(2) });
    }, /temporary twice is assigned twice/);
});

test("a temporary is assigned on every path before it is used", () => {
    refuses((into) => {
        const some = into.temporary("some");
        const then = into.block("then");
        const after = into.block("after");
        into.branch(into.local("n", "parameter"), then, after);
        into.start(then);
        into.emit({ op: "copy", target: some, source: constant(1) });
        into.start(after);
        into.return(some);
    }, /some is used before it is assigned/);
});

test("no operator sees a cell or an uninitialised binding", () => {
    refuses((into) => {
        const cell = into.local("cell", "variable", true);
        into.emit({ op: "newCell", target: cell, value: UNINITIALISED });
        into.return(cell);
    }, /cell is a cell/);
    refuses((into) => {
        into.emit({ op: "unary", operator: "not", target: into.temporary("t"), operand: UNINITIALISED });
    }, /uninitialised operand/);
});

test("a handler starts with catch and nobody jumps to it", () => {
    refuses((into) => {
        const handler = into.block("catch");
        into.handler = handler;
        into.start(into.block("try"));
        into.throw(constant(1));
        into.handler = undefined;
        into.start(handler);
    }, /no catch first/);
    refuses((into) => {
        const handler = into.block("catch");
        into.handler = handler;
        const body = into.block("try");
        into.start(body);
        into.emit({ op: "getProperty", target: into.temporary("p"), object: UNDEFINED, name: "p" });
        into.jump(handler);
        into.handler = undefined;
        into.start(handler);
        into.emit({ op: "catch", target: into.temporary("exception") });
    }, /jumps to the handler/);
});

test("locals of another function are refused", () => {
    const foreign = builder().temporary("foreign");
    refuses((into) => into.return(foreign), /foreign is not of this function/);
});

test("a constant cannot stand where a cell or a variable has to", () => {
    refuses((into) => {
        into.emit({ op: "storeCell", cell: into.local("n", "parameter"), value: constant(1) });
    }, /n is no cell/);
    refuses((into) => {
        const [done, value] = [into.temporary("done"), into.temporary("value")];
        into.iterateNext({ done, value, position: into.temporary("position"), iterable: into.local("n", "parameter") });
    }, /position is no variable/);
});

test("an instruction of the typed program has what specialisation finds out", () => {
    const into = builder();
    into.getProperty({ target: into.temporary("x"), object: into.local("n", "parameter"), name: "x" });
    into.callFunction({ target: undefined, function: into.function, thisArgument: undefined, arguments: [] });
    const problems = verifyTyped(into.finish() as TypedFunction).join("\n");
    assert.match(problems, /getProperty: its members are not resolved/);
    assert.match(problems, /callFunction: its entered are not resolved/);
});
