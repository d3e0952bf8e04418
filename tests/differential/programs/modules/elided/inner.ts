import { again } from "./exported.ts";
export { again };
