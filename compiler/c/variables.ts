/**
 * The variables of a function body as a person would write them: no copies and stores for nothing,
 * each declared where it gets its value.
 */
import { cast, expressionStatement, identifier } from "./ast.ts";
import type { CStatement, CVariable } from "./ast.ts";
import { withoutCopies } from "./copies.ts";
import { withoutDeadStores } from "./dead-stores.ts";
import { withDeclarations } from "./declarations.ts";
import type { LocalVariable } from "./declarations.ts";
import { FlowOfTree } from "./flow.ts";
import { withForgetting } from "./forgetting.ts";
import { withoutUnreachable } from "./unreachable.ts";

/**
 * `body` declares nothing; `variables` are those that it may name. A parameter is part of the
 * signature and is said to be unused. `parts` are the parts of the function that are functions of
 * their own.
 */
export function settleVariables(
    body: readonly CStatement[],
    variables: ReadonlyMap<string, LocalVariable>,
    parameters: readonly CVariable[],
    parts: ReadonlySet<string> = new Set(),
): CStatement[] {
    const types = new Map([...variables.values(), ...parameters].map(({ name, type }) => [name, type]));
    const isVariable = (name: string): boolean => types.has(name);
    const used = withoutDeadStores(
        withoutCopies(withoutUnreachable(body), (name) => types.get(name)),
        isVariable,
    );
    const { events } = new FlowOfTree(used, isVariable);
    const isRead = (name: string): boolean => events.get(name)?.some(({ access }) => access !== "write") === true;
    const unread = parameters.filter(({ name }) => !isRead(name));
    return [
        ...unread.map(({ name }) => expressionStatement(cast("void", identifier(name)))),
        ...withDeclarations(...withForgetting(used, variables, parameters, parts)),
    ];
}
