/**
 * Declared types to NativeType, from the syntax of the declaration: the number aliases say how a
 * number crosses into C.
 */
import { type InterfaceDeclaration, Node, type ParameterDeclaration, SyntaxKind, type TypeNode } from "ts-morph";
import { type DiagnosticBag } from "../diagnostics/bag.ts";
import { bindingTypeUnsupported } from "../diagnostics/diagnostics.ts";
import { spanOf } from "../load/span.ts";
import { ELEMENT_SETS } from "../types/numbers.ts";
import { type CNumber, type NativeOptions, type NativeParameter, type NativeType, type ViewKind } from "./model.ts";
import { Tags } from "./tags.ts";

const anything: NativeType = { kind: "any" };
const int32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };

function number(c: CNumber, min: number, max: number): NativeType {
    return { kind: "number", c, min, max };
}

const primitives: ReadonlyMap<string, NativeType> = new Map<string, NativeType>([
    ["int32", number("int32_t", int32.min, int32.max)],
    ["uint8", number("int32_t", 0, 255)],
    ["uint16", number("int32_t", 0, 65535)],
    ["uint32", number("uint32_t", 0, 2 ** 32 - 1)],
    ["int32Position", { kind: "number", c: "int32_t", ...int32, position: true }],
    ["int32OrNaN", number("struct tsp_bits", int32.min, int32.max)],
    ["tagged", number("tsp_value", -Infinity, Infinity)],
    ["taggedInteger", { kind: "number", c: "tsp_value", min: -Infinity, max: Infinity, integer: true }],
    ["String", { kind: "string" }],
    ["Number", number("double", -Infinity, Infinity)],
    ["Boolean", { kind: "boolean" }],
    ["Function", anything],
    ["Object", anything],
]);

const keywords: ReadonlyMap<SyntaxKind, NativeType> = new Map<SyntaxKind, NativeType>([
    [SyntaxKind.NumberKeyword, number("double", -Infinity, Infinity)],
    [SyntaxKind.StringKeyword, { kind: "string" }],
    [SyntaxKind.BooleanKeyword, { kind: "boolean" }],
    [SyntaxKind.UndefinedKeyword, { kind: "undefined" }],
    [SyntaxKind.VoidKeyword, { kind: "undefined" }],
    [SyntaxKind.NeverKeyword, { kind: "union", members: [] }],
    [SyntaxKind.AnyKeyword, anything],
    [SyntaxKind.UnknownKeyword, anything],
    [SyntaxKind.ObjectKeyword, anything],
    [SyntaxKind.ThisType, { kind: "this" }],
    // `value is T`
    [SyntaxKind.TypePredicate, { kind: "boolean" }],
]);

/** Names in interfaces that several classes extend. */
const OWN_PARAMETER = "Own";
const ELEMENT = "element";

function elementOf(kind: ViewKind): NativeType {
    const { min, max, integer } = ELEMENT_SETS[kind];
    return number(!integer ? "double" : max > int32.max ? "uint32_t" : "int32_t", min, max);
}

interface FunctionType {
    getParameters(): ParameterDeclaration[];
}

/** The class whose members an interface declares. */
export interface OwnClass {
    readonly name: string;
    readonly elements: ViewKind | undefined;
}

export class TypeReader {
    private own: OwnClass | undefined;
    private readonly options = new Map<InterfaceDeclaration, NativeOptions>();
    private readonly diagnostics: DiagnosticBag;

    constructor(diagnostics: DiagnosticBag) {
        this.diagnostics = diagnostics;
    }

    read(node: TypeNode | undefined): NativeType {
        if (node === undefined) return anything;
        const keyword = keywords.get(node.getKind());
        if (keyword !== undefined) return keyword;
        if (Node.isParenthesizedTypeNode(node)) return this.read(node.getTypeNode());
        if (Node.isUnionTypeNode(node)) return this.union(node.getTypeNodes());
        if (Node.isArrayTypeNode(node)) return { kind: "array", element: this.read(node.getElementTypeNode()) };
        if (Node.isTypeOperatorTypeNode(node) && node.getOperator() === SyntaxKind.ReadonlyKeyword)
            return this.read(node.getTypeNode());
        if (Node.isFunctionTypeNode(node)) return this.callback(node);
        if (Node.isLiteralTypeNode(node)) return this.literal(node);
        if (Node.isTypeReference(node)) return this.reference(node);
        return this.unsupported(node);
    }

    /**
     * Reads declarations of an interface for one of the classes that extend it: its type parameter
     * is that class, and `element` a number that the class holds.
     */
    within(own: OwnClass, read: () => void): void {
        this.own = own;
        read();
        this.own = undefined;
    }

    /** Whether the type is the class itself. */
    isClass(node: TypeNode | undefined, name: string): boolean {
        if (node === undefined) return false;
        return node.getText() === name || (this.own !== undefined && node.getText() === OWN_PARAMETER);
    }

    parameters(declarations: readonly ParameterDeclaration[], tags?: Tags): NativeParameter[] {
        const numeric = tags?.get("numeric")?.split(" ") ?? [];
        const borrowed = tags?.get("borrows");
        return declarations
            .filter((parameter) => parameter.getName() !== "this")
            .map((parameter) => {
                const rest = parameter.isRestParameter();
                const type = this.read(parameter.getTypeNode());
                return {
                    name: parameter.getName(),
                    type: rest && type.kind === "array" ? type.element : type,
                    optional: parameter.isOptional() && !rest,
                    rest,
                    numeric: numeric.includes(parameter.getName()),
                    borrowed: parameter.getName() === borrowed,
                };
            });
    }

    callback(node: FunctionType): NativeType {
        const parameters = node.getParameters();
        const receiver = parameters.find((parameter) => parameter.getName() === "this");
        return {
            kind: "callback",
            thisType: receiver ? this.read(receiver.getTypeNode()) : { kind: "undefined" },
            parameters: this.parameters(parameters).map(({ type }) => type),
        };
    }

    private union(nodes: readonly TypeNode[]): NativeType {
        const members = nodes
            .map((member) => this.read(member))
            .flatMap((member) => (member.kind === "union" ? member.members : [member]));
        return members.some(({ kind }) => kind === "any") ? anything : { kind: "union", members };
    }

    private literal(node: TypeNode): NativeType {
        const literal = Node.isLiteralTypeNode(node) ? node.getLiteral() : node;
        if (Node.isStringLiteral(literal)) return { kind: "literal", value: literal.getLiteralText() };
        if (Node.isNoSubstitutionTemplateLiteral(literal)) return { kind: "literal", value: literal.getLiteralText() };
        if (literal.getKind() === SyntaxKind.NullKeyword) return { kind: "null" };
        if (Node.isTrueLiteral(literal) || Node.isFalseLiteral(literal)) return { kind: "boolean" };
        const value = Number(literal.getText());
        if (Number.isNaN(value)) return this.unsupported(node);
        const fits = Number.isInteger(value) && value >= int32.min && value <= int32.max;
        return number(fits ? "int32_t" : "double", value, value);
    }

    private reference(node: TypeNode): NativeType {
        if (!Node.isTypeReference(node)) return this.unsupported(node);
        const name = node.getTypeName().getText();
        const primitive = primitives.get(name);
        if (primitive !== undefined) return primitive;
        if (name === ELEMENT && this.own?.elements !== undefined) return elementOf(this.own.elements);
        if (name === OWN_PARAMETER && this.own !== undefined) return { kind: "class", name: this.own.name };
        if (name === "Array" || name === "ReadonlyArray")
            return { kind: "array", element: this.read(node.getTypeArguments()[0]) };
        const symbol = node.getTypeName().getSymbol();
        const declarations = (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations() ?? [];
        for (const declaration of declarations) {
            const found = this.declared(declaration);
            if (found !== undefined) return found;
        }
        return this.unsupported(node);
    }

    private declared(declaration: Node): NativeType | undefined {
        if (Node.isTypeParameterDeclaration(declaration)) {
            const owner = declaration.getParent();
            const ofClass = Node.isClassDeclaration(owner) || Node.isInterfaceDeclaration(owner);
            return ofClass ? { kind: "parameter" } : anything;
        }
        if (Node.isTypeAliasDeclaration(declaration)) {
            // A recursive alias has no end; tsc accepts it behind arrays and functions.
            return declaration.getTypeParameters().length > 0 || refersToItself(declaration)
                ? undefined
                : this.read(declaration.getTypeNode());
        }
        if (Node.isClassDeclaration(declaration)) return { kind: "class", name: declaration.getName() ?? "default" };
        if (!Node.isInterfaceDeclaration(declaration)) return undefined;
        const tags = new Tags(declaration, this.diagnostics);
        if (tags.has("shape")) return { kind: "class", name: declaration.getName() };
        if (tags.has("native")) return { kind: "options", options: this.readOptions(declaration, tags) };
        const [signature] = declaration.getCallSignatures();
        return signature && declaration.getMembers().length === 1 ? this.callback(signature) : undefined;
    }

    private readOptions(declaration: InterfaceDeclaration, tags: Tags): NativeOptions {
        const known = this.options.get(declaration);
        if (known !== undefined) return known;
        const properties = new Map<string, NativeType>();
        const readers = new Map<string, string>();
        const options: NativeOptions = {
            name: declaration.getName(),
            cType: tags.get("native") ?? "",
            header: tags.get("header") ?? "",
            properties,
            readers,
            required: tags.get("requires"),
        };
        this.options.set(declaration, options);
        for (const base of declaration.getBaseDeclarations().filter(Node.isInterfaceDeclaration)) {
            const inherited = this.readOptions(base, new Tags(base, this.diagnostics));
            inherited.properties.forEach((type, name) => properties.set(name, type));
            inherited.readers.forEach((reader, name) => readers.set(name, reader));
        }
        for (const property of declaration.getProperties()) {
            properties.set(property.getName(), this.read(property.getTypeNode()));
            const reader = new Tags(property, this.diagnostics).get("reader");
            if (reader !== undefined) readers.set(property.getName(), reader);
        }
        for (const method of declaration.getMethods()) properties.set(method.getName(), this.callback(method));
        return options;
    }

    private unsupported(node: TypeNode): NativeType {
        this.diagnostics.add(bindingTypeUnsupported(spanOf(node), node.getText()));
        return anything;
    }
}

function refersToItself(alias: Node): boolean {
    const symbol = alias.getSymbol();
    return alias
        .getDescendantsOfKind(SyntaxKind.TypeReference)
        .some((reference) => reference.getTypeName().getSymbol() === symbol);
}
