/**
 * The shapes of general objects: one for each place that makes one. A literal becomes general where
 * the program adds or deletes properties by names that are made at run time.
 */
import { propertyOfField } from "../../types/keys.ts";
import { ABSENT_TYPE, NEVER } from "../../types/lattice.ts";
import type { Field, GeneralShape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import type { NewPlace } from "./literal-shapes.ts";
import type { Flow, Place } from "./place.ts";
import { Readers } from "./place.ts";
import type { Intrinsic, Span } from "../../ir/program.ts";

interface Contents {
    readonly fields: Map<string, Field>;
    /** What runs depends on which names the program writes. */
    readonly readersOfNames: Readers;
}

export class GeneralShapes {
    private readonly flow: Flow;
    private readonly newPlace: NewPlace;
    private readonly contents = new Map<GeneralShape, Contents>();

    constructor(flow: Flow, newPlace: NewPlace) {
        this.flow = flow;
        this.newPlace = newPlace;
    }

    /** `fields`: those that it is made with. */
    make(id: number, span: Span, fields: Iterable<readonly [string, Place]> = [], intrinsic?: Intrinsic): GeneralShape {
        const own = new Map<string, Field>(fields);
        const shape: GeneralShape = {
            kind: "general",
            id,
            span,
            fields: own,
            others: this.newPlace("others"),
            getters: this.newPlace("getters"),
            setters: this.newPlace("setters"),
            integrity: this.newPlace("integrity"),
            prototypes: this.newPlace("prototypes"),
            ...(intrinsic && { intrinsic }),
        };
        this.contents.set(shape, { fields: own, readersOfNames: new Readers(this.flow) });
        return shape;
    }

    noteNames(shape: GeneralShape): void {
        this.of(shape).readersOfNames.note();
    }

    /** A value is stored under a name that the program writes. */
    store(shape: GeneralShape, name: string, value: Type): void {
        this.named(shape, name).grow(value);
    }

    /** Of a literal: the property is there from the start. */
    define(shape: GeneralShape, name: string, value: Type): void {
        const known = shape.fields.get(name);
        if (known === undefined) this.add(shape, name, this.newPlace(name)).grow(value);
        else known.grow(value);
        // What a getter gives comes when it runs.
        const property = propertyOfField(name);
        if (property !== name) this.define(shape, property, NEVER);
    }

    /** The property may be deleted; without a name, any may. */
    remove(shape: GeneralShape, name: string | undefined): void {
        this.noteNames(shape);
        shape.fields.forEach((field, key) => {
            if (name === undefined || name === key) field.grow(ABSENT_TYPE);
        });
    }

    private named(shape: GeneralShape, name: string): Field {
        return shape.fields.get(name) ?? this.add(shape, name, this.newPlace(name, ABSENT_TYPE, true));
    }

    private add(shape: GeneralShape, name: string, place: Place): Place {
        const { fields, readersOfNames } = this.of(shape);
        fields.set(name, place);
        readersOfNames.wake();
        return place;
    }

    private of(shape: GeneralShape): Contents {
        const contents = this.contents.get(shape);
        if (contents === undefined) throw new Error("the shape was not made here");
        return contents;
    }
}
