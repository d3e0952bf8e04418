function early(): string {
    try {
        return "" + late;
    } catch (error) {
        return error instanceof ReferenceError ? "ReferenceError" : "other";
    }
}
console.log(early());
const late = 5;
console.log(early());
function inner(flag: boolean): string {
    const read = () => value;
    try {
        if (flag) return "" + read();
    } catch (error) {
        return "not yet";
    }
    let value = "ready";
    return read();
}
console.log(inner(true), inner(false));
const makeLater = () => new Later();
try {
    makeLater();
} catch (error) {
    console.log(error instanceof ReferenceError);
}
class Later {}
console.log(new Later() instanceof Later);
