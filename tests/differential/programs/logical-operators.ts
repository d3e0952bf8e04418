function log(name: string, value: any): any {
    console.log("evaluated", name);
    return value;
}
console.log(log("a", 0) && log("b", 1));
console.log(log("c", 1) && log("d", "x"));
console.log(log("e", "") || log("f", null));
console.log(log("g", "g") || log("h", "h"));
console.log(log("i", 0) ?? log("j", 1));
console.log(log("k", null) ?? log("l", 2));
console.log(log("m", undefined) ?? log("n", null) ?? log("o", "last"));
console.log((log("p", 0) || log("q", 0)) && log("r", 3));
