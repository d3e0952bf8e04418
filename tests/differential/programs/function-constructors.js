// Functions that are constructors, and properties of functions.

function attempt(what, action) {
    try {
        console.log(what, action());
    } catch (error) {
        console.log(what, `${error.name}: ${error.message}`);
    }
}

function Animal(name, legs) {
    this.name = name;
    this.legs = legs === undefined ? 4 : legs;
    Animal.count = (Animal.count || 0) + 1;
}
Animal.prototype.speak = function () {
    return `${this.name} makes ${this.sound()}`;
};
Animal.prototype.sound = function () {
    return "a sound";
};
Animal.create = function (name) {
    return new Animal(name);
};
const cow = new Animal("cow");
const bird = new Animal("bird", 2);
console.log(cow.speak(), bird.legs, Animal.count, cow instanceof Animal, {} instanceof Animal, 1 instanceof Animal);
console.log(cow.constructor === Animal, Animal.prototype.constructor === Animal, cow.hasOwnProperty("speak"));
console.log(cow, [bird], Object.keys(cow).join(), "speak" in cow);
console.log(Animal.create("cat").speak(), Animal.count);
console.log(Object.getPrototypeOf(cow) === Animal.prototype, Animal.prototype.isPrototypeOf(bird));

// Inheritance.
function Dog(name) {
    Animal.call(this, name);
    this.tricks = [];
}
Dog.prototype = Object.create(Animal.prototype);
Dog.prototype.constructor = Dog;
Dog.prototype.sound = function () {
    return "wuff";
};
Dog.prototype.add = function (trick) {
    this.tricks.push(trick);
    return this;
};
const rex = new Dog("Rex");
console.log(rex.speak(), rex.add("sit").add("roll").tricks.join(), rex instanceof Dog, rex instanceof Animal);
console.log(cow instanceof Dog, rex.constructor === Dog, rex);
for (const key in rex) console.log(key);

// A prototype that is written as one.
function Stack() {
    this.items = [];
}
Stack.prototype = {
    constructor: Stack,
    push(item) {
        this.items.push(item);
        return this.items.length;
    },
    get top() {
        return this.items[this.items.length - 1];
    },
};
const stack = new Stack();
stack.push(1);
stack.push(2);
console.log(stack.top, stack.items, stack instanceof Stack);

// What is added to a prototype later, and replaced.
Stack.prototype.size = function () {
    return this.items.length;
};
console.log(stack.size());
Stack.prototype.size = () => -1;
console.log(stack.size());
stack.size = () => "own";
console.log(stack.size(), new Stack().size());

// A constructor that returns an object.
const made = { kept: true };
function Factory(own) {
    this.own = own;
    if (!own) return made;
}
console.log(new Factory(true).own, new Factory(false).kept, new Factory(false) === made);
function Primitive() {
    this.x = 1;
    return 5;
}
console.log(new Primitive().x);

// Constructors in variables, and with captured variables.
function makeCounter(start) {
    function Counter() {
        this.value = start;
    }
    Counter.prototype.next = function () {
        return ++this.value;
    };
    return Counter;
}
const [Low, High] = [makeCounter(0), makeCounter(100)];
const [low, high] = [new Low(), new High()];
console.log(low.next(), high.next(), low instanceof Low, low instanceof High);
const Expression = function (x) {
    this.x = x;
};
console.log(new Expression(3).x, new Expression(4));

// Properties of functions.
function counter() {
    counter.calls++;
    return counter.calls;
}
counter.calls = 0;
counter();
counter();
console.log(counter.calls, typeof counter.calls);
const memo = (n) => {
    const known = memo.cache[n];
    if (known !== undefined) return known;
    const result = n < 2 ? n : memo(n - 1) + memo(n - 2);
    memo.cache[n] = result;
    return result;
};
memo.cache = {};
console.log(memo(30), Object.keys(memo.cache).length);
const tools = () => "tools";
tools.add = (a, b) => a + b;
tools.deep = { level: 1 };
tools.deep.level++;
console.log(tools(), tools.add(1, 2), tools.deep.level, Object.keys(tools).join(), tools.hasOwnProperty("deep"));
console.log(tools, tools.missing);

attempt("without new", () => Animal("x"));
