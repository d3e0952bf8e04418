/** The passes in their order. The verifier looks at the program after each of them. */
import type { DiagnosticBag } from "../diagnostics/bag.ts";
import { fieldOverAccessor } from "../diagnostics/unsupported.ts";
import type { NativeClass } from "../bindings/model.ts";
import type { IrFunction, Program, Span } from "../ir/program.ts";
import type { TypedFunction, TypedProgram } from "../ir/typed.ts";
import { verifyFunction, verifyProgram, verifyTyped } from "../ir/verifier.ts";
import { analyse } from "./analysis/interpret.ts";
import { setBodiesApart } from "./apart/index.ts";
import { CallGraph, markStackTests } from "./call-graph.ts";
import { NOTHING_GENERAL } from "./generality.ts";
import type { Generality } from "./generality.ts";
import { growTexts } from "./grow-texts.ts";
import type { Shape } from "../types/shape.ts";
import { initialiseFields } from "./initialisation.ts";
import { compareUnits } from "./compare-units.ts";
import { refuseOversized } from "./limits.ts";
import { joinTexts } from "./join-texts.ts";
import { listNames } from "./list-names.ts";
import { liftClosures } from "./lift-closures.ts";
import { findLowBits } from "./low-bits.ts";
import { findShortLives } from "./lifetimes.ts";
import { markThrowing } from "./may-throw.ts";
import { packArrays } from "./packing.ts";
import { represent } from "./represent.ts";
import { shareCalls } from "./shared-calls.ts";
import { specialise } from "./specialise.ts";

export interface PassContext {
    /** Nothing when left out. */
    readonly general?: Generality;
    readonly isExplained?: boolean;
    readonly nativeClasses: ReadonlyMap<string, NativeClass>;
    lowerLibraryFunction(file: string, name: string): IrFunction | undefined;
    lowerMethodValue(owner: NativeClass, name: string): IrFunction | undefined;
    /** Takes the places of classes that a refused use needs in general form. */
    want?(place: Span): void;
}

/** The typed program, or undefined after errors. */
export function runPasses(
    program: Program,
    diagnostics: DiagnosticBag,
    context: PassContext,
): TypedProgram | undefined {
    const passes = new Passes(diagnostics);
    const { general = NOTHING_GENERAL } = context;
    const { readEarly, overAccessors } = passes.run(() => initialiseFields(program));
    for (const { field, owner } of overAccessors) {
        diagnostics.add(fieldOverAccessor(field.span, field.name));
        context.want?.(owner.span);
    }
    passes.insist("initialiseFields", [program], verifyProgram);
    const analysis = analyse({
        program,
        ...context,
        general,
        diagnostics,
        lowerLibraryFunction: (file, name) => {
            const lowered = context.lowerLibraryFunction(file, name);
            // The library's classes come with its functions.
            initialiseFields(program, readEarly);
            return lowered;
        },
        lowerMethodValue: (owner, name) => {
            const lowered = context.lowerMethodValue(owner, name);
            initialiseFields(program, readEarly);
            return lowered;
        },
        readEarly,
    });
    analysis.refusals.forEach((refusal) => diagnostics.add(refusal));
    const want = (shape: Shape): void => {
        placesOf(shape).forEach((place) => context.want?.(place));
    };
    analysis.culprits.forEach(want);
    if (diagnostics.hasErrors) return undefined;
    const typed = passes.run(() => specialise(program, analysis));
    passes.insist("specialise", functionsOf(typed), verifyFunction);
    const isShort = !general.has("shortcuts");
    if (isShort) {
        passes.run(() => shareCalls(typed));
        passes.insist("shareCalls", functionsOf(typed), verifyFunction);
        passes.run(() => liftClosures(typed));
        passes.insist("liftClosures", functionsOf(typed), verifyFunction);
    }
    refuseOversized(typed, diagnostics);
    if (diagnostics.hasErrors) return undefined;
    if (isShort) passes.run(() => joinTexts(typed));
    if (isShort) passes.run(() => compareUnits(typed));
    const arrays = general.has("elements") ? [] : passes.run(() => packArrays(typed));
    if (!general.has("values")) passes.run(() => findLowBits(typed, arrays));
    passes.run(() => represent(typed, general.has("values")));
    passes.insist("represent", functionsOf(typed), verifyTyped);
    passes.run(() => listNames(typed, diagnostics, want));
    if (diagnostics.hasErrors) return undefined;
    if (isShort) passes.run(() => growTexts(typed));
    passes.insist("growTexts", functionsOf(typed), verifyTyped);
    passes.run(() => setBodiesApart(typed));
    passes.insist("setBodiesApart", functionsOf(typed), verifyTyped);
    const graph = passes.run(() => new CallGraph(typed));
    passes.run(() => markStackTests(graph));
    if (isShort) passes.run(() => findShortLives(typed));
    passes.run(() => markThrowing(graph));
    passes.insist("markThrowing", functionsOf(typed), verifyTyped);
    return typed;
}

/** The classes of the program that an object or value is of. */
function placesOf(shape: Shape): Span[] {
    if (shape.kind === "function") {
        const { asClass, owner } = shape.function;
        return [asClass?.place, owner?.span].filter((place) => place !== undefined);
    }
    const places: Span[] = [];
    for (let at: Shape | undefined = shape; at?.kind === "class"; at = at.base) places.push(at.declaration.span);
    return places;
}

const functionsOf = (program: TypedProgram): TypedFunction[] => [...program.modules, ...program.functions];

class Passes {
    private readonly diagnostics: DiagnosticBag;

    constructor(diagnostics: DiagnosticBag) {
        this.diagnostics = diagnostics;
    }

    /** A pass over the whole program is at no place until it says so. */
    run<Result>(pass: () => Result): Result {
        this.diagnostics.place = undefined;
        return pass();
    }

    /** What is broken is an internal error at the function that it is found in. */
    insist<Part extends IrFunction | Program>(
        pass: string,
        parts: readonly Part[],
        verify: (part: Part) => readonly string[],
    ): void {
        for (const part of parts) {
            this.diagnostics.place = "span" in part ? part.span : undefined;
            const [problem] = verify(part);
            if (problem !== undefined) throw new Error(`after ${pass}: ${problem}`);
        }
    }
}
