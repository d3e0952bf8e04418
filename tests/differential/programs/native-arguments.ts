// Arguments of standard functions convert as ECMA-262 says: ToString and ToNumber of whatever
// primitive arrives.
const mixed: any[] = ["a1true", 1, true, undefined, null, 1.5, -0, NaN, ""];
const text = "a1trueundefinednull1.5NaN0";
for (const value of mixed) {
    console.log(text.indexOf(value), text.includes(value), text.startsWith(value), text.lastIndexOf(value));
    console.log(text.split(value).join("|"), text.replace(value, value), "xax".replaceAll("a", value));
    console.log(
        text.charAt(value),
        text.slice(value),
        text.substring(value, 5),
        text.at(value),
        text.charCodeAt(value),
    );
    console.log("ab".padEnd(6, value), "ab".padStart(6, value), "x".concat(value, value));
    console.log(parseInt(value), parseFloat(value), isNaN(value), Number.parseInt(value), parseInt("11", value));
    console.log(["p", "q"].join(value), [1, 2, 3].slice(value).length, [1, 2, 3].at(value));
    console.log(Math.max(value, 0), Math.floor(value), Math.abs(value), Math.min(value));
    console.log(new Error(value).message === String(value ?? (value === null ? "null" : "")));
    console.log(
        String.fromCharCode(value, 65).length,
        (255).toString(value === 1.5 || value === 1 || value === true ? 2 : 16),
    );
}
for (const value of ["2", 2, null, true, "x"] as any[]) {
    console.log("abc".repeat(value === "x" ? 0 : value), "abcdef".slice("1" as any, value), (3.14159).toFixed(value));
    console.log("abcabc".indexOf("a", value), [1, 2, 3, 2].indexOf(2, value), [5, 6, 7].fill(0, value).join());
}
const list = [1, 2, 3, 4];
console.log(list.splice(1, undefined).length, list.join());
console.log(list.splice(1).join(), list.join());
const more = [1, 2, 3, 4, 5];
const spread: [number, number | undefined] = [1, undefined];
const short: [number] = [3];
console.log(more.splice(...spread).length, more.splice(...short).join(), more.join());
console.log([1, 2, 3].splice(0, undefined, 9).length, ([1, 2, 3] as any).splice().length);
const view = new Uint8Array(4);
view.fill("7" as any, true as any);
console.log(view[0], view[1], view.indexOf("7" as any), view.includes(7));
