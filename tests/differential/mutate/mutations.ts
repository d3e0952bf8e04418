/**
 * Programs near those of the corpus: a token, an expression or a statement of a program is taken
 * away, repeated, moved, wrapped, or replaced by one of another program. Most mutants are no
 * programs; the compiler has to say so.
 */
import { ts } from "ts-morph";
import { type Random } from "./random.ts";

interface Edit {
    readonly start: number;
    readonly end: number;
    readonly text: string;
}

type Mutation = (text: string, other: string, random: Random) => Edit | undefined;

/** What stands for an expression in a wrapper. */
const HERE = "@";

const EXPRESSION_WRAPPERS = [
    ...["(@)", "[@][0]", "[...[@]]", "{ v: @ }.v", "(() => @)()", "(@ as any)", "(@)!", "(0, @)", "(@ ?? null)"],
    ...["(@ || 0)", "(@ && 1)", "!@", "-@", "+@", "~@", "typeof @", "void @", "`${@}`", "String(@)", "Number(@)"],
    ...["(@)?.length", "(@)?.[0]", "(@)?.()", "(@)()", "(@).length", "(@)[0]", "(@).x", "[@, @]", "{ ...(@ as any) }"],
    ...[
        "((x: any = @) => x)()",
        "((...x: any[]) => x.length)(...[@])",
        "(@ instanceof Object)",
        "(@ instanceof Error)",
    ],
    ...["(@ === @)", "(@ == null)", "(@ > @)", "(@ + @)", "(true ? @ : undefined)", "new (class { v: any = @; })().v"],
    ...[
        "(([x = @]: any[]) => x)([])",
        "(({ x = @ }: any) => x)({})",
        "(function (this: any) { return @; })()",
        "@ as never",
    ],
];

const STATEMENT_WRAPPERS = [
    ...["{ @ }", "try { @ } catch {}", "try { @ } finally {}", "try { throw 1; } catch { @ }", "try {} finally { @ }"],
    ...[
        "for (let i = 0; i < 2; i++) { @ }",
        "for (const x of [1, 2]) { @ }",
        "do { @ } while (false);",
        "while (true) { @ break; }",
    ],
    ...[
        "switch (1 as number) { case 1: @ default: }",
        "(() => { @ })();",
        "function wrapped() { @ } wrapped();",
        "label: { @ }",
    ],
    ...[
        "if (true) { @ }",
        "if (false) { @ } else { @ }",
        "class W { m() { @ } } new W().m();",
        "queueMicrotask(() => { @ });",
    ],
    ...[
        "label: for (;;) { try { @ } finally { break label; } }",
        "class W { v: any = (() => { @ })(); } new W();",
        "@ @",
    ],
];

function tokens(text: string): Edit[] {
    const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text);
    const found: Edit[] = [];
    while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken)
        found.push({ start: scanner.getTokenStart(), end: scanner.getTokenEnd(), text: scanner.getTokenText() });
    return found;
}

function nodes(text: string, wanted: (node: ts.Node) => boolean): Edit[] {
    const file = ts.createSourceFile("mutant.ts", text, ts.ScriptTarget.Latest, true);
    const found: Edit[] = [];
    const visit = (node: ts.Node): void => {
        if (node !== file && wanted(node))
            found.push({ start: node.getStart(file), end: node.end, text: node.getText(file) });
        ts.forEachChild(node, visit);
    };
    visit(file);
    return found;
}

/**
 * Neither the name of what is declared nor a part of a type, which have nodes of the same kinds.
 */
function isExpression(node: ts.Node): boolean {
    const { parent } = node;
    const isName = Object.entries(parent).some(([key, child]) => /name|label/i.test(key) && child === node);
    return ts.isExpression(node) && !isName && !ts.isPartOfTypeNode(node);
}

const expressionsOf = (text: string): Edit[] => nodes(text, isExpression);
const statementsOf = (text: string): Edit[] => nodes(text, (node) => ts.isStatement(node) && !ts.isBlock(node));

const deleteToken: Mutation = (text, _other, random) => {
    const token = random.pick(tokens(text));
    return token && { ...token, text: "" };
};

const repeatToken: Mutation = (text, _other, random) => {
    const token = random.pick(tokens(text));
    return token && { ...token, text: `${token.text} ${token.text}` };
};

const swapTokens: Mutation = (text, _other, random) => {
    const all = tokens(text);
    const at = random.below(all.length);
    const [first, second] = [all[at], all[at + 1]];
    return first && second && { start: first.start, end: second.end, text: `${second.text} ${first.text}` };
};

const replaceToken: Mutation = (text, other, random) => {
    const [token, stranger] = [random.pick(tokens(text)), random.pick(tokens(other))];
    return token && stranger && { ...token, text: stranger.text };
};

/**
 * Most strangers have another type, which would only show that tsc sees it. tsc takes the outer
 * parentheses away with the assertion, also in `(-1 as any) ** 2`, which has no meaning without
 * them.
 */
const replaceExpression: Mutation = (text, other, random) => {
    const source = random.below(2) === 0 ? text : other;
    const [expression, stranger] = [random.pick(expressionsOf(text)), random.pick(expressionsOf(source))];
    return expression && stranger && { ...expression, text: `((${stranger.text}) as any)` };
};

const wrapExpression: Mutation = (text, _other, random) =>
    wrapped(random.pick(expressionsOf(text)), EXPRESSION_WRAPPERS, random);
const wrapStatement: Mutation = (text, _other, random) =>
    wrapped(random.pick(statementsOf(text)), STATEMENT_WRAPPERS, random);

function wrapped(edit: Edit | undefined, wrappers: readonly string[], random: Random): Edit | undefined {
    return edit && { ...edit, text: (random.pick(wrappers) ?? HERE).replaceAll(HERE, () => edit.text) };
}

const deleteStatement: Mutation = (text, _other, random) => {
    const statement = random.pick(statementsOf(text));
    return statement && { ...statement, text: ";" };
};

const addStatement: Mutation = (text, other, random) => {
    const [place, stranger] = [
        random.pick(statementsOf(text)),
        random.pick(statementsOf(random.below(2) === 0 ? text : other)),
    ];
    return place && stranger && { start: place.start, end: place.start, text: `${stranger.text}\n` };
};

const dropTypes: Mutation = (text, _other, random) => {
    const type = random.pick(nodes(text, (node) => ts.isTypeNode(node)));
    return type && { ...type, text: "any" };
};

const MUTATIONS: readonly Mutation[] = [
    ...[deleteToken, repeatToken, swapTokens, replaceToken, dropTypes, deleteStatement, addStatement],
    // These give programs more often than the others.
    ...[replaceExpression, wrapExpression, wrapStatement, replaceExpression, wrapExpression, wrapStatement],
];

/** The program with one to three changes. */
export function mutate(text: string, other: string, random: Random): string {
    let mutant = text;
    for (let left = 1 + random.below(3); left > 0; left--) {
        const edit = random.pick(MUTATIONS)?.(mutant, other, random);
        if (edit !== undefined) mutant = mutant.slice(0, edit.start) + edit.text + mutant.slice(edit.end);
    }
    return mutant;
}
