/**
 * Functions of the library as values. A method takes any `this`: what is no receiver of the class
 * is a TypeError.
 */
import type { Node } from "ts-morph";
import type { NativeClass, NativeFunction, ScriptMethod } from "../../bindings/model.ts";
import type { FunctionBuilder } from "../../ir/builder.ts";
import { constant } from "../../ir/builder.ts";
import type { BinaryOperator } from "../../ir/instructions.ts";
import type { IrFunction, Local, Operand } from "../../ir/program.ts";
import { throwTypeError } from "../classes/values.ts";
import type { FunctionRequest, ProgramLowering } from "../program.ts";
import { lengthOf } from "./standard.ts";

/** What a call passes on. */
export interface PassedOn {
    readonly arguments: Operand[];
    readonly spread?: Operand;
}

type Body = (builder: FunctionBuilder, passed: PassedOn) => Local;

/** What a function that no program wrote is as a string. */
export const nativeText = (name: string): string => `function ${name}() { [native code] }`;

/** What `bind` makes. */
export const BOUND = {
    name: "bound",
    text: nativeText(""),
    kind: "function",
    usesThis: false,
    rest: true,
} as const;

export function builtInRequest(path: string, length: number, parts: Partial<FunctionRequest>): FunctionRequest {
    const title = path.replace(/^.*\./, "");
    return {
        name: path.replaceAll(".", "_"),
        title,
        text: nativeText(title),
        kind: "function",
        usesThis: false,
        rest: false,
        length: lengthOf(path, length),
        isBuiltIn: true,
        ...parts,
    };
}

/** `Math.max`, `Object.entries`. */
export function plainFunction(
    path: string,
    callee: NativeFunction | ScriptMethod,
    node: Node,
    program: ProgramLowering,
    isClass: boolean,
): IrFunction {
    const takes = arityOf([callee]);
    const { length, ...request } = builtInRequest(path, takes.plain, { rest: takes.isRest || takes.isCounted });
    const builder = program.newBuilder(node, { ...request, ...(!isClass && length !== undefined && { length }) });
    const target = (): Local => builder.temporary("result");
    return passOn(builder, takes, (_, passed) => {
        const result = target();
        if ("symbol" in callee) {
            builder.callNative({ target: result, native: callee, ...passed });
        } else {
            const made = program.libraryFunction(callee.file, callee.export);
            if (made === undefined) throw new Error(`the library has no ${callee.export}`);
            const apart = callee.isApart ? { apart: true as const } : {};
            builder.callFunction({ target: result, function: made, thisArgument: undefined, ...passed, ...apart });
        }
        return result;
    });
}

export function methodFunction(owner: NativeClass, name: string, node: Node, program: ProgramLowering): IrFunction {
    const path = `${owner.name}.prototype.${name}`;
    const native = owner.methods.get(name);
    const takes = arityOf(native === undefined ? (owner.scriptMethods.get(name) ?? []) : [native]);
    const request = { usesThis: true, rest: takes.isRest || takes.isCounted, method: { owner, name } };
    const builder = program.newBuilder(node, builtInRequest(path, takes.plain, request));
    const object = receiver(builder, owner, path, program);
    return passOn(builder, takes, (_, passed) => {
        const target = builder.temporary("result");
        builder.callMethod({ target, object, name, ...passed, description: path, ofClass: owner });
        return target;
    });
}

interface Arity {
    /** Parameters before those of a rest parameter. */
    readonly plain: number;
    readonly isRest: boolean;
    /** How many arguments there are makes a difference. */
    readonly isCounted: boolean;
}

function arityOf(callees: readonly (NativeFunction | ScriptMethod)[]): Arity {
    const counts = callees.map(({ parameters }) =>
        typeof parameters === "number" ? parameters : parameters.filter(({ rest }) => !rest).length,
    );
    return {
        plain: Math.max(0, ...counts),
        isRest: callees.some(({ parameters }) => typeof parameters !== "number" && parameters.some(({ rest }) => rest)),
        isCounted: callees.length > 1 || callees.some((callee) => "tellsAbsent" in callee && callee.tellsAbsent),
    };
}

/** The body of a function that hands its arguments on. */
function passOn(builder: FunctionBuilder, { plain, isRest, isCounted }: Arity, body: Body): IrFunction {
    if (isCounted) {
        byCount(builder, plain, isRest, body);
    } else {
        const values = Array.from({ length: plain }, (_, index) => builder.local(`argument${index}`, "parameter"));
        const spread = isRest ? builder.local("rest", "parameter") : undefined;
        builder.return(body(builder, { arguments: values, ...(spread && { spread }) }));
    }
    return builder.finish();
}

// count = arguments.length    count === 0 ? body() : count === 1 ? body(argument0) : …
function byCount(builder: FunctionBuilder, plain: number, isRest: boolean, body: Body): void {
    const values = Array.from({ length: plain }, (_, index) => builder.local(`argument${index}`, "parameter"));
    const all = builder.local("arguments", "parameter");
    builder.function.collectsAll = true;
    const count = builder.temporary("count");
    builder.getProperty({ target: count, object: all, name: "length" });
    for (let length = 0; length < plain; length++) {
        const [these, others] = [builder.block("count"), builder.block("more")];
        builder.branch(test(builder, "strictEqual", count, constant(length)), these, others);
        builder.start(these);
        builder.return(body(builder, { arguments: values.slice(0, length) }));
        builder.start(others);
    }
    if (!isRest) {
        builder.return(body(builder, { arguments: values }));
        return;
    }
    const spread = builder.temporary("rest");
    builder.arrayRest({ target: spread, source: all, from: plain });
    builder.return(body(builder, { arguments: values, spread }));
}

export function test(builder: FunctionBuilder, operator: BinaryOperator, left: Operand, right: Operand): Local {
    const target = builder.temporary("test");
    builder.binary({ target, operator, left, right });
    return target;
}

/** `this` of a function of the library. */
export function selfOf(builder: FunctionBuilder): Local {
    const { thisLocal } = builder.function;
    if (thisLocal === undefined) throw new Error("the function has no receiver");
    return thisLocal;
}

/** Goes on where the test is true; a TypeError otherwise. */
function insist(builder: FunctionBuilder, condition: Operand, message: string, program: ProgramLowering): void {
    const [fits, other] = [builder.block("fits"), builder.block("other")];
    builder.branch(condition, fits, other);
    builder.start(other);
    throwTypeError(message, builder, program);
    builder.start(fits);
}

/** The receiver as the class takes it. */
function receiver(builder: FunctionBuilder, owner: NativeClass, path: string, program: ProgramLowering): Operand {
    const self = selfOf(builder);
    const isOwn = /\.(toString|valueOf)$/.test(path);
    if (owner.builtIn === "string" && !isOwn) {
        const message = `${path} called on null or undefined`;
        insist(builder, test(builder, "looseNotEqual", self, constant(null)), message, program);
        const target = builder.temporary("text");
        builder.template({ target, parts: [self] });
        return target;
    }
    // The methods of arrays take other objects too; the analysis refuses them.
    if (owner.builtIn === "array") return self;
    if (owner.builtIn === undefined || owner.builtIn === "error" || owner.builtIn === "function") {
        const target = builder.temporary("is_instance");
        builder.instanceOf({ target, value: self, classReference: owner });
        insist(builder, target, `Method ${path} called on incompatible receiver`, program);
    } else {
        const type = builder.temporary("type");
        builder.unary({ target: type, operator: "typeof", operand: self });
        const message = `${path} requires that 'this' be a ${owner.name}`;
        insist(builder, test(builder, "strictEqual", type, constant(owner.builtIn)), message, program);
    }
    return self;
}
