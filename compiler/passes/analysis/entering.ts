/** Entering functions of the program: which instances a call reaches, and what comes back. */
import { attributesOf } from "../../diagnostics/unsupported.ts";
import { isMaker, isPlainConstructor, isQuestion } from "../../ir/program.ts";
import type { ClassUse, IrFunction, Operand } from "../../ir/program.ts";
import {
    BOOLEAN_TYPE,
    isNever,
    join,
    joinAll,
    NEVER,
    NULL_TYPE,
    present,
    shapeType,
    UNDEFINED_TYPE,
} from "../../types/lattice.ts";
import { generalProperty } from "../../types/members.ts";
import { onlyFunctions, onlyObjects } from "../../types/predicates.ts";
import type { FunctionShape, GeneralShape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import type { Frame } from "./frame.ts";
import type { Callee, Instance } from "./function-instances.ts";
import { elementsOf, functionsOf } from "./natives.ts";

/**
 * What a call passes. The elements of `spread` follow the listed ones: each of them can be the
 * argument of any parameter that is left, which may as well be missing.
 */
export interface Passed {
    readonly listed: readonly Type[];
    readonly spread: Type | undefined;
}

export function passed(
    frame: Frame,
    call: { readonly arguments: readonly Operand[]; readonly spread?: Operand },
): Passed {
    const spread = call.spread === undefined ? undefined : present(elementsOf(frame.type(call.spread)));
    return { listed: call.arguments.map((operand) => frame.type(operand)), spread };
}

/**
 * One type a parameter; arguments for a rest parameter, `plain` parameters after the first, follow.
 */
export function forParameters({ listed, spread }: Passed, plain: number): readonly Type[] {
    if (spread === undefined) return listed;
    const open = Array.from({ length: Math.max(0, plain - listed.length) }, () => join(spread, UNDEFINED_TYPE));
    return [...listed, ...open, ...(isNever(spread) ? [] : [spread])];
}

/** Result of a call; NEVER when it cannot return. */
export function enter(
    frame: Frame,
    fn: IrFunction,
    closure: FunctionShape | undefined,
    self: Type,
    args: Passed,
    site?: string,
): { instance: Instance; result: Type } {
    const instance = frame.world.functions.instance(fn, closure, self, matchRest(frame, fn, args), site);
    frame.instance.calls.add(instance);
    frame.throws(instance.thrown.type);
    return { instance, result: instance.returnType.type };
}

/** Surplus arguments of a function with a rest parameter become elements of its array. */
function matchRest(frame: Frame, fn: IrFunction, call: Passed): readonly Type[] {
    const plain = fn.parameters.length - (fn.rest ? 1 : 0);
    const args = forParameters(call, plain);
    if (!fn.rest) return args.slice(0, plain);
    const rest = frame.world.arrayAt(`rest of ${fn.id}`, fn.span);
    const collected = fn.collectsAll === true ? [...call.listed, call.spread ?? NEVER] : args.slice(plain);
    frame.world.growField(rest.element, joinAll(collected));
    const padded = Array.from({ length: plain }, (_, index) => args[index] ?? UNDEFINED_TYPE);
    return [...padded, shapeType(rest)];
}

/** A constructor that returns an object gives that in place of the new one. */
const onlyObjectsOf = ({ shapes }: Type): Type => ({ ...NEVER, shapes });

/** What `new` of the constructor makes: its prototypes are what the constructor has as such. */
function madeBy(frame: Frame, shape: FunctionShape): GeneralShape {
    frame.world.growField(shape.made().prototypes, prototypesFor(frame, shape));
    return shape.made();
}

/** The prototype of a class that extends the constructor. */
function extendedBy(frame: Frame, shape: FunctionShape): Type {
    return shapeType(prototypeAt(frame, prototypesFor(frame, shape)));
}

function prototypeAt(frame: Frame, above: Type): GeneralShape {
    const { world, instance } = frame;
    const made = world.generalAt(
        `prototype ${frame.key}`,
        frame.block.instructions[frame.index]?.span ?? instance.origin.span,
    );
    world.growField(made.prototypes, above);
    return made;
}

/** What the constructor has as prototype. */
function prototypesFor(frame: Frame, shape: FunctionShape): Type {
    const { world } = frame;
    const beside = shape.beside();
    world.noteNames(beside, undefined);
    const { shapes, ...others } = generalProperty(beside, "prototype");
    const prototypes = [...shapes].map((each) => {
        const now = world.literals.current(each);
        return now.kind === "literal" ? world.generalise(now) : now;
    });
    const isNone = !onlyObjects({ ...others, shapes });
    const span = frame.block.instructions[frame.index]?.span ?? shape.function.span;
    const fixed = prototypes.filter(({ kind }) => kind !== "general");
    if (fixed.length > 0) frame.refuse(attributesOf(span, ""), shapeType(...fixed));
    return { ...NEVER, null: isNone, shapes: new Set(prototypes) };
}

/** What is true of some of the values, and of others not. */
function answer(value: Type, as: ClassUse): Type {
    const answers = functionsOf(value).map(({ function: fn }) => as === "bare" || isMaker(fn) === true);
    const isOther = !onlyFunctions(value);
    return { ...NEVER, true: answers.includes(true), false: answers.includes(false) || isOther };
}

/**
 * All function values of a set, called with the same arguments; of the values of classes what `as`
 * says.
 */
export function callValues(
    frame: Frame,
    value: Type,
    self: Type,
    args: Passed,
    as?: ClassUse,
    newTarget = NEVER,
): { callees: Callee[]; result: Type } {
    const callees: Callee[] = [];
    if (isQuestion(as)) return { callees, result: answer(value, as) };
    let result = NEVER;
    if (as === "extend" && value.null) result = shapeType(prototypeAt(frame, NULL_TYPE));
    for (const shape of functionsOf(value)) {
        const isPlain = as !== undefined && isPlainConstructor(shape.function);
        if (isPlain && as === "instance") result = join(result, BOOLEAN_TYPE);
        if (isPlain && as === "extend") result = join(result, extendedBy(frame, shape));
        const isAsked = isPlain && (as === "instance" || as === "extend");
        const called = as === undefined || isPlain ? shape.function : shape.function.asClass?.[as];
        if (called === undefined || isAsked || (as === undefined && called.classForm !== undefined)) continue;
        const closure = shape.captures.length === 0 ? undefined : shape;
        if (isPlain) {
            if (called.takesNewTarget === true)
                frame.world.newTargets(called).grow(as === "super" ? newTarget : shapeType(shape));
            const made = as === "super" ? self : shapeType(madeBy(frame, shape));
            const entered = enter(frame, called, closure, made, args);
            callees.push({ when: shape, to: entered.instance });
            if (!isNever(entered.result)) result = joinAll([result, made, onlyObjectsOf(entered.result)]);
            continue;
        }
        const entered = enter(frame, called, closure, self, args);
        callees.push({ when: shape, to: entered.instance });
        result = join(result, entered.result);
    }
    return { callees, result };
}
