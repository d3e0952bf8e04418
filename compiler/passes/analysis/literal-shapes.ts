/**
 * The shapes of object literals. Each place in the program where one is made has a shape of its
 * own, so that `{ a: 1 }` here says nothing of `{ a: "x" }` there. Where literals with the same
 * names come together in one value, their shapes become one: what reads a property has one layout
 * to read, as if the program had a class for it. A literal that gets or loses properties by names
 * that are made at run time is a general object.
 */
import type { Span } from "../../ir/program.ts";
import { ABSENT_TYPE } from "../../types/lattice.ts";
import type { Field, GeneralShape, LiteralShape, Shape } from "../../types/shape.ts";
import type { ShapeUnion } from "../../types/table.ts";
import type { GeneralShapes } from "./general-shapes.ts";
import { type Place, Readers } from "./place.ts";
import type { Flow } from "./place.ts";

/** Makes a place for a field. */
export type NewPlace = (name: string, initial?: typeof ABSENT_TYPE, optional?: boolean) => Place;

export class LiteralShapes implements ShapeUnion {
    private readonly flow: Flow;
    private readonly newPlace: NewPlace;
    private readonly generals: GeneralShapes;
    private readonly groups = new Map<string, number>();
    private readonly places = new Map<LiteralShape, Map<string, Place>>();
    private readonly readersOfNames = new Map<LiteralShape, Readers>();
    private readonly readersOfForm = new Map<LiteralShape, Readers>();
    /** From a shape to the one that it has become part of. */
    private readonly forward = new Map<LiteralShape, LiteralShape | GeneralShape>();
    /** Shapes that have become part of another one, and whose contents have not yet. */
    private readonly due: LiteralShape[] = [];

    constructor(flow: Flow, newPlace: NewPlace, generals: GeneralShapes) {
        this.flow = flow;
        this.newPlace = newPlace;
        this.generals = generals;
    }

    get unions(): number {
        return this.forward.size;
    }

    make(id: number, names: readonly string[], span: Span): LiteralShape {
        const key = JSON.stringify(names);
        const group = this.groups.get(key) ?? this.groups.size;
        this.groups.set(key, group);
        const fields = new Map(names.map((name) => [name, this.newPlace(name)]));
        const integrity = this.newPlace("integrity");
        const shape: LiteralShape = { kind: "literal", id, span, group, fields, integrity };
        this.places.set(shape, fields);
        return shape;
    }

    /** A property that the literal was made without: it can be absent from then on. */
    addOptional(shape: LiteralShape, name: string): Field {
        return this.addOptionalPlace(shape, name);
    }

    private addOptionalPlace(shape: LiteralShape, name: string): Place {
        const place = this.newPlace(name, ABSENT_TYPE, true);
        this.placesOf(shape).set(name, place);
        this.readersOfNames.get(shape)?.wake();
        return place;
    }

    /** What runs depends on which names the shape has. */
    noteNames(shape: LiteralShape): void {
        this.note(this.readersOfNames, shape);
    }

    /** A call chooses an instance by whether the shape is a struct. */
    noteForm(shape: LiteralShape): void {
        this.note(this.readersOfForm, shape);
    }

    private note(all: Map<LiteralShape, Readers>, shape: LiteralShape): void {
        let readers = all.get(shape);
        if (readers === undefined) {
            readers = new Readers(this.flow);
            all.set(shape, readers);
        }
        readers.note();
    }

    /** The shape that a shape has become. */
    current(shape: LiteralShape): LiteralShape | GeneralShape;
    current(shape: Shape): Shape;
    current(shape: Shape): Shape {
        let at = shape;
        while (at.kind === "literal") {
            const next = this.forward.get(at);
            if (next === undefined) return at;
            at = next;
        }
        return at;
    }

    /** The set without shapes that have become others; of each group it holds one. */
    united(shapes: ReadonlySet<Shape>): ReadonlySet<Shape> {
        const first = new Map<number, LiteralShape>();
        const result = new Set<Shape>();
        for (const shape of shapes) {
            const now = this.current(shape);
            const known = now.kind === "literal" ? first.get(now.group) : undefined;
            if (now.kind === "literal" && known === undefined) first.set(now.group, now);
            else if (now.kind === "literal" && known !== undefined) this.unite(known, now);
            result.add(now);
        }
        return new Set([...result].map((shape) => this.current(shape)));
    }

    private unite(a: LiteralShape, b: LiteralShape): void {
        const [into, from] = [a, b].sort((x, y) => x.id - y.id);
        if (into !== undefined && from !== undefined && into !== from) this.become(from, into);
    }

    /** The shape is another one from now on; contents follow when the running piece has ended. */
    become(from: LiteralShape, into: LiteralShape | GeneralShape): void {
        if (this.current(from) !== from) return;
        if (this.flow.isSettled) throw new Error("two shapes became one after the analysis");
        this.forward.set(from, into);
        this.due.push(from);
    }

    /** Contents follow: what was stored in one shape can be read from the other. */
    settle(): void {
        for (let from = this.due.pop(); from !== undefined; from = this.due.pop()) {
            const into = this.current(from);
            const source = this.placesOf(from);
            this.readersOfForm.get(from)?.wake();
            into.integrity.grow(from.integrity.type);
            if (into.kind === "general") {
                this.moveInto(into, source);
                this.readersOfNames.get(from)?.wake();
                continue;
            }
            const target = this.placesOf(into);
            for (const name of target.keys()) if (!source.has(name)) target.get(name)?.grow(ABSENT_TYPE);

            for (const [name, place] of source) {
                const to = target.get(name) ?? this.addOptionalPlace(into, name);
                to.grow(place.type);
                place.wakeReaders();
            }
            this.readersOfNames.get(from)?.wake();
            from.fields = into.fields;
            this.places.set(from, target);
        }
    }

    private moveInto(general: GeneralShape, source: ReadonlyMap<string, Place>): void {
        for (const [name, place] of source) {
            this.generals.define(general, name, place.type);
            place.wakeReaders();
        }
    }

    private placesOf(shape: LiteralShape): Map<string, Place> {
        const places = this.places.get(shape);
        if (places === undefined) throw new Error("the shape was not made here");
        return places;
    }
}
