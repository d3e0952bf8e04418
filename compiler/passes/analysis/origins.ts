/**
 * Where objects come from, for diagnostics: a value that is refused in one place was made in
 * another one, which may be far away.
 */
import type { Diagnostic, RelatedInformation } from "../../diagnostics/diagnostic.ts";
import { comesFromHere } from "../../diagnostics/diagnostics.ts";
import type { Arriving } from "../../ir/declaration.ts";
import { calledBy, operandsOf, targetsOf } from "../../ir/effects.ts";
import type { Instruction, Naming } from "../../ir/instructions.ts";
import { membersNamed } from "../../ir/naming.ts";
import { isLocal } from "../../ir/program.ts";
import type { Operand, Span } from "../../ir/program.ts";
import { NEVER } from "../../types/lattice.ts";
import type { Found } from "../../types/resolve.ts";
import type { Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import { entryOf } from "./function-instances.ts";
import type { Callee, Instance } from "./function-instances.ts";
import type { World } from "./world.ts";

/** A use that is refused, and the objects for which it is. */
export interface Refusal {
    readonly diagnostic: Diagnostic;
    readonly shapes: readonly Shape[];
}

/** So many origins are enough to start looking. */
const MOST_SHOWN = 2;

/** The diagnostic with the places that the objects come from. */
export function withOrigins(world: World, { diagnostic, shapes }: Refusal): Diagnostic {
    const related = new Map<string, RelatedInformation>();
    for (const shape of shapes) {
        const span = related.size < MOST_SHOWN ? originOf(world, shape) : undefined;
        if (span === undefined || isSame(span, diagnostic.span)) continue;
        related.set(`${span.file}:${span.start}`, { span, message: comesFromHere(nameOf(shape)) });
    }
    return related.size === 0 ? diagnostic : { ...diagnostic, related: [...related.values()] };
}

const isSame = (a: Span, b: Span | undefined): boolean => a.file === b?.file && a.start === b.start && a.end === b.end;

function nameOf(shape: Shape): string {
    switch (shape.kind) {
        case "array":
            return "an array";
        case "function":
            return "a function";
        case "class":
            return `an object of the class '${shape.declaration.name}'`;
        case "native":
            return `an object of the class '${shape.nativeClass.name}'`;
        default:
            return "an object";
    }
}

function originOf(world: World, shape: Shape): Span | undefined {
    switch (shape.kind) {
        case "cell":
            return undefined;
        case "function":
            return shape.function.span;
        case "class":
        case "native":
            return firstThat(world, (instance, instruction) => brings(world, instance, instruction, shape));
        default:
            return shape.span;
    }
}

function firstThat(world: World, holds: (instance: Instance, instruction: Instruction) => boolean): Span | undefined {
    for (const instance of world.functions.all) {
        for (const block of instance.origin.blocks) {
            if (entryOf(instance, block) === undefined) continue;
            const found = block.instructions.find((instruction) => holds(instance, instruction));
            if (found !== undefined) return found.span;
        }
    }
    return undefined;
}

/** Whether the object comes to the program by this instruction: made, or given by native code. */
function brings(world: World, instance: Instance, instruction: Instruction, shape: Shape): boolean {
    const has = (operand: Operand): boolean => typeOf(instance, operand).shapes.has(shape);
    if (!targetsOf(instruction).some(has)) return false;
    const { made, callees = [] } = instance.resolutions.get(instruction) ?? {};
    if (made !== undefined) return made === shape;
    if (operandsOf(instruction).some(has)) return false;
    const arriving: Arriving = {
        type: (operand: Operand): Type => typeOf(instance, operand),
        members: (naming: Naming): readonly Found[] => membersNamed(world.builtIns, naming, arriving),
        entered: () => [],
    };
    return hasNative(callees) || calledBy(instruction, arriving).some(({ kind }) => kind === "native");
}

const typeOf = ({ locals }: Instance, operand: Operand): Type =>
    isLocal(operand) ? (locals.get(operand) ?? NEVER) : NEVER;

const hasNative = (callees: readonly Callee[]): boolean =>
    callees.some(({ to }) => (Array.isArray(to) ? hasNative(to as readonly Callee[]) : !("origin" in to)));
