// Function.prototype.call, apply and bind.
interface Point {
    x: number;
    y: number;
}
function sum(this: Point, ...more: number[]): number {
    return more.reduce((all, one) => all + one, this.x + this.y);
}
const a: Point = { x: 1, y: 2 };
const b: Point = { x: 10, y: 20 };
console.log(sum.call(a), sum.call(b, 1, 2), sum.apply(a), sum.apply(b, [5]), sum.apply(a, [1, 2, 3]));
const numbers = [4, 9, 2];
console.log(Math.max.apply(null, numbers), Math.min.call(undefined, ...numbers), numbers.join());

const bound = sum.bind(b, 100);
console.log(bound(), bound(1), bound(1, 2), bound.call(a, 3));
const again = bound.bind(a, 1000);
console.log(again(1));
const list = [1, 2];
const spreading = sum.bind(a, ...list);
list.push(50);
console.log(spreading(3), spreading());

class Button {
    label = "ok";
    pressed(times: number): string {
        return `${this.label} ${times}`;
    }
}
const button = new Button();
const press = button.pressed.bind(button);
console.log(press(2), Button.prototype.pressed.call({ label: "other" } as Button, 3));

function keep(this: unknown, rest: number[]): number[] {
    rest.push(7);
    return rest;
}
const kept = keep.apply(null, [numbers]);
console.log(kept === numbers, numbers.join());
function collect(...rest: number[]): number[] {
    rest.push(8);
    return rest;
}
console.log(collect.apply(null, numbers).join(), numbers.join());

// An object may have methods of these names.
const phone = {
    calls: 0,
    call(number: string): string {
        this.calls++;
        return `calling ${number}`;
    },
    apply: (x: number) => x + 1,
};
console.log(phone.call("1"), phone.apply(4), phone.calls);
const either: any[] = [phone, (x: string) => `plain ${x}`];
for (const one of either) console.log(one.call("self", "two"));
for (const callback of [undefined, () => "called"] as any[]) {
    try {
        console.log(callback.call(null));
    } catch (error) {
        console.log(String(error));
    }
}
const log: string[] = [];
const note = (what: string): string => {
    log.push(what);
    return what;
};
((x: string) => note(`in ${x}`)).call(note("this"), note("argument"));
console.log(log.join());
const args: [string, string] = ["this", "first"];
function join(this: string, one: string): string {
    return `${this} ${one}`;
}
console.log(join.call(...args));
