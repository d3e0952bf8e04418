/** What becomes of a text whose property is read, or whose method is called. */
import type { Type } from "../../types/type.ts";
import type { Found } from "../../types/resolve.ts";

interface OfTexts {
    readonly members: readonly Found[];
    readonly target?: { readonly type: Type } | undefined;
}

/** A member of texts alone. */
export const isOfTexts = ({ members }: OfTexts): boolean =>
    members.length > 0 && members.every(({ of }) => of === "string");

/** A native one that gives no text, so that nobody has the text by it. */
export function asksText({ members, target }: OfTexts): boolean {
    const type = target?.type;
    const givesText = type !== undefined && (type.string !== undefined || type.shapes.size > 0);
    const isNative = members.every(
        ({ member }) => member?.kind === "nativeMethod" || member?.kind === "nativeProperty",
    );
    return isOfTexts({ members }) && isNative && !givesText;
}
