/** What to say of syntax that has no visitor. The check has said most of it before, with a diagnostic of its own. */
import { type Node, SyntaxKind } from "ts-morph";

interface Refusal {
    readonly what: string;
    readonly hint: string;
}

const REFUSALS: ReadonlyMap<SyntaxKind, Refusal> = new Map([
    [SyntaxKind.AwaitExpression, { what: "'await'", hint: "Pass a function that is called when the work is done." }],
    [SyntaxKind.BigIntLiteral, { what: "A bigint", hint: "Use a number: it is exact up to 2 ** 53." }],
    [SyntaxKind.ClassExpression, { what: "A class inside an expression", hint: "Declare the class by its name." }],
    [SyntaxKind.DeleteExpression, { what: "'delete'", hint: "Assign 'undefined' to the property." }],
    [SyntaxKind.EnumDeclaration, { what: "An enum", hint: "Write constants in an object." }],
    [SyntaxKind.ForInStatement, { what: "'for...in'", hint: "Iterate over an array with 'for...of'." }],
    [SyntaxKind.ImportEqualsDeclaration, { what: "'import ='", hint: "Write an import declaration with 'from'." }],
    [SyntaxKind.MetaProperty, { what: "A meta property", hint: "Pass what the code needs as an argument." }],
    [SyntaxKind.ModuleDeclaration, { what: "A namespace", hint: "Put the declarations into a file and import it." }],
    [SyntaxKind.RegularExpressionLiteral, { what: "A regular expression", hint: "Use the methods of strings." }],
    [
        SyntaxKind.TaggedTemplateExpression,
        { what: "A tagged template", hint: "Call the function with ordinary arguments." },
    ],
    [SyntaxKind.WithStatement, { what: "'with'", hint: "Name the object in each access." }],
    [SyntaxKind.YieldExpression, { what: "'yield'", hint: "Collect the values in an array and return it." }],
]);

export function describeUnsupported(node: Node): Refusal {
    const known = REFUSALS.get(node.getKind());
    if (known !== undefined) return known;
    return { what: `This syntax (${node.getKindName()})`, hint: "docs/language.md lists what is supported." };
}
