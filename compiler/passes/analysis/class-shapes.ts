/**
 * The shapes of classes. A class has one; a generic class has one for each context that makes it,
 * so that `new Box(1)` says nothing of `new Box("x")`.
 */
import type { ClassDeclaration } from "../../ir/program.ts";
import { ABSENT_TYPE, NEVER } from "../../types/lattice.ts";
import { findMember } from "../../types/members.ts";
import type { ClassShape, NativeShape } from "../../types/shape.ts";
import type { World } from "./world.ts";

export class ClassShapes {
    private readonly world: World;
    private readonly budget: number;
    private readonly shapes = new Map<ClassDeclaration, Map<string, ClassShape>>();

    /** Contexts of a class beyond the budget share one shape. */
    constructor(world: World, budget: number) {
        this.world = world;
        this.budget = budget;
    }

    /** `context`: who makes it, with which type arguments. */
    shape(declaration: ClassDeclaration, context = ""): ClassShape {
        const shapes = this.shapes.get(declaration) ?? new Map<string, ClassShape>();
        this.shapes.set(declaration, shapes);
        const wanted = declaration.isGeneric || hasGenericBase(declaration) ? context : "";
        const key = shapes.has(wanted) || shapes.size < this.budget ? wanted : "";
        const known = shapes.get(key);
        if (known !== undefined) return known;
        const shape = this.make(declaration, key);
        shapes.set(key, shape);
        return shape;
    }

    private make(declaration: ClassDeclaration, context: string): ClassShape {
        const { world } = this;
        const early = world.host.readEarly.get(declaration);
        const base = this.base(declaration, context);
        // A field that the base class has too is one property of the object.
        const own = declaration.fields.filter(
            ({ name }) => base === undefined || findMember(base, name)?.kind !== "field",
        );
        const shape: ClassShape = {
            kind: "class",
            id: world.shapes.length,
            declaration,
            base,
            integrity: world.place("integrity"),
            ...(base?.mode === undefined ? {} : { mode: world.place("mode") }),
            fields: new Map(
                own.map(({ name }) => [name, world.place(name, early?.has(name) === true ? ABSENT_TYPE : NEVER)]),
            ),
        };
        world.shapes.push(shape);
        return shape;
    }

    private base({ id, base }: ClassDeclaration, context: string): ClassShape | NativeShape | undefined {
        if (base?.kind === "class") return this.shape(base, `of ${id} ${context}`);
        return base && this.world.nativeShape(base);
    }
}

function hasGenericBase({ base }: ClassDeclaration): boolean {
    return base?.kind === "class" && (base.isGeneric || hasGenericBase(base));
}
