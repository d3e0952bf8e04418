console.log("before");
function fail(): void {
    throw new Error("uncaught");
}
fail();
console.log("never");
