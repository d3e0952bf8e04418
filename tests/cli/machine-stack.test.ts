/**
 * Frames and calls that are read from a board's machine code, against what GCC says of the same
 * code.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { type CallGraph, readCallGraph } from "../../compiler/report/call-graph.ts";
import { ElfFile } from "../../compiler/report/elf-sections.ts";
import { complete, readMachineGraph } from "../../compiler/report/machine-graph.ts";
import { deepestChain, EXCEPTION_FRAME, worstStack } from "../../compiler/report/worst-stack.ts";
import { run } from "../../compiler/system/process.ts";
import { temporaryFolder } from "./fixtures.ts";

const text = String.raw`
#include <stdarg.h>
typedef unsigned long long wide;
extern void absent(void) __attribute__((weak));
volatile int sink;
int (*pointer)(int);
__attribute__((noinline)) int leaf(int n) { return n * 3; }
__attribute__((noinline)) int medium(int n) { volatile int room[40]; room[n & 31] = leaf(n); return room[3] + 1; }
__attribute__((noinline)) int large(int n) { volatile int room[400]; room[n & 255] = medium(n); return room[3] + 1; }
__attribute__((noinline)) int variadic(int n, ...) {
    va_list list; va_start(list, n); int sum = 0; while (n-- > 0) sum += leaf(va_arg(list, int)); va_end(list); return sum; }
__attribute__((noinline)) int through(int n) { return pointer(n) + 1; }
__attribute__((noinline)) int last(int n) { sink = n; return pointer(n); }
__attribute__((noinline)) int tail(int n) { sink = n; return large(n + 1); }
__attribute__((noinline)) wide divides(wide a, wide b) { return a / b + (wide)sink; }
__attribute__((noinline)) int choose(int n) {
    switch (n) { case 0: return leaf(1); case 1: return medium(2); case 2: return large(3); case 3: return sink; case 4: return tail(9); default: return 0; } }
void _start(void) { if (absent) absent(); sink = tail(1) + variadic(2, 3, 4) + through(5) + last(6) + choose(sink) + (int)divides((wide)sink, 7); for (;;) {} }
void *memcpy(void *to, const void *from, unsigned size) { char *t = to; const char *f = from; while (size-- > 0) *t++ = *f++; return to; }
int strange(void); __asm__(".thumb_func\n.type strange, %function\nstrange: push {r4, r5, lr}\n sub sp, #20\n bl leaf\n add sp, #20\n pop {r4, r5, pc}\n");
__attribute__((used)) int foreign(void) { return strange(); }
`;

interface Graphs {
    readonly compiler: CallGraph;
    readonly machine: CallGraph;
}

async function graphsOf(context: TestContext, core: string): Promise<Graphs> {
    const folder = temporaryFolder(context);
    writeFileSync(path.join(folder, "program.c"), text);
    const flags = [`-mcpu=${core}`, "-mthumb", "-Os", "-ffreestanding", "-fcallgraph-info=su"];
    for (const step of [
        [...flags, "-c", "program.c", "-o", "program.o"],
        [`-mcpu=${core}`, "-mthumb", "-nostdlib", "program.o", "-lgcc", "-o", "program.elf"],
    ]) {
        const outcome = await run("arm-none-eabi-gcc", step, { cwd: folder });
        assert.equal(outcome.status, 0, outcome.stderr);
    }
    return {
        compiler: readCallGraph([path.join(folder, "program.ci")]),
        machine: readMachineGraph(new ElfFile(readFileSync(path.join(folder, "program.elf")))),
    };
}

for (const core of ["cortex-m0plus", "cortex-m33"]) {
    test(`the code for ${core} tells the frames and calls that GCC tells`, async (context) => {
        const { compiler, machine } = await graphsOf(context, core);
        const known = [...compiler.values()].filter(({ frame }) => frame !== undefined);
        assert.ok(known.length >= 12, known.length.toString());
        for (const { name, frame, calls, callsThroughPointer } of known) {
            const read = machine.get(name);
            assert.ok(read !== undefined, name);
            // GCC leaves out the argument registers that a function with "..." pushes.
            assert.equal(read.frame, name === "variadic" ? (frame ?? 0) + 16 : frame, `the frame of ${name}`);
            assert.equal(read.callsThroughPointer, callsThroughPointer, `pointers of ${name}`);
            const linked = [...calls].filter((callee) => machine.has(callee));
            const unnamed = linked.filter((callee) => !read.calls.has(callee));
            assert.deepEqual(unnamed, [], `calls of ${name}`);
        }
    });
}

test("assembler and libraries count with what they push, weak functions that nobody defines with nothing", async (context) => {
    const { compiler, machine } = await graphsOf(context, "cortex-m0plus");
    assert.ok(deepestChain(compiler, "_start", { through: [], last: [] }).unknownFrames.includes("absent"));
    const whole = complete(compiler, machine);
    const start = deepestChain(whole, "_start", { through: [], last: [] });
    assert.deepEqual(start.unknownFrames, []);
    const strange = deepestChain(whole, "foreign", {});
    assert.deepEqual(strange.chain.slice(0, 2), ["foreign", "strange"]);
    assert.equal(strange.bytes - (whole.get("foreign")?.frame ?? 0), 12 + 20);
    assert.equal(whole.get("__aeabi_uldivmod")?.frame, machine.get("__aeabi_uldivmod")?.frame);
    assert.ok((whole.get("__aeabi_uldivmod")?.frame ?? 0) > 0);
});

test("the deepest interrupt of each priority comes on top of the program, and what ends a program is not followed", async (context) => {
    const { compiler, machine } = await graphsOf(context, "cortex-m0plus");
    const frame = EXCEPTION_FRAME["cortex-m0plus"];
    const whole = complete(compiler, machine);
    const callbacks = {
        through: ["leaf"],
        last: ["leaf"],
        "(interrupt)": ["leaf", "medium"],
        "(interrupt of lowest priority)": ["large"],
    };
    const program = deepestChain(whole, "variadic", callbacks);
    const stack = worstStack(whole, "variadic", callbacks, frame);
    assert.deepEqual(
        stack.interrupts.map(({ chain }) => chain),
        [
            ["(interrupt)", "medium"],
            ["(interrupt of lowest priority)", "large", "medium"],
        ],
    );
    const [medium = 0, large = 0] = ["medium", "large"].map((name) => whole.get(name)?.frame);
    assert.equal(stack.bytes, program.bytes + frame + medium + (frame + large + medium));
    const ended = worstStack(whole, "tail", { ...callbacks, "(ends)": ["large"] }, 0);
    assert.deepEqual([ended.chain, ended.interrupts], [["tail", "large"], []]);
});
