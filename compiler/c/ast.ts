/**
 * The C that we generate, as a tree: the subset that lowering needs, one factory a node.
 * `printer.ts` turns it into text, and is the only place where C is written as strings.
 */

export type CExpression =
    | { readonly kind: "identifier"; readonly name: string }
    /** A literal or macro as it stands in C: `1`, `0x1p-3`, `"text"`, `TSP_UNDEFINED`. */
    | { readonly kind: "literal"; readonly text: string }
    | { readonly kind: "call"; readonly callee: CExpression; readonly arguments: readonly CExpression[] }
    | { readonly kind: "unary"; readonly operator: "-" | "!" | "~" | "*" | "&"; readonly operand: CExpression }
    | {
          readonly kind: "binary";
          readonly operator: CBinaryOperator;
          readonly left: CExpression;
          readonly right: CExpression;
      }
    | {
          readonly kind: "conditional";
          readonly test: CExpression;
          readonly then: CExpression;
          readonly otherwise: CExpression;
      }
    | { readonly kind: "cast"; readonly type: string; readonly operand: CExpression }
    | { readonly kind: "arrow"; readonly object: CExpression; readonly member: string }
    | { readonly kind: "member"; readonly object: CExpression; readonly member: string }
    | { readonly kind: "index"; readonly object: CExpression; readonly index: CExpression }
    | { readonly kind: "compound"; readonly type: string; readonly initializer: CInitializer };

export type CBinaryOperator =
    "*" | "/" | "%" | "+" | "-" | "<<" | ">>" | "<" | "<=" | ">" | ">=" | "==" | "!=" | "&" | "^" | "|" | "&&" | "||";

export type CInitializer =
    | CExpression
    | { readonly kind: "list"; readonly items: readonly { readonly member?: string; readonly value: CInitializer }[] };

/** Where a statement comes from, for `#line`. */
export interface CPosition {
    readonly file: string;
    readonly line: number;
}

export type CStatement = CStatementNode & { position?: CPosition | undefined };

type CStatementNode =
    | { readonly kind: "expression"; readonly expression: CExpression }
    | { readonly kind: "assign"; readonly target: CExpression; readonly value: CExpression }
    | { readonly kind: "declare"; readonly declaration: CVariable }
    | { readonly kind: "if"; readonly test: CExpression; readonly then: CStatement[]; readonly otherwise: CStatement[] }
    | { readonly kind: "while"; readonly test: CExpression | undefined; readonly body: CStatement[] }
    | { readonly kind: "goto"; readonly label: string }
    | { readonly kind: "label"; readonly label: string }
    | { readonly kind: "break" }
    | { readonly kind: "continue" }
    | { readonly kind: "return"; readonly value: CExpression | undefined };

export interface CVariable {
    readonly name: string;
    /** The declaration with `@` where the name stands: `int32_t @`, `const uint16_t @[]`. */
    readonly type: string;
    readonly initializer?: CInitializer | undefined;
}

export interface CFunction {
    readonly name: string;
    readonly result: string;
    readonly parameters: readonly CVariable[];
    readonly isStatic: boolean;
    /** A macro of the runtime that stands before the result. */
    readonly attribute?: string | undefined;
    readonly body: CStatement[];
    readonly position?: CPosition | undefined;
}

export type CDeclaration =
    | { readonly kind: "include"; readonly path: string; readonly system: boolean }
    | { readonly kind: "banner"; readonly text: string }
    | { readonly kind: "variable"; readonly variable: CVariable; readonly storage: "static" | "extern" | "" }
    | { readonly kind: "struct"; readonly name: string; readonly members: readonly CVariable[] }
    | { readonly kind: "forwardStruct"; readonly name: string }
    /** Numbered from 1. */
    | { readonly kind: "enum"; readonly name: string; readonly constants: readonly string[] }
    | { readonly kind: "prototype"; readonly function: Omit<CFunction, "body"> }
    | { readonly kind: "function"; readonly function: CFunction };

export interface CFile {
    readonly path: string;
    /** First lines of the file, as a comment. */
    readonly comment: string;
    /** Include guard, for headers. */
    readonly guard?: string | undefined;
    readonly declarations: readonly CDeclaration[];
}

export const identifier = (name: string): CExpression => ({ kind: "identifier", name });
export const literal = (text: string): CExpression => ({ kind: "literal", text });
export const call = (callee: string | CExpression, ...args: CExpression[]): CExpression => ({
    kind: "call",
    callee: typeof callee === "string" ? identifier(callee) : callee,
    arguments: args,
});
export const unary = (operator: "-" | "!" | "~" | "*" | "&", operand: CExpression): CExpression => ({
    kind: "unary",
    operator,
    operand,
});
export const binary = (operator: CBinaryOperator, left: CExpression, right: CExpression): CExpression => ({
    kind: "binary",
    operator,
    left,
    right,
});
export const conditional = (test: CExpression, then: CExpression, otherwise: CExpression): CExpression => ({
    kind: "conditional",
    test,
    then,
    otherwise,
});

const isPointer = (type: string): boolean => type.endsWith("*");

/** A pointer that is cast to another type on its way, or thrown away, is cast once. */
export const cast = (type: string, operand: CExpression): CExpression => {
    const isPassed = operand.kind === "cast" && isPointer(operand.type) && (isPointer(type) || type === "void");
    return { kind: "cast", type, operand: isPassed ? operand.operand : operand };
};
export const member = (object: CExpression, name: string): CExpression => ({ kind: "member", object, member: name });

/** `(&object)->name` is `object.name`. */
export const arrow = (object: CExpression, name: string): CExpression =>
    object.kind === "unary" && object.operator === "&"
        ? member(object.operand, name)
        : { kind: "arrow", object, member: name };
export const addressOf = (operand: CExpression): CExpression => unary("&", operand);
export const list = (items: readonly (CInitializer | [string, CInitializer])[]): CInitializer => ({
    kind: "list",
    items: items.map((item) => (Array.isArray(item) ? { member: item[0], value: item[1] } : { value: item })),
});

export const expressionStatement = (expression: CExpression): CStatement => ({ kind: "expression", expression });
export const assign = (target: CExpression, value: CExpression): CStatement => ({ kind: "assign", target, value });
export const ifStatement = (test: CExpression, then: CStatement[], otherwise: CStatement[] = []): CStatement => ({
    kind: "if",
    test,
    then,
    otherwise,
});
export const gotoStatement = (label: string): CStatement => ({ kind: "goto", label });
export const returnStatement = (value?: CExpression): CStatement => ({ kind: "return", value });

/** `!test`, without stacking negations. */
export function negate(test: CExpression): CExpression {
    if (test.kind === "unary" && test.operator === "!") return test.operand;
    if (test.kind === "binary" && (test.operator === "==" || test.operator === "!="))
        return binary(test.operator === "==" ? "!=" : "==", test.left, test.right);
    return unary("!", test);
}
