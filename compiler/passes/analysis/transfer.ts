/** The transfer functions of all instructions, and what branches tell by them. */
import type { Instruction } from "../../ir/instructions.ts";
import type { Block, Operand } from "../../ir/program.ts";
import { callTransfers } from "./calls.ts";
import { controlTransfers } from "./control.ts";
import type { Environment } from "./environment.ts";
import type { Frame } from "./frame.ts";
import { objectTransfers } from "./literals.ts";
import { propertyTransfers } from "./properties.ts";
import * as refine from "./refine.ts";
import type { Rule, Transfers } from "./rules.ts";
import { storageTransfers } from "./storage.ts";
import { valueTransfers } from "./values.ts";

const TRANSFERS: Transfers<Instruction["op"]> = {
    ...callTransfers,
    ...controlTransfers,
    ...objectTransfers,
    ...propertyTransfers,
    ...storageTransfers,
    ...valueTransfers,
};

const RULES: ReadonlyMap<string, Rule> = new Map(
    Object.entries(TRANSFERS).map(([op, rule]) => [op, (typeof rule === "function" ? { run: rule } : rule) as Rule]),
);

function ruleOf(instruction: Instruction): Rule {
    const rule = RULES.get(instruction.op);
    if (rule === undefined) throw new Error(`${instruction.op} has no transfer function`);
    return rule;
}

export function transfer(frame: Frame, instruction: Instruction): void {
    frame.lastResult = undefined;
    ruleOf(instruction).run(frame, instruction);
}

/** The environment of one side of a branch; undefined when control cannot go there. */
export const refineBranch = (
    environment: Environment,
    block: Block,
    condition: Operand,
    truth: boolean,
): Environment | undefined => refine.refineBranch(environment, block, condition, truth, ruleOf);
