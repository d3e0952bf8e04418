/** The boards that can be brought up. */
export const bringUpBoards = ["pico", "pico-w", "pico2-w"] as const;
export type BringUpBoard = (typeof bringUpBoards)[number];

/** Those whose steps the emulator can do first: it has no RP2350. */
export type EmulatedBoard = Exclude<BringUpBoard, "pico2-w">;
