/**
 * Definite initialisation of class fields. A field that is declared without an initialiser holds `undefined` until the constructor assigns
 * it; where nothing can look in between, that `undefined` is no value of the field. Where something can look at a field even before
 * its definition ran (a method called from the base constructor), the field starts as absent, or as the method of a base class that it hides.
 */
import { isLocal, operandsOf } from "../ir/effects.ts";
import type { DefineField, Instruction, InstructionOf } from "../ir/instructions.ts";
import type { Block, ClassDeclaration, IrFunction, Local, Program } from "../ir/program.ts";
import { isEnvironmentField } from "../types/members.ts";

export interface Initialisation {
    /** Fields that can be read before their definition ran. */
    readonly readEarly: ReadonlyMap<ClassDeclaration, ReadonlySet<string>>;
}

export function initialiseFields(program: Program): Initialisation {
    const readEarly = new Map<ClassDeclaration, Set<string>>();
    for (const declaration of program.classes) {
        const own = declaration.classConstructor;
        const overwritten = removeOverwritten(own);
        const early =
            declaration.base?.kind === "class" && leaksThis(declaration.base)
                ? declaration.fields.map(({ name }) => name).filter((name) => !isEnvironmentField(name))
                : [...fieldsAfterLeak(own, declaration, overwritten), ...fieldsReadByBases(declaration)];
        readEarly.set(declaration, new Set(early.filter((name) => !startAsMethod(declaration, name))));
    }
    return { readEarly };
}

/** Until the field is defined, its name means the method of the base class. False: there is no such method. */
function startAsMethod(declaration: ClassDeclaration, name: string): boolean {
    const { classConstructor, span } = declaration;
    let owner = declaration.base;
    while (owner?.kind === "class" && !owner.methods.has(name)) {
        owner = owner.base;
    }
    const object = classConstructor.thisLocal;
    if (owner?.kind !== "class" || object === undefined) {
        return false;
    }
    const id = Math.max(...classConstructor.locals.map((local) => local.id)) + 1;
    const target: Local = { id, name, kind: "temporary", cell: false };
    classConstructor.locals.push(target);
    classConstructor.entry.instructions.unshift(
        { op: "methodReference", span, target, owner, name },
        { op: "defineField", span, object, owner: declaration, name, value: target },
    );
    return true;
}

/** Fields that a base class, which does not declare them, reads from its own `this`. */
function fieldsReadByBases({ base, fields }: ClassDeclaration): string[] {
    const names = new Set<string>();
    for (let at = base; at?.kind === "class"; at = at.base) {
        const { blocks, thisLocal } = at.classConstructor;
        for (const instruction of blocks.flatMap(({ instructions }) => instructions)) {
            if (instruction.op === "getProperty" && instruction.object === thisLocal) {
                names.add(instruction.name);
            }
        }
    }
    return fields.map(({ name }) => name).filter((name) => names.has(name));
}

/** Whether constructing the class lets `this` be seen by anything but field accesses of the constructor itself. */
function leaksThis(declaration: ClassDeclaration): boolean {
    const fn = declaration.classConstructor;
    const base = declaration.base?.kind === "class" && leaksThis(declaration.base);
    return base || fn.blocks.some((block) => block.instructions.some((instruction) => leaks(fn, instruction)));
}

function leaks(fn: IrFunction, instruction: Instruction): boolean {
    const self = fn.thisLocal;
    if (self === undefined || instruction.op === "superConstruct") {
        return false;
    }
    if (instruction.op === "defineField" || instruction.op === "setProperty") {
        return instruction.value === self;
    }
    return (
        instruction.op !== "getProperty" &&
        operandsOf(instruction).some((operand) => isLocal(operand) && operand === self)
    );
}

/**
 * Fields whose definition comes after something that may look at `this`, in the order of the blocks. A field whose definition was
 * dropped as `overwritten` is defined by the assignment.
 */
function fieldsAfterLeak(fn: IrFunction, declaration: ClassDeclaration, overwritten: ReadonlySet<string>): string[] {
    const early: string[] = [];
    const seen = new Set<string>();
    let leaked = false;
    for (const block of fn.blocks) {
        for (const instruction of block.instructions) {
            if (isDefinition(fn, instruction, declaration, overwritten)) {
                seen.add(instruction.name);
                if (leaked) {
                    early.push(instruction.name);
                }
            } else if (
                instruction.op === "getProperty" &&
                instruction.object === fn.thisLocal &&
                !seen.has(instruction.name)
            ) {
                early.push(instruction.name);
            }
            leaked ||= leaks(fn, instruction);
        }
    }
    return early;
}

function isDefinition(
    fn: IrFunction,
    instruction: Instruction,
    declaration: ClassDeclaration,
    overwritten: ReadonlySet<string>,
): instruction is InstructionOf<"defineField"> | InstructionOf<"setProperty"> {
    if (instruction.op === "setProperty") {
        return instruction.object === fn.thisLocal && overwritten.has(instruction.name);
    }
    return instruction.op === "defineField" && instruction.owner === declaration;
}

/** Drops `field = undefined` where the same field is assigned further down the straight line before anyone can look; gives their names. */
function removeOverwritten(fn: IrFunction): ReadonlySet<string> {
    const names = new Set<string>();
    for (const block of fn.blocks) {
        const dropped = block.instructions.filter(
            (instruction, index): instruction is DefineField =>
                instruction.op === "defineField" &&
                isUndefined(instruction) &&
                isOverwritten(fn, block, index, instruction),
        );
        dropped.forEach(({ name }) => names.add(name));
        const kept = block.instructions.filter(
            (instruction) => !dropped.some((definition) => definition === instruction),
        );
        block.instructions.splice(0, block.instructions.length, ...kept);
    }
    return names;
}

function isUndefined(instruction: DefineField): boolean {
    const value = instruction.value;
    return !isLocal(value) && value.kind === "constant" && value.value === undefined;
}

function isOverwritten(fn: IrFunction, start: Block, index: number, field: DefineField): boolean {
    let block: Block | undefined = start;
    const seen = new Set<Block>();
    for (let from = index + 1; block?.handler === undefined && block !== undefined && !seen.has(block); from = 0) {
        seen.add(block);
        for (const instruction of block.instructions.slice(from)) {
            if (
                instruction.op === "setProperty" &&
                instruction.object === fn.thisLocal &&
                instruction.name === field.name
            ) {
                return true;
            }
            const reads =
                instruction.op === "getProperty" &&
                instruction.object === fn.thisLocal &&
                instruction.name === field.name;
            if (reads || leaks(fn, instruction)) {
                return false;
            }
        }
        block = block.terminator.op === "jump" ? block.terminator.to : undefined;
    }
    return false;
}
