console.log("side.ts runs");
const local = "not shared";
console.log(local);
