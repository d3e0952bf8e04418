function name(x: any): string {
    let text = "";
    switch (x) {
        case 1:
            text += "one ";
        case 2:
            text += "two ";
            break;
        case "s":
            return "string";
        default:
            text += "default ";
        case null:
            text += "null ";
    }
    return text;
}
for (const x of [1, 2, 3, "s", "1", null, undefined, NaN, -0, true]) console.log(x, name(x));
function side(n: number): number {
    console.log("case", n);
    return n;
}
switch (2) {
    case side(1):
    case side(2):
        console.log("hit");
    case side(3):
        console.log("through");
}
switch (NaN) {
    case NaN:
        console.log("never");
}
