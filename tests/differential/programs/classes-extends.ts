class Animal {
    name: string;
    constructor(name: string) {
        this.name = name;
    }
    speak(): string {
        return `${this.name} makes ${this.sound()}`;
    }
    sound(): string {
        return "a noise";
    }
}
class Dog extends Animal {
    tricks: string[] = [];
    override sound(): string {
        return "woof";
    }
    learn(trick: string): this {
        this.tricks.push(trick);
        return this;
    }
}
class Puppy extends Dog {
    constructor() {
        super("puppy");
        this.learn("sit").learn("roll");
    }
    override sound(): string {
        return super.sound() + "!";
    }
    override speak(): string {
        return super.speak() + " and knows " + this.tricks.join(", ");
    }
}
for (const a of [new Animal("it"), new Dog("dog"), new Puppy()]) {
    console.log(a.speak(), a instanceof Animal, a instanceof Dog, a instanceof Puppy);
}
