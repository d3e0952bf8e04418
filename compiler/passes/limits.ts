/** What a layout can hold at most, refused at the place that asks for more. */
import type { DiagnosticBag } from "../diagnostics/bag.ts";
import { tooManyProperties } from "../diagnostics/diagnostics.ts";
import type { ClassReference } from "../ir/instructions.ts";
import type { Span } from "../ir/program.ts";
import type { TypedInstruction, TypedProgram } from "../ir/typed.ts";

/**
 * The size of an object and the offsets in it have 16 bits; a property takes up to eight bytes, and
 * what native classes put before them is small.
 */
const MOST_PROPERTIES = 8000;

export function refuseOversized(program: TypedProgram, diagnostics: DiagnosticBag): void {
    const check = (span: Span, properties: number): void => {
        if (properties > MOST_PROPERTIES) diagnostics.add(tooManyProperties(span, properties, MOST_PROPERTIES));
    };
    for (const declaration of program.classes) check(declaration.span, fieldsOf(declaration));
    for (const { blocks } of [...program.modules, ...program.functions]) {
        for (const { instructions } of blocks)
            for (const instruction of instructions) check(instruction.span, propertiesMadeBy(instruction));
    }
}

function fieldsOf(reference: ClassReference | undefined): number {
    return reference?.kind === "class" ? reference.fields.length + fieldsOf(reference.base) : 0;
}

/**
 * Whatever makes an object of a layout of its own says which: the shapes of a literal, or what a
 * closure holds.
 */
function propertiesMadeBy(instruction: TypedInstruction): number {
    const literals = "result" in instruction ? (instruction.result ?? []) : [];
    const captured = "captures" in instruction ? instruction.captures.length : 0;
    return Math.max(captured, ...literals.map(({ fields }) => fields.size));
}
