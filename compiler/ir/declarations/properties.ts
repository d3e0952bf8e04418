/**
 * Properties and elements: what a name or an index means on what arrives was found by
 * types/resolve.ts.
 */
import { isGuarded, isPlain, isPrivateName, isStandardMissing } from "../../types/members.ts";
import type { Member } from "../../types/members.ts";
import { isView, viewKindOf } from "../../types/native-fit.ts";
import { isBoolean, onlyObjects, onlyNumbers, onlyStrings } from "../../types/predicates.ts";
import type { Type } from "../../types/type.ts";
import { typeOf } from "../operand-type.ts";
import { ANY_ERROR, ELEMENTS, MEMORY, NO_ERRORS, nothing, one, OUT_OF_MEMORY, TARGET } from "../declaration.ts";
import type { Arriving, Called, Converted, Declarations, ErrorName, PropertyPlace } from "../declaration.ts";
import type { InstructionOf, Naming } from "../instructions.ts";
import type { Operand } from "../program.ts";
import { ARRIVED } from "../arrived.ts";
import { isKeyed, isNamed, propertyName } from "../naming.ts";
import type { AnyOf, TypedOf } from "../typed.ts";
import { mayAllocate, runs, touched } from "./accessors.ts";
import { anyOf } from "./errors.ts";
import { asksText } from "./texts.ts";

const TYPE_ERROR: readonly ErrorName[] = ["TypeError"];
/** A name that is a text has to be made of other keys. */
const KEY_ERRORS: readonly ErrorName[] = ["RangeError", "TypeError"];

/** Undefined and null have no properties. */
const nullishErrors = (type: Type): readonly ErrorName[] =>
    type.undefined || type.null || type.absent ? TYPE_ERROR : NO_ERRORS;
const hasPrimitives = (type: Type): boolean =>
    type.string !== undefined || type.number !== undefined || isBoolean(type);

/**
 * A private name is no property of an object whose class does not declare it, or has not set it
 * yet.
 */
const isForeign = (name: string, member: Member | undefined): boolean =>
    isPrivateName(name) && (member === undefined || (member.kind === "field" && member.field.type.absent));

function readErrors(name: string, member: Member | undefined): readonly ErrorName[] {
    if (member?.kind === "nativeProperty") return member.property.getter?.mayThrow === true ? ANY_ERROR : NO_ERRORS;
    if (member?.kind === "accessor") return isPrivateName(name) && member.getter === undefined ? TYPE_ERROR : NO_ERRORS;
    if (member?.kind === "general")
        return member.beside !== undefined || isStandardMissing(member.owner, name) ? KEY_ERRORS : NO_ERRORS;
    return isForeign(name, member) ? TYPE_ERROR : NO_ERRORS;
}

function writeErrors(name: string, member: Member | undefined): readonly ErrorName[] {
    switch (member?.kind) {
        case "field":
            return isForeign(name, member) ? TYPE_ERROR : NO_ERRORS;
        case "accessor":
            return member.setter === undefined ? TYPE_ERROR : NO_ERRORS;
        case "nativeProperty":
            return member.property.setter === undefined ? TYPE_ERROR : ANY_ERROR;
        case "general":
            return isPlain(member.owner) ? OUT_OF_MEMORY : KEY_ERRORS;
        default:
            return TYPE_ERROR;
    }
}

function propertyErrors(instruction: Naming, arriving: Arriving): readonly ErrorName[] {
    const name = propertyName(instruction, arriving) ?? "";
    return anyOf([
        nullishErrors(arriving.type(instruction.object)),
        ...arriving.members(instruction).map(({ member }) => readErrors(name, member)),
    ]);
}

/** Nothing but accessors of native classes looks into an object; those of arrays see the length. */
const looksInside = (instruction: TypedOf<Naming["op"]>): boolean =>
    instruction.members.some(
        ({ of, member }) => member?.kind === "nativeProperty" && (typeof of === "string" || of.kind !== "array"),
    );

/** Accessors are calls that hide in the access. */
function accessors(instruction: AnyOf<Naming["op"]>, arriving: Arriving, kind: "getter" | "setter"): Called[] {
    const natives = arriving.members(instruction).flatMap(({ member }): Called[] => {
        const native = member?.kind === "nativeProperty" ? member.property[kind] : undefined;
        return native === undefined ? [] : [{ kind: "native", native }];
    });
    return [...runs(instruction), ...natives];
}

function setPropertyErrors(instruction: Naming, arriving: Arriving): readonly ErrorName[] {
    const type = arriving.type(instruction.object);
    const name = propertyName(instruction, arriving) ?? "";
    return anyOf([
        nullishErrors(type),
        ...(hasPrimitives(type) || isGuarded(type) ? [TYPE_ERROR] : []),
        ...arriving
            .members(instruction)
            .flatMap(({ of, member }) => (typeof of === "string" ? [] : [writeErrors(name, member)])),
    ]);
}

/** Whether a unit of one of the texts is a text that has to be made: those of Latin-1 are there. */
export const makesText = ({ string }: Type): boolean =>
    string === "any" || (string !== undefined && [...string].some((text) => /[\u0100-\uffff]/.test(text)));

/** A unit of a text is a text of its own, and so is an index that is one. */
function getIndexErrors(instruction: InstructionOf<"getIndex">, arriving: Arriving): readonly ErrorName[] {
    if (isKeyed(instruction, arriving)) return KEY_ERRORS;
    const errors = propertyErrors(instruction, arriving);
    const { object, index } = instruction;
    if (instruction.onlyCompared === true) return NO_ERRORS;
    const isText =
        makesText(arriving.type(object)) ||
        arriving.type(index).string !== undefined ||
        hasGeneral(arriving.type(object));
    return isText && !isNamed(instruction, arriving) ? anyOf([errors, OUT_OF_MEMORY]) : errors;
}

/** A name that is made at run time may be a text that has to be made. */
const hasGeneral = (type: Type): boolean => [...type.shapes].some(({ kind }) => kind === "general");

/** Integers that are stored in typed arrays are the low bits of what is given. */
const storesLowBits = (type: Type): boolean =>
    onlyObjects(type) && [...type.shapes].every((shape) => /^u?int/.test(viewKindOf(shape) ?? ""));

/**
 * An array may have to grow, and takes no index that is none; a view takes numbers, which a text
 * would have to be made.
 */
function setIndexErrors(instruction: InstructionOf<"setIndex">, arriving: Arriving): readonly ErrorName[] {
    if (isNamed(instruction, arriving)) return setPropertyErrors(instruction, arriving);
    if (isKeyed(instruction, arriving)) return KEY_ERRORS;
    const { object, index, value } = instruction;
    const type = arriving.type(object);
    const isPlain =
        [...type.shapes].every(isView) &&
        !hasPrimitives(type) &&
        arriving.type(value).string === undefined &&
        !arriving.type(index).undefined;
    return anyOf([nullishErrors(type), isPlain ? NO_ERRORS : ["RangeError", "TypeError"]]);
}

/** Of what has no properties, the TypeError comes before the conversion. */
export const keyConverted = (field: string, object: Type): readonly Converted[] =>
    object.undefined || object.null || object.absent ? [] : [{ field, hint: "string", isWhole: true }];

/** What is stored in a typed array is made a number. */
const valueConverted = (object: Type, value: Type): readonly Converted[] =>
    value.shapes.size > 0 && onlyObjects(object) && [...object.shapes].every(isView)
        ? [{ field: "value", hint: "number", isWhole: true }]
        : [];

const placeOf = ({
    object,
    name,
}: {
    readonly object: Operand;
    readonly name: string;
}): Pick<PropertyPlace, "object" | "name"> => ({
    object,
    name,
});

export const properties: Declarations<
    | "getProperty"
    | "setProperty"
    | "defineField"
    | "getIndex"
    | "setIndex"
    | "getMethod"
    | "methodReference"
    | "hasProperty"
> = {
    hasProperty: {
        operands: [one("key"), one("object")],
        targets: [TARGET],
        asksNames: ({ object }) => object,
        converts: ({ object }, arriving) => keyConverted("key", arriving.type(object)),
        text: ({ key, object }, print) => `hasProperty ${print.operand(key)} in ${print.operand(object)}`,
        reads: [MEMORY],
        throws: ["RangeError", "TypeError"],
        allocates: true,
        inside: nothing,
    },
    getProperty: {
        names: true,
        operands: [one("object", "access")],
        targets: [TARGET],
        text: ({ object, name }, print) => `getProperty ${print.operand(object)}.${name}`,
        reads: (instruction) => [{ kind: "property", ...placeOf(instruction) }, ...touched(instruction)],
        writes: touched,
        throws: propertyErrors,
        allocates: mayAllocate,
        looksAtTexts: asksText,
        calls: (instruction, arriving) => accessors(instruction, arriving, "getter"),
        inside: (instruction) => (looksInside(instruction) ? [instruction.object] : []),
    },
    getMethod: {
        names: true,
        operands: [one("object", "access")],
        targets: [TARGET],
        text: ({ object, name }, print) => `getMethod ${print.operand(object)}.${name}`,
        reads: (instruction) => [{ kind: "property", ...placeOf(instruction) }, ...touched(instruction)],
        writes: touched,
        throws: propertyErrors,
        allocates: mayAllocate,
        calls: runs,
        inside: nothing,
    },
    setProperty: {
        names: true,
        operands: [one("object", "access"), one("value")],
        targets: [],
        text: ({ object, name, value }, print) =>
            `setProperty ${print.operand(object)}.${name}, ${print.operand(value)}`,
        reads: touched,
        writes: (instruction) => [
            { kind: "property", ...placeOf(instruction), value: instruction.value },
            ...touched(instruction),
        ],
        throws: setPropertyErrors,
        allocates: mayAllocate,
        inside: (instruction) => (looksInside(instruction) ? [instruction.object, instruction.value] : []),
        calls: (instruction, arriving) => accessors(instruction, arriving, "setter"),
    },
    defineField: {
        operands: [one("object", "access", "local"), one("value")],
        targets: [],
        text: ({ object, name, value }, print) =>
            `defineField ${print.operand(object)}.${name}, ${print.operand(value)}`,
        writes: ({ object, name, value, owner }) => [{ kind: "property", object, name, value, definedBy: owner }],
        throws: ({ object }, arriving) => (isGuarded(arriving.type(object)) ? TYPE_ERROR : NO_ERRORS),
        inside: nothing,
    },
    getIndex: {
        names: true,
        byName: "getProperty",
        operands: [one("object"), one("index")],
        targets: [TARGET],
        text: ({ object, index, onlyCompared }, print) =>
            `getIndex${onlyCompared === true ? " compared" : ""} ${print.operand(object)}[${print.operand(index)}]`,
        reads: (instruction, arriving) => [isKeyed(instruction, arriving) ? MEMORY : ELEMENTS, ...touched(instruction)],
        writes: touched,
        allocates: (instruction) => mayAllocate(instruction) || isKeyed(instruction, ARRIVED),
        converts: ({ object, isStep }, arriving) => (isStep ? [] : keyConverted("index", arriving.type(object))),
        throws: getIndexErrors,
        asksNames: (instruction) => (isKeyed(instruction, ARRIVED) ? instruction.object : undefined),
        // A unit of a text is another text.
        looksAtTexts: ({ object }) => onlyStrings(typeOf(object)),
        givesUnit: ({ object }) => onlyStrings(typeOf(object)),
        readsUnit: ({ object, index }) => onlyStrings(typeOf(object)) && onlyNumbers(typeOf(index)),
        calls: (instruction, arriving) => accessors(instruction, arriving, "getter"),
        inside: (instruction, low) =>
            low.isCut(instruction.target) && !looksInside(instruction) && !isKeyed(instruction, ARRIVED)
                ? []
                : [instruction.object],
    },
    setIndex: {
        names: true,
        byName: "setProperty",
        operands: [one("object"), one("index"), one("value")],
        targets: [],
        text: ({ object, index, value }, print) =>
            `setIndex ${print.operand(object)}[${print.operand(index)}], ${print.operand(value)}`,
        reads: touched,
        writes: (instruction, arriving) => [
            isKeyed(instruction, arriving) ? MEMORY : ELEMENTS,
            ...touched(instruction),
        ],
        converts: ({ object, isStep, value }, arriving) => [
            ...(isStep ? [] : keyConverted("index", arriving.type(object))),
            ...valueConverted(arriving.type(object), arriving.type(value)),
        ],
        throws: setIndexErrors,
        asksNames: (instruction) => (isKeyed(instruction, ARRIVED) ? instruction.object : undefined),
        seen: ({ object, index, value }, low) =>
            storesLowBits(typeOf(object)) || low.cutsElements(typeOf(object))
                ? [object, index]
                : [object, index, value],
        inside: (instruction) =>
            looksInside(instruction) || isKeyed(instruction, ARRIVED) ? [instruction.object, instruction.value] : [],
        calls: (instruction, arriving) => accessors(instruction, arriving, "setter"),
        allocates: true,
    },
    methodReference: {
        operands: [],
        targets: [TARGET],
        text: ({ owner, name }, print) => `methodReference ${print.class(owner)}.${name}`,
    },
};
