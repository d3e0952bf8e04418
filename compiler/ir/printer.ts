/** The IR as text: one line an instruction, names from the source, made unique with the id only where they clash. */
import { isLocal } from "./effects.ts";
import type { ArrayPart, CallTarget, ClassReference, Instruction, ObjectPart, Terminator } from "./instructions.ts";
import type { Block, ClassDeclaration, Global, IrFunction, Local, Operand, Program } from "./program.ts";
import { formatType } from "./typePrinter.ts";

export function printProgram(program: Program): string {
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
    const construct = `    constructor = ${functionName(declaration.classConstructor)}\n`;
    return `class ${className(declaration)}${base}\n${fields.join("")}${construct}${methods.join("")}`;
}

export function printFunction(irFunction: IrFunction): string {
    const printer = new FunctionPrinter(irFunction);
    return printer.print();
}

class FunctionPrinter {
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
        const result = irFunction.returnType === undefined ? "" : `: ${formatType(irFunction.returnType)}`;
        const facts = `${irFunction.mayThrow === false ? " nothrow" : ""}${irFunction.testsStack ? " tests-stack" : ""}`;
        const head = `${irFunction.kind} ${functionName(irFunction)}(${[...self, ...parameters].join(", ")})`;
        const variables = irFunction.locals
            .filter((local) => local.kind === "variable" && (local.type !== undefined || local.cell))
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
        const target = "target" in instruction && instruction.target !== undefined ? instruction.target : undefined;
        const text = this.operation(instruction);
        if (target === undefined) return text;
        const type = target.kind === "temporary" ? storage(target) : "";
        return `${this.name(target)}${type} = ${text}`;
    }

    private operation(instruction: Instruction): string {
        const of = (operand: Operand) => this.operand(operand);
        const list = (operands: readonly Operand[]) => operands.map(of).join(", ");
        switch (instruction.op) {
            case "copy":
            case "narrow":
                return `${instruction.op} ${of(instruction.source)}`;
            case "unary":
                return `${instruction.operator} ${of(instruction.operand)}`;
            case "binary":
                return `${instruction.operator} ${of(instruction.left)}, ${of(instruction.right)}`;
            case "template":
                return `template ${list(instruction.parts)}`;
            case "instanceOf":
                return `instanceOf ${of(instruction.value)}, ${className(instruction.classReference)}`;
            case "newCell":
                return `newCell ${of(instruction.value)}`;
            case "loadCell":
                return `loadCell ${of(instruction.cell)}`;
            case "storeCell":
                return `storeCell ${of(instruction.cell)}, ${of(instruction.value)}`;
            case "loadGlobal":
                return `loadGlobal ${globalName(instruction.global)}`;
            case "storeGlobal":
                return `storeGlobal ${globalName(instruction.global)}, ${of(instruction.value)}`;
            case "checkInitialised":
                return `checkInitialised ${of(instruction.value)} "${instruction.name}"`;
            case "getProperty":
            case "getMethod":
                return `${instruction.op} ${of(instruction.object)}.${instruction.name}`;
            case "setProperty":
            case "defineField":
                return `${instruction.op} ${of(instruction.object)}.${instruction.name}, ${of(instruction.value)}`;
            case "getIndex":
                return `getIndex ${of(instruction.object)}[${of(instruction.index)}]`;
            case "setIndex":
                return `setIndex ${of(instruction.object)}[${of(instruction.index)}], ${of(instruction.value)}`;
            case "newObject":
                return `newObject {${instruction.parts.map((part) => this.objectPart(part)).join(", ")}}`;
            case "newArray":
                return `newArray [${instruction.parts.map((part) => this.arrayPart(part)).join(", ")}]`;
            case "objectRest":
                return `objectRest ${of(instruction.source)} without [${instruction.excluded.join(", ")}]`;
            case "arrayRest":
                return `arrayRest ${of(instruction.source)} from ${instruction.from.toString()}`;
            case "catch":
                return "catch";
            case "iterateStart":
                return `iterateStart ${of(instruction.iterable)}`;
            case "iterateNext": {
                const targets = [instruction.done, instruction.value, instruction.position];
                return `${list(targets)} = iterateNext ${of(instruction.iterable)}`;
            }
            default:
                return this.callOperation(instruction);
        }
    }

    private callOperation(instruction: CallLike): string {
        const of = (operand: Operand) => this.operand(operand);
        const list = (operands: readonly Operand[]) => operands.map(of).join(", ");
        switch (instruction.op) {
            case "makeFunction":
                return `makeFunction ${functionName(instruction.function)} [${list(instruction.captures)}]`;
            case "methodReference":
                return `methodReference ${className(instruction.owner)}.${instruction.name}`;
            case "call":
                return `call ${of(instruction.callee)} this ${of(instruction.thisArgument)} (${this.passed(instruction)})${callees(instruction.callees)}`;
            case "callMethod": {
                const method = instruction.method === undefined ? "" : ` method ${of(instruction.method)}`;
                const receiver = `${of(instruction.object)}.${instruction.name}`;
                return `callMethod ${receiver}${method} (${this.passed(instruction)})${callees(instruction.callees)}`;
            }
            case "callFunction":
                return `callFunction ${functionName(instruction.function)}${this.receiver(instruction.thisArgument)} (${this.passed(instruction)})`;
            case "callNative":
                return `callNative ${instruction.native.name}${this.receiver(instruction.thisArgument)} (${this.passed(instruction)})`;
            case "new":
                return `new ${className(instruction.classReference)} (${this.passed(instruction)})${constructorName(instruction.constructorFunction)}`;
            case "superConstruct":
                return `superConstruct ${of(instruction.thisLocal)} ${className(instruction.base)} (${this.passed(instruction)})${constructorName(instruction.constructorFunction)}`;
        }
    }

    private passed(call: { readonly arguments: readonly Operand[]; readonly spread?: Operand }): string {
        const listed = call.arguments.map((operand) => this.operand(operand));
        return [...listed, ...(call.spread === undefined ? [] : [`...${this.operand(call.spread)}`])].join(", ");
    }

    private receiver(thisArgument: Operand | undefined): string {
        return thisArgument === undefined ? "" : ` this ${this.operand(thisArgument)}`;
    }

    private objectPart(part: ObjectPart): string {
        return part.kind === "spread" ? `...${this.operand(part.value)}` : `${part.name}: ${this.operand(part.value)}`;
    }

    private arrayPart(part: ArrayPart): string {
        if (part.kind === "hole") return "hole";
        return `${part.kind === "spread" ? "..." : ""}${this.operand(part.value)}`;
    }

    private terminator(terminator: Terminator): string {
        switch (terminator.op) {
            case "jump":
                return `jump ${blockName(terminator.to)}`;
            case "branch":
                return `branch ${this.operand(terminator.condition)} ? ${blockName(terminator.then)} : ${blockName(terminator.otherwise)}`;
            case "return":
            case "throw":
                return `${terminator.op} ${this.operand(terminator.value)}`;
            case "unreachable":
                return "unreachable";
        }
    }

    private operand(operand: Operand): string {
        if (isLocal(operand)) return this.name(operand);
        if (operand.kind === "uninitialised") return "uninitialised";
        const { value } = operand;
        if (typeof value === "string") return JSON.stringify(value);
        return Object.is(value, -0) ? "-0" : String(value);
    }
}

type CallLike = Extract<
    Instruction,
    {
        op:
            | "makeFunction"
            | "methodReference"
            | "call"
            | "callMethod"
            | "callFunction"
            | "callNative"
            | "new"
            | "superConstruct";
    }
>;

function callees(targets: readonly CallTarget[] | undefined): string {
    return targets === undefined ? "" : ` -> ${targets.map(calleeName).join(" | ")}`;
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

function constructorName(irFunction: IrFunction | undefined): string {
    return irFunction === undefined ? "" : ` -> ${functionName(irFunction)}`;
}

function storage(location: Pick<Local, "type" | "representation">): string {
    if (location.type === undefined) return "";
    const representation = location.representation === undefined ? "" : ` as ${location.representation.kind}`;
    return `: ${formatType(location.type)}${representation}`;
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
