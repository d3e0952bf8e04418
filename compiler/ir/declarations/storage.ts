/** Cells of captured variables, and module-level bindings. */
import { one, OUT_OF_MEMORY, TARGET } from "../declaration.ts";
import type { Declarations } from "../declaration.ts";

export const storage: Declarations<"newCell" | "loadCell" | "storeCell" | "loadGlobal" | "storeGlobal"> = {
    newCell: {
        operands: [one("value", "keep", "anything")],
        targets: [{ field: "target", takes: "cell" }],
        text: ({ value }, print) => `newCell ${print.operand(value)}`,
        throws: OUT_OF_MEMORY,
        allocates: true,
    },
    loadCell: {
        operands: [one("cell", "keep", "cell")],
        targets: [TARGET],
        text: ({ cell }, print) => `loadCell ${print.operand(cell)}`,
        reads: ({ cell }) => [{ kind: "cell", cell }],
    },
    storeCell: {
        operands: [one("cell", "keep", "cell"), one("value", "keep", "anything")],
        targets: [],
        text: ({ cell, value }, print) => `storeCell ${print.list([cell, value])}`,
        writes: ({ cell }) => [{ kind: "cell", cell }],
    },
    loadGlobal: {
        operands: [],
        targets: [TARGET],
        text: ({ global }, print) => `loadGlobal ${print.global(global)}`,
        reads: ({ global }) => [{ kind: "global", global }],
    },
    storeGlobal: {
        operands: [one("value", "keep", "anything")],
        targets: [],
        text: ({ global, value }, print) => `storeGlobal ${print.global(global)}, ${print.operand(value)}`,
        writes: ({ global }) => [{ kind: "global", global }],
    },
};
