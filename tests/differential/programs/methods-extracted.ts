class Greeter {
    name = "g";
    greet(): string {
        return "hi " + this.name;
    }
}
const g = new Greeter();
const bound = () => g.greet();
console.log(bound());
const extracted = g.greet;
try {
    console.log(extracted());
} catch (error) {
    console.log(error instanceof TypeError);
}
const holder = { name: "holder", greet: g.greet };
console.log(holder.greet());
// A method of one object, a function in a field of the other.
class Shown {
    show(x: unknown): string {
        return "method " + String(x);
    }
}
const shown: any[] = [{ show: (x: unknown) => "field " + typeof x }, new Shown()];
for (const one of shown) {
    const { show } = one;
    const taken = one.show;
    console.log(show(1), taken("text"), typeof taken);
}
