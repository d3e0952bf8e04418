// Text and arrays that grow piece by piece take no more than they are long.
const digits = "0123456789abcdef";
function hex(bytes: Uint8Array): string {
    let text = "";
    for (const byte of bytes) {
        text += digits.charAt(byte >> 4);
        text += digits.charAt(byte & 15);
    }
    return text;
}
const dump = hex(new Uint8Array(4096).fill(171));
console.log(dump.length, dump.slice(0, 8), dump.charAt(8191));

function texts(): void {
    let appended = "";
    for (let i = 0; i < 8000; i++) appended += "x";
    let prepended = "";
    for (let i = 0; i < 8000; i++) prepended = "y" + prepended;
    let both = "";
    for (let i = 0; i < 3000; i++) both = `<${both}>`;
    let table = "";
    for (let row = 0; row < 400; row++) table += `${row};${row * 3};text of the row\n`;
    console.log(appended.length, prepended.length, both.length, both.charAt(2999), both.charAt(3000));
    console.log(table.length, table.indexOf("399;"), table.split("\n").length);
}
texts();

function prefixes(): void {
    const prefix = "prefix ".repeat(100);
    const shared: string[] = [];
    for (let i = 0; i < 150; i++) shared.push(prefix + i);
    console.log(shared.length, shared[149]?.slice(690), shared[0]?.length);
}
prefixes();

const flags: boolean[] = [];
for (let i = 0; i < 5000; i++) flags.push(i % 3 === 0);
console.log(flags.length, flags[4998], flags[4999]);
