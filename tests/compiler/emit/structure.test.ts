/**
 * Any control-flow graph as C: the C goes through the same blocks as the graph, in a reading of the
 * tree and compiled by a C compiler.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import {
    assign,
    call,
    expressionStatement,
    gotoStatement,
    identifier,
    ifStatement,
    literal,
    returnStatement,
} from "../../../compiler/c/ast.ts";
import { type CFunction, type CStatement } from "../../../compiler/c/ast.ts";
import { printFile } from "../../../compiler/c/printer.ts";
import { verifyFunction } from "../../../compiler/c/verifier.ts";
import { blockLabel, structure } from "../../../compiler/emit/structure.ts";
import { FunctionBuilder } from "../../../compiler/ir/builder.ts";
import { type Block, type IrFunction } from "../../../compiler/ir/program.ts";
import { type TypedBlock, type TypedFunction } from "../../../compiler/ir/typed.ts";
import { span } from "../passes/support.ts";

/** What a block of a random graph ends in: the numbers of its targets, and of its handler. */
interface Shape {
    readonly next: readonly number[];
    readonly handler: number | undefined;
}

function graphOf(shapes: readonly Shape[]): IrFunction {
    const builder = new FunctionBuilder({ id: 0, name: "f", kind: "function", span, usesThis: false });
    const condition = builder.temporary("condition");
    const blocks = shapes.map((_, id): Block => {
        return { id, label: "b", instructions: [], terminator: { op: "unreachable" }, handler: undefined };
    });
    const at = (index: number): Block => blocks[index % blocks.length] ?? builder.function.entry;
    shapes.forEach(({ next: [first, second], handler }, index) => {
        const block = at(index);
        block.handler = handler === undefined ? undefined : at(handler);
        if (first === undefined)
            block.terminator = { op: "return", value: { kind: "constant", value: undefined }, span };
        else if (second === undefined) block.terminator = { op: "jump", to: at(first) };
        else block.terminator = { op: "branch", condition, then: at(first), otherwise: at(second), span };
    });
    return { ...builder.function, blocks, entry: at(0) };
}

/**
 * `choose()` decides a branch, `raise()` whether a block with a handler goes there; `enter` tells
 * the block, and false ends the run.
 */
function codeOf(block: TypedBlock): { statements: CStatement[]; condition: ReturnType<typeof call> | undefined } {
    const statements: CStatement[] = [
        ifStatement({ kind: "unary", operator: "!", operand: call("enter", literal(block.id.toString())) }, [
            returnStatement(),
        ]),
    ];
    if (block.handler !== undefined)
        statements.push(ifStatement(call("choose"), [gotoStatement(blockLabel(block.handler))]));
    if (block.terminator.op === "return") statements.push(returnStatement());
    return { statements, condition: block.terminator.op === "branch" ? call("choose") : undefined };
}

function definition(name: string, graph: IrFunction): CFunction {
    return { name, result: "void", parameters: [], isStatic: true, body: structure(graph as TypedFunction, codeOf) };
}

const STEPS = 200;

/** The same in TypeScript and in C. */
class Run {
    readonly trace: number[] = [];
    private state: number;

    constructor(seed: number) {
        this.state = seed;
    }

    readonly enter = (block: number): boolean => {
        this.trace.push(block);
        return this.trace.length < STEPS;
    };

    readonly choose = (): boolean => {
        this.state = (Math.imul(this.state, 1103515245) + 12345) >>> 0;
        return ((this.state >>> 16) & 1) === 1;
    };
}

function walkGraph(graph: IrFunction, run: Run): void {
    let block: Block | undefined = graph.entry;
    while (block !== undefined && run.enter(block.id)) {
        if (block.handler !== undefined && run.choose()) {
            block = block.handler;
            continue;
        }
        const end: Block["terminator"] = block.terminator;
        switch (end.op) {
            case "jump":
                block = end.to;
                break;
            case "branch":
                // A condition has no effect of its own, and where it decides nothing it is not
                // asked.
                block = end.then === end.otherwise || run.choose() ? end.then : end.otherwise;
                break;
            default:
                block = undefined;
        }
    }
}

type Step = (run: Run) => number | undefined;

/** The tree as a list of steps with jumps, and then that list as it runs. */
function walkTree(body: readonly CStatement[], run: Run): void {
    const steps: Step[] = [];
    const labels = new Map<string, number>();
    flatten(body, steps, labels, { break: "", continue: "" });
    for (let at = 0; at < steps.length;) at = steps[at]?.(run) ?? at + 1;
}

interface Loop {
    readonly break: string;
    readonly continue: string;
}

function flatten(body: readonly CStatement[], steps: Step[], labels: Map<string, number>, loop: Loop): void {
    const jump = (label: string): void => {
        steps.push(() => labels.get(label) ?? assert.fail(`no label ${label}`));
    };
    const fresh = (): string => `#${steps.length.toString()}-${labels.size.toString()}`;
    const branch = (test: NonNullable<(CStatement & { kind: "while" })["test"]>, otherwise: string): void => {
        steps.push((run) => (evaluate(test, run) ? undefined : labels.get(otherwise)));
    };
    for (const statement of body) {
        switch (statement.kind) {
            case "label":
                labels.set(statement.label, steps.length);
                break;
            case "goto":
                jump(statement.label);
                break;
            case "break":
            case "continue":
                jump(loop[statement.kind]);
                break;
            case "return":
                steps.push(() => Infinity);
                break;
            case "expression": {
                const { expression } = statement;
                steps.push((run) => void evaluate(expression, run));
                break;
            }
            case "if": {
                const [otherwise, end] = [`${fresh()}else`, `${fresh()}end`];
                branch(statement.test, otherwise);
                flatten(statement.then, steps, labels, loop);
                jump(end);
                labels.set(otherwise, steps.length);
                flatten(statement.otherwise, steps, labels, loop);
                labels.set(end, steps.length);
                break;
            }
            case "while": {
                const inner = { continue: `${fresh()}head`, break: `${fresh()}out` };
                labels.set(inner.continue, steps.length);
                if (statement.test !== undefined) branch(statement.test, inner.break);
                flatten(statement.body, steps, labels, inner);
                jump(inner.continue);
                labels.set(inner.break, steps.length);
                break;
            }
            default:
                assert.fail(statement.kind);
        }
    }
}

function evaluate(expression: Parameters<typeof expressionStatement>[0], run: Run): boolean {
    if (expression.kind === "unary" && expression.operator === "!") return !evaluate(expression.operand, run);
    if (expression.kind === "cast") return evaluate(expression.operand, run);
    assert.ok(expression.kind === "call" && expression.callee.kind === "identifier");
    const [argument] = expression.arguments;
    return expression.callee.name === "choose"
        ? run.choose()
        : run.enter(argument?.kind === "literal" ? Number(argument.text) : -1);
}

function traceOf(walk: (run: Run) => void, seed: number): readonly number[] {
    const run = new Run(seed);
    walk(run);
    return run.trace;
}

const SEEDS = [1, 2, 3, 4, 5];

const number = fc.nat({ max: 1_000 });
const randomShape: fc.Arbitrary<Shape> = fc.record({
    next: fc.oneof(
        { weight: 1, arbitrary: fc.constant([]) },
        { weight: 3, arbitrary: fc.tuple(number) },
        { weight: 6, arbitrary: fc.tuple(number, number) },
    ),
    handler: fc.option(number, { nil: undefined, freq: 3 }),
});
/** Mostly forward, as programs are: the next blocks, a few of the last ones. */
const nearShape = fc.tuple(randomShape, fc.array(fc.integer({ min: -3, max: 4 }), { minLength: 3, maxLength: 3 }));
const graphs = fc.oneof(
    fc.array(randomShape, { minLength: 1, maxLength: 14 }).map(graphOf),
    fc.array(nearShape, { minLength: 1, maxLength: 30 }).map((shapes) =>
        graphOf(
            shapes.map(([{ next, handler }, offsets], index) => {
                const near = (at: number): number => Math.max(0, index + (offsets[at] ?? 0));
                return { next: next.map((_, at) => near(at)), handler: handler === undefined ? undefined : near(2) };
            }),
        ),
    ),
);

test("random graphs and their C go through the same blocks", () => {
    fc.assert(
        fc.property(graphs, (graph) => {
            const made = definition("f", graph);
            verifyFunction(made, () => false);
            for (const seed of SEEDS) {
                const wanted = traceOf((run) => walkGraph(graph, run), seed);
                assert.deepEqual(
                    traceOf((run) => walkTree(made.body, run), seed),
                    wanted,
                );
            }
        }),
        { numRuns: 2_000, seed: 7 },
    );
});

const HEAD = `
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
static uint32_t state;
static int steps;
static bool enter(int block) {
    printf("%d ", block);
    return ++steps < ${STEPS.toString()};
}
static bool choose(void) {
    state = state * 1103515245u + 12345u;
    return ((state >> 16) & 1u) == 1u;
}
`;

/** Compiles functions and runs each with every seed; one line of blocks a run. */
function runCompiled(functions: readonly CFunction[]): string[] {
    const folder = mkdtempSync(path.join(tmpdir(), "tspico-structure-"));
    try {
        const main: CFunction = {
            name: "main",
            result: "int",
            parameters: [],
            isStatic: false,
            body: functions.flatMap(({ name }) =>
                SEEDS.flatMap((seed) => [
                    assign(identifier("state"), literal(seed.toString())),
                    assign(identifier("steps"), literal("0")),
                    expressionStatement(call(name)),
                    expressionStatement(call("printf", literal('"\\n"'))),
                ]),
            ),
        };
        const declarations = [...functions, main].map((fn) => ({ kind: "function" as const, function: fn }));
        const text = printFile({ path: "graphs.c", comment: "Random graphs.", declarations });
        writeFileSync(path.join(folder, "graphs.c"), HEAD + text);
        execFileSync("cc", ["-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", "-o", "graphs", "graphs.c"], {
            cwd: folder,
        });
        return execFileSync(path.join(folder, "graphs"), { encoding: "utf8", maxBuffer: 1 << 28 })
            .trimEnd()
            .split("\n");
    } finally {
        rmSync(folder, { recursive: true });
    }
}

test("so does the compiled C", () => {
    const made = fc.sample(graphs, { numRuns: 150, seed: 11 });
    const lines = runCompiled(made.map((graph, index) => definition(`f${index.toString()}`, graph)));
    const wanted = made.flatMap((graph) =>
        SEEDS.map((seed) => traceOf((run) => walkGraph(graph, run), seed).join(" ")),
    );
    lines.forEach((line, index) => assert.equal(line.trim(), wanted[index]));
    assert.equal(lines.length, wanted.length);
});

/** `if … else if …` with a common end. */
const chain = (length: number): Shape[] => [
    ...Array.from({ length }, (_, index) => [
        { next: [2 * index + 1, 2 * index + 2], handler: undefined },
        { next: [2 * length], handler: undefined },
    ]).flat(),
    { next: [], handler: undefined },
];

const directions: Record<string, (size: number) => Shape[]> = {
    "a straight line": (size) =>
        Array.from({ length: size }, (_, at) => ({ next: at < size - 1 ? [at + 1] : [], handler: undefined })),
    "else if": (size) => chain(size / 2),
    "ifs in sequence": (size) =>
        Array.from({ length: size }, (_, at) => ({
            next: at > size - 3 ? [] : at % 2 === 0 ? [at + 1, at + 2] : [at + 1],
            handler: undefined,
        })),
    "ways out": (size) =>
        Array.from({ length: size }, (_, at) => ({
            next: at % 2 === 1 || at > size - 3 ? [] : [at + 1, at + 2],
            handler: undefined,
        })),
    "one handler": (size) =>
        Array.from({ length: size }, (_, at) => ({
            next: at < size - 2 ? [at + 1] : [],
            handler: at < size - 1 ? size - 1 : undefined,
        })),
    "loops in loops": (size) =>
        Array.from({ length: size }, (_, at) => ({
            next: at < size / 2 ? [at + 1, size - 1 - at] : at < size - 1 ? [size - 1 - at, at + 1] : [],
            handler: undefined,
        })),
    "a cycle with two entries, often": (size) =>
        Array.from({ length: size }, (_, at) => ({
            next: at > size - 5 ? [] : ([[at + 1, at + 2], [at + 1], [at - 1, at + 1]][at % 3] ?? []),
            handler: undefined,
        })),
    "a switch": (size) =>
        Array.from({ length: size }, (_, at) => ({
            next: at < size / 2 - 1 ? [size / 2 + at, at + 1] : at < size - 1 ? [at + 1] : [],
            handler: undefined,
        })),
};

function secondsFor(shapes: Shape[]): number {
    const graph = graphOf(shapes);
    const start = process.cpuUsage();
    const made = definition("f", graph);
    const { user } = process.cpuUsage(start);
    const run = (walk: (run: Run) => void): readonly number[] => traceOf(walk, 3);
    assert.deepEqual(
        run((at) => walkTree(made.body, at)),
        run((at) => walkGraph(graph, at)),
    );
    assert.ok(printFile({ path: "f.c", comment: "f", declarations: [{ kind: "function", function: made }] }) !== "");
    return user / 1e6;
}

for (const [name, shapesOf] of Object.entries(directions)) {
    test(`${name}: time grows as the graph does, and no stack overflows`, () => {
        secondsFor(shapesOf(1_000));
        const small = secondsFor(shapesOf(2_500));
        const large = secondsFor(shapesOf(20_000));
        assert.ok(large < 24 * (small + 0.02), `${small.toString()} s, then ${large.toString()} s`);
    });
}
