/** Lifetimes on IR alone: which new objects lie on the stack, and which are constants. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type NativeFunction } from "../../../compiler/bindings/model.ts";
import { constant, type FunctionBuilder, UNDEFINED } from "../../../compiler/ir/builder.ts";
import { type IrFunction, type Local, type Operand } from "../../../compiler/ir/program.ts";
import { call, instructions, only, ProgramBuilder, countingDown } from "./support.ts";

function object(f: FunctionBuilder, target: Local = f.temporary("object")): Local {
    f.emit({ op: "newObject", target, parts: [{ kind: "property", name: "x", value: constant(1) }] });
    return target;
}

/** `function NAME(options) { return USE(options); }` */
function taking(
    program: ProgramBuilder,
    name: string,
    use: (f: FunctionBuilder, options: Local) => Operand,
): IrFunction {
    return program.function(name, (f) => f.return(use(f, f.local("options", "parameter"))));
}

const reading = (f: FunctionBuilder, options: Local): Operand => {
    const target = f.temporary("x");
    f.emit({ op: "getProperty", target, object: options, name: "x" });
    return target;
};

/** Whether the object that `build` makes lies on the stack. */
function isOnStack(program: ProgramBuilder, build: (f: FunctionBuilder) => Operand): boolean {
    const maker = program.function("maker", (f) => f.return(build(f)));
    const typed = program.typed((m) => {
        call(m, maker);
    });
    const [made] = instructions(only(typed, "maker"), "newObject");
    return made?.place === "stack";
}

test("an object whose properties alone are read lies on the stack, at any distance", () => {
    const program = new ProgramBuilder();
    const near = taking(program, "near", reading);
    const far = taking(program, "far", (f, options) => call(f, near, options));
    assert.equal(
        isOnStack(program, (f) => call(f, far, object(f))),
        true,
    );
});

test("an object that is spread lies on the stack, one that another holds does not", () => {
    for (const kind of ["spread", "property"] as const) {
        const program = new ProgramBuilder();
        const made = isOnStack(program, (f) => {
            const target = f.temporary("outer");
            const value = object(f);
            f.emit({
                op: "newObject",
                target,
                parts: [kind === "spread" ? { kind, value } : { kind, name: "inner", value }],
            });
            return target;
        });
        assert.equal(made, kind === "spread");
    }
});

test("an object that is returned, stored or compared, here or where it is passed, is in the heap", () => {
    const uses: Record<string, (f: FunctionBuilder, options: Local) => Operand> = {
        returned: (_, options) => options,
        stored: (f, options) => {
            f.emit({ op: "newArray", target: f.temporary("list"), parts: [{ kind: "element", value: options }] });
            return UNDEFINED;
        },
        compared: (f, options) => {
            const target = f.temporary("same");
            f.emit({ op: "binary", operator: "strictEqual", target, left: options, right: constant(1) });
            return target;
        },
    };
    for (const [name, use] of Object.entries(uses)) {
        const passing = new ProgramBuilder();
        const callee = taking(passing, "callee", use);
        assert.equal(
            isOnStack(passing, (f) => {
                call(f, callee, object(f));
                return UNDEFINED;
            }),
            false,
            `${name} by the callee`,
        );
        assert.equal(
            isOnStack(new ProgramBuilder(), (f) => use(f, object(f))),
            false,
            `${name} at once`,
        );
    }
});

test("a function that a cycle of calls enters makes its objects in the heap: there may be as many of its callers as fit", () => {
    const program = new ProgramBuilder();
    const callee = taking(program, "callee", reading);
    const maker = program.function("maker", (f) => f.return(call(f, callee, object(f))));
    const cycle = countingDown(program, "cycle", (f) => call(f, maker));
    const typed = program.typed((m) => {
        call(m, cycle, constant(3));
    });
    const [made] = instructions(only(typed, "maker"), "newObject");
    assert.equal(made?.place === "stack", false);
});

test("an object that a variable holds is in the heap: the next one that the instruction makes may come while the variable has it", () => {
    const program = new ProgramBuilder();
    const made = isOnStack(program, (f) => {
        const [again, end, held] = [f.block("again"), f.block("end"), f.local("held", "variable")];
        f.jump(again);
        f.start(again);
        f.emit({ op: "copy", target: held, source: object(f) });
        f.branch(reading(f, held), again, end);
        f.start(end);
        return UNDEFINED;
    });
    assert.equal(made, false);
});

const native = (name: string, borrowed: boolean): NativeFunction => ({
    kind: "nativeFunction",
    name,
    symbol: name,
    header: "test.h",
    parameters: [{ name: "value", type: { kind: "any" }, optional: false, rest: false, numeric: false, borrowed }],
    result: { kind: "any" },
    mayThrow: true,
    takesThis: false,
    pure: false,
    names: undefined,
    gives: undefined,
    assigns: false,
    objects: undefined,
    tellsAbsent: false,
    hint: undefined,
    more: undefined,
    takesFurther: false,
    set: undefined,
    keepsElements: false,
    appends: false,
    takes: undefined,
    cases: [],
    literal: undefined,
});

test("what native code makes of a constant text is a constant where it is lent alone", () => {
    for (const [text, borrowed, expected] of [
        ["abc", true, true],
        ["abc", false, false],
        [1, true, false],
    ] as const) {
        const program = new ProgramBuilder();
        const typed = program.typed((m) => {
            const target = m.temporary("made");
            const make = { ...native("make", true), literal: "MAKE" };
            m.emit({ op: "callNative", target, native: make, arguments: [constant(text)] });
            m.emit({ op: "callNative", target: undefined, native: native("take", borrowed), arguments: [target] });
        });
        const [module] = typed.modules;
        assert.ok(module !== undefined);
        assert.equal(instructions(module, "callNative")[0]?.place === "constant", expected);
    }
});
