/** Object literals whose methods name `super`: those know the object that holds them. */
import { Node, type ObjectLiteralExpression } from "ts-morph";
import { descendants } from "../../descendants.ts";
import type { ProgramLowering } from "../../program.ts";
import { enclosingFunction } from "../../symbols.ts";
import type { Variable } from "../../variables.ts";
import { hiddenVariable } from "../../variables.ts";
import { memberAround } from "./parts.ts";

/** The variable of the object that a literal makes, for its methods. */
export function homeVariable(literal: ObjectLiteralExpression, program: ProgramLowering): Variable {
    const known = program.literalHomes.get(literal);
    if (known !== undefined) return known;
    const home = hiddenVariable("home", literal, enclosingFunction(literal), { cell: true, startsUninitialised: true });
    program.literalHomes.set(literal, home);
    return home;
}

/** Whether a method of the literal itself names `super`. */
export function namesSuper(literal: ObjectLiteralExpression): boolean {
    for (const node of descendants(literal, (inner) => !Node.isClassDeclaration(inner)))
        if (Node.isSuperExpression(node) && memberAround(node)?.getParent() === literal) return true;
    return false;
}
