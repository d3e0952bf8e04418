/** `#name in object`: whether an object is of the class that declares the name. */
class Sensor {
    #port = 1;
    static is(value: any): boolean {
        return #port in value;
    }
    same(other: object): string {
        if (!(#port in other)) return "another";
        return other.#port === this.#port ? "same port" : "another port";
    }
    move(port: number): this {
        this.#port = port;
        return this;
    }
}
class Named extends Sensor {
    name = "named";
    #secret() {
        return this.name;
    }
    static isNamed(value: unknown): boolean {
        return typeof value === "object" && value !== null && #secret in value;
    }
    tell(): string {
        return this.#secret();
    }
}
class Other {
    #port = 2;
    port(): number {
        return this.#port;
    }
    static is(value: any): boolean {
        return #port in value;
    }
    get #hidden(): number {
        return 3;
    }
    static hides(value: any): boolean {
        return #hidden in value && value.#hidden === 3;
    }
}
const values: any[] = [new Sensor(), new Named(), new Other(), {}, [1], () => 1, new Date(0), { port: 1 }];
for (const value of values) console.log(Sensor.is(value), Named.isNamed(value), Other.is(value), Other.hides(value));
console.log(new Sensor().same(new Named()), new Sensor().same(new Sensor().move(4)), new Sensor().same(new Other()));
console.log(new Named().tell(), new Other().port(), Named.isNamed(null), Named.isNamed("text"));
for (const value of [1, "text", null, undefined, true]) {
    try {
        console.log(Sensor.is(value));
    } catch (error) {
        console.log(error instanceof TypeError);
    }
}
function made(start: number) {
    class Local {
        #value = start;
        value(): number {
            return this.#value;
        }
        static has(value: object): boolean {
            return #value in value;
        }
    }
    return { own: new Local(), has: (value: object) => Local.has(value) };
}
const [one, two] = [made(1), made(2)];
console.log(one.has(one.own), one.has(two.own), two.has(two.own), one.own.value() + two.own.value());
