/**
 * Private names of classes in general form (ECMA-262 7.3.27 to 7.3.32): which objects have them,
 * and what they hold. Each evaluation of such a class has its own.
 */
import { Ephemerons } from "tspico:collections";

/** A private field. */
export class PrivateField<V> {
    #values = new Ephemerons<V>();
    #name: string;

    constructor(name: string) {
        this.#name = name;
    }

    has(object: object): boolean {
        return this.#values.has(object);
    }

    add(object: object, value: V): void {
        if (this.#values.has(object)) throw new TypeError(`Cannot initialize ${this.#name} twice on the same object`);
        this.#values.set(object, value);
    }

    get(object: object): V | undefined {
        if (!this.#values.has(object)) {
            throw new TypeError(
                `Cannot read private member ${this.#name} from an object whose class did not declare it`,
            );
        }
        return this.#values.get(object);
    }

    set(object: object, value: V): void {
        if (!this.#values.has(object)) {
            throw new TypeError(
                `Cannot write private member ${this.#name} to an object whose class did not declare it`,
            );
        }
        this.#values.set(object, value);
    }
}

/** The objects that have the private methods and accessors of a class. */
export class PrivateBrand {
    #objects = new Ephemerons<boolean>();
    #receiver: string;

    /** As errors name them: `an instance of class C`. */
    constructor(receiver: string) {
        this.#receiver = receiver;
    }

    has(object: object): boolean {
        return this.#objects.has(object);
    }

    add(object: object): void {
        if (this.#objects.has(object))
            throw new TypeError("Cannot initialize private methods of a class twice on the same object");
        this.#objects.set(object, true);
    }

    check(object: object): void {
        if (!this.#objects.has(object)) throw new TypeError(`Receiver must be ${this.#receiver}`);
    }
}
