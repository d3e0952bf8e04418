/** The passes in their order. The verifier looks at the program after each of them. */
import type { DiagnosticBag } from "../diagnostics/bag.ts";
import type { NativeClass } from "../bindings/model.ts";
import type { IrFunction, Program } from "../ir/program.ts";
import { verifyFunction, verifyProgram, verifyTyped } from "../ir/verifier.ts";
import { analyse } from "./analysis/interpret.ts";
import { CallGraph, markStackTests } from "./call-graph.ts";
import { initialiseFields } from "./initialisation.ts";
import { refuseOversized } from "./limits.ts";
import { findLowBits } from "./low-bits.ts";
import { findShortLives } from "./lifetimes.ts";
import { markThrowing } from "./may-throw.ts";
import { packArrays } from "./packing.ts";
import { represent } from "./represent.ts";
import { shareCalls } from "./shared-calls.ts";
import { specialise } from "./specialise.ts";

export interface PassContext {
    readonly nativeClasses: ReadonlyMap<string, NativeClass>;
    lowerLibraryFunction(file: string, name: string): IrFunction | undefined;
}

/** The typed program, or undefined after errors. */
export function runPasses(program: Program, diagnostics: DiagnosticBag, context: PassContext): Program | undefined {
    const { readEarly } = initialiseFields(program);
    insist("initialiseFields", verifyProgram(program));
    const analysis = analyse({
        program,
        ...context,
        diagnostics,
        lowerLibraryFunction: (file, name) => context.lowerLibraryFunction(file, name),
        readEarly,
    });
    analysis.refusals.forEach((refusal) => diagnostics.add(refusal));
    if (diagnostics.hasErrors) return undefined;
    const typed = specialise(program, analysis);
    refuseOversized(typed, diagnostics);
    if (diagnostics.hasErrors) return undefined;
    insist("specialise", functionsOf(typed).flatMap(verifyFunction));
    shareCalls(typed);
    insist("shareCalls", functionsOf(typed).flatMap(verifyFunction));
    packArrays(typed);
    findLowBits(typed);
    represent(typed);
    insist("represent", functionsOf(typed).flatMap(verifyTyped));
    const graph = new CallGraph(typed);
    markStackTests(graph);
    findShortLives(typed);
    markThrowing(graph);
    insist("markThrowing", functionsOf(typed).flatMap(verifyTyped));
    return typed;
}

const functionsOf = (program: Program): IrFunction[] => [...program.modules, ...program.functions];

function insist(pass: string, problems: readonly string[]): void {
    const [first] = problems;
    if (first !== undefined) throw new Error(`after ${pass}: ${first}`);
}
