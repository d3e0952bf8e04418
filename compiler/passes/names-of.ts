/** The table of the names of an object's own properties, as the runtime lists them. */
import { isIndexName, textOfKey } from "../types/keys.ts";
import { findMember, isPrivateName, propertiesOf } from "../types/members.ts";
import type { AccessorMember } from "../types/members.ts";
import type { ClassShape, LiteralShape, NamedField, NameList, Shape } from "../types/shape.ts";

/** Names that are numbers come first, in their order; then texts, as they were created. */
export function namesOf(shape: ClassShape | LiteralShape): NameList {
    const all = shape.kind === "class" ? visibleFields(shape) : propertiesOfLiteral(shape);
    const indexes = all.filter(({ text }) => isIndexName(text)).sort((a, b) => Number(a.text) - Number(b.text));
    const texts = all.filter(({ text }) => !isIndexName(text));
    const first = shape.kind === "class" ? -1 : texts.findIndex(({ field }) => field?.type.absent === true);
    const late = first < 0 ? [] : texts.slice(first);
    const fixed = first < 0 ? texts : texts.slice(0, first);
    const isNoted = late.length > 1;
    return {
        fixed: isNoted ? [...indexes, ...fixed] : [...indexes, ...fixed, ...late],
        late: isNoted ? late : [],
        hidden: shape.kind === "class" ? hiddenFields(shape) : undefined,
    };
}

function propertiesOfLiteral(shape: LiteralShape): NamedField[] {
    return propertiesOf(shape).map((name) => {
        const own = { name, text: textOfKey(name), owner: shape };
        const member = findMember(shape, name);
        return member?.kind === "accessor"
            ? { ...own, accessor: accessorOf(member) }
            : { ...own, field: shape.fields.get(name) };
    });
}

function accessorOf({ getter, setter }: AccessorMember): NamedField["accessor"] {
    if (getter === undefined || setter === undefined) return getter === undefined ? "setter" : "getter";
    return "both";
}

/** What a collection of the library is made of is no property. */
function visibleFields(shape: Shape | undefined): NamedField[] {
    if (shape?.kind !== "class" || shape.declaration.contents !== undefined) return [];
    return [...visibleFields(shape.base), ...fieldsOf(shape).filter(({ name }) => !isPrivateName(name))];
}

function hiddenFields(shape: ClassShape): NameList["hidden"] {
    let at: Shape | undefined = shape;
    while (at?.kind === "class" && at.declaration.contents === undefined) at = at.base;
    if (at?.kind !== "class" || at.declaration.contents === undefined) return undefined;
    const { contents } = at.declaration;
    const fields: NamedField[] = [];
    for (; at?.kind === "class"; at = at.base) fields.push(...fieldsOf(at));
    return { contents, fields };
}

/** A private name has the number of its class behind it. */
const textOf = (name: string): string => (isPrivateName(name) ? name.replace(/:.*/, "") : textOfKey(name));

const fieldsOf = (shape: ClassShape): NamedField[] =>
    [...shape.fields].map(([name, field]) => ({ name, text: textOf(name), field, owner: shape }));
