/** Web Cryptography, 10.1.1: what gives back its argument. */
import { fillWithRandomValues } from "tspico:crypto";

export function getRandomValues<T extends IntegerArrays>(array: T): T {
    fillWithRandomValues(array);
    return array;
}
