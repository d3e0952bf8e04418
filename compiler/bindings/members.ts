/** Members of a native class or object: methods, properties, constants, signatures. */
import { FUNCTION_SETS, type FunctionOfNumbers } from "../types/numbers.ts";
import {
    type ClassMemberTypes,
    type InterfaceDeclaration,
    type MethodDeclaration,
    Node,
    type ParameterDeclaration,
    type TypeElementTypes,
    type TypeNode,
} from "ts-morph";
import { type DiagnosticBag } from "../diagnostics/bag.ts";
import { bindingOverloaded, bindingTagInvalid, bindingTagMissing } from "../diagnostics/diagnostics.ts";
import { spanOf } from "../load/span.ts";
import {
    type NativeCase,
    type NativeFunction,
    type NativeProperty,
    type NativeType,
    type ScriptMethod,
} from "./model.ts";
import { Tags } from "./tags.ts";
import { type OwnClass, type TypeReader } from "./types.ts";

export interface Signature extends Node {
    getParameters(): ParameterDeclaration[];
    getReturnTypeNode?(): TypeNode | undefined;
}

/**
 * Filled member by member. The instance side and the static side of a class are read into one of
 * these each.
 */
export interface Members {
    readonly methods: Map<string, NativeFunction>;
    readonly properties: Map<string, NativeProperty>;
    readonly constants: Map<string, number | string>;
    readonly scriptMethods: Map<string, readonly ScriptMethod[]>;
    readonly genericMethods: Map<string, readonly ScriptMethod[]>;
}

export function noMembers(): Members {
    return {
        methods: new Map(),
        properties: new Map(),
        constants: new Map(),
        scriptMethods: new Map(),
        genericMethods: new Map(),
    };
}

interface Case extends NativeCase {
    readonly node: MethodDeclaration;
}

export interface Owner {
    readonly name: string;
    readonly header: string;
    /** Instance members take the object as their first argument in C. */
    readonly takesThis: boolean;
}

/** The class for which interfaces that it shares with others are read. */
export interface Inherited extends OwnClass {
    readonly interfaces: readonly InterfaceDeclaration[];
}

export class MemberReader {
    private readonly types: TypeReader;
    private readonly diagnostics: DiagnosticBag;

    constructor(types: TypeReader, diagnostics: DiagnosticBag) {
        this.types = types;
        this.diagnostics = diagnostics;
    }

    tags(node: Node): Tags {
        return new Tags(node, this.diagnostics);
    }

    /**
     * Members without a plain name (index signatures, `[Symbol.iterator]`) are for the checker
     * alone.
     */
    read(
        into: Members,
        owner: Owner,
        members: readonly (ClassMemberTypes | TypeElementTypes)[],
        inherited?: Inherited,
    ): void {
        this.readOwn(into, owner, members);
        if (inherited !== undefined) this.readInherited(into, owner, namesOf(members), inherited);
    }

    /** What interfaces declare for several classes, as if each class declared it itself. */
    private readInherited(into: Members, owner: Owner, known: ReadonlySet<string>, inherited: Inherited): void {
        for (const base of inherited.interfaces) {
            const members = base.getMembers().filter((member) => !known.has(nameOf(member)));
            this.types.within(inherited, () => {
                this.readOwn(into, owner, members);
            });
            const interfaces = base.getBaseDeclarations().filter(Node.isInterfaceDeclaration);
            const names = new Set([...known, ...namesOf(members)]);
            this.readInherited(into, owner, names, { ...inherited, interfaces });
        }
    }

    private readOwn(into: Members, owner: Owner, members: readonly (ClassMemberTypes | TypeElementTypes)[]): void {
        const cases: Case[] = [];
        for (const member of members) {
            const isCase = Node.isMethodDeclaration(member) && this.tags(member).has("when");
            if (isCase) {
                this.readCase(cases, member);
            } else if (Node.isMethodDeclaration(member) || Node.isMethodSignature(member)) {
                if (isPlain(member.getNameNode())) this.method(into, owner, member.getName(), member);
            } else if (Node.isPropertyDeclaration(member) || Node.isPropertySignature(member)) {
                if (isPlain(member.getNameNode())) this.property(into, owner, member.getName(), member);
            }
        }
        cases.forEach((one) => this.addCase(into, one));
    }

    private readCase(cases: Case[], node: MethodDeclaration): void {
        const tags = this.tags(node);
        const [property, value] = tags.get("when")?.split(" ") ?? [];
        if (property === undefined || value === undefined) return;
        const parameters = this.types.parameters(node.getParameters(), tags);
        const result = inRange(this.types.read(node.getReturnTypeNode()), tags);
        cases.push({ node, property, value, parameters, result });
    }

    /** The method and the property that a case speaks of are members of the same class. */
    private addCase({ methods, properties }: Members, { node, ...one }: Case): void {
        const name = node.getName();
        const method = methods.get(name);
        if (method === undefined) this.require(node, name, { "@native": false });
        else if (properties.get(one.property)?.initial === undefined)
            this.diagnostics.add(bindingTagInvalid(spanOf(node), "@when", `${one.property} ${one.value}`));
        else methods.set(name, { ...method, cases: [...method.cases, one] });
    }

    /** A C function of the given name, or that of `@native`. */
    function(owner: Owner, name: string, node: Signature): NativeFunction | undefined {
        const tags = this.tags(node);
        const invokes = tags.get("invokes") as NativeFunction["invokes"];
        const asks = tags.get("asks") as NativeFunction["asks"];
        const isLowered = invokes !== undefined || asks !== undefined;
        const symbol = isLowered ? "" : tags.get("native");
        const header = tags.get("header") ?? owner.header;
        if (!isLowered && !this.require(node, name, { "@native": tags.has("native"), "@header": header !== "" }))
            return undefined;
        if (symbol === undefined) return undefined;
        const raises = tags.raises();
        return {
            kind: "nativeFunction",
            name,
            symbol,
            header,
            parameters: this.types.parameters(node.getParameters(), tags),
            result: this.result(node, tags),
            mayThrow: tags.has("throws"),
            ...(raises === undefined ? {} : { raises }),
            takesThis: owner.takesThis,
            pure: tags.has("pure"),
            names: namesAsked(tags),
            gives: propertiesGiven(tags),
            attributes: tags.attributes(),
            changes: tags.changes(),
            assigns: tags.has("assigns"),
            ...(invokes === undefined ? {} : { invokes }),
            ...(asks === undefined ? {} : { asks }),
            ...(tags.has("puts") ? { puts: true as const } : {}),
            objects: tags.get("objects"),
            holding: tags.get("holding"),
            tellsAbsent: tags.has("absent"),
            hint: tags.hint(),
            takesFurther: tags.has("further"),
            more: scriptOf(tags.get("more")),
            set: functionSet(tags),
            keepsElements: tags.has("keeps"),
            appends: tags.has("appends"),
            takes: takenElement(tags),
            cases: [],
            literal: tags.get("literal"),
            ...this.predicate(node),
        };
    }

    private predicate(node: Signature): Pick<NativeFunction, "tells"> {
        const type = node.getReturnTypeNode?.();
        if (!Node.isTypePredicate(type) || type.hasAssertsModifier()) return {};
        const argument = node
            .getParameters()
            .findIndex((one) => one.getName() === type.getParameterNameNode().getText());
        const told = this.types.read(type.getTypeNode());
        return argument >= 0 && (told.kind === "class" || told.kind === "array")
            ? { tells: { argument, type: told } }
            : {};
    }

    private result(node: Signature, tags: Tags): NativeType {
        if (Node.isConstructorDeclaration(node) || Node.isConstructSignatureDeclaration(node))
            return { kind: "undefined" };
        return inRange(this.types.read(node.getReturnTypeNode?.()), tags);
    }

    require(node: Node, what: string, tags: Readonly<Record<string, boolean>>): boolean {
        const missing = Object.keys(tags).filter((tag) => tags[tag] !== true);
        for (const tag of missing) this.diagnostics.add(bindingTagMissing(spanOf(node), `'${what}'`, tag));
        return missing.length === 0;
    }

    /** What the method does for other objects; with one argument less, what `@fewer` names. */
    private generic(into: Members, name: string, tags: Tags, parameters: number): void {
        const add = (value: string | undefined, count: number): void => {
            const script = scriptOf(value);
            if (script === undefined) return;
            const plain = { takesFurther: false, isApart: true, iterates: false, counted: undefined, makesOwn: false };
            const method = { ...script, ...plain, parameters: count };
            into.genericMethods.set(name, withScriptMethod(into.genericMethods.get(name) ?? [], method));
        };
        add(tags.get("generic"), parameters);
        add(tags.get("fewer"), parameters - 1);
    }

    private method(into: Members, owner: Owner, name: string, node: Signature): void {
        const tags = this.tags(node);
        // A signature that tsc and editors see in place of the one that is bound.
        if (tags.has("checker")) return;
        const script = scriptOf(tags.get("script"));
        const taken = node.getParameters().filter((parameter) => parameter.getName() !== "this").length;
        this.generic(into, name, tags, taken);
        if (script !== undefined) {
            const method = {
                ...script,
                parameters: taken,
                takesFurther: tags.has("further"),
                isApart: tags.has("apart"),
                iterates: tags.has("iterates"),
                counted: scriptOf(tags.get("counted")),
                makesOwn: this.types.isClass(node.getReturnTypeNode?.(), owner.name),
            };
            into.scriptMethods.set(name, withScriptMethod(into.scriptMethods.get(name) ?? [], method));
            return;
        }
        if (into.methods.has(name)) {
            this.diagnostics.add(bindingOverloaded(spanOf(node), `${owner.name}.${name}`));
            return;
        }
        const method = this.function(owner, `${owner.name}.${name}`, node);
        if (method !== undefined) into.methods.set(name, method);
    }

    private property(
        into: Members,
        owner: Owner,
        name: string,
        node: Node & { getTypeNode(): TypeNode | undefined; isReadonly(): boolean },
    ): void {
        const tags = this.tags(node);
        if (tags.has("checker")) return;
        const constant = tags.constant();
        if (constant !== undefined) {
            into.constants.set(name, constant);
            return;
        }
        const symbol = tags.get("native");
        const setter = tags.get("setter");
        const header = tags.get("header") ?? owner.header;
        if (!this.require(node, `${owner.name}.${name}`, { "@native": tags.has("native"), "@header": header !== "" }))
            return;
        if (symbol === undefined) return;
        const type = inRange(this.types.read(node.getTypeNode()), tags);
        const shared = {
            kind: "nativeFunction" as const,
            name: `${owner.name}.${name}`,
            header,
            takesThis: owner.takesThis,
            names: undefined,
            gives: undefined,
            assigns: false,
            objects: undefined,
            tellsAbsent: false,
            hint: undefined,
            takesFurther: false,
            more: undefined,
            set: undefined,
            keepsElements: false,
            appends: false,
            takes: undefined,
            cases: [],
            literal: undefined,
        };
        const isText = type.kind === "string" || tags.get("default") === undefined;
        if (!isText) this.diagnostics.add(bindingTagInvalid(spanOf(node), "@default", tags.get("default") ?? ""));
        into.properties.set(name, {
            name,
            type,
            initial: isText ? tags.get("default") : undefined,
            getter: {
                ...shared,
                symbol,
                parameters: [],
                result: type,
                mayThrow: tags.has("throws") && !tags.has("pure"),
                pure: tags.has("pure"),
            },
            setter:
                setter === undefined
                    ? undefined
                    : {
                          ...shared,
                          symbol: setter,
                          parameters: [
                              {
                                  name: "value",
                                  type: assigned(type),
                                  optional: false,
                                  rest: false,
                                  numeric: false,
                                  borrowed: false,
                              },
                          ],
                          result: { kind: "undefined" },
                          mayThrow: tags.has("throws"),
                          pure: false,
                          changes: tags.changes(),
                      },
        });
    }
}

function withScriptMethod(others: readonly ScriptMethod[], method: ScriptMethod): readonly ScriptMethod[] {
    const isKnown = others.some(({ file, export: name }) => file === method.file && name === method.export);
    return isKnown ? others : [...others, method].sort((a, b) => b.parameters - a.parameters);
}

const nameOf = (member: ClassMemberTypes | TypeElementTypes): string => (Node.hasName(member) ? member.getName() : "");

const namesOf = (members: readonly (ClassMemberTypes | TypeElementTypes)[]): ReadonlySet<string> =>
    new Set(members.map(nameOf).filter((name) => name !== ""));

function isPlain(name: Node): boolean {
    return Node.isIdentifier(name) || Node.isStringLiteral(name);
}

/** What a tag `FILE#EXPORT` names. */
function scriptOf(value: string | undefined): { readonly file: string; readonly export: string } | undefined {
    const [file, exported] = value?.split("#") ?? [];
    return file === undefined || exported === undefined ? undefined : { file, export: exported };
}

function functionSet(tags: Tags): NativeFunction["set"] {
    const name = tags.get("set");
    return name !== undefined && isFunctionSet(name) ? name : undefined;
}

function takenElement(tags: Tags): NativeFunction["takes"] {
    const which = tags.get("takes");
    return which === "first" || which === "last" ? which : undefined;
}

function namesAsked(tags: Tags): NativeFunction["names"] {
    const which = tags.get("names");
    return which === "own" || which === "nested" || which === "all" ? which : undefined;
}

function propertiesGiven(tags: Tags): NativeFunction["gives"] {
    const which = tags.get("gives");
    return which === "names" || which === "values" || which === "members" || which === "json" ? which : undefined;
}

const isFunctionSet = (name: string): name is FunctionOfNumbers => name in FUNCTION_SETS;

/** What is assigned to a number is any number: the setter says which ones are out of range. */
function assigned(type: NativeType): NativeType {
    return type.kind === "number" ? { kind: "number", c: "double", min: -Infinity, max: Infinity } : type;
}

/** `@range` holds for the number in a result, alone or in a union with undefined. */
function inRange(type: NativeType, tags: Tags): NativeType {
    const range = tags.range();
    if (range === undefined) return type;
    const narrow = (member: NativeType): NativeType => (member.kind === "number" ? { ...member, ...range } : member);
    return type.kind === "union" ? { kind: "union", members: type.members.map(narrow) } : narrow(type);
}
