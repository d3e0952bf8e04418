/** What makes objects: literals, their rest, arrays, function values. */
import { ELEMENTS, list, MEMORY, NO_ERRORS, nothing, one, OUT_OF_MEMORY, parts, TARGET } from "../declaration.ts";
import type { Arriving, Declarations, ErrorName, Printing } from "../declaration.ts";
import type { ArrayPart, InstructionOf, ObjectPart } from "../instructions.ts";
import { typeOf } from "../operand-type.ts";
import { isPlain } from "../../types/members.ts";
import { onlyObjects, onlyStrings } from "../../types/predicates.ts";
import type { TypedOf } from "../typed.ts";
import { runs, touched } from "./accessors.ts";
import { keyConverted } from "./properties.ts";
import { anyOf } from "./errors.ts";
import { captureProblems } from "./captures.ts";

const BYTES_OF_FIELD = 8;
const TYPE_ERROR: readonly ErrorName[] = ["TypeError"];

/**
 * Every shape that a literal can have gets a place of its own. A general object has its properties
 * in the heap.
 */
function sizeOf({ result = [] }: TypedOf<"newObject">): number | undefined {
    let sum = 0;
    for (const shape of result) {
        if (shape.kind === "general") return undefined;
        sum += BYTES_OF_FIELD * (1 + shape.fields.size);
    }
    return sum;
}

function objectPart(part: ObjectPart, print: Printing): string {
    switch (part.kind) {
        case "property":
            return `${part.name}: ${print.operand(part.value)}`;
        case "getter":
        case "setter":
            return `${part.kind} ${part.name}: ${print.operand(part.value)}`;
        case "spread":
            return `...${print.operand(part.value)}`;
        case "name":
            return `[${print.operand(part.value)}]`;
        case "named":
            return `${part.as ?? ""}: ${print.operand(part.value)}`;
    }
}

/** Undefined and null have no properties; a name may have to be made of what is no text. */
function deleteErrors({ object, key }: InstructionOf<"deleteProperty">, arriving: Arriving): readonly ErrorName[] {
    const type = arriving.type(object);
    const isPlainOnly = [...type.shapes].every((shape) =>
        shape.kind === "general" ? isPlain(shape) : shape.kind !== "array" && shape.kind !== "function",
    );
    return anyOf([
        onlyObjects(type) && isPlainOnly ? NO_ERRORS : TYPE_ERROR,
        onlyStrings(arriving.type(key)) && [...type.shapes].every(({ kind }) => kind !== "function")
            ? NO_ERRORS
            : OUT_OF_MEMORY,
    ]);
}

function arrayPart({ kind, value }: ArrayPart, print: Printing): string {
    return kind === "hole" ? "hole" : `${kind === "spread" ? "..." : ""}${print.operand(value)}`;
}

export const objects: Declarations<
    "newObject" | "deleteProperty" | "objectRest" | "newArray" | "arrayRest" | "makeFunction"
> = {
    newObject: {
        resolved: ["result"],
        operands: [{ ...parts("parts", "keep", "anything"), spread: "look" }],
        targets: [TARGET],
        text: (instruction, print) =>
            `newObject {${instruction.parts.map((part) => objectPart(part, print)).join(", ")}}`,
        reads: [MEMORY],
        writes: touched,
        calls: runs,
        throws: ({ place }) => (place === "stack" ? NO_ERRORS : OUT_OF_MEMORY),
        allocates: ({ place }) => place !== "stack",
        shortLife: { place: "stack", size: sizeOf },
        inside: nothing,
    },
    deleteProperty: {
        operands: [one("object"), one("key")],
        targets: [TARGET],
        converts: ({ object }, arriving) => keyConverted("key", arriving.type(object)),
        text: ({ object, key }, print) => `deleteProperty ${print.operand(object)}[${print.operand(key)}]`,
        reads: [MEMORY],
        writes: [MEMORY],
        throws: deleteErrors,
        allocates: true,
        inside: nothing,
    },
    objectRest: {
        resolved: ["result"],
        operands: [one("source")],
        targets: [TARGET],
        text: ({ source, excluded }, print) => `objectRest ${print.operand(source)} without [${excluded.join(", ")}]`,
        reads: [MEMORY],
        writes: touched,
        calls: runs,
        throws: ["TypeError", "RangeError"],
        allocates: true,
        inside: nothing,
    },
    newArray: {
        operands: [parts("parts")],
        targets: [TARGET],
        text: (instruction, print) =>
            `newArray [${instruction.parts.map((part) => arrayPart(part, print)).join(", ")}]`,
        reads: (instruction) => [ELEMENTS, ...touched(instruction)],
        writes: touched,
        calls: runs,
        throws: ({ parts: all }) =>
            all.some(({ kind }) => kind === "spread") ? ["TypeError", "RangeError"] : OUT_OF_MEMORY,
        allocates: true,
        seen: ({ target, parts: all }, low) => (low.cutsElements(typeOf(target)) ? [] : all.map(({ value }) => value)),
        inside: ({ target, parts: all }) => {
            const spread = all.filter(({ kind }) => kind === "spread").map(({ value }) => value);
            return spread.length > 0 ? [...spread, target] : [];
        },
    },
    arrayRest: {
        operands: [one("source"), one("position", "keep", "variable")],
        targets: [TARGET],
        text: ({ source, from }, print) => `arrayRest ${print.operand(source)} from ${from.toString()}`,
        reads: (instruction) => [ELEMENTS, ...touched(instruction)],
        writes: touched,
        calls: runs,
        throws: ["TypeError", "RangeError"],
        allocates: true,
        inside: ({ source, target }) => [source, target],
    },
    makeFunction: {
        resolved: ["shape"],
        operands: [list("captures", "keep", "anything")],
        targets: [TARGET],
        text: ({ function: made, captures }, print) => `makeFunction ${print.function(made)} [${print.list(captures)}]`,
        throws: ({ captures }) => (captures.length > 0 ? OUT_OF_MEMORY : NO_ERRORS),
        allocates: ({ captures }) => captures.length > 0,
        inside: nothing,
        problems: ({ function: made, captures }) => captureProblems(made, captures),
    },
};
