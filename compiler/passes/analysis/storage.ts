/** Cells of captured variables, and module-level bindings. */
import type { InstructionOf } from "../../ir/instructions.ts";
import { join, NEVER, shapeType } from "../../types/lattice.ts";
import type { CellShape, Shape } from "../../types/shape.ts";
import type { Frame } from "./frame.ts";
import type { Transfers } from "./rules.ts";

const isCell = (shape: Shape): shape is CellShape => shape.kind === "cell";

function transferNewCell(frame: Frame, instruction: InstructionOf<"newCell">): void {
    const cell = frame.world.cellAt(frame.key, instruction.target.name);
    frame.world.growField(cell.content, frame.type(instruction.value));
    frame.set(instruction.target, shapeType(cell));
}

function transferLoadCell(frame: Frame, instruction: InstructionOf<"loadCell">): void {
    let result = NEVER;
    for (const shape of frame.type(instruction.cell).shapes)
        result = isCell(shape) ? join(result, shape.content.type) : result;
    frame.set(instruction.target, result);
    frame.lastResult = result;
}

function transferStoreCell(frame: Frame, instruction: InstructionOf<"storeCell">): void {
    for (const shape of frame.type(instruction.cell).shapes)
        if (isCell(shape)) frame.world.growField(shape.content, frame.type(instruction.value));
}

export const storageTransfers: Transfers<
    "newCell" | "loadCell" | "storeCell" | "loadGlobal" | "loadIntrinsic" | "storeGlobal"
> = {
    newCell: transferNewCell,
    loadCell: transferLoadCell,
    storeCell: transferStoreCell,
    loadGlobal: (frame, { target, global }) => {
        frame.set(target, frame.world.globalType(global));
        frame.lastResult = frame.type(target);
    },
    loadIntrinsic: (frame, { target, intrinsic, span }) => {
        frame.set(target, shapeType(frame.world.intrinsic(intrinsic, span)));
    },
    storeGlobal: (frame, { global, value }) => frame.world.growGlobal(global, frame.type(value)),
};
