/** Changes that know nothing of the language: characters, brackets, pieces of lines. */
import { type Random } from "../mutate/random.ts";

const PIECES = [
    ..."(){}[]<>;,.:?!#@`'\"\\/*+-=&|^~%$\0\n\u2028é日",
    ...[
        "\ud800",
        "👍",
        "\u202e",
        "\ufeff",
        "${",
        "=>",
        "...",
        "?.",
        "??=",
        "**",
        "/*",
        "*/",
        "//",
        "<!--",
        "#!",
        "0x",
        "1e",
        "9".repeat(400),
    ],
    ...[
        "a".repeat(5000),
        "(".repeat(300),
        "[".repeat(300),
        "{".repeat(300),
        "!".repeat(300),
        "-".repeat(301),
        "a.".repeat(300),
    ],
    ...[
        "async ",
        "await ",
        "yield ",
        "enum E {}",
        "namespace N {}",
        "@dec ",
        "declare ",
        "abstract ",
        "static ",
        "get ",
        "set ",
        "new ",
        "super",
        "this",
        "import(",
        "export =",
        "import.meta",
        "class {",
        "function* ",
        "accessor ",
        "using ",
        "satisfies any",
        "as never",
        " is string",
        "asserts x",
        "<const T>",
        "keyof typeof ",
    ],
];

type Change = (text: string, at: number, random: Random) => string;

const CHANGES: readonly Change[] = [
    (text, at, random) => text.slice(0, at) + (random.pick(PIECES) ?? "") + text.slice(at),
    (text, at, random) => text.slice(0, at) + text.slice(at + 1 + random.below(8)),
    (text, at, random) => text.slice(0, at) + (random.pick(PIECES) ?? "") + text.slice(at + 1 + random.below(4)),
    (text, at, random) => {
        const from = random.below(text.length);
        return text.slice(0, at) + text.slice(from, from + random.below(60)) + text.slice(at);
    },
    (text, at) => text.slice(0, at),
    (text, at, random) => text.slice(0, at) + String.fromCharCode(random.below(0x10000)) + text.slice(at + 1),
];

export function garble(text: string, random: Random): string {
    let garbled = text;
    for (let left = 1 + random.below(4); left > 0; left--)
        garbled = random.pick(CHANGES)?.(garbled, random.below(garbled.length + 1), random) ?? garbled;
    return garbled;
}
