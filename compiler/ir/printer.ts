/**
 * The IR as text: one line an instruction, names from the source, made unique with the id only
 * where they clash.
 */
import type { Printing } from "./declaration.ts";
import { targetsOf } from "./effects.ts";
import type { ClassReference, Instruction, Terminator } from "./instructions.ts";
import { isLocal } from "./program.ts";
import type { Block, ClassDeclaration, Global, IrFunction, Local, Operand, Program } from "./program.ts";
import { declarationOf } from "./table.ts";
import { formatType } from "./type-printer.ts";
import type { CallTarget, TypedFunction, TypedLocal } from "./typed.ts";

/** What the typed program knows of a location or function, beside its name. */
type Stored = Pick<Local, "name"> & Partial<Pick<TypedLocal, "type" | "representation">>;
type Facts = Pick<IrFunction, "name"> & Partial<Pick<TypedFunction, "returnType" | "mayThrow" | "testsStack">>;

/** A program before or after specialisation. */
type Printable = Pick<Program, "modules" | "functions"> & {
    readonly classes: readonly ClassDeclaration[];
    readonly globals: readonly Global[];
};

export function printProgram(program: Printable): string {
    const parts = [
        ...program.globals.map(printGlobal),
        ...program.classes.map(printClass),
        ...program.modules.map(printFunction),
        ...program.functions.map(printFunction),
    ];
    return parts.join("\n");
}

function printGlobal(global: Global): string {
    const check = global.needsInitialisedCheck ? " checked" : "";
    return `global ${globalName(global)}${storage(global)}${check}\n`;
}

function printClass(declaration: ClassDeclaration): string {
    const base = declaration.base === undefined ? "" : ` extends ${className(declaration.base)}`;
    const fields = declaration.fields.map((field) => `    field ${field.name}\n`);
    const methods = [...declaration.methods].map(([name, method]) => `    method ${name} = ${functionName(method)}\n`);
    const accessors = [...declaration.accessors].flatMap(([name, { getter, setter }]) => [
        getter === undefined ? "" : `    getter ${name} = ${functionName(getter)}\n`,
        setter === undefined ? "" : `    setter ${name} = ${functionName(setter)}\n`,
    ]);
    const construct = `    constructor = ${functionName(declaration.classConstructor)}\n`;
    return `class ${className(declaration)}${base}\n${fields.join("")}${construct}${methods.join("")}${accessors.join("")}`;
}

export function printFunction(irFunction: IrFunction): string {
    const printer = new FunctionPrinter(irFunction);
    return printer.print();
}

class FunctionPrinter implements Printing {
    private readonly names = new Map<Local, string>();
    private readonly irFunction: IrFunction;

    constructor(irFunction: IrFunction) {
        this.irFunction = irFunction;
        const counts = new Map<string, number>();
        for (const { name } of irFunction.locals) counts.set(name, (counts.get(name) ?? 0) + 1);
        for (const local of irFunction.locals) {
            const unique = counts.get(local.name) === 1;
            this.names.set(local, unique ? local.name : `${local.name}.${local.id.toString()}`);
        }
    }

    print(): string {
        const { irFunction } = this;
        const parameters = irFunction.parameters.map((local, index) => {
            const rest = irFunction.rest && index === irFunction.parameters.length - 1 ? "..." : "";
            return rest + this.declaration(local);
        });
        const self = irFunction.thisLocal === undefined ? [] : [this.declaration(irFunction.thisLocal)];
        const captures = irFunction.captures.map((local) => this.declaration(local));
        const captured = captures.length > 0 ? ` captures [${captures.join(", ")}]` : "";
        const { returnType, mayThrow, testsStack }: Facts = irFunction;
        const result = returnType === undefined ? "" : `: ${formatType(returnType)}`;
        const facts = `${mayThrow === false ? " nothrow" : ""}${testsStack ? " tests-stack" : ""}`;
        const head = `${irFunction.kind} ${functionName(irFunction)}(${[...self, ...parameters].join(", ")})`;
        const variables = irFunction.locals
            .filter((local) => local.kind === "variable" && (local.cell || storage(local) !== ""))
            .map((local) => `    local ${this.declaration(local)}\n`);
        const blocks = irFunction.blocks.map((block) => this.block(block));
        return `${head}${result}${captured}${facts}\n${variables.join("")}${blocks.join("")}`;
    }

    private declaration(local: Local): string {
        return `${local.cell ? "cell " : ""}${this.name(local)}${storage(local)}`;
    }

    private name(local: Local): string {
        return this.names.get(local) ?? `?${local.name}.${local.id.toString()}`;
    }

    private block(block: Block): string {
        const handler = block.handler === undefined ? "" : ` handler ${blockName(block.handler)}`;
        const lines = block.instructions.map((instruction) => this.instruction(instruction));
        return [`${blockName(block)}:${handler}`, ...lines, this.terminator(block.terminator)]
            .map((line, index) => `${index === 0 ? "  " : "    "}${line}\n`)
            .join("");
    }

    private instruction(instruction: Instruction): string {
        const text = declarationOf(instruction).text(instruction, this);
        const targets = targetsOf(instruction).map(
            (local) => `${this.name(local)}${local.kind === "temporary" ? storage(local) : ""}`,
        );
        return targets.length === 0 ? text : `${targets.join(", ")} = ${text}`;
    }

    list(operands: readonly Operand[]): string {
        return operands.map((operand) => this.operand(operand)).join(", ");
    }

    passed(call: { readonly arguments: readonly Operand[]; readonly spread?: Operand }): string {
        const listed = call.arguments.map((operand) => this.operand(operand));
        return `(${[...listed, ...(call.spread === undefined ? [] : [`...${this.operand(call.spread)}`])].join(", ")})`;
    }

    self(thisArgument: Operand | undefined): string {
        return thisArgument === undefined ? "" : ` this ${this.operand(thisArgument)}`;
    }

    function(irFunction: IrFunction): string {
        return functionName(irFunction);
    }

    class(reference: ClassReference): string {
        return className(reference);
    }

    global(global: Global): string {
        return globalName(global);
    }

    callees(targets: readonly CallTarget[] | undefined): string {
        return targets === undefined ? "" : ` -> ${targets.map(calleeName).join(" | ")}`;
    }

    entered(irFunction: IrFunction | undefined): string {
        return irFunction === undefined ? "" : ` -> ${functionName(irFunction)}`;
    }

    private terminator(terminator: Terminator): string {
        switch (terminator.op) {
            case "jump":
                return `jump ${blockName(terminator.to)}`;
            case "branch":
                return (
                    `branch ${this.operand(terminator.condition)} ? ${blockName(terminator.then)}` +
                    ` : ${blockName(terminator.otherwise)}`
                );
            case "return":
            case "throw":
                return `${terminator.op} ${this.operand(terminator.value)}`;
            case "unreachable":
                return "unreachable";
        }
    }

    operand(operand: Operand): string {
        if (isLocal(operand)) return this.name(operand);
        if (operand.kind === "uninitialised") return "uninitialised";
        const { value } = operand;
        if (typeof value === "string") return JSON.stringify(value);
        return Object.is(value, -0) ? "-0" : String(value);
    }
}

function calleeName({ callee }: CallTarget): string {
    switch (callee.kind) {
        case "function":
            return functionName(callee.function);
        case "native":
            return callee.native.name;
        case "field":
            return `field(${callee.targets.map(calleeName).join(" | ")})`;
    }
}

function storage({ type, representation }: Stored): string {
    if (type === undefined) return "";
    return `: ${formatType(type)}${representation === undefined ? "" : ` as ${representation.kind}`}`;
}

export function functionName(irFunction: IrFunction): string {
    return `${irFunction.name}#${irFunction.id.toString()}`;
}

function globalName(global: Global): string {
    return `@${global.name}#${global.id.toString()}`;
}

function className(reference: ClassReference): string {
    return reference.kind === "class" ? `${reference.name}#${reference.id.toString()}` : reference.name;
}

function blockName(block: Block): string {
    return `${block.label}${block.id.toString()}`;
}
