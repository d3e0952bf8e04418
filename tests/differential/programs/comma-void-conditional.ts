let order = "";
function note(text: string): string {
    order += text;
    return text;
}
const last = (note("a"), note("b"), note("c"));
console.log(last, order, void note("d"), order);
const x = order.length > 3 ? note("long") : note("short");
console.log(x, order.length === 8 ? 1 : order.length === 9 ? 2 : 3);
