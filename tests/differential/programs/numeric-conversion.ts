function convert(x: any): void {
    console.log(+x, -x, x * 2, x - 1, x | 0);
}
convert("12");
convert(" 0x1F ");
convert("1e3");
convert("");
convert("abc");
convert("0b101");
convert("-Infinity");
convert(true);
convert(null);
convert(undefined);
convert("1_000");
console.log(Number("42"), Number(null), Number(undefined), Number("  "), Number(false));
console.log(parseInt("42px"), parseInt("ff", 16), parseInt(""), parseFloat("3.14abc"), parseFloat("."));
