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
