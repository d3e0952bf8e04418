/**
 * Which classes are lowered in their general form: functions with objects beside them, whose
 * instances are general objects. All others are structs. A class that extends another has the same
 * form as that. None is general from the start: where a use needs it, the compiler lowers the
 * program again (compiler/index.ts).
 */
import { type ClassDeclaration, type ClassExpression, Node, type SourceFile } from "ts-morph";
import type { Span } from "../../../ir/program.ts";
import { spanOf } from "../../../load/span.ts";
import { descendants } from "../../descendants.ts";
import { declarationOf, skipOuter } from "../../symbols.ts";

/** A class by its place, which is the same each time the program is lowered. */
export const classKey = ({ file, start }: Span): string => `${file}:${start.toString()}`;

/** Classes, and functions that they extend, which have one form. */
interface Family {
    readonly members: Node[];
    /** A native class is among the bases, which fixes the struct. */
    isNative: boolean;
    isGeneral: boolean;
}

export class GeneralClasses {
    /** Classes of this program that a use needs in general form, and which are structs yet. */
    readonly wanted = new Set<string>();
    private readonly families = new Map<Node, Family>();
    private readonly asked: ReadonlySet<string>;
    private readonly isEvery: boolean;

    /** `asked`: the classes that are to be general; `isEvery`: all that can be. */
    constructor(asked: ReadonlySet<string>, isEvery: boolean) {
        this.asked = asked;
        this.isEvery = isEvery;
    }

    /** The modules of the program; classes of the library are structs. */
    addModules(files: readonly SourceFile[]): void {
        const classes = files.flatMap((file) => [...descendants(file)].filter(isClass));
        for (const node of classes) this.join(node);
        // A class whose base is computed may extend any of them.
        for (const file of files) {
            file.getStatements()
                .filter(Node.isFunctionDeclaration)
                .forEach((node) => this.familyOf(node));
        }
        for (const family of new Set(this.families.values())) {
            family.isGeneral ||=
                !family.isNative &&
                ((this.isEvery && family.members.some(isClass)) ||
                    family.members.some((member) => this.asked.has(classKey(spanOf(member)))));
        }
    }

    isGeneral(node: Node): boolean {
        return this.families.get(node)?.isGeneral === true;
    }

    /** A use needs the class, or the function, in general form; false where it can have none. */
    want(node: Node): boolean {
        const family = this.families.get(node) ?? (Node.isFunctionDeclaration(node) ? this.familyOf(node) : undefined);
        if (family === undefined || family.isNative || family.isGeneral) return false;
        this.wanted.add(classKey(spanOf(node)));
        return true;
    }

    /** Those among the places at which a class can become general. */
    canBe(keys: ReadonlySet<string>): string[] {
        return [...this.families]
            .filter(([, { isNative, isGeneral }]) => !isNative && !isGeneral)
            .map(([node]) => classKey(spanOf(node)))
            .filter((key) => keys.has(key));
    }

    private familyOf(node: Node): Family {
        const family = this.families.get(node) ?? { members: [node], isNative: false, isGeneral: false };
        this.families.set(node, family);
        return family;
    }

    private join(node: ClassNode): void {
        const own = this.familyOf(node);
        const clause = node.getExtends()?.getExpression();
        const base = clause === undefined ? undefined : namedBy(clause);
        if (base === undefined) return;
        if (!isClass(base) && !Node.isFunctionDeclaration(base)) {
            own.isNative ||= base.getSourceFile().isDeclarationFile();
            return;
        }
        if (base.getSourceFile().isDeclarationFile()) {
            own.isNative = true;
            return;
        }
        const other = this.familyOf(base);
        if (other === own) return;
        other.isNative ||= own.isNative;
        other.isGeneral ||= own.isGeneral;
        for (const member of own.members) {
            other.members.push(member);
            this.families.set(member, other);
        }
    }
}

type ClassNode = ClassDeclaration | ClassExpression;

export const isClass = (node: Node): node is ClassNode => Node.isClassDeclaration(node) || Node.isClassExpression(node);

/** The class that an expression names, or what else declares the name. */
function namedBy(expression: Node): Node | undefined {
    const node = skipOuter(expression);
    if (isClass(node)) return node;
    const name = Node.isPropertyAccessExpression(node) ? node.getNameNode() : node;
    if (!Node.isIdentifier(name)) return undefined;
    const declaration = declarationOf(name);
    if (!Node.isVariableDeclaration(declaration)) return declaration;
    const initializer = declaration.getInitializer();
    const value = initializer === undefined ? undefined : skipOuter(initializer);
    return value !== undefined && isClass(value) ? value : declaration;
}
