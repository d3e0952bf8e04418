console.log("shorthand.ts runs");
export const brief = 5;
