/**
 * Prints a C tree. Parentheses come from the precedence table; gcc's -Wparentheses asks for a few
 * more, which are given.
 */
import type {
    CDeclaration,
    CExpression,
    CFile,
    CFunction,
    CInitializer,
    CPosition,
    CStatement,
    CVariable,
} from "./ast.ts";

/** C11 6.5, highest binds tightest. */
const PRECEDENCE = {
    postfix: 15,
    unary: 14,
    cast: 13,
    "*": 12,
    "/": 12,
    "%": 12,
    "+": 11,
    "-": 11,
    "<<": 10,
    ">>": 10,
    "<": 9,
    "<=": 9,
    ">": 9,
    ">=": 9,
    "==": 8,
    "!=": 8,
    "&": 7,
    "^": 6,
    "|": 5,
    "&&": 4,
    "||": 3,
    conditional: 2,
    assignment: 1,
} as const;

/**
 * Operators whose operands are always parenthesised when they are binary themselves, as readers and
 * gcc want.
 */
const EXPLICIT = new Set<string>(["<<", ">>", "&", "^", "|", "&&", "||", "<", "<=", ">", ">=", "==", "!="]);

const INDENT = "    ";

function precedenceOf(expression: CExpression): number {
    switch (expression.kind) {
        case "binary":
            return PRECEDENCE[expression.operator];
        case "conditional":
            return PRECEDENCE.conditional;
        case "cast":
            return PRECEDENCE.cast;
        case "unary":
            return PRECEDENCE.unary;
        case "literal":
            return expression.text.startsWith("-") ? PRECEDENCE.unary : PRECEDENCE.postfix;
        default:
            return PRECEDENCE.postfix;
    }
}

function parenthesised(expression: CExpression, minimum: number): string {
    const text = printExpression(expression);
    return precedenceOf(expression) < minimum ? `(${text})` : text;
}

function printOperand(operand: CExpression, operator: keyof typeof PRECEDENCE, right: boolean): string {
    const own = PRECEDENCE[operator];
    // `!a == b` looks as if it meant `!(a == b)`.
    if (operand.kind === "unary" && operand.operator === "!" && operator !== "&&" && operator !== "||")
        return `(${printExpression(operand)})`;
    if (operand.kind === "binary" && EXPLICIT.has(operator) && operand.operator !== operator)
        return `(${printExpression(operand)})`;
    if (operand.kind === "binary" && EXPLICIT.has(operator) && operator !== "&&" && operator !== "||")
        return `(${printExpression(operand)})`;
    return parenthesised(operand, right ? own + 1 : own);
}

/** `- -x` must not print as `--x`. */
function printUnary(operator: string, operand: CExpression): string {
    const text = parenthesised(operand, PRECEDENCE.unary);
    return text.startsWith(operator) && (operator === "-" || operator === "&")
        ? `${operator}(${text})`
        : operator + text;
}

/** The indent of a statement that may take several lines; undefined where it may not. */
type Layout = string | undefined;

/** Characters of a list that stands on a line of its own. */
const LONG = 88;

export function printExpression(expression: CExpression, layout?: Layout): string {
    switch (expression.kind) {
        case "identifier":
            return expression.name;
        case "literal":
            return expression.text;
        case "call":
            return (
                parenthesised(expression.callee, PRECEDENCE.postfix) +
                `(${expression.arguments.map((each) => printExpression(each, layout)).join(", ")})`
            );
        case "unary":
            return expression.operator === "&" && expression.operand.kind === "compound"
                ? `&${printExpression(expression.operand, layout)}`
                : printUnary(expression.operator, expression.operand);
        case "binary": {
            const left = printOperand(expression.left, expression.operator, false);
            return `${left} ${expression.operator} ${printOperand(expression.right, expression.operator, true)}`;
        }
        case "conditional": {
            const test = parenthesised(expression.test, PRECEDENCE["||"]);
            const then = parenthesised(expression.then, PRECEDENCE["||"]);
            return `${test} ? ${then} : ${parenthesised(expression.otherwise, PRECEDENCE["||"])}`;
        }
        case "cast":
            return expression.operand.kind === "call"
                ? `(${expression.type})${printExpression(expression.operand, layout)}`
                : `(${expression.type})${parenthesised(expression.operand, PRECEDENCE.cast)}`;
        case "arrow":
            return `${parenthesised(expression.object, PRECEDENCE.postfix)}->${expression.member}`;
        case "member":
            return `${parenthesised(expression.object, PRECEDENCE.postfix)}.${expression.member}`;
        case "index":
            return `${parenthesised(expression.object, PRECEDENCE.postfix)}[${printExpression(expression.index)}]`;
        case "compound":
            return `(${expression.type})${printInitializer(expression.initializer, layout)}`;
    }
}

function printInitializer(initializer: CInitializer, layout: Layout): string {
    if (initializer.kind !== "list") return printExpression(initializer, layout);
    const print = (inner: Layout): string[] =>
        initializer.items.map(({ member, value }) =>
            member === undefined ? printInitializer(value, inner) : `.${member} = ${printInitializer(value, inner)}`,
        );
    const line = print(undefined).join(", ");
    if (layout === undefined || line.length <= LONG) return `{${line}}`;
    const inner = layout + INDENT;
    return `{\n${print(inner)
        .map((item) => `${inner}${item},\n`)
        .join("")}${layout}}`;
}

function printVariable(variable: CVariable, layout?: Layout): string {
    const declarator = variable.type.replace("@", variable.name).replace(/\* /g, "*");
    return variable.initializer === undefined
        ? declarator
        : `${declarator} = ${printInitializer(variable.initializer, layout)}`;
}

function signature(fn: Omit<CFunction, "body">): string {
    const parameters =
        fn.parameters.length === 0 ? "void" : fn.parameters.map((parameter) => printVariable(parameter)).join(", ");
    const result = fn.result.endsWith("*") ? fn.result : `${fn.result} `;
    const attribute = fn.attribute === undefined ? "" : `${fn.attribute} `;
    return `${attribute}${fn.isStatic ? "static " : ""}${result}${fn.name}(${parameters})`;
}

/** A file name as a C string; the backslash before `?` breaks trigraphs, of which gcc warns. */
function fileText(name: string): string {
    return `"${name.replaceAll(/["\\?]/g, "\\$&")}"`;
}

/** The text of a line that a statement comes from, to show it before the statement. */
export type Quote = (position: CPosition) => string | undefined;

/** What cannot stand in a comment, and what would turn the direction of the text around it. */
const commentText = (text: string): string =>
    text.replaceAll(/\*(?=\/)|\/(?=\*)/g, "$& ").replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, " ");

/**
 * Collects lines. A statement with a position has a `#line` for it, once; what has none is in our
 * own file. With `quote` there is no `#line`: the line of the program stands there as a comment.
 */
class LineWriter {
    readonly lines: string[] = [];
    private current: { file: string; line: number } | undefined;
    private readonly ownPath: string;
    private readonly quote: Quote | undefined;

    constructor(ownPath: string, quote: Quote | undefined) {
        this.ownPath = ownPath;
        this.quote = quote;
    }

    /** The start of a statement. `of` gives its text, for one line or for as many as it likes. */
    write(indent: string, of: (layout: Layout) => string, position?: CPosition): void {
        if (this.quote !== undefined) this.show(indent, position, this.quote);
        else if (position !== undefined) this.moveTo(position);
        else this.returnToOwnFile();
        const isFree = this.quote !== undefined || position === undefined;
        this.continue(`${indent}${of(isFree ? indent : undefined)}`);
    }

    /** What belongs to the statement before it. */
    continue(text: string): void {
        for (const line of text.split("\n")) {
            this.lines.push(line);
            if (this.current !== undefined && this.quote === undefined) this.current.line++;
        }
    }

    /** The last line of a function. */
    end(text: string, position: CPosition | undefined): void {
        if (this.quote === undefined) {
            this.write("", () => text, position);
        } else {
            this.continue(text);
            this.current = undefined;
        }
    }

    private show(indent: string, position: CPosition | undefined, quote: Quote): void {
        const shown = this.current;
        if (position === undefined || (shown?.file === position.file && shown.line === position.line)) return;
        const text = quote(position)?.trim();
        if (text !== undefined) this.lines.push(`${indent}/* ${position.line}: ${commentText(text)} */`);
        this.current = { ...position };
    }

    private moveTo(position: CPosition): void {
        const here = this.current;
        if (here === undefined || here.file !== position.file || here.line !== position.line)
            this.lines.push(`#line ${position.line} ${fileText(position.file)}`);
        this.current = { file: position.file, line: position.line };
    }

    private returnToOwnFile(): void {
        if (this.current !== undefined) {
            this.current = undefined;
            this.lines.push(`#line ${this.lines.length + 2} ${fileText(this.ownPath)}`);
        }
    }
}

function printStatements(
    statements: readonly CStatement[],
    indent: string,
    writer: LineWriter,
    inherited?: CPosition,
): void {
    let position = inherited;
    statements.forEach((statement, index) => {
        position = statement.position ?? position;
        printStatement(statement, indent, writer, position);
        if (statement.kind === "label" && index === statements.length - 1) writer.continue(`${indent};`);
    });
}

function printIf(
    statement: CStatement & { kind: "if" },
    indent: string,
    writer: LineWriter,
    position: CPosition | undefined,
    prefix: string,
): void {
    writer.write(indent, () => `${prefix}if (${printExpression(statement.test)}) {`, position);
    printStatements(statement.then, indent + INDENT, writer, position);
    const [first, ...others] = statement.otherwise;
    if (first?.kind === "if" && others.length === 0) {
        printIf(first, indent, writer, first.position ?? position, "} else ");
        return;
    }
    if (first !== undefined) {
        writer.continue(`${indent}} else {`);
        printStatements(statement.otherwise, indent + INDENT, writer, position);
    }
    writer.continue(`${indent}}`);
}

function printLoop(
    { test, body }: CStatement & { kind: "while" },
    indent: string,
    writer: LineWriter,
    position: CPosition | undefined,
): void {
    const head = test === undefined ? "for (;;)" : `while (${printExpression(test)})`;
    writer.write(indent, () => `${head} {`, position);
    printStatements(body, indent + INDENT, writer, position);
    writer.continue(`${indent}}`);
}

function printStatement(
    statement: CStatement,
    indent: string,
    writer: LineWriter,
    position: CPosition | undefined,
): void {
    if (statement.kind === "if") printIf(statement, indent, writer, position, "");
    else if (statement.kind === "while") printLoop(statement, indent, writer, position);
    else if (statement.kind === "label") writer.continue(`${indent.slice(INDENT.length)}${statement.label}:`);
    else writer.write(indent, (layout) => `${simpleText(statement, layout)};`, position);
}

type Simple = Exclude<CStatement, { kind: "if" | "while" | "label" }>;

function simpleText(statement: Simple, layout: Layout): string {
    switch (statement.kind) {
        case "expression":
            return printExpression(statement.expression, layout);
        case "assign":
            return `${printExpression(statement.target)} = ${printExpression(statement.value, layout)}`;
        case "declare":
            return printVariable(statement.declaration, layout);
        case "goto":
            return `goto ${statement.label}`;
        case "break":
        case "continue":
            return statement.kind;
        case "return":
            return statement.value === undefined ? "return" : `return ${printExpression(statement.value, layout)}`;
    }
}

/** The closing brace is where what falls off the end returns: it has the line of the function. */
function printFunction(fn: CFunction, writer: LineWriter): void {
    writer.write("", () => `${signature(fn)} {`, fn.position);
    printStatements(fn.body, INDENT, writer, fn.position);
    writer.end("}", fn.position);
}

function printDeclaration(declaration: CDeclaration, writer: LineWriter): void {
    const own = (text: string): void => writer.write("", () => text);
    switch (declaration.kind) {
        case "include":
            own(declaration.system ? `#include <${declaration.path}>` : `#include "${declaration.path}"`);
            break;
        case "banner":
            own(`\n/// ${declaration.text} ///\n`);
            break;
        case "variable": {
            const storage = declaration.storage === "" ? "" : `${declaration.storage} `;
            writer.write("", (layout) => `${storage}${printVariable(declaration.variable, layout)};`);
            break;
        }
        case "forwardStruct":
            own(`struct ${declaration.name};`);
            break;
        case "struct":
            own(`struct ${declaration.name} {`);
            declaration.members.forEach((entry) => own(`${INDENT}${printVariable(entry)};`));
            own("};");
            break;
        case "enum":
            own(`enum ${declaration.name} {`);
            declaration.constants.forEach((name, index) => own(`${INDENT}${name}${index === 0 ? " = 1" : ""},`));
            own("};");
            break;
        case "prototype":
            own(`${signature(declaration.function)};`);
            break;
        case "function":
            printFunction(declaration.function, writer);
            own("");
            break;
    }
}

/** The text of a file, with a final newline. */
export function printFile(file: CFile, quote?: Quote): string {
    const writer = new LineWriter(file.path, quote);
    const own = (text: string): void => writer.write("", () => text);
    own(`/* ${commentText(file.comment)} */`);
    if (file.guard !== undefined) own(`#ifndef ${file.guard}\n#define ${file.guard}`);
    file.declarations.forEach((declaration) => printDeclaration(declaration, writer));
    if (file.guard !== undefined) own("\n#endif");
    return `${writer.lines.join("\n")}\n`;
}
