/** The variables that each evaluation of a class in general form has, which no name stands for. */
import { type ConstructorDeclaration, Node } from "ts-morph";
import type { Variable } from "../../variables.ts";
import { hiddenVariable, isElementLoop } from "../../variables.ts";
import { enclosingFunction } from "../../symbols.ts";
import { titleOf } from "../../function-names.ts";
import type { ProgramLowering } from "../../program.ts";
import { isClass } from "./choice.ts";
import type { ClassLike } from "../registry.ts";

/** What a private name of a class stands for. */
export interface Slot {
    readonly name: string;
    readonly isStatic: boolean;
    /** Holds the values of a field, by object; undefined for methods and accessors. */
    readonly field: Variable | undefined;
    readonly method: Variable | undefined;
    readonly getter: Variable | undefined;
    readonly setter: Variable | undefined;
}

export interface ClassParts {
    readonly node: ClassLike;
    /** As errors name the class. */
    readonly title: string;
    readonly isDerived: boolean;
    readonly written: ConstructorDeclaration | undefined;
    /** The class itself. */
    readonly self: Variable;
    readonly prototype: Variable;
    readonly base: Variable;
    /** The function that defines the fields of a new object. */
    readonly fields: Variable;
    /** `this` of a constructor of a derived class, once `super(...)` has returned. */
    readonly constructed: Variable | undefined;
    readonly slots: ReadonlyMap<string, Slot>;
    /** Which objects have the private methods and accessors. */
    readonly brand: Variable;
    readonly staticBrand: Variable;
    /** The names of fields that are computed. */
    readonly keys: ReadonlyMap<Node, Variable>;
}

/** Made once: where a class in a loop or function is evaluated again, its variables are others. */
export function partsOf(node: ClassLike, program: ProgramLowering): ClassParts {
    const known = program.classParts.get(node);
    if (known !== undefined) return known;
    const owner = enclosingFunction(node);
    const isGlobal = isOnce(node, owner);
    const title = titleOf(node);
    const prefix = title === "" ? "anonymous" : title;
    const variable = (name: string, isCell = false): Variable =>
        hiddenVariable(`${prefix}_${name}`, node, owner, {
            isGlobal,
            ...(isCell && !isGlobal ? { cell: true, startsUninitialised: true } : {}),
        });
    const written = node.getConstructors().find((each) => each.isImplementation());
    const isDerived = node.getExtends() !== undefined;
    const computed = node
        .getMembers()
        .filter((member) => Node.isPropertyDeclaration(member) && Node.isComputedPropertyName(member.getNameNode()));
    const parts: ClassParts = {
        node,
        title,
        isDerived,
        written,
        self: variable("class"),
        prototype: variable("prototype"),
        base: variable("base"),
        fields: variable("fields", true),
        constructed: isDerived && written !== undefined ? constructedOf(written) : undefined,
        slots: slotsOf(node, variable),
        brand: variable("brand"),
        staticBrand: variable("static_brand"),
        keys: new Map(computed.map((member) => [member, variable("key")])),
    };
    program.classParts.set(node, parts);
    return parts;
}

function isOnce(node: ClassLike, owner: Node): boolean {
    const isLoop = (around: Node): boolean =>
        isElementLoop(around) ||
        Node.isForStatement(around) ||
        Node.isWhileStatement(around) ||
        Node.isDoStatement(around);
    return Node.isSourceFile(owner) && node.getFirstAncestor(isLoop) === undefined;
}

function constructedOf(constructor: ConstructorDeclaration): Variable {
    const isShared = constructor.getDescendants().some((inner) => Node.isArrowFunction(inner));
    return hiddenVariable("constructed", constructor, constructor, {
        captured: isShared,
        cell: isShared,
        startsUndefined: true,
    });
}

function slotsOf(node: ClassLike, variable: (name: string) => Variable): Map<string, Slot> {
    const slots = new Map<string, Slot>();
    for (const member of node.getMembers()) {
        if (!Node.hasName(member) || !member.getName().startsWith("#")) continue;
        const name = member.getName();
        const made = (is: boolean, what: string): Variable | undefined =>
            is ? variable(`${what}_${name.slice(1)}`) : undefined;
        const known = slots.get(name);
        slots.set(name, {
            name,
            isStatic: Node.isStaticable(member) && member.isStatic(),
            field: made(Node.isPropertyDeclaration(member), "private"),
            method: made(Node.isMethodDeclaration(member), "method"),
            getter: made(Node.isGetAccessorDeclaration(member), "getter") ?? known?.getter,
            setter: made(Node.isSetAccessorDeclaration(member), "setter") ?? known?.setter,
        });
    }
    return slots;
}

/** The member of a class, or method of a literal, whose `this` and `super` the node means. */
export function memberAround(node: Node): Node | undefined {
    let named: Node | undefined;
    return node.getFirstAncestor((around) => {
        // A computed name of a member belongs to what surrounds the class or literal.
        if (Node.isComputedPropertyName(around)) named = around.getParent();
        return around !== named && isMember(around);
    });
}

const isMember = (node: Node): boolean =>
    Node.isMethodDeclaration(node) ||
    Node.isConstructorDeclaration(node) ||
    Node.isGetAccessorDeclaration(node) ||
    Node.isSetAccessorDeclaration(node) ||
    Node.isClassStaticBlockDeclaration(node) ||
    Node.isFunctionDeclaration(node) ||
    Node.isFunctionExpression(node) ||
    Node.isPropertyDeclaration(node);

/** The parts of the general class whose member a node stands in; undefined: of another kind. */
export function partsAround(member: Node | undefined, program: ProgramLowering): ClassParts | undefined {
    const holder = member?.getParent();
    if (holder === undefined || !isClass(holder) || !program.generals.isGeneral(holder)) return undefined;
    return partsOf(holder, program);
}
