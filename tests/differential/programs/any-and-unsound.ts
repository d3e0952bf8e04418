function half(x: any): any {
    return x / 2;
}
console.log(half(3), half("8"), half(null), half(undefined), half(true));
const lie = "text" as unknown as number;
console.log(lie, typeof lie);
const items: string[] = ["a"];
const missing: string = items[5]!;
console.log(missing, typeof missing);
interface Cat {
    meow(): string;
}
const cat = {} as Cat;
try {
    console.log(cat.meow());
} catch (error) {
    console.log(error instanceof TypeError);
}
const animals: (string | number)[] = items as (string | number)[];
animals.push(5);
console.log(typeof items[1]);
