/** From the ts-morph tree to the IR. Nothing after this stage knows ts-morph. */
import { Node, type SourceFile } from "ts-morph";
import type { Bindings } from "../bindings/index.ts";
import type { NativeClass } from "../bindings/model.ts";
import type { DiagnosticBag } from "../diagnostics/bag.ts";
import { failure } from "../diagnostics/guard.ts";
import { assertVerified } from "../ir/verifier.ts";
import type { IrFunction, Program } from "../ir/program.ts";
import { isJson } from "../load/kinds.ts";
import { fileNameOf, spanOf } from "../load/span.ts";
import { initialiseVariable } from "./binding.ts";
import { lowerConstructor, lowerDefaultConstructor } from "./classes/construct.ts";
import { GeneralClasses } from "./classes/general/choice.ts";
import { FunctionContext } from "./context.ts";
import { lowerFunction } from "./functions.ts";
import { ProgramLowering } from "./program.ts";
import { lowerInScope, lowerStatements } from "./statements/block.ts";
import { visitExpression } from "./visitors.ts";

export interface LowerOptions {
    readonly entry: SourceFile;
    readonly bindings: Bindings;
    readonly diagnostics: DiagnosticBag;
    /** Loads a module of the library, `file` as a `@script` tag names it. */
    readonly addModule: (file: string) => SourceFile;
    /** The classes that have the general form: none when left out. */
    readonly generals?: GeneralClasses;
}

export interface Lowered {
    readonly program: Program;
    /**
     * The function that implements a `@script` method; what it needs joins the program. Undefined
     * when there is none.
     */
    lowerLibraryFunction(file: string, exportName: string): IrFunction | undefined;
    /** The function that a method of the library is as a value; undefined where it is none. */
    lowerMethodValue(owner: NativeClass, name: string): IrFunction | undefined;
}

export function lowerProgram(options: LowerOptions): Lowered {
    const lowering = new ProgramLowering(
        options.bindings,
        options.diagnostics,
        options.generals ?? new GeneralClasses(new Set(), false),
        options.addModule,
    );
    lowerModules(lowering, options.entry);
    const program: Program = {
        modules: lowering.modules,
        functions: lowering.functions,
        classes: lowering.classes.declarations,
        globals: lowering.globals,
        nativeClasses: [...options.bindings.classes.values()],
    };
    if (!options.diagnostics.hasErrors) assertVerified(program, "lowering");
    return {
        program,
        lowerLibraryFunction(file, exportName) {
            const irFunction = lowering.libraryFunction(file, exportName);
            lowerPending(lowering);
            return irFunction;
        },
        lowerMethodValue(owner, name) {
            const irFunction = lowering.intrinsics.methodOf(owner, name, options.entry);
            lowerPending(lowering);
            return irFunction;
        },
    };
}

function lowerModules(lowering: ProgramLowering, entry: SourceFile): void {
    const files = lowering.addModules(entry);
    const builders = files.map((file) => {
        const name = fileNameOf(file)
            .replace(/^.*\//, "")
            .replace(/\.(?:m?[jt]s|json)$/, "");
        const builder = lowering.newBuilder(file, { name, kind: "module", usesThis: false, rest: false });
        if (lowering.prologue === undefined) lowering.startIn(builder);
        return { file, builder };
    });
    for (const { file, builder } of builders) {
        const context = new FunctionContext(lowering, builder, file, undefined, undefined);
        guarded(lowering, file, () => {
            if (isJson(file.compilerNode)) {
                lowerJson(file, context);
            } else {
                lowerInScope(file, context, () => {
                    lowerStatements(file.getStatements(), context);
                });
            }
        });
    }
    lowerPending(lowering);
    for (const { builder } of builders) builder.finish();
}

/** The module exports the value of the file, which tsc reads as a statement. */
function lowerJson(file: SourceFile, context: FunctionContext): void {
    const variable = context.program.scopes.of(file);
    const [statement] = file.getStatements();
    if (variable !== undefined && Node.isExpressionStatement(statement))
        initialiseVariable(variable, visitExpression(statement.getExpression(), context), context);
}

/** Functions that captured nothing when they were named; lowering one can name more. */
function lowerPending(lowering: ProgramLowering): void {
    for (let next = lowering.takePending(); next !== undefined; next = lowering.takePending()) {
        const { node, builder, owner } = next;
        const context = new FunctionContext(lowering, builder, node, undefined, owner);
        const info = owner === undefined ? undefined : lowering.classes.infoOf(owner);
        guarded(lowering, node, () => {
            if (info !== undefined && Node.isConstructorDeclaration(node)) lowerConstructor(node, info, context);
            else if (info !== undefined && node === info.node) lowerDefaultConstructor(info, context);
            else lowerFunction(node, context);
        });
    }
}

function guarded(lowering: ProgramLowering, node: Node, action: () => void): void {
    try {
        action();
    } catch (error) {
        lowering.diagnostics.add(failure("lowered this", error, spanOf(node)));
    }
}
