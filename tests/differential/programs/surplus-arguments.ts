function first(a: any): any {
    return a;
}
function last(): any {
    return (first as any)(1, (2 as any) instanceof Error, -3);
}
console.log(last());
