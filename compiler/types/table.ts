/**
 * Sets of values, one object for each: equal sets are the same object, so that to compare is to
 * look at identity, and a join is made once. A table belongs to one analysis, because shapes do.
 * What `Type` and `NumberSet` consist of is named here, in the keys.
 */
import { join, NEVER } from "./lattice.ts";
import type { Shape } from "./shape.ts";
import type { NumberSet, Type } from "./type.ts";

/** More than the types of any program that fits a machine. */
const ID_LIMIT = 2 ** 26;

/** Objects of one kind by what they hold. */
class Unique<T extends object> {
    private readonly ids = new Map<T, number>();
    private readonly byKey = new Map<string, T>();
    private readonly keyOf: (value: T) => string;
    private readonly copy: (value: T) => T;

    /** `copy` makes the object that stands for all equal ones. */
    constructor(keyOf: (value: T) => string, copy: (value: T) => T) {
        this.keyOf = keyOf;
        this.copy = copy;
    }

    idOf(value: T): number | undefined {
        return this.ids.get(value);
    }

    get(value: T): T {
        if (this.ids.has(value)) return value;
        const key = this.keyOf(value);
        let known = this.byKey.get(key);
        if (known === undefined) {
            known = this.copy(value);
            this.byKey.set(key, known);
            this.ids.set(known, this.ids.size + 1);
        }
        return known;
    }

    /** The number of the object that stands for `value`; 0 for none. */
    number(value: T | undefined): number {
        return value === undefined ? 0 : (this.ids.get(this.get(value)) ?? 0);
    }
}

/** Which shapes have become one: types of the table hold that one. */
export interface ShapeUnion {
    /** How many shapes have become part of others so far. */
    readonly unions: number;
    united(shapes: ReadonlySet<Shape>): ReadonlySet<Shape>;
}

export class TypeTable {
    private readonly numbers = new Unique<NumberSet>(
        ({ min, max, integer, negativeZero, nan }) =>
            `${min} ${max} ${Number(integer) + 2 * Number(negativeZero) + 4 * Number(nan)}`,
        (set) => set,
    );
    private readonly texts = new Unique<ReadonlySet<string>>(
        (set) => JSON.stringify([...set].sort()),
        (set) => new Set([...set].sort()),
    );
    private readonly shapes = new Unique<ReadonlySet<Shape>>(
        (set) => inOrder(set).reduce((key, { id }) => `${key} ${id}`, ""),
        (set) => (set.size === 0 ? NEVER.shapes : new Set(inOrder(set))),
    );
    private readonly types = new Unique<Type>(
        (type) =>
            `${flagsOf(type)} ${this.numbers.number(type.number)} ` +
            `${type.string === "any" ? "any" : this.texts.number(type.string)} ${this.shapes.number(type.shapes)}`,
        (type) => this.unique(type),
    );
    private readonly joins = new Map<number, Type>();
    private readonly union: ShapeUnion;
    /** What types have become; valid for so many unions. */
    private readonly currents = new Map<Type, Type>();
    private currentFor = 0;

    constructor(union: ShapeUnion) {
        this.union = union;
        this.types.get(NEVER);
    }

    /** The object that stands for the set. */
    get(type: Type): Type {
        return this.types.idOf(type) === undefined ? this.types.get(this.united(type)) : this.current(type);
    }

    /** What the type is now that some shapes have become others. */
    current(type: Type): Type {
        const { unions } = this.union;
        if (unions === 0 || type.shapes.size === 0) return type;
        if (this.currentFor !== unions) {
            this.currents.clear();
            this.currentFor = unions;
        }
        let now = this.currents.get(type);
        if (now === undefined) {
            now = this.types.get(this.united(type));
            this.currents.set(type, now);
        }
        return now;
    }

    private united(type: Type): Type {
        if (type.shapes.size === 0) return type;
        const shapes = this.union.united(type.shapes);
        const isSame = shapes.size === type.shapes.size && [...shapes].every((shape) => type.shapes.has(shape));
        return isSame ? type : { ...type, shapes };
    }

    /** The union of two sets of the table. */
    join(a: Type, b: Type): Type {
        if (a === b || b === NEVER) return a;
        if (a === NEVER) return b;
        const key = (this.types.idOf(a) ?? 0) * ID_LIMIT + (this.types.idOf(b) ?? 0);
        const known = this.joins.get(key);
        if (known !== undefined) return this.current(known);
        const joined = this.get(join(a, b));
        this.joins.set(key, joined);
        return joined;
    }

    /** The union, with number ranges that moved pushed out to landmarks. */
    widen(a: Type, b: Type): Type {
        return this.get(join(a, b, true));
    }

    private unique(type: Type): Type {
        const number = type.number === undefined ? undefined : this.numbers.get(type.number);
        const string = type.string === undefined || type.string === "any" ? type.string : this.texts.get(type.string);
        const shapes = this.shapes.get(type.shapes);
        const isUnique = number === type.number && string === type.string && shapes === type.shapes;
        return isUnique ? type : { ...type, number, string, shapes };
    }
}

const inOrder = (shapes: ReadonlySet<Shape>): Shape[] => [...shapes].sort((a, b) => a.id - b.id);

function flagsOf(type: Type): number {
    return (
        Number(type.undefined) +
        2 * Number(type.null) +
        4 * Number(type.absent) +
        8 * Number(type.true) +
        16 * Number(type.false)
    );
}
