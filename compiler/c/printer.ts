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

export function printExpression(expression: CExpression): string {
    switch (expression.kind) {
        case "identifier":
            return expression.name;
        case "literal":
            return expression.text;
        case "call":
            return `${parenthesised(expression.callee, PRECEDENCE.postfix)}(${expression.arguments.map(printExpression).join(", ")})`;
        case "unary":
            return printUnary(expression.operator, expression.operand);
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
            return `(${expression.type})${parenthesised(expression.operand, PRECEDENCE.cast)}`;
        case "arrow":
            return `${parenthesised(expression.object, PRECEDENCE.postfix)}->${expression.member}`;
        case "member":
            return `${parenthesised(expression.object, PRECEDENCE.postfix)}.${expression.member}`;
        case "index":
            return `${parenthesised(expression.object, PRECEDENCE.postfix)}[${printExpression(expression.index)}]`;
        case "compound":
            return `(${expression.type})${printInitializer(expression.initializer)}`;
    }
}

function printInitializer(initializer: CInitializer): string {
    if (initializer.kind !== "list") return printExpression(initializer);
    const items = initializer.items.map((item) =>
        item.member === undefined ? printInitializer(item.value) : `.${item.member} = ${printInitializer(item.value)}`,
    );
    return `{${items.join(", ")}}`;
}

function printVariable(variable: CVariable): string {
    const declarator = variable.type.replace("@", variable.name).replace(/\* /g, "*");
    return variable.initializer === undefined
        ? declarator
        : `${declarator} = ${printInitializer(variable.initializer)}`;
}

function signature(fn: Omit<CFunction, "body">): string {
    const parameters = fn.parameters.length === 0 ? "void" : fn.parameters.map(printVariable).join(", ");
    const result = fn.result.endsWith("*") ? fn.result : `${fn.result} `;
    return `${fn.isStatic ? "static " : ""}${result}${fn.name}(${parameters})`;
}

/** A file name as a C string; the backslash before `?` breaks trigraphs, of which gcc warns. */
function fileText(name: string): string {
    return `"${name.replaceAll(/["\\?]/g, "\\$&")}"`;
}

/**
 * Collects lines and keeps the compiler's idea of the source position right: a `#line` for the
 * TypeScript file where a statement has a position, a reset to our own file where it has none.
 */
class LineWriter {
    readonly lines: string[] = [];
    private current: { file: string; line: number } | undefined;
    private readonly ownPath: string;

    public constructor(ownPath: string) {
        this.ownPath = ownPath;
    }

    public write(text: string, position?: CPosition): void {
        if (position === undefined) this.returnToOwnFile();
        else this.moveTo(position);
        for (const line of text.split("\n")) {
            this.lines.push(line);
            if (this.current !== undefined) this.current.line++;
        }
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
        if (statement.kind === "label" && index === statements.length - 1) writer.write(`${indent};`, position);
    });
}

function printBlock(
    head: string,
    body: readonly CStatement[],
    indent: string,
    writer: LineWriter,
    position?: CPosition,
): void {
    writer.write(`${indent}${head} {`, position);
    printStatements(body, indent + INDENT, writer, position);
}

function printIf(
    statement: CStatement & { kind: "if" },
    indent: string,
    writer: LineWriter,
    position: CPosition | undefined,
    prefix: string,
): void {
    printBlock(`${prefix}if (${printExpression(statement.test)})`, statement.then, indent, writer, position);
    const [first, ...others] = statement.otherwise;
    if (first === undefined) {
        writer.write(`${indent}}`, position);
    } else if (first.kind === "if" && others.length === 0) {
        printIf(first, indent, writer, first.position ?? position, "} else ");
    } else {
        printBlock("} else", statement.otherwise, indent, writer, position);
        writer.write(`${indent}}`, position);
    }
}

function printStatement(
    statement: CStatement,
    indent: string,
    writer: LineWriter,
    position: CPosition | undefined,
): void {
    switch (statement.kind) {
        case "expression":
            writer.write(`${indent}${printExpression(statement.expression)};`, position);
            break;
        case "assign":
            writer.write(
                `${indent}${printExpression(statement.target)} = ${printExpression(statement.value)};`,
                position,
            );
            break;
        case "declare":
            writer.write(`${indent}${printVariable(statement.declaration)};`, position);
            break;
        case "if":
            printIf(statement, indent, writer, position, "");
            break;
        case "while":
            printBlock(
                statement.test === undefined ? "for (;;)" : `while (${printExpression(statement.test)})`,
                statement.body,
                indent,
                writer,
                position,
            );
            writer.write(`${indent}}`, position);
            break;
        case "goto":
            writer.write(`${indent}goto ${statement.label};`, position);
            break;
        case "label":
            writer.write(`${indent.slice(INDENT.length)}${statement.label}:`, position);
            break;
        case "break":
        case "continue":
            writer.write(`${indent}${statement.kind};`, position);
            break;
        case "return":
            writer.write(
                `${indent}return${statement.value === undefined ? "" : ` ${printExpression(statement.value)}`};`,
                position,
            );
            break;
    }
}

function printFunction(fn: CFunction, writer: LineWriter): void {
    writer.write(`${signature(fn)} {`, fn.position);
    printStatements(fn.body, INDENT, writer, fn.position);
    writer.write("}", fn.position);
}

function printDeclaration(declaration: CDeclaration, writer: LineWriter): void {
    switch (declaration.kind) {
        case "include":
            writer.write(declaration.system ? `#include <${declaration.path}>` : `#include "${declaration.path}"`);
            break;
        case "banner":
            writer.write(`\n/// ${declaration.text} ///\n`);
            break;
        case "variable":
            writer.write(
                `${declaration.storage === "" ? "" : `${declaration.storage} `}${printVariable(declaration.variable)};`,
            );
            break;
        case "forwardStruct":
            writer.write(`struct ${declaration.name};`);
            break;
        case "struct":
            writer.write(`struct ${declaration.name} {`);
            declaration.members.forEach((entry) => writer.write(`${INDENT}${printVariable(entry)};`));
            writer.write("};");
            break;
        case "prototype":
            writer.write(`${signature(declaration.function)};`);
            break;
        case "function":
            printFunction(declaration.function, writer);
            writer.write("");
            break;
    }
}

/** The text of a file, with a final newline. */
export function printFile(file: CFile): string {
    const writer = new LineWriter(file.path);
    writer.write(`/* ${file.comment.replaceAll(/\*(?=\/)|\/(?=\*)/g, "$& ")} */`);
    if (file.guard !== undefined) writer.write(`#ifndef ${file.guard}\n#define ${file.guard}`);
    file.declarations.forEach((declaration) => printDeclaration(declaration, writer));
    if (file.guard !== undefined) writer.write("\n#endif");
    return `${writer.lines.join("\n")}\n`;
}
