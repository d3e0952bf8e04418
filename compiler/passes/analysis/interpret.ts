/**
 * Flow-sensitive interpretation of every instance, piece by piece, until nothing grows.
 * Environments are kept where pieces start and joined where ways meet; ranges are widened at the
 * heads of loops.
 */
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { opensHandler, targetsOf } from "../../ir/effects.ts";
import type { Instruction } from "../../ir/instructions.ts";
import type { Block, Local } from "../../ir/program.ts";
import { isNever, NEVER, shapeType, UNDEFINED_TYPE } from "../../types/lattice.ts";
import type { Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import { cyclic } from "../components.ts";
import { convertOperands, isLost } from "./conversions.ts";
import { countedType } from "./counting.ts";
import { Environment } from "./environment.ts";
import { Frame } from "./frame.ts";
import { withOrigins } from "./origins.ts";
import type { Refusal } from "./origins.ts";
import type { Piece } from "./pieces.ts";
import { refineBranch, transfer } from "./transfer.ts";
import { movesRange } from "./place.ts";
import { Worklist } from "./worklist.ts";
import { World } from "./world.ts";
import type { Instance } from "./function-instances.ts";
import type { Host } from "./world.ts";

/**
 * How often the range of a local may be pushed out a little where a loop starts; after that it goes
 * to the next landmark.
 */
const WIDEN_LOOP_AFTER = 4;

export interface Analysis {
    readonly world: World;
    readonly modules: readonly Instance[];
    readonly refusals: readonly Diagnostic[];
    /** The objects for which they are. */
    readonly culprits: ReadonlySet<Shape>;
}

/** The order of the worklist decides how long it takes, not what comes out. */
export function analyse(host: Host, worklist = new Worklist()): Analysis {
    const world = new World(host, worklist);
    // The first module comes to lie on top.
    const modules = [...host.program.modules]
        .reverse()
        .map((fn) => world.functions.instance(fn, undefined, UNDEFINED_TYPE, []))
        .reverse();
    do settle(world);
    while (markRecursion(world));
    world.isSettled = true;
    const refusals = world.functions.all.flatMap(({ pieces }) => pieces.flatMap((piece) => piece?.refusals ?? []));
    return {
        world,
        modules,
        refusals: refusals.map((refusal) => withOrigins(world, refusal)),
        culprits: new Set(refusals.filter(isOfForm).flatMap(({ shapes }) => shapes)),
    };
}

/** Whether another form of a class can have what is refused. */
const isOfForm = ({ diagnostic: { code } }: Refusal): boolean =>
    ["TP1001", "TP1008", "TP1101", "TP1203", "TP1204"].includes(code);

function settle(world: World): void {
    for (let instance = world.worklist.next(); instance !== undefined; instance = world.worklist.next()) {
        if (instance.pieces.length === 0) enter(world, instance);
        for (let piece = instance.due.take(); piece !== undefined; piece = instance.due.take()) {
            runPiece(world, piece);
            world.literals.settle();
        }
    }
}

/**
 * An instance that can reach itself runs out of stack with a RangeError. Whether there were new
 * ones.
 */
function markRecursion(world: World): boolean {
    const found = [...cyclic(world.functions.all, ({ calls }) => calls)].filter(({ recursive }) => !recursive);
    const shape = world.nativeShapeNamed("RangeError");
    for (const instance of found) {
        instance.recursive = true;
        instance.thrown.grow(shape === undefined ? NEVER : shapeType(shape));
    }
    return found.length > 0;
}

function runPiece(world: World, piece: Piece): void {
    const { instance, cut, entry } = piece;
    if (entry === undefined) return;
    const news = [...piece.news];
    const isConcerned = piece.mustRun || news.some((id) => instance.layout.mentions(cut).has(id));
    // It may wake itself.
    piece.mustRun = false;
    piece.news.clear();
    if (isConcerned) {
        world.running = piece;
        piece.runs++;
        if (cut.order === 0)
            entry.take(arriving(world, instance), (_id, a, b) => (a === undefined ? b : world.types.join(a, b)));
        new Run(world, piece, entry).run();
        world.running = undefined;
    } else {
        piece.reached.forEach((next) => {
            passOn(world, piece, entry, news, next);
        });
    }
}

/** What the piece does not look at goes by it as it came. */
function passOn(world: World, from: Piece, entry: Environment, news: readonly number[], next: Piece): void {
    noteArrivals(world, from, next, entry);
    for (const id of news) {
        const type = entry.at(id);
        const before = next.entry?.at(id);
        const after = type === undefined ? before : arrived(world, next, id, before, type);
        if (after !== undefined && after !== before) {
            next.entry?.put(id, after);
            bring(next, id);
        }
    }
    recount(world, next);
}

function bring(next: Piece, id: number): void {
    next.news.add(id);
    next.instance.due.add(next);
}

/**
 * What a local holds where a piece starts, when `type` arrives there as well. No other way leads
 * into the middle of a block, so that what held there before is no more.
 */
function arrived(world: World, { cut, pushes }: Piece, id: number, before: Type | undefined, type: Type): Type {
    if (before === undefined || cut.from > 0) return type;
    if (cut.counts?.counters.has(id) === true) return before;
    return widened(world, { cut, pushes }, id, before, world.types.join(before, type));
}

function widened(
    world: World,
    { cut, pushes }: Pick<Piece, "cut" | "pushes">,
    id: number,
    before: Type,
    joined: Type,
): Type {
    // The range of what the loop does not assign is pushed out by a loop around it, if at all.
    const isAssigned = cut.isLoopHead && (cut.assigned === undefined || cut.assigned.has(id));
    if (!isAssigned || joined === before || !movesRange(before, joined)) return joined;
    const times = (pushes.get(id) ?? 0) + 1;
    pushes.set(id, times);
    return times > WIDEN_LOOP_AFTER ? world.types.widen(before, joined) : joined;
}

/** At the head of a loop that counts: what comes from outside, and what by further turns. */
function noteArrivals({ types }: World, from: Piece, { cut, arrivals }: Piece, environment: Environment): void {
    if (cut.counts === undefined) return;
    const side = from.cut.order < cut.order ? "entering" : "turning";
    for (const id of [...cut.counts.bounds.keys(), ...cut.counts.counters.keys()]) {
        const type = environment.at(id);
        if (type === undefined) continue;
        const known = arrivals.get(id) ?? { entering: undefined, turning: undefined };
        const before = known[side];
        known[side] = before === undefined ? type : types.join(before, type);
        arrivals.set(id, known);
    }
}

/** Counters go as far as the turns of their loop can take them, where these are bounded. */
function recount(world: World, next: Piece): void {
    const { cut, entry, arrivals } = next;
    if (cut.counts === undefined || entry === undefined) return;
    const { types } = world;
    const arriving = (id: number): Type[] => {
        const { entering, turning } = arrivals.get(id) ?? {};
        return [entering, turning].filter((type) => type !== undefined);
    };
    for (const id of cut.counts.counters.keys()) {
        const before = entry.at(id);
        if (before === undefined) continue;
        const counted = countedType(cut.counts, id, arrivals);
        const after =
            counted === undefined
                ? widened(
                      world,
                      next,
                      id,
                      before,
                      arriving(id).reduce((all, type) => types.join(all, type), before),
                  )
                : types.join(before, types.get(counted));
        if (after !== before) {
            entry.put(id, after);
            bring(next, id);
        }
    }
}

function enter(world: World, instance: Instance): void {
    const piece = pieceAt(instance, 0);
    piece.entry = new Environment(world.types);
    world.wake(piece);
}

function pieceAt(instance: Instance, order: number): Piece {
    const known = instance.pieces[order];
    if (known !== undefined) return known;
    const cut = instance.layout.cuts[order];
    if (cut === undefined) throw new Error(`${instance.origin.name} has no piece ${order}`);
    const piece: Piece = {
        instance,
        cut,
        entry: undefined,
        runs: 0,
        isDue: false,
        isStuck: false,
        mustRun: true,
        news: new Set(),
        reached: new Set(),
        refusals: [],
        pushes: new Map(),
        arrivals: new Map(),
    };
    instance.pieces[order] = piece;
    return piece;
}

/** What the instance's locals hold when it is entered. */
function arriving(world: World, instance: Instance): Environment {
    const environment = new Environment(world.types);
    const { origin, closure } = instance;
    const arrive = (local: Local, type: Type): void => {
        environment.set(local, type);
        instance.locals.set(local, world.types.join(instance.locals.get(local) ?? NEVER, type));
    };
    if (origin.thisLocal !== undefined) arrive(origin.thisLocal, instance.thisType.type);
    origin.parameters.forEach((local, index) => {
        arrive(local, instance.parameters[index]?.type ?? UNDEFINED_TYPE);
    });
    origin.captures.forEach((local) => {
        arrive(local, closure === undefined ? NEVER : world.captureType(closure, local));
    });
    return environment;
}

/** One run of a piece. */
class Run {
    private readonly world: World;
    private readonly piece: Piece;
    private readonly frame: Frame;

    constructor(world: World, piece: Piece, entry: Environment) {
        this.world = world;
        this.piece = piece;
        this.frame = new Frame(world, piece.instance, piece.cut.block, entry.fork());
    }

    run(): void {
        const { piece } = this;
        piece.reached.clear();
        piece.isStuck = !this.instructions();
        if (!piece.isStuck && piece.cut.to === undefined) this.finishBlock();
        else if (!piece.isStuck) this.goOn();
        piece.refusals = this.frame.refusals;
    }

    /** Whether control comes to the end of the piece. */
    private instructions(): boolean {
        const { frame, world } = this;
        const { block, from, to = block.instructions.length } = this.piece.cut;
        const assigned = new Set<Local>();
        for (let index = from; index < to; index++) {
            const instruction = block.instructions[index];
            if (instruction === undefined || !canRun(frame, block, instruction)) return false;
            if (block.handler !== undefined) {
                // It sees what held before each of the instructions: values that are written over
                // are seen before that, all others at the end.
                const variables = targetsOf(instruction).filter(({ kind }) => kind !== "temporary");
                if (index === from || index === to - 1 || variables.some((local) => assigned.has(local))) this.raise();
                variables.forEach((local) => assigned.add(local));
            }
            world.host.diagnostics.place = instruction.span;
            frame.index = index;
            world.steps++;
            if (isLost(convertOperands(frame, instruction))) {
                this.raise();
                return false;
            }
            transfer(frame, instruction);
            frame.raise(instruction);
            frame.converted = undefined;
            if (frame.lastResult !== undefined && isNever(frame.lastResult)) {
                this.raise();
                return false;
            }
        }
        return true;
    }

    /** An exception can come here. */
    private raise(): void {
        const { handler } = this.piece.cut.block;
        if (handler !== undefined) this.reach(handler);
    }

    /** Control goes to a block. */
    private reach(block: Block, environment = this.frame.environment): void {
        const { instance, cut } = this.piece;
        if (block !== cut.block.handler) environment.drop(instance.layout.usedUp(cut.block));
        this.go(pieceAt(instance, instance.layout.firstOf(block)), environment);
    }

    /** Control goes to the next piece of the block. */
    private goOn(): void {
        const { instance, cut } = this.piece;
        const { environment } = this.frame;
        environment.drop(instance.layout.ending(cut));
        this.go(pieceAt(instance, cut.order + 1), environment);
    }

    private go(next: Piece, environment: Environment): void {
        this.piece.reached.add(next);
        noteArrivals(this.world, this.piece, next, environment);
        if (next.entry === undefined) {
            next.entry = environment.fork();
            this.world.wake(next);
            return;
        }
        next.entry.take(environment, (id, before, type) => {
            const after = arrived(this.world, next, id, before, type);
            if (after !== before) bring(next, id);
            return after;
        });
        recount(this.world, next);
    }

    private finishBlock(): void {
        const { frame } = this;
        const { block } = frame;
        const { terminator } = block;
        switch (terminator.op) {
            case "jump":
                this.reach(terminator.to);
                break;
            case "branch":
                for (const [to, truth] of [
                    [terminator.then, true],
                    [terminator.otherwise, false],
                ] as const) {
                    const refined = refineBranch(frame.environment, block, terminator.condition, truth);
                    if (refined !== undefined) this.reach(to, refined);
                }
                break;
            case "return":
                this.piece.instance.returnType.grow(frame.type(terminator.value));
                break;
            case "throw":
                this.raise();
                frame.throws(frame.type(terminator.value));
                break;
            case "unreachable":
                break;
        }
    }
}

/**
 * An operand without values, or a handler that nothing is raised to: control has not come here yet.
 */
export function canRun(frame: Frame, block: Block, instruction: Instruction): boolean {
    if (opensHandler(instruction)) return !isNever(frame.world.caught(frame.instance, block).type);
    return !frame.world.operandsOf(instruction).some((operand) => isNever(frame.type(operand)));
}
