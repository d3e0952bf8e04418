// Private names belong to the instances of their class: anything else is a TypeError.
class Account {
    #balance = 10;
    early = 0;
    #late: number;
    constructor(readEarly: boolean) {
        if (readEarly) this.early = this.#balance;
        this.#late = 1;
    }
    static read(value: any): number {
        return value.#balance;
    }
    static write(value: any): void {
        value.#balance = 3;
    }
    static add(value: any): void {
        value.#balance += 1;
    }
    static call(value: any, n: number): number {
        return value.#secret(n);
    }
    #secret(n: number): number {
        return n + this.#balance + this.#late;
    }
}
function attempt(action: () => unknown): void {
    try {
        console.log("gave", String(action()));
    } catch (error) {
        if (error instanceof TypeError) console.log("TypeError", error.message.includes("private member"));
        else console.log(String(error));
    }
}
const account = new Account(true);
class Savings extends Account {
    #balance = 77;
    own(): number {
        return this.#balance;
    }
}
const savings = new Savings(false);
console.log(account.early, savings.own());
const values: any[] = [account, savings, { balance: 1 }, [1], "text", 5, true, () => 1];
for (const value of values) {
    attempt(() => Account.read(value));
    attempt(() => Account.write(value));
    attempt(() => Account.add(value));
    attempt(() => Account.read(value));
}
let evaluated = 0;
function argument(): number {
    evaluated++;
    return 1;
}
for (const value of values) {
    try {
        console.log(Account.call(value, 2));
    } catch (error) {
        console.log(error instanceof TypeError);
    }
}
for (const value of [undefined, null] as any[]) {
    try {
        console.log(Account.read(value));
    } catch (error) {
        console.log(error instanceof TypeError);
    }
}
class Order {
    first = this.peek();
    #field = 5;
    second = this.peek();
    peek(): string {
        try {
            return String(this.#field);
        } catch (error) {
            return error instanceof TypeError ? "too early" : "?";
        }
    }
    static observe(value: any): void {
        value.#act(argument());
    }
    #act(n: number): void {
        console.log("act", n);
    }
}
const order = new Order();
console.log(order.first, order.second);
Order.observe(order);
try {
    Order.observe({});
} catch (error) {
    console.log(error instanceof TypeError);
}
console.log(evaluated);
// Classes that are not related have names of their own, though they look the same.
class Left {
    #value: unknown = "left";
    #tell(): string {
        return "left tells";
    }
    static read(value: any): unknown {
        return value.#value;
    }
    static tell(value: any): string {
        return value.#tell();
    }
}
class Right {
    #value: unknown = "right";
    #tell(): string {
        return "right tells";
    }
    static read(value: any): unknown {
        return value.#value;
    }
    static tell(value: any): string {
        return value.#tell();
    }
}
for (const value of [new Left(), new Right()] as any[]) {
    attempt(() => Left.read(value));
    attempt(() => Left.tell(value));
    attempt(() => Right.read(value));
    attempt(() => Right.tell(value));
}
