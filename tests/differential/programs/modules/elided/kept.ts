console.log("kept.ts runs");
export class Kept {
    size = 3;
}
export const name = "kept";
