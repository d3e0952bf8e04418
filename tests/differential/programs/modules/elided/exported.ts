console.log("exported.ts runs");
export const again = 4;
