console.log("types.ts must not run");
export interface Shape {
    size: number;
}
export class Used {
    size = 1;
}
export const value = 1;
