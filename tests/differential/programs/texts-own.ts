/** Texts that a variable builds up: where they grow in place, and where somebody has seen them. */
function digits(count: number): string {
    let text = "";
    for (let i = 0; i < count; i++) text += i % 10;
    return text;
}
console.log(digits(0) === "", digits(1), digits(33), digits(400).length, digits(5000).slice(4990));

/** Each text that was seen stays as it was. */
function prefixes(): string[] {
    const seen: string[] = [];
    let text = "";
    for (let i = 0; i < 6; i++) {
        text += "ab";
        text += i;
        seen.push(text);
    }
    return seen;
}
console.log(prefixes().join(" "));

function sometimes(): string {
    let text = "";
    let before = "";
    for (let i = 0; i < 90; i++) {
        if (i % 30 === 7) before = text;
        text += "x" + i;
    }
    return before.length + " " + before.slice(-6) + " " + text.length;
}
console.log(sometimes());

function twice(): string {
    let text = "a";
    for (let i = 0; i < 9; i++) text += text;
    text += text.length;
    for (let i = 0; i < 3; i++) text = text + text + "," + text;
    return text.length + text.slice(510, 520);
}
console.log(twice());

function swapped(): string {
    let one = "";
    let other = "";
    for (let i = 0; i < 40; i++) {
        one += i;
        other += one;
        if (i % 8 === 0) one = "";
        if (i % 16 === 3) other = one;
    }
    return one + " " + other;
}
console.log(swapped());

/** The first piece is the text of somebody else. */
function adopted(): string {
    let inner = "";
    inner += "abc";
    inner += "def";
    let outer = "";
    outer += inner;
    outer += "ghi";
    inner += "jkl";
    outer += inner;
    return inner + " " + outer;
}
console.log(adopted());

const kept: string[] = [];
function keep(text: string): number {
    kept.push(text);
    return text.length;
}
function given(): string {
    let text = "";
    for (let i = 0; i < 4; i++) {
        text += "p";
        keep(text);
        text += "q";
    }
    return text;
}
console.log(given(), kept.join());

function started(start: string): string {
    let text = start;
    for (let i = 0; i < 5; i++) text += i;
    return text + start;
}
console.log(started("s"), started(digits(20)), started(""));

function parameter(text: string): string {
    const before = text;
    for (let i = 0; i < 5; i++) text += "-";
    text = "";
    for (let i = 0; i < 5; i++) text += "+";
    return before + text;
}
console.log(parameter("t"), parameter(digits(12)));

function returned(): [string, string] {
    let text = "";
    text += "one";
    text += "two";
    const half = text;
    text += "three";
    return [half, text];
}
console.log(returned().join(" "));

function looked(): string {
    let text = "";
    let sum = 0;
    for (let i = 0; i < 200; i++) {
        text += String.fromCharCode(97 + (i % 26));
        sum += text.charCodeAt(i) + text.length;
        if (text[0] !== "a" || text === "b" || text.indexOf("z") > 30 || !text.startsWith("a")) sum = NaN;
    }
    return text.slice(190) + sum;
}
console.log(looked());

function units(): string {
    const alphabet = "abcdefghijklmnopqrstuvwxyz";
    const wide = "α\u{1F600}é";
    let text = "";
    for (let i = 0; i < 300; i++) {
        text += alphabet[i % 26] + alphabet[(i * 7) % 26];
        if (i % 100 === 50) text += wide[i % 4] + alphabet[3];
        if (i % 100 === 51) text += alphabet[30] + wide.charAt(9);
    }
    return text.length + text.slice(98, 125) + text.slice(-5);
}
console.log(units());

function wider(): string {
    let text = "";
    for (let i = 0; i < 150; i++) text += i === 70 ? "Ж" : i === 71 ? "ÿ" : i % 7;
    let early = "Ж";
    for (let i = 0; i < 150; i++) early += i % 7;
    return text.length + text.slice(68, 75) + early.length + early.slice(0, 4) + early.slice(-3);
}
console.log(wider());

function caught(): string {
    let text = "";
    for (let i = 0; i < 6; i++) {
        try {
            text += "t" + i;
            if (i % 2 === 1) throw text;
            text += ".";
        } catch (error) {
            text += "!";
            text += error;
        }
    }
    return text;
}
console.log(caught());

function thrown(): string {
    const seen: unknown[] = [];
    let text = "";
    for (let i = 0; i < 3; i++) {
        try {
            text += i;
            throw text;
        } catch (error) {
            text += "x";
            seen.push(error);
        }
    }
    return seen.join() + " " + text;
}
console.log(thrown());

function captured(): string {
    let text = "";
    const add = (piece: string): void => {
        text += piece;
    };
    const before: (() => string)[] = [];
    for (let i = 0; i < 3; i++) {
        add("c");
        const now = text;
        before.push(() => now);
    }
    return before.map((now) => now()).join() + text;
}
console.log(captured());

class Writer {
    out = "";
    write(piece: string | number): this {
        this.out += piece;
        return this;
    }
    all(): string {
        let text = "";
        for (let i = 0; i < 3; i++) {
            text += this.out;
            this.out = text;
            text += ";";
        }
        return text + this.out;
    }
}
console.log(new Writer().write("w").write(1.5).write(-0).all());

function values(): string {
    let text = "";
    const all = [1, -1, 2147483647, -2147483648, 4294967295, 1e21, 0.1, -0, NaN, Infinity];
    for (const value of all) text += value + " ";
    const mixed = [true, null, undefined, "s", 7, -7, 99999, 100000, 1234567890];
    for (const value of mixed) text += `${value},`;
    for (let i = 1; i < 2e9; i *= 10) text += `<${i}|${-i}|${i >>> 0}|${i > 5}>`;
    return text;
}
console.log(values());

function long(): string {
    const piece = digits(300);
    let text = "";
    for (let i = 0; i < 5; i++) {
        text += piece;
        text += i;
        text += piece + piece;
    }
    text += "";
    return text.length + text.slice(299, 303) + text.slice(-2);
}
console.log(long());

function labelled(): string {
    let text = "";
    outer: for (let i = 0; i < 4; i++) {
        let line = "";
        for (let j = 0; j < 4; j++) {
            if (j > i) continue outer;
            line += j;
            if (i === 3 && j === 2) break outer;
            text += line + "\n";
        }
    }
    return JSON_like(text);
}
function JSON_like(text: string): string {
    let out = '"';
    for (let i = 0; i < text.length; i++) out += text[i] === "\n" ? "\\n" : text[i];
    return out + '"';
}
console.log(labelled());
