/**
 * Rounds of flow-sensitive interpretation of every instance until nothing grows. Inside an instance, environments are kept at block entries
 * and joined where ways meet; ranges are widened at blocks that are entered again and again.
 */
import { operandsOf } from "../../ir/effects.ts";
import type { Block, Local } from "../../ir/program.ts";
import { equalTypes, isNever, join, NEVER, shapeType, UNDEFINED_TYPE } from "../../types/lattice.ts";
import { Frame } from "./frame.ts";
import type { Refusal } from "./frame.ts";
import { refineBranch } from "./refine.ts";
import type { Environment } from "./refine.ts";
import { transfer } from "./transfer.ts";
import { World } from "./world.ts";
import type { Host, Instance } from "./world.ts";

const MAX_ROUNDS = 200;
const WIDEN_BLOCK_AFTER = 4;

export interface Analysis {
    readonly world: World;
    readonly modules: readonly Instance[];
    readonly refusals: readonly Refusal[];
}

export function analyse(host: Host): Analysis {
    const world = new World(host);
    const modules = host.program.modules.map((fn) => world.instance(fn, undefined, UNDEFINED_TYPE, []));
    let refusals: Refusal[];
    do {
        world.changed = false;
        world.round++;
        refusals = interpretAll(world);
        if (world.round > MAX_ROUNDS) {
            throw new Error("the flow analysis does not settle");
        }
        if (!world.changed) {
            markRecursion(world);
        }
    } while (world.changed);
    return { world, modules, refusals };
}

/**
 * Arguments flow from callers to the instances that they made, and such instances are interpreted in the same round; results flow back, so
 * every second round goes the other way. A chain of calls needs a few rounds then, whatever its length.
 */
function interpretAll(world: World): Refusal[] {
    const refusals: Refusal[] = [];
    if (world.round % 2 === 0) {
        for (const instance of [...world.instances].reverse()) {
            refusals.push(...interpret(world, instance));
        }
        return refusals;
    }
    for (const instance of world.instances) {
        refusals.push(...interpret(world, instance));
    }
    return refusals;
}

/** An instance that can reach itself runs out of stack with a RangeError. */
function markRecursion(world: World): void {
    for (const instance of world.instances) {
        if (!instance.recursive && reaches(instance, instance)) {
            instance.recursive = true;
            world.changed = true;
            const shape = world.nativeShapeNamed("RangeError");
            instance.thrown = world.grow(instance.thrown, shape === undefined ? NEVER : shapeType(shape));
        }
    }
}

function reaches(from: Instance, to: Instance): boolean {
    const seen = new Set<Instance>();
    const work = [...from.calls];
    for (let at = work.pop(); at !== undefined; at = work.pop()) {
        if (at === to) {
            return true;
        }
        if (!seen.has(at)) {
            seen.add(at);
            work.push(...at.calls);
        }
    }
    return false;
}

/** What the instance's locals hold when it is entered. */
export function entryEnvironment(world: World, instance: Instance): Environment {
    const environment: Environment = new Map();
    const { origin, closure } = instance;
    if (origin.thisLocal !== undefined) {
        environment.set(origin.thisLocal, instance.thisType);
    }
    origin.parameters.forEach((local, index) => environment.set(local, instance.parameters[index] ?? UNDEFINED_TYPE));
    const captured = closure === undefined ? undefined : world.captures.get(closure);
    origin.captures.forEach((local) => environment.set(local, captured?.get(local) ?? NEVER));
    return environment;
}

function interpret(world: World, instance: Instance): Refusal[] {
    const refusals: Refusal[] = [];
    const entry = entryEnvironment(world, instance);
    entry.forEach((type, local) => instance.locals.set(local, join(instance.locals.get(local) ?? NEVER, type)));
    const visits = new Map<Block, number>();
    const work: Block[] = [];
    const reach = (block: Block, environment: Environment): void => {
        const count = visits.get(block) ?? 0;
        if (mergeInto(instance, block, environment, count > WIDEN_BLOCK_AFTER) || count === 0) {
            visits.set(block, count + 1);
            if (!work.includes(block)) {
                work.push(block);
            }
        }
    };
    reach(instance.origin.entry, entry);
    for (let block = work.shift(); block !== undefined; block = work.shift()) {
        const frame = new Frame(world, instance, block, new Map(instance.entries.get(block.id)));
        runBlock(frame, reach);
        refusals.push(...frame.refusals);
    }
    return refusals;
}

/** Joins into the entry of a block; whether that told anything new. */
function mergeInto(instance: Instance, block: Block, environment: Environment, widen: boolean): boolean {
    const entry = instance.entries.get(block.id) ?? new Map<Local, ReturnType<Environment["get"]> & object>();
    const isNew = !instance.entries.has(block.id);
    instance.entries.set(block.id, entry);
    let grew = isNew;
    for (const [local, type] of environment) {
        const old = entry.get(local) ?? NEVER;
        const joined = join(old, type, widen);
        if (!equalTypes(old, joined)) {
            entry.set(local, joined);
            grew = true;
        }
    }
    return grew;
}

function runBlock(frame: Frame, reach: (block: Block, environment: Environment) => void): void {
    const { block } = frame;
    for (const instruction of block.instructions) {
        if (!canRun(frame, block, instruction)) {
            return;
        }
        if (block.handler !== undefined) {
            reach(block.handler, frame.environment);
        }
        transfer(frame, instruction);
        if (frame.lastResult !== undefined && isNever(frame.lastResult)) {
            if (block.handler !== undefined) {
                reach(block.handler, frame.environment);
            }
            return;
        }
    }
    finishBlock(frame, reach);
}

/** An operand without values: control has not come here yet. */
export function canRun(frame: Frame, block: Block, instruction: Block["instructions"][number]): boolean {
    const optionalCell = instruction.op === "newArray" || instruction.op === "catch";
    const isDead = !optionalCell && operandsOf(instruction).some((operand) => isNever(frame.type(operand)));
    const isHandlerWithoutThrow = instruction.op === "catch" && isNever(frame.instance.caught.get(block.id) ?? NEVER);
    return !isDead && !isHandlerWithoutThrow;
}

function finishBlock(frame: Frame, reach: (block: Block, environment: Environment) => void): void {
    const { block, instance, world } = frame;
    const terminator = block.terminator;
    switch (terminator.op) {
        case "jump":
            reach(terminator.to, frame.environment);
            break;
        case "branch":
            for (const [to, truth] of [
                [terminator.then, true],
                [terminator.otherwise, false],
            ] as const) {
                const refined = refineBranch(frame.environment, block, terminator.condition, truth);
                if (refined !== undefined) {
                    reach(to, refined);
                }
            }
            break;
        case "return": {
            const value = frame.type(terminator.value);
            if (!isNever(value)) {
                instance.returnType = world.grow(instance.returnType, value);
                if (!instance.returns) {
                    instance.returns = true;
                    world.changed = true;
                }
            }
            break;
        }
        case "throw":
            if (block.handler !== undefined) {
                reach(block.handler, frame.environment);
            }
            frame.throws(frame.type(terminator.value));
            break;
        case "unreachable":
            break;
    }
}
