/**
 * Which objects need a table of the names of their properties: those that can arrive where
 * something finds out at run time which properties there are.
 */
import { refusedOrder } from "../diagnostics/diagnostics.ts";
import { listedFunction, listedMethods, passedIntrinsic, spreadOrder } from "../diagnostics/unsupported.ts";
import type { DiagnosticBag } from "../diagnostics/bag.ts";
import { calledBy, operandsOf } from "../ir/effects.ts";
import { ARRIVED } from "../ir/arrived.ts";
import { typeOf } from "../ir/operand-type.ts";
import { declarationOf } from "../ir/table.ts";
import { hasDetails } from "../ir/program.ts";
import type { IrFunction, Span } from "../ir/program.ts";
import type { TypedInstruction, TypedOperand, TypedProgram } from "../ir/typed.ts";
import { isOrdered } from "../types/members.ts";
import type { FunctionShape, Shape } from "../types/shape.ts";
import { shapeType } from "../types/lattice.ts";
import type { Type } from "../types/type.ts";
import { namesOf } from "./names-of.ts";
import { contentsOf } from "./packing.ts";

/** The function that `for...in` calls; see lower/own-names.ts. */
const FOR_IN = "for...in";

/** What four bits can number; see struct tsp_shape of the runtime. */
const MOST_LATE = 15;

/** `want` is told of what is refused. */
export function listNames(program: TypedProgram, diagnostics: DiagnosticBag, want: (shape: Shape) => void): void {
    const listing = new Listing(diagnostics, want);
    const instructions = [...program.modules, ...program.functions].flatMap(({ blocks }) =>
        blocks.flatMap((block) => block.instructions),
    );
    for (const instruction of instructions) listing.ask(instruction);
    for (let before = -1; before !== listing.size;) {
        before = listing.size;
        instructions.forEach((instruction) => listing.copy(instruction));
    }
    instructions.forEach((instruction) => {
        listing.refuseOrder(instruction);
    });
    for (const shape of program.shapes) {
        if (shape.kind === "literal" && (shape.names?.late.length ?? 0) > MOST_LATE)
            diagnostics.add(refusedOrder(shape.span, shape.names?.late.length ?? 0, MOST_LATE));
    }
}

class Listing {
    private readonly listed = new Set<Shape>();
    private readonly reached = new Set<Shape>();
    private readonly diagnostics: DiagnosticBag;

    private readonly want: (shape: Shape) => void;

    constructor(diagnostics: DiagnosticBag, want: (shape: Shape) => void) {
        this.want = want;
        this.diagnostics = diagnostics;
    }

    get size(): number {
        return this.listed.size;
    }

    ask(instruction: TypedInstruction): void {
        const asked = declarationOf(instruction).asksNames?.(instruction);
        if (asked !== undefined) typeOf(asked).shapes.forEach((shape) => this.list(shape));
        for (const called of calledBy(instruction, ARRIVED)) {
            if (called.kind !== "native") continue;
            const { names } = called.native;
            if (names === undefined) continue;
            for (const operand of operandsOf(instruction)) {
                const type = typeOf(operand);
                const given = "spread" in instruction && instruction.spread === operand ? elementsOf(type) : type;
                if (names === "all") this.reach(given, instruction.span);
                else given.shapes.forEach((shape) => this.list(shape));
                if (names === "nested") this.listContents(given);
                const isHidden = HIDDEN.has(called.native.name) && !operandsOf(instruction).some(namesVisible);
                if (names !== "all") this.refuseFunctions(given, called.native.name, isHidden, instruction.span);
            }
        }
    }

    private listContents({ shapes }: Type): void {
        const contents = [...shapes].flatMap((shape) => contentsOf(shape));
        contents.forEach((content) => content?.shapes.forEach((shape) => this.list(shape)));
    }

    /** Properties of functions, and methods that a function's objects inherit, have no tables. */
    private refuseFunctions(type: Type, native: string, isHidden: boolean, span: Span): void {
        for (const shape of type.shapes) {
            const isDetailed =
                shape.kind === "function" && (shape.function.classForm !== undefined || hasDetails(shape.function));
            const isUnknown = shape.kind === "function" && !isDetailed && (isHidden || !isKnown(shape, native));
            const hasOthers = native === FOR_IN && hasListedMethods(shape);
            if (isUnknown) this.diagnostics.add(listedFunction(span, ""));
            if (hasOthers) this.diagnostics.add(listedMethods(span, ""));
            if (isUnknown || hasOthers) this.want(shape);
        }
    }

    /** Where a copy notes an order, it follows that of what is copied. */
    copy(instruction: TypedInstruction): void {
        if (!("result" in instruction)) return;
        if (!instruction.result.some((shape) => shape.kind === "literal" && isOrdered(shape))) return;
        for (const operand of operandsOf(instruction))
            typeOf(operand).shapes.forEach((shape) => this.listed.has(shape) || this.list(shape));
    }

    /** A general object that is listed does not hear in which order those of a struct came. */
    refuseOrder(instruction: TypedInstruction): void {
        if (!("result" in instruction)) return;
        if (!instruction.result.some((shape) => shape.kind === "general" && this.listed.has(shape))) return;
        const isLate = (shape: Shape): boolean => shape.kind === "literal" && isOrdered({ names: namesOf(shape) });
        for (const operand of operandsOf(instruction))
            if ([...typeOf(operand).shapes].some(isLate)) this.diagnostics.add(spreadOrder(instruction.span, ""));
    }

    private list(shape: Shape): void {
        this.listed.add(shape);
        if (shape.kind === "class" || shape.kind === "literal") shape.names ??= namesOf(shape);
    }

    private reach(type: Type, span: Span): void {
        for (const shape of type.shapes) {
            if (this.reached.has(shape)) continue;
            this.reached.add(shape);
            if (shape.kind === "general" && shape.intrinsic !== undefined)
                this.diagnostics.add(passedIntrinsic(span, shape.intrinsic.name));
            this.list(shape);
            const beside = shape.kind === "function" ? shape.besideIfAny() : undefined;
            if (beside !== undefined) this.reach(shapeType(beside), span);
            if (shape.kind === "function" || shape.kind === "cell") continue;
            for (let at: Shape | undefined = shape; at !== undefined; at = at.kind === "class" ? at.base : undefined)
                for (const content of contentsOf(at)) if (content !== undefined) this.reach(content, span);
        }
    }
}

/** They tell of what is not enumerable too: `name`, `prototype`, static members of the library. */
const HIDDEN: ReadonlySet<string> = new Set(["hasOwnProperty", "Object.hasOwn", "Object.getOwnPropertyNames"]);
const OF_FUNCTIONS: ReadonlySet<string> = new Set(["length", "name", "prototype"]);

/** A key that is none of the names that every function has. */
function namesVisible(operand: TypedOperand): boolean {
    const { string } = typeOf(operand);
    return string !== undefined && string !== "any" && ![...string].some((name) => OF_FUNCTIONS.has(name));
}

/** Whether what a function has is known at run time: what lies beside it, no static members. */
function isKnown(shape: FunctionShape, native: string): boolean {
    if (hasDetails(shape.function)) return true;
    if (hasFields(shape.function)) return false;
    return !HIDDEN.has(native) || (shape.function.asClass === undefined && shape.besideIfAny() !== undefined);
}

const hasFields = ({ asClass }: IrFunction): boolean =>
    [...(asClass?.statics.values() ?? [])].some((member) => member.kind === "accessor" && member.isField === true);

function hasListedMethods(shape: Shape): boolean {
    for (let at: Shape | undefined = shape; at?.kind === "class"; at = at.base)
        if (at.declaration.isFunction === true && at.declaration.methods.size > 0) return true;
    return false;
}

const elementsOf = (type: Type): Type => {
    const [array] = type.shapes;
    return array?.kind === "array" ? array.element.type : type;
};
