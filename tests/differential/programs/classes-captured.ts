function makeClass(n: number) {
    class Local {
        value = n;
        get(): number {
            return this.value + n;
        }
    }
    return new Local();
}
console.log(makeClass(1).get(), makeClass(20).get());
const objects: { get(): number }[] = [];
for (let i = 0; i < 3; i++) {
    class InLoop {
        get(): number {
            return i;
        }
    }
    objects.push(new InLoop());
}
console.log(objects.map((o) => o.get()).join());
