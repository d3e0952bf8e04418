/**
 * Definite initialisation of class fields. A field that is declared without an initialiser holds
 * `undefined` until the constructor assigns it; where nothing can look in between, that `undefined`
 * is no value of the field. Where something can look at a field even before its definition ran (a
 * method called from the base constructor), the field starts as absent, or as the method of a base
 * class that it hides. So it is where native code can call back with an object whose construction
 * an exception has ended: the native constructor was through.
 */
import { prepend } from "../ir/builder.ts";
import type { Arriving, PropertyPlace } from "../ir/declaration.ts";
import type { NativeClass, NativeType } from "../bindings/model.ts";
import { mayThrow, readsOf, usesOf, writesOf } from "../ir/effects.ts";
import type { Instruction } from "../ir/instructions.ts";
import { isLocal } from "../ir/program.ts";
import type { Block, ClassDeclaration, FieldDeclaration, IrFunction, Local, Program } from "../ir/program.ts";
import { NEVER } from "../types/lattice.ts";
import { isEnvironmentField } from "../types/members.ts";

export interface Initialisation {
    /** Fields that can be read before their definition ran. */
    readonly readEarly: Map<ClassDeclaration, ReadonlySet<string>>;
    /** Fields before whose definition an accessor of a base class may run. */
    readonly overAccessors: readonly OverAccessor[];
}

interface OverAccessor {
    readonly field: FieldDeclaration;
    readonly owner: ClassDeclaration;
}

/** Of the classes that `readEarly` does not know yet. */
export function initialiseFields(
    program: Program,
    readEarly = new Map<ClassDeclaration, ReadonlySet<string>>(),
): Initialisation {
    const overAccessors: OverAccessor[] = [];
    const accessors = new Set(program.classes.flatMap((declaration) => [...declaration.accessors.keys()]));
    const leaks: Leaks = (fn, instruction) => leaksUse(fn, instruction) || runsAccessor(fn, instruction, accessors);
    for (const declaration of program.classes.filter((each) => !readEarly.has(each))) {
        const own = declaration.classConstructor;
        const ends = endsEarly(declaration);
        const overwritten = removeOverwritten(own, leaks, ends);
        const implicit = removeImplicit(declaration);
        const early =
            declaration.base?.kind === "class" &&
            (leaksThis(declaration.base, leaks) || isSeenUnfinished(declaration.base))
                ? declaration.fields.map(({ name }) => name).filter((name) => !isEnvironmentField(name))
                : [...fieldsAfterLeak(declaration, overwritten, leaks, ends), ...fieldsReadByBases(declaration)];
        const absent = new Set([...early, ...implicit]);
        for (const name of absent) {
            const owner = classWithMethod(declaration.base, name);
            if (owner !== undefined && own.thisLocal !== undefined) {
                startWithMethod(declaration, own.thisLocal, owner, name);
                absent.delete(name);
            }
        }
        readEarly.set(declaration, absent);
        const { base, fields } = declaration;
        if (base?.kind === "class" && leaksThis(base, leaks)) {
            fields
                .filter(({ name }) => hasAccessor(base, name))
                .forEach((field) => overAccessors.push({ field, owner: declaration }));
        }
    }
    return { readEarly, overAccessors };
}

const hasAccessor = ({ accessors, base }: ClassDeclaration, name: string): boolean =>
    accessors.has(name) || (base?.kind === "class" && hasAccessor(base, name));

/** The class whose method the name means until the field is defined. */
function classWithMethod(base: ClassDeclaration["base"], name: string): ClassDeclaration | undefined {
    let owner = base;
    while (owner?.kind === "class" && !owner.methods.has(name)) owner = owner.base;
    return owner?.kind === "class" ? owner : undefined;
}

function startWithMethod(declaration: ClassDeclaration, object: Local, owner: ClassDeclaration, name: string): void {
    const { classConstructor, span } = declaration;
    const id = Math.max(...classConstructor.locals.map((local) => local.id)) + 1;
    const target: Local = { id, name, kind: "temporary", cell: false };
    classConstructor.locals.push(target);
    prepend(classConstructor, span, (maker) => {
        maker.methodReference({ target, owner, name });
        maker.defineField({ object, owner: declaration, name, value: target });
    });
}

/** The types are not known yet. */
const UNTYPED: Arriving = { type: () => NEVER, members: () => [], entered: () => [] };

/** The properties of `this` that an instruction reads or writes by name. */
function ofThis(fn: IrFunction, places: ReturnType<typeof readsOf>): PropertyPlace[] {
    return places.filter((place): place is PropertyPlace => place.kind === "property" && place.object === fn.thisLocal);
}

const readsOfThis = (fn: IrFunction, instruction: Instruction): PropertyPlace[] =>
    ofThis(fn, readsOf(instruction, UNTYPED));
const writesOfThis = (fn: IrFunction, instruction: Instruction): PropertyPlace[] =>
    ofThis(fn, writesOf(instruction, UNTYPED));

/** Fields that a base class, which does not declare them, reads from its own `this`. */
function fieldsReadByBases({ base, fields }: ClassDeclaration): string[] {
    const names = new Set<string>();
    for (let at = base; at?.kind === "class"; at = at.base) {
        const fn = at.classConstructor;
        for (const instruction of fn.blocks.flatMap(({ instructions }) => instructions))
            readsOfThis(fn, instruction).forEach(({ name }) => names.add(name));
    }
    return fields.map(({ name }) => name).filter((name) => names.has(name));
}

/**
 * Whether constructing the class lets `this` be seen by anything but field accesses of the
 * constructor itself.
 */
function leaksThis(declaration: ClassDeclaration, leaks: Leaks): boolean {
    const fn = declaration.classConstructor;
    const base = declaration.base?.kind === "class" && leaksThis(declaration.base, leaks);
    return base || fn.blocks.some((block) => block.instructions.some((instruction) => leaks(fn, instruction)));
}

/** Whether the instruction lets `this` be seen. */
type Leaks = (fn: IrFunction, instruction: Instruction) => boolean;

/** Whether the property of `this` is an accessor, of whatever class of the program. */
const runsAccessor = (fn: IrFunction, instruction: Instruction, accessors: ReadonlySet<string>): boolean =>
    accessors.size > 0 &&
    [...readsOfThis(fn, instruction), ...writesOfThis(fn, instruction)].some(
        ({ name, definedBy }) => definedBy === undefined && accessors.has(name),
    );

/**
 * Whether `this` goes anywhere but into an access of a property, or to the constructor of the base,
 * which is looked at by itself.
 */
function leaksUse(fn: IrFunction, instruction: Instruction): boolean {
    const self = fn.thisLocal;
    return (
        self !== undefined &&
        usesOf(instruction).some(({ operand, use }) => operand === self && use !== "access" && use !== "construct")
    );
}

/** Whether the constructor of the base runs there. */
const constructsThis = ({ thisLocal }: IrFunction, instruction: Instruction): boolean =>
    usesOf(instruction).some(({ operand, use }) => operand === thisLocal && use === "construct");

function holdsCallback(type: NativeType): boolean {
    if (type.kind === "union") return type.members.some(holdsCallback);
    return (
        type.kind === "callback" ||
        (type.kind === "options" && [...type.options.properties.values()].some(holdsCallback))
    );
}

/** Whether the object's constructor gives native code a callback for later. */
function isCalledBack({ base }: ClassDeclaration): boolean {
    if (base?.kind === "class") return isCalledBack(base);
    const takesCallback = (native: NativeClass): boolean =>
        native.construct?.parameters.some(({ type }) => holdsCallback(type)) === true;
    return base !== undefined && takesCallback(base);
}

/**
 * Whether an exception can end the construction in the instruction, and native code call back with
 * the object all the same. Nobody knows it before the native constructor is through.
 */
type EndsEarly = (instruction: Instruction) => boolean;

function endsEarly(declaration: ClassDeclaration): EndsEarly {
    if (!isCalledBack(declaration)) return () => false;
    const fn = declaration.classConstructor;
    const fields = new Set<string>();
    for (let at: ClassDeclaration["base"] = declaration; at?.kind === "class"; at = at.base)
        at.fields.forEach(({ name }) => fields.add(name));
    const construction = fn.blocks.flatMap(({ instructions }) => instructions);
    const known = new Set(construction.slice(construction.findIndex((each) => constructsThis(fn, each)) + 1));
    return (instruction) => {
        // A field of one's own has no accessor.
        const own = [...readsOfThis(fn, instruction), ...writesOfThis(fn, instruction)];
        const isPlain = own.length > 0 && own.every(({ name }) => fields.has(name));
        return known.has(instruction) && mayThrow(instruction) && !isPlain;
    };
}

/** Whether native code can call back with an object of which this constructor was not through. */
function isSeenUnfinished(declaration: ClassDeclaration): boolean {
    const { base, classConstructor } = declaration;
    const instructions = classConstructor.blocks.flatMap((block) => block.instructions);
    return instructions.some(endsEarly(declaration)) || (base?.kind === "class" && isSeenUnfinished(base));
}

/**
 * Fields whose definition comes after something that may look at `this`, in the order of the
 * blocks. A field whose definition was dropped as `overwritten` is defined by the assignment.
 */
function fieldsAfterLeak(
    declaration: ClassDeclaration,
    overwritten: ReadonlySet<string>,
    leaks: Leaks,
    ends: EndsEarly,
): string[] {
    const fn = declaration.classConstructor;
    const early: string[] = [];
    const seen = new Set<string>();
    let leaked = false;
    for (const instruction of fn.blocks.flatMap(({ instructions }) => instructions)) {
        for (const { name, definedBy } of writesOfThis(fn, instruction)) {
            if (definedBy === undefined ? !overwritten.has(name) : definedBy !== declaration) continue;
            seen.add(name);
            if (leaked) early.push(name);
        }
        early.push(...readsOfThis(fn, instruction).flatMap(({ name }) => (seen.has(name) ? [] : [name])));
        leaked ||= leaks(fn, instruction) || ends(instruction);
    }
    return early;
}

/**
 * Drops `field = undefined` where the same field is assigned further down the straight line before
 * anyone can look; gives their names.
 */
function removeOverwritten(fn: IrFunction, leaks: Leaks, ends: EndsEarly): ReadonlySet<string> {
    const names = new Set<string>();
    for (const block of fn.blocks) {
        const kept = block.instructions.filter((instruction, index) => {
            const defined = writesOfThis(fn, instruction).find(definesUndefined);
            if (defined === undefined || !isOverwritten(fn, leaks, ends, block, index, defined.name)) return true;
            names.add(defined.name);
            return false;
        });
        block.instructions.splice(0, block.instructions.length, ...kept);
    }
    return names;
}

/**
 * Properties that no declaration defines are absent until they are assigned; gives those of which
 * somebody can see it.
 */
function removeImplicit({ fields, classConstructor }: ClassDeclaration): readonly string[] {
    const implicit = new Set(fields.filter((field) => field.implicit === true).map(({ name }) => name));
    const seen: string[] = [];
    for (const { instructions } of classConstructor.blocks) {
        const kept = instructions.filter((instruction) => {
            const defined = writesOfThis(classConstructor, instruction).find(definesUndefined);
            if (defined === undefined || !implicit.has(defined.name)) return true;
            seen.push(defined.name);
            return false;
        });
        instructions.splice(0, instructions.length, ...kept);
    }
    return seen;
}

function definesUndefined({ definedBy, value }: PropertyPlace): boolean {
    const isUndefined =
        value !== undefined && !isLocal(value) && value.kind === "constant" && value.value === undefined;
    return definedBy !== undefined && isUndefined;
}

function isOverwritten(
    fn: IrFunction,
    leaks: Leaks,
    ends: EndsEarly,
    start: Block,
    index: number,
    field: string,
): boolean {
    let block: Block | undefined = start;
    const seen = new Set<Block>();
    for (let from = index + 1; block?.handler === undefined && block !== undefined && !seen.has(block); from = 0) {
        seen.add(block);
        for (const instruction of block.instructions.slice(from)) {
            const isField = ({ name, definedBy }: PropertyPlace): boolean => name === field && definedBy === undefined;
            if (writesOfThis(fn, instruction).some(isField)) return true;
            if (readsOfThis(fn, instruction).some(isField) || leaks(fn, instruction) || ends(instruction)) return false;
        }
        block = block.terminator.op === "jump" ? block.terminator.to : undefined;
    }
    return false;
}
