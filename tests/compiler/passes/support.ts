/** Programs as IR, built by hand, through the passes. */
import assert from "node:assert/strict";
import { type NativeClass } from "../../../compiler/bindings/model.ts";
import { DiagnosticBag } from "../../../compiler/diagnostics/bag.ts";
import { constant, FunctionBuilder } from "../../../compiler/ir/builder.ts";
import { type Instruction } from "../../../compiler/ir/instructions.ts";
import {
    type ClassDeclaration,
    type FunctionKind,
    type IrFunction,
    type Local,
    type Operand,
    type Span,
} from "../../../compiler/ir/program.ts";
import {
    type TypedFunction,
    type TypedInstruction,
    type TypedLocal,
    type TypedOf,
    type TypedProgram,
} from "../../../compiler/ir/typed.ts";
import { runPasses } from "../../../compiler/passes/index.ts";

export const span: Span = { file: "test.ts", start: 0, end: 1, line: 1, column: 1 };

export class ProgramBuilder {
    readonly functions: IrFunction[] = [];
    readonly classes: ClassDeclaration[] = [];
    private count = 0;

    function(
        name: string,
        build: (builder: FunctionBuilder) => void,
        options: { kind?: FunctionKind; usesThis?: boolean; owner?: ClassDeclaration } = {},
    ): IrFunction {
        const { kind = "function", usesThis = false, owner } = options;
        const builder = new FunctionBuilder({ id: this.count++, name, kind, span, usesThis, owner });
        build(builder);
        const made = builder.finish();
        if (kind !== "module") this.functions.push(made);
        return made;
    }

    /** A class without base; the constructor is built with the builder that `build` gets. */
    class(name: string, fields: readonly string[]): ClassDeclaration {
        const placeholder = this.function("constructor", () => undefined, { kind: "constructor", usesThis: true });
        this.functions.pop();
        const declaration: ClassDeclaration = {
            kind: "class",
            id: this.classes.length,
            name,
            span,
            base: undefined,
            isGeneric: false,
            fields: fields.map((field) => ({ name: field, span })),
            methods: new Map(),
            accessors: new Map(),
            classConstructor: placeholder,
        };
        this.classes.push(declaration);
        return declaration;
    }

    /** Runs the passes on a program whose one module is built by `build`. */
    run(build: (builder: FunctionBuilder) => void): { program: TypedProgram | undefined; codes: readonly string[] } {
        const diagnostics = new DiagnosticBag();
        const module = this.function("test", build, { kind: "module" });
        const program = runPasses(
            { modules: [module], functions: this.functions, classes: this.classes, globals: [], nativeClasses: [] },
            diagnostics,
            {
                nativeClasses: new Map<string, NativeClass>(),
                lowerLibraryFunction: () => undefined,
                lowerMethodValue: () => undefined,
            },
        );
        return { program, codes: diagnostics.sorted().map(({ code }) => code) };
    }

    typed(build: (builder: FunctionBuilder) => void): TypedProgram {
        const { program, codes } = this.run(build);
        assert.ok(program !== undefined, `refused: ${codes.join(", ")}`);
        return program;
    }
}

export function instances(program: TypedProgram, name: string): TypedFunction[] {
    return program.functions.filter((candidate) => candidate.name === name);
}

export function only(program: TypedProgram, name: string): TypedFunction {
    const [found, ...others] = instances(program, name);
    assert.ok(found !== undefined && others.length === 0, `${name} has ${others.length.toString()} more instances`);
    return found;
}

export function local(irFunction: TypedFunction, name: string): TypedLocal {
    const found = irFunction.locals.find((candidate) => candidate.name === name);
    assert.ok(found !== undefined, `no local ${name}`);
    return found;
}

export function instructions<Op extends Instruction["op"]>(irFunction: TypedFunction, op: Op): TypedOf<Op>[] {
    const isWanted = (instruction: TypedInstruction): instruction is TypedOf<Op> & TypedInstruction =>
        instruction.op === op;
    return irFunction.blocks.flatMap((block) => block.instructions.filter(isWanted));
}

export function call(builder: FunctionBuilder, callee: IrFunction, ...args: Operand[]): Local {
    const target = builder.temporary(`${callee.name}_result`);
    builder.emit({ op: "callFunction", target, function: callee, thisArgument: undefined, arguments: args });
    return target;
}

/** `function NAME(n) { if (n) NAME(n - 1); return RESULT; }`: a cycle of calls that ends. */
export function countingDown(
    program: ProgramBuilder,
    name: string,
    result: (builder: FunctionBuilder) => Operand,
): IrFunction {
    return program.function(name, (f) => {
        const n = f.local("n", "parameter");
        const [again, end] = [f.block("again"), f.block("end")];
        f.branch(n, again, end);
        f.start(again);
        const less = f.temporary("less");
        f.emit({ op: "binary", operator: "subtract", target: less, left: n, right: constant(1) });
        call(f, f.function, less);
        f.jump(end);
        f.start(end);
        f.return(result(f));
    });
}
