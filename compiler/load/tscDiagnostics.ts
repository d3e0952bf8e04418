/** tsc's own diagnostics, printed as tsc prints them. */
import path from "node:path";
import { type Node, Node as NodeGuards, type Project, SyntaxKind, ts } from "ts-morph";
import { type DiagnosticBag } from "../diagnostics/bag.ts";
import { type Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Span } from "../ir/program.ts";
import { isMethodTakenInSuperArguments } from "./superArguments.ts";

/**
 * What tsc says where our library lacks a type that only refused constructs need (promises, decorators): the check refuses the
 * construct at its place. "Cannot find global type", "dynamic import needs Promise", "async function needs Promise" twice.
 */
const missingGlobalTypes = new Set([2318, 2711, 2705, 2712]);

/** Where tsc goes on to advise another `lib` or the types of Node. Both would change nothing: a program has our library alone. */
const adviceOnTheLibrary =
    / (?:Do you need to (?:change your target library|install type definitions)|Try changing the 'lib')[^]*$/;

const libraryHint =
    "A program has the names that docs/language.md and docs/api.md list, none of Node's or a browser's; ts-src/types declares them.";

/** True when the program does not parse. */
export function reportTscDiagnostics(
    project: Project,
    configuration: readonly ts.Diagnostic[],
    root: string,
    bag: DiagnosticBag,
): boolean {
    const program = project.getProgram().compilerObject;
    const syntactic = program.getSyntacticDiagnostics();
    // As tsc does: types are not reported for a program that does not parse.
    const found =
        syntactic.length > 0
            ? syntactic
            : [
                  ...program.getOptionsDiagnostics(),
                  ...program.getGlobalDiagnostics(),
                  ...program.getSemanticDiagnostics(),
              ];
    for (const diagnostic of [...configuration, ...found]) {
        if (diagnostic.category !== ts.DiagnosticCategory.Error || isOursToJudge(project, diagnostic)) continue;
        bag.add(convert(diagnostic, root));
    }
    return syntactic.length > 0;
}

/** Also TS17009, `this` before `super()` returned, exactly where the published example has a meaning; the check warns there. */
function isOursToJudge(project: Project, diagnostic: ts.Diagnostic): boolean {
    if (missingGlobalTypes.has(diagnostic.code)) return true;
    if (diagnostic.code !== 17009 || diagnostic.file === undefined || diagnostic.start === undefined) return false;
    const node: Node | undefined = project
        .getSourceFile(diagnostic.file.fileName)
        ?.getDescendantAtPos(diagnostic.start);
    const access = node?.getParent();
    return (
        node?.getKind() === SyntaxKind.ThisKeyword &&
        NodeGuards.isPropertyAccessExpression(access) &&
        isMethodTakenInSuperArguments(access)
    );
}

function convert(original: ts.Diagnostic, root: string): Diagnostic {
    const whole = ts.flattenDiagnosticMessageText(original.messageText, "\n");
    const message = whole.replace(adviceOnTheLibrary, "");
    const hint = message === whole ? undefined : libraryHint;
    const diagnostic = hint === undefined ? original : { ...original, messageText: message };
    const host: ts.FormatDiagnosticsHost = {
        getCurrentDirectory: () => path.resolve(root),
        getCanonicalFileName: (name) => name,
        getNewLine: () => "\n",
    };
    return {
        code: `TS${diagnostic.code.toString()}`,
        category: "error",
        span: spanOfTsc(diagnostic.file, diagnostic.start, diagnostic.length, root),
        message,
        hint,
        related: (diagnostic.relatedInformation ?? []).flatMap((related) => {
            const span = spanOfTsc(related.file, related.start, related.length, root);
            return span ? [{ span, message: ts.flattenDiagnosticMessageText(related.messageText, "\n") }] : [];
        }),
        rendered: ts.formatDiagnosticsWithColorAndContext([diagnostic], host).trimEnd(),
    };
}

function spanOfTsc(
    file: ts.SourceFile | undefined,
    start: number | undefined,
    length: number | undefined,
    root: string,
): Span | undefined {
    if (file === undefined || start === undefined) return undefined;
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    return {
        file: path.relative(path.resolve(root), file.fileName).split(path.sep).join("/"),
        start,
        end: start + (length ?? 0),
        line: line + 1,
        column: character + 1,
    };
}
