/** Cells of captured variables, and module-level bindings. */
import { nothing, one, OUT_OF_MEMORY, TARGET } from "../declaration.ts";
import type { Declarations } from "../declaration.ts";

export const storage: Declarations<
    "newCell" | "loadCell" | "storeCell" | "loadGlobal" | "loadIntrinsic" | "storeGlobal"
> = {
    newCell: {
        operands: [one("value", "keep", "anything")],
        targets: [{ field: "target", takes: "cell" }],
        text: ({ value }, print) => `newCell ${print.operand(value)}`,
        throws: OUT_OF_MEMORY,
        allocates: true,
        inside: nothing,
    },
    loadCell: {
        operands: [one("cell", "keep", "cell")],
        targets: [TARGET],
        text: ({ cell }, print) => `loadCell ${print.operand(cell)}`,
        reads: ({ cell }) => [{ kind: "cell", cell }],
        inside: nothing,
    },
    storeCell: {
        operands: [one("cell", "keep", "cell"), one("value", "keep", "anything")],
        targets: [],
        text: ({ cell, value }, print) => `storeCell ${print.list([cell, value])}`,
        writes: ({ cell }) => [{ kind: "cell", cell }],
        inside: nothing,
    },
    loadGlobal: {
        operands: [],
        targets: [TARGET],
        text: ({ global }, print) => `loadGlobal ${print.global(global)}`,
        reads: ({ global }) => [{ kind: "global", global }],
        inside: nothing,
    },
    loadIntrinsic: {
        operands: [],
        targets: [TARGET],
        text: ({ intrinsic }) => `loadIntrinsic ${intrinsic.name}`,
        inside: nothing,
    },
    storeGlobal: {
        operands: [one("value", "keep", "anything")],
        targets: [],
        text: ({ global, value }, print) => `storeGlobal ${print.global(global)}, ${print.operand(value)}`,
        writes: ({ global }) => [{ kind: "global", global }],
        inside: nothing,
    },
};
