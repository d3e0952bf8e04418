/**
 * The flow analysis as a worklist: who runs again, that it ends, how much it does, and that the
 * order of its work does not show.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DiagnosticBag } from "../../../compiler/diagnostics/bag.ts";
import { constant, type FunctionBuilder, UNDEFINED } from "../../../compiler/ir/builder.ts";
import { type Global, type IrFunction, type Operand } from "../../../compiler/ir/program.ts";
import { type Analysis, analyse } from "../../../compiler/passes/analysis/interpret.ts";
import { Worklist } from "../../../compiler/passes/analysis/worklist.ts";
import { type Instance } from "../../../compiler/passes/analysis/function-instances.ts";
import { call, ProgramBuilder, span } from "./support.ts";

type Build = (program: ProgramBuilder, main: FunctionBuilder, global: (name: string) => Global) => void;

/** The analysis of a program whose one module is built by `build`. */
function analysed(build: Build, worklist = new Worklist()): Analysis {
    const program = new ProgramBuilder();
    const globals: Global[] = [];
    const global = (name: string): Global => {
        const made = { id: globals.length, name, module: "test", span, needsInitialisedCheck: false };
        globals.push(made);
        return made;
    };
    const main = program.function(
        "main",
        (m) => {
            build(program, m, global);
        },
        { kind: "module" },
    );
    return analyse(
        {
            program: {
                modules: [main],
                functions: program.functions,
                classes: program.classes,
                globals,
                nativeClasses: [],
            },
            nativeClasses: new Map(),
            readEarly: new Map(),
            diagnostics: new DiagnosticBag(),
            lowerLibraryFunction: () => undefined,
            lowerMethodValue: () => undefined,
        },
        worklist,
    );
}

function instanceOf({ world }: Analysis, name: string): Instance {
    const [found, ...others] = world.functions.all.filter(({ origin }) => origin.name === name);
    assert.ok(found !== undefined && others.length === 0, `${name} has ${others.length.toString()} more instances`);
    return found;
}

const runsOf = ({ pieces }: Instance): number => pieces.reduce((sum, piece) => sum + (piece?.runs ?? 0), 0);

function load(f: FunctionBuilder, from: Global): Operand {
    const target = f.temporary(from.name);
    f.emit({ op: "loadGlobal", target, global: from });
    return target;
}

function plus(f: FunctionBuilder, left: Operand, amount: number): Operand {
    const target = f.temporary("sum");
    f.emit({ op: "binary", operator: "add", target, left, right: constant(amount) });
    return target;
}

/**
 * `let a = 0, b = 0; function up() { b = a + 1; } function down() { a = b + 1; } while (…) { up(); down(); }`,
 * with more of them.
 */
const ring =
    (size: number): Build =>
    (program, m, global) => {
        const globals = Array.from({ length: size }, (_, index) => global(`g${index.toString()}`));
        globals.forEach((to) => {
            m.emit({ op: "storeGlobal", global: to, value: constant(0) });
        });
        globals.forEach((from, index) => {
            const to = globals[(index + 1) % size] ?? from;
            const step = program.function(`step${index.toString()}`, (f) => {
                f.emit({ op: "storeGlobal", global: to, value: plus(f, load(f, from), 1) });
                f.return(load(f, to));
            });
            call(m, step);
        });
    };

const sequence =
    (size: number): Build =>
    (program, m) => {
        for (let index = 0; index < size; index++) {
            const fn = program.function(`f${index.toString()}`, (f) => {
                f.return(plus(f, f.local("x", "parameter"), index));
            });
            call(m, fn, constant(1));
        }
    };

const chain =
    (size: number): Build =>
    (program, m) => {
        let last: IrFunction | undefined;
        for (let index = 0; index < size; index++) {
            const next = last;
            last = program.function(`f${index.toString()}`, (f) => {
                const x = f.local("x", "parameter");
                f.return(next === undefined ? x : call(f, next, plus(f, x, 1)));
            });
        }
        if (last !== undefined) call(m, last, constant(1));
    };

/** Functions that call the next two of a ring with a greater number, until it is zero. */
const tangle =
    (size: number): Build =>
    (program, m) => {
        const fns: IrFunction[] = [];
        for (let index = 0; index < size; index++)
            fns.push(program.function(`f${index.toString()}`, (f) => void f.local("x", "parameter")));
        const built = fns.map((fn, index) =>
            program.function(`g${index.toString()}`, (f) => {
                const x = f.local("x", "parameter");
                const [again, end] = [f.block("again"), f.block("end")];
                f.branch(x, again, end);
                f.start(again);
                const first = call(f, fns[(index + 1) % size] ?? fn, plus(f, x, 1));
                const second = call(f, fns[(index + 7) % size] ?? fn, plus(f, first, 1));
                f.return(second);
                f.start(end);
                f.return(x);
            }),
        );
        // What was built calls the placeholders, which call what was built.
        fns.forEach((fn, index) => {
            const to = built[index];
            const [x] = fn.parameters;
            if (to === undefined || x === undefined) return;
            const target = { id: 100, name: "result", kind: "temporary", cell: false } as const;
            fn.locals.push(target);
            fn.entry.instructions.push({
                op: "callFunction",
                span,
                target,
                function: to,
                thisArgument: undefined,
                arguments: [x],
            });
            fn.entry.terminator = { op: "return", span, value: target };
        });
        const [start] = fns;
        if (start !== undefined) call(m, start, constant(1));
    };

const growing: Readonly<Record<string, (size: number) => Build>> = { ring, sequence, chain, tangle };

test("growth runs those again that read what grew, and nobody else", () => {
    const analysis = analysed((program, m, global) => {
        const written = global("written");
        const reader = program.function("reader", (f) => {
            f.return(load(f, written));
        });
        const bystander = program.function("bystander", (f) => {
            f.return(plus(f, constant(1), 1));
        });
        m.emit({ op: "storeGlobal", global: written, value: constant(1) });
        call(m, reader);
        call(m, bystander);
        m.emit({ op: "storeGlobal", global: written, value: constant("text") });
    });
    assert.equal(runsOf(instanceOf(analysis, "reader")), 2);
    assert.equal(runsOf(instanceOf(analysis, "bystander")), 1);
});

test("a caller goes on behind the call: what comes before it does not run again", () => {
    const analysis = analysed((program, m) => {
        for (let index = 0; index < 100; index++) plus(m, constant(index), 1);
        const callee = program.function("callee", (f) => {
            f.return(constant(1));
        });
        call(m, callee);
        m.return(UNDEFINED);
    });
    const { pieces } = instanceOf(analysis, "main");
    assert.ok(pieces.length > 5);
    assert.deepEqual(
        pieces.slice(0, 5).map((piece) => piece?.runs),
        [1, 1, 1, 1, 1],
    );
});

test("a number that goes round in a ring of globals comes to an end", () => {
    for (const size of [1, 2, 3, 10]) {
        const { world } = analysed(ring(size));
        const steps = world.functions.all.filter(({ origin }) => origin.name.startsWith("step"));
        assert.ok(steps.every(({ returnType }) => returnType.type.number?.max === Infinity));
    }
});

test("the work grows as the program does, in each direction", () => {
    for (const [name, build] of Object.entries(growing)) {
        const [small, large] = [100, 400].map((size) => analysed(build(size)).world.steps);
        assert.ok(
            small !== undefined && large !== undefined && large <= 5 * small,
            `${name}: ${String(small)} steps for 100, ${String(large)} for 400`,
        );
    }
});

/** Whoever was woken last runs first. */
class LastFirst extends Worklist {
    private readonly waiting: Instance[] = [];

    override start(instance: Instance): void {
        this.waiting.push(instance);
    }

    override wake(piece: Parameters<Worklist["wake"]>[0]): void {
        piece.instance.due.add(piece);
        this.waiting.push(piece.instance);
    }

    override next(): Instance | undefined {
        return this.waiting.pop();
    }
}

/** The order of their waking. */
class FirstFirst extends LastFirst {
    private readonly line: Instance[] = [];

    override next(): Instance | undefined {
        for (let one = super.next(); one !== undefined; one = super.next()) this.line.unshift(one);
        return this.line.pop();
    }
}

test("the order of the work does not show in what comes out", () => {
    for (const build of Object.values(growing)) {
        const results = [new Worklist(), new Worklist(), new LastFirst(), new FirstFirst()].map((worklist) =>
            resultsOf(analysed(build(12), worklist)),
        );
        const [first] = results;
        results.forEach((result) => {
            assert.deepEqual(result, first);
        });
    }
});

/** Per function the kinds and representations that matter: ranges may be found in another order. */
function resultsOf({ world }: Analysis): string[] {
    return world.functions.all
        .map(({ origin, returnType, thrown, recursive }) => {
            const { number, string } = returnType.type;
            const range = number === undefined ? "" : `${number.integer ? "integer" : "double"}`;
            return `${origin.name} ${range} ${String(string)} ${thrown.type.shapes.size.toString()} ${String(recursive)}`;
        })
        .sort();
}
