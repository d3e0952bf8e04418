/** Errors that the language itself throws where nothing but the source decides it. */
import { constant } from "../ir/builder.ts";
import type { Operand } from "../ir/program.ts";
import type { FunctionContext } from "./context.ts";
import { isNullish } from "./expressions/conditions.ts";
import { binary } from "./expressions/operators.ts";

export type LanguageError = "ReferenceError" | "TypeError";

/**
 * Throws here and now; what follows is another block, which control may reach from elsewhere or not
 * at all.
 */
export function throwError(name: LanguageError, message: string, context: FunctionContext): void {
    const { builder, program } = context;
    const classReference = program.bindings.classes.get(name);
    if (classReference === undefined) throw new Error(`the library declares no ${name}`);
    const target = builder.temporary("error");
    builder.new({ target, classReference, arguments: [constant(message)] });
    builder.throw(target);
}

/** What Node says where a program comes to a name that nothing declares. */
export function throwUndeclared(name: string, context: FunctionContext): void {
    throwError("ReferenceError", `${name} is not defined`, context);
}

/**
 * RequireObjectCoercible of a pattern that reads no property first; `text` is the source of the
 * value.
 */
export function requireCoercible(value: Operand, text: string | undefined, context: FunctionContext): void {
    const { builder } = context;
    const [nullish, isNull, isUndefined] = [
        builder.block("nullish"),
        builder.block("null"),
        builder.block("undefined"),
    ];
    const after = builder.block("coercible");
    const complain = (what: string): void => {
        throwError("TypeError", `Cannot destructure '${text ?? what}' as it is ${what}.`, context);
    };
    builder.branch(isNullish(value, context), nullish, after);
    builder.start(nullish);
    builder.branch(binary("strictEqual", value, constant(null), context), isNull, isUndefined);
    builder.start(isNull);
    complain("null");
    builder.start(isUndefined);
    complain("undefined");
    builder.start(after);
}
