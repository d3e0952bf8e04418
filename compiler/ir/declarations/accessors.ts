/** Accessors of the program: calls that hide in the access of a property. */
import { MEMORY } from "../declaration.ts";
import type { Called, Place } from "../declaration.ts";
import type { AccessTarget } from "../typed.ts";
import type { Found } from "../../types/resolve.ts";
import { calledBy } from "./calls.ts";

interface Accessing {
    readonly accessors?: readonly AccessTarget[];
    readonly members?: readonly Found[];
}

export const runs = ({ accessors = [] }: Accessing): Called[] => accessors.flatMap(calledBy);

/** What runs can do anything to memory. */
export const touched = ({ accessors = [] }: Accessing): Place[] => (accessors.length > 0 ? [MEMORY] : []);

/** Accessors may; and so does the first question for the properties of a function. */
export const mayAllocate = ({ accessors = [], members = [] }: Accessing): boolean =>
    accessors.length > 0 || members.some(({ member }) => member?.kind === "general" && member.beside !== undefined);
