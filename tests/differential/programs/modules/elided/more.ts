console.log("more.ts must not run");
export class Base {
    size = 2;
}
export type Alias = number;
