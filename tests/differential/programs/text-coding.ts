// TextEncoder, TextDecoder, base64, URIs.
const texts = ["", "plain", "naïve ÿ", "€ 漢字", "😀!", "\ud800x", "\udc00", "a\ud83d", "\ufeffmark", "line\n\0"];
const encoder = new TextEncoder();
const decoder = new TextDecoder();
console.log(encoder.encoding, decoder.encoding, decoder.fatal, decoder.ignoreBOM, encoder.encode().length);
for (const text of texts) {
    const bytes = encoder.encode(text);
    console.log(bytes.join(), decoder.decode(bytes) === text, decoder.decode(bytes.buffer as ArrayBuffer).length);
}

// Wrong bytes: one U+FFFD for each longest part that could have begun a character.
const wrong = [
    [0xff],
    [0xc0, 0x80],
    [0xc2],
    [0xe2, 0x82],
    [0xe2, 0x82, 0x41],
    [0xed, 0xa0, 0x80],
    [0xf0, 0x9f, 0x98],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf0, 0x80, 0x80, 0x80],
    [0x80, 0x61, 0xc3, 0xa9],
    [0xe0, 0x9f, 0xbf, 0xf8],
];
function units(text: string): string {
    let result = "";
    for (let i = 0; i < text.length; i++) result += text.charCodeAt(i).toString(16) + " ";
    return result;
}
const strict = new TextDecoder("UTF-8", { fatal: true });
for (const bytes of wrong) {
    console.log(units(decoder.decode(new Uint8Array(bytes))));
    try {
        console.log(strict.decode(new Uint8Array(bytes)));
    } catch (error) {
        console.log((error as Error).name, (error as Error).message);
    }
}
console.log(strict.fatal, strict.decode(new Uint8Array([0x41])), decoder.decode());

// A stream, byte by byte, with and without the mark.
for (const ignoreBOM of [false, true]) {
    const streaming = new TextDecoder(" utf8 ", { ignoreBOM });
    let all = "";
    for (const byte of encoder.encode("\ufeff€😀\ufeffz"))
        all += streaming.decode(new Uint8Array([byte]), { stream: true });
    all += streaming.decode();
    console.log(units(all), streaming.ignoreBOM);
    console.log(units(streaming.decode(new Uint8Array([0xe2, 0x82]), { stream: true }) + streaming.decode()));
    console.log(units(streaming.decode(encoder.encode("\ufeffa"))));
}
try {
    new TextDecoder("latin9");
} catch (error) {
    console.log((error as Error).name);
}

// Base64.
for (const text of ["", "a", "ab", "abc", "abcd", "ÿþ\0", "hello world"]) {
    const coded = btoa(text);
    console.log(coded, atob(coded) === text);
}
for (const text of [
    "YWI=",
    "YWI",
    " Y W\n I = ",
    "YQ==",
    "YQ",
    "Y",
    "YWI==",
    "Y=WI",
    "Y*==",
    "=",
    "====",
    "YWJj\t",
    "é",
]) {
    try {
        console.log(units(atob(text)));
    } catch (error) {
        console.log(String(error), error instanceof TypeError);
    }
}
try {
    btoa("€");
} catch (error) {
    console.log(String(error));
}
console.log(btoa(5 as any), btoa(null as any), atob(1234 as any).length);

// URIs.
const uris = ["", "a b&c=d/e?f#g", "é€😀", "-_.!~*'();/?:@&=+$,#[]%", "\u0000\u007f\u0080"];
for (const uri of uris) {
    const [whole, part] = [encodeURI(uri), encodeURIComponent(uri)];
    console.log(whole, part, decodeURI(whole) === uri, decodeURIComponent(part) === uri);
}
console.log(decodeURI("%41%2f%2F%3a%25"), decodeURIComponent("%41%2f%3A%25"), decodeURI("%c3%A9€"));
const malformed = [
    "%",
    "%4",
    "%zz",
    "%80",
    "%c3",
    "%c3%",
    "%c3%28",
    "%ed%a0%80",
    "%f5%80%80%80",
    "%e2%82x",
    "%c0%80",
    "a%F0%9F%98",
];
for (const uri of malformed) {
    try {
        console.log(decodeURIComponent(uri));
    } catch (error) {
        console.log(String(error), error instanceof URIError, error instanceof Error, error instanceof RangeError);
    }
}
for (const text of ["\ud800", "\udc00a", "ab\ud83d"]) {
    try {
        console.log(encodeURI(text));
    } catch (error) {
        console.log((error as URIError).name, (error as URIError).message);
    }
}
console.log(encodeURIComponent(true as any), decodeURI(undefined as any), String(new URIError("own")));
class Strange extends URIError {}
const strange = new Strange("kept");
console.log(String(strange), strange.name, strange instanceof URIError);

// Random bytes: other ones each time, in the array that was given.
const random = new Uint8Array(16);
const same = crypto.getRandomValues(random);
console.log(
    same === random,
    random.length,
    random.some((byte) => byte !== 0),
);
try {
    crypto.getRandomValues(new Uint8Array(65537));
} catch (error) {
    console.log(String(error));
}
