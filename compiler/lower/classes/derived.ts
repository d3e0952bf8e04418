/**
 * `this` of a derived class, which `super(...)` makes. Most constructors call it once, before
 * anything else asks for `this`: nothing is left to test then. The others keep whether the call has
 * returned: a use of `this` before, a second call and a constructor that ends without one are
 * ReferenceErrors.
 */
import { type CallExpression, type ConstructorDeclaration, Node, SyntaxKind } from "ts-morph";
import { superInPlace } from "../../diagnostics/unsupported.ts";
import { constant } from "../../ir/builder.ts";
import type { ClassReference } from "../../ir/instructions.ts";
import { type Block, type Local, type Operand } from "../../ir/program.ts";
import { isLocal } from "../../ir/effects.ts";
import { initialiseVariable, readVariable } from "../binding.ts";
import type { FunctionContext } from "../context.ts";
import { throwError } from "../errors.ts";
import { lowerArguments, type Arguments } from "../expressions/arguments.ts";
import { skipOuter } from "../symbols.ts";
import { type Variable } from "../variables.ts";
import { superCallOf } from "./general/constructor.ts";
import { defineFields, withBaseEnvironment } from "./construct.ts";
import { descendants, hasDescendant } from "../descendants.ts";

/** Of a constructor that has to keep whether `super(...)` has returned. */
export interface Construction {
    /** Whether it has. */
    readonly isBound: Variable;
    /** Where the constructor ends, however it gets there. */
    readonly end: Block;
}

const TOO_EARLY =
    "Must call super constructor in derived class before accessing 'this' or returning from derived constructor";

/** Opens a constructor of a derived class. */
export function openConstruction(node: ConstructorDeclaration, context: FunctionContext): void {
    const uses = usesOfThis(node);
    const isShared = uses.some((use) => use.getFirstAncestorByKind(SyntaxKind.ArrowFunction) !== undefined);
    const isBound: Variable = {
        name: "is_bound",
        declaration: node,
        owner: node,
        scope: node,
        isGlobal: false,
        initialisedAt: node.getStart(),
        references: [],
        writes: [],
        captured: isShared,
        cell: isShared,
        startsUninitialised: false,
        unproven: new Set(),
        isVar: false,
        initialisers: [],
        startsUndefined: false,
        parameter: undefined,
        constants: undefined,
        closed: false,
        usedAsValue: true,
        global: undefined,
    };
    initialiseVariable(isBound, constant(false), context);
    context.construction = { isBound, end: context.builder.block("constructed") };
}

export function closeConstruction(node: ConstructorDeclaration, context: FunctionContext): void {
    const { construction, builder } = context;
    if (construction === undefined) return;
    builder.start(construction.end);
    requireThis(node, context);
}

/** Whether something can come between the constructor's start and the object's being there. */
export function needsConstruction(node: ConstructorDeclaration, isEarlyInArguments: boolean): boolean {
    const uses = usesOfThis(node);
    return !isPlain(node, uses) || (isEarlyInArguments && uses.some(isInArguments));
}

/** Of `super(...)`. */
const isInArguments = (use: Node): boolean =>
    use.getFirstAncestor((around) => {
        const call = around.getParent();
        return Node.isCallExpression(call) && isSuperCall(call) && call.getExpression() !== around;
    }) !== undefined;

/** Every `this`, `super.member` and `super(...)` that means the object under construction. */
function usesOfThis(constructor: ConstructorDeclaration): Node[] {
    const hasOwn = (node: Node): boolean =>
        (Node.isFunctionLikeDeclaration(node) && !Node.isArrowFunction(node)) ||
        Node.isFunctionExpression(node) ||
        Node.isClassExpression(node) ||
        Node.isClassDeclaration(node);
    return [...descendants(constructor, (node) => !hasOwn(node))].filter(
        (node) => Node.isThisExpression(node) || Node.isSuperExpression(node),
    );
}

/**
 * One `super(...)`, a statement of the body itself, with nothing before it that asks for `this` or
 * leaves.
 */
function isPlain(constructor: ConstructorDeclaration, uses: readonly Node[]): boolean {
    const calls = uses.filter((use) => {
        const call = use.getParent();
        return Node.isSuperExpression(use) && Node.isCallExpression(call) && call.getExpression() === use;
    });
    const call = calls[0]?.getParent();
    const statement = call?.getParent();
    if (calls.length !== 1 || call === undefined || !Node.isExpressionStatement(statement)) return false;
    if (statement.getParent() !== constructor.getBody()) return false;
    const isBefore = (node: Node): boolean => node.getStart() < call.getStart();
    return (
        !uses.some(isBefore) && !hasDescendant(constructor, (node) => Node.isReturnStatement(node) && isBefore(node))
    );
}

/** The constructor around the code, if it keeps what became of `super(...)`. */
function constructionAround(context: FunctionContext): Construction | undefined {
    let around: FunctionContext | undefined = context;
    const isOuter = ({ construction, builder }: FunctionContext): boolean =>
        construction === undefined && builder.function.thisLocal === undefined;
    while (around !== undefined && isOuter(around)) around = around.parent;
    return around?.construction;
}

/** Whether `super(...)` has returned, if the constructor around the code keeps that. */
export const isBoundAround = (context: FunctionContext): Variable | undefined => constructionAround(context)?.isBound;

/** Throws where the object is not there yet. */
export function requireThis(node: Node, context: FunctionContext): void {
    const construction = constructionAround(context);
    if (construction === undefined) return;
    const { builder } = context;
    const [early, present] = [builder.block("early"), builder.block("present")];
    builder.branch(readVariable(construction.isBound, node, context), present, early);
    builder.start(early);
    throwError("ReferenceError", TOO_EARLY, context);
    builder.start(present);
}

/** `super(...)`: the fields of the class are defined when it returns. */
export function superCall(node: CallExpression, context: FunctionContext): void {
    if (superCallOf(node, context) !== undefined) return;
    const { builder, owner } = context;
    const self = context.thisOperand();
    const base = owner?.base;
    if (base === undefined || !isLocal(self) || !isInConstructor(context)) {
        context.program.unsupported(node, superInPlace);
        return;
    }
    context.beforeSuper = true;
    const passed = lowerArguments(node, context);
    context.beforeSuper = false;
    const info = owner === undefined ? undefined : context.program.classes.infoOf(owner);
    const all = info === undefined ? passed : withBaseEnvironment(info, passed, context);
    const construction = constructionAround(context);
    if (construction !== undefined) refuseAgain(node, construction.isBound, base, all, context);
    builder.superConstruct({ thisLocal: self, base, ...all });
    if (construction !== undefined) bind(construction.isBound, context);
    if (info !== undefined) defineFields(info, self, context);
}

function isInConstructor(context: FunctionContext): boolean {
    let around = context;
    while (around.parent !== undefined) around = around.parent;
    return around.builder.function.kind === "constructor";
}

function bind(isBound: Variable, context: FunctionContext): void {
    const local = context.localOf(isBound);
    if (isBound.cell) context.builder.storeCell({ cell: local, value: constant(true) });
    else context.builder.copy({ target: local, source: constant(true) });
}

/**
 * ECMA-262 13.3.7.1: the base class constructs another object before the call throws. Nobody can
 * have that object, so that what it opened is closed; and where the constructor does not catch the
 * error, nobody will have the first one either.
 */
function refuseAgain(
    node: CallExpression,
    isBound: Variable,
    classReference: ClassReference,
    passed: Arguments,
    context: FunctionContext,
): void {
    const { builder } = context;
    const [again, first] = [builder.block("again"), builder.block("first")];
    builder.branch(readVariable(isBound, node, context), again, first);
    builder.start(again);
    const target = builder.temporary("unreachable");
    builder.new({ target, classReference, ...passed });
    close(classReference, target, context);
    const self = context.thisOperand();
    if (builder.handler === undefined && isLocal(self)) close(classReference, self, context);
    throwError("ReferenceError", "Super constructor may only be called once", context);
    builder.start(first);
}

/** What a native class opens, its method `close` closes. */
function close(reference: ClassReference, object: Local, context: FunctionContext): void {
    const { classes } = context.program;
    let at: ClassReference | undefined = reference;
    while (at?.kind === "class") at = at.base;
    const found = classes.findMethod(at, "close");
    if (found?.kind !== "native") return;
    context.builder.callNative({ target: undefined, native: found.method, thisArgument: object, arguments: [] });
}

/** The value of `super(...)`. */
export function lowerSuperCall(node: CallExpression, context: FunctionContext): Operand {
    const general = superCallOf(node, context);
    if (general !== undefined) return general;
    superCall(node, context);
    return context.thisOperand();
}

export const isSuperCall = (node: CallExpression): boolean => Node.isSuperExpression(skipOuter(node.getExpression()));
