/** Accessors of the program: calls that hide in the access of a property. */
import { MEMORY } from "../declaration.ts";
import type { Called, Place } from "../declaration.ts";
import type { AccessTarget } from "../typed.ts";
import { calledBy } from "./calls.ts";

interface Accessing {
    readonly accessors?: readonly AccessTarget[];
}

export const runs = ({ accessors = [] }: Accessing): Called[] => accessors.flatMap(calledBy);

/** What runs can do anything to memory. */
export const touched = ({ accessors = [] }: Accessing): Place[] => (accessors.length > 0 ? [MEMORY] : []);

export const mayAllocate = ({ accessors = [] }: Accessing): boolean => accessors.length > 0;
