const a = 1;
let b = a + 1;
b = b * 10;
let c;
console.log(a, b, c);
c = "text";
console.log(c);
{
    const a = 2;
    let b = "inner";
    console.log(a, b);
    b += "!";
    console.log(b);
}
console.log(a, b);
