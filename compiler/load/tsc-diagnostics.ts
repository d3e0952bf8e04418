/** tsc's own diagnostics, printed as tsc prints them. */
import path from "node:path";
import { type Node, Node as NodeGuards, type Project, SyntaxKind, ts } from "ts-morph";
import { type DiagnosticBag } from "../diagnostics/bag.ts";
import { type Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Span } from "../ir/program.ts";
import { isForeignUse } from "./foreign-uses.ts";
import { hintBeside, LIBRARY } from "./hints.ts";
import { isCommonJs, isJavaScript, isJson } from "./kinds.ts";
import { isMethodTakenInSuperArguments } from "./super-arguments.ts";

/**
 * What tsc says where our library lacks a type that only refused constructs need (promises,
 * decorators): the check refuses the construct at its place. "Cannot find global type", "dynamic
 * import needs Promise", "async function needs Promise" twice.
 */
const missingGlobalTypes = new Set([2318, 2711, 2705, 2712]);

/**
 * Where tsc goes on to advise another `lib` or the types of Node. Both would change nothing: a
 * program has our library alone.
 */
const adviceOnTheLibrary =
    / (?:Do you need to (?:change your target library|install type definitions)|Try changing the 'lib')[^]*$/;

export interface TscRequest {
    readonly configuration: readonly ts.Diagnostic[];
    readonly root: string;
    readonly bag: DiagnosticBag;
    /** Whether errors in a file are asked for. */
    readonly covers: (file: ts.SourceFile) => boolean;
    /** Whether nothing is asked for but that tsc can read the program. */
    readonly readsAlone?: boolean;
}

/** False when the program does not parse. */
export function reportTscDiagnostics(project: Project, request: TscRequest): boolean {
    const { configuration, root, bag, covers, readsAlone = false } = request;
    const program = project.getProgram().compilerObject;
    const isAskedFor = ({ file }: ts.Diagnostic): boolean => file === undefined || covers(file);
    const syntactic = program.getSyntacticDiagnostics().filter((found) => isAskedFor(found) && !isOfTscAlone(found));
    // As tsc does: types are not reported for a program that does not parse.
    const found =
        syntactic.length > 0 || readsAlone
            ? syntactic
            : [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...semanticErrors(program)];
    for (const diagnostic of [...configuration, ...found.filter(isAskedFor)]) {
        if (diagnostic.category !== ts.DiagnosticCategory.Error || isOursToJudge(project, diagnostic)) continue;
        bag.add(convert(diagnostic, root, nodeOf(project, diagnostic)));
    }
    return syntactic.length === 0;
}

/** `object?.#name`, which ECMA-262 allows. */
const isOfTscAlone = ({ code, file }: ts.DiagnosticWithLocation): boolean => code === 18030 && isJavaScript(file);

/**
 * The part of tsc's view of a file that its published types leave out: the comments that silence
 * errors, and the binder's errors.
 */
interface Silencing extends ts.SourceFile {
    readonly commentDirectives?: readonly unknown[];
    checkJsDirective?: { readonly enabled: boolean } | undefined;
    readonly bindDiagnostics?: readonly ts.Diagnostic[];
}

/**
 * `@ts-ignore`, `@ts-expect-error` and `@ts-nocheck` silence tsc; they change nothing of what a
 * program is. What JavaScript itself refuses when it reads or links a module stays an error: a
 * module that is not there, a name declared twice, a `break` outside of a loop. In JavaScript files
 * these are all that counts.
 */
function semanticErrors(program: ts.Program): readonly ts.Diagnostic[] {
    const files: readonly Silencing[] = program.getSourceFiles().filter((file) => !file.isDeclarationFile);
    const unchecked = new Set<ts.SourceFile | undefined>();
    for (const file of files.filter(({ checkJsDirective }) => checkJsDirective?.enabled === false)) {
        unchecked.add(file);
        file.checkJsDirective = undefined;
    }
    const found = program
        .getSemanticDiagnostics()
        .filter(({ file }) => file === undefined || !isJavaScript(file))
        .filter((diagnostic) => !unchecked.has(diagnostic.file) || isEarlyError(diagnostic));
    // The checker's own list, of which the program drops what comments silence.
    const checker: ts.TypeChecker & { getDiagnostics?(file: ts.SourceFile): readonly ts.Diagnostic[] } =
        program.getTypeChecker();
    const silenced = files.filter(
        (file) => isJavaScript(file) || (!isJson(file) && (file.commentDirectives?.length ?? 0) > 0),
    );
    const all = silenced.flatMap((file) => [
        ...(file.bindDiagnostics ?? []),
        ...(checker.getDiagnostics?.(file) ?? []),
    ]);
    return [...found, ...all.filter(isEarlyError)];
}

/**
 * The grammar of ECMA-262 (TS1000 to TS1999), and of the others those that are its early errors or
 * errors of linking modules.
 */
function isEarlyError(diagnostic: ts.Diagnostic): boolean {
    const { code, category, messageText } = diagnostic;
    if (category !== ts.DiagnosticCategory.Error || isVarOrFunction(diagnostic)) return false;
    if (NO_EARLY_ERRORS.has(code) || isOfTypeScript(diagnostic)) return false;
    const isPrivateName = () => ts.flattenDiagnosticMessageText(messageText, "\n").startsWith("Property '#");
    return (code >= 1000 && code < 2000) || EARLY_ERRORS.has(code) || (UNKNOWN_PROPERTY.has(code) && isPrivateName());
}

/**
 * What JavaScript takes: computed names of fields, `super.name` in a class without a base, and a
 * static member `["prototype"]`, which is an error when the class is evaluated.
 */
function isOfTypeScript({ code, file, start }: ts.Diagnostic): boolean {
    if (file === undefined || start === undefined || !isJavaScript(file)) return false;
    const text = file.text.slice(start);
    return code === 1166 || (code === 2300 && text.startsWith("[")) || (code === 2335 && !/^super\s*\(/.test(text));
}

/** In a function, TS2300 also stands for a `var` with the name of a function: no early error. */
function isVarOrFunction({ code, file, start }: ts.Diagnostic): boolean {
    if (code !== 2300 || file === undefined || start === undefined) return false;
    let node: ts.Node = file;
    const inner = (around: ts.Node): ts.Node | undefined =>
        ts.forEachChild(around, (child) => (child.getStart(file) <= start && start < child.end ? child : undefined));
    for (let next = inner(node); next !== undefined; next = inner(node)) node = next;
    const declaration = node.parent;
    if (ts.isFunctionDeclaration(declaration))
        return ts.isBlock(declaration.parent) && ts.isFunctionLike(declaration.parent.parent);
    const isVariable = ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration);
    if (!isVariable || (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.BlockScoped) !== 0) return false;
    return ts.findAncestor(declaration, (around) => ts.isFunctionLike(around)) !== undefined;
}

/** ECMA-262 allows a property named twice, and `if (x);`. Types as values are found out later. */
const NO_EARLY_ERRORS: ReadonlySet<number> = new Set([1117, 1313, 1361, 1362]);

const UNKNOWN_PROPERTY: ReadonlySet<number> = new Set([2339, 2551]);

const EARLY_ERRORS: ReadonlySet<number> = new Set([
    // Names declared twice, or imported and declared.
    ...[2300, 2323, 2392, 2393, 2440, 2451, 2481, 2528, 2804],
    // Modules, and what they do not export.
    ...[2305, 2306, 2307, 2459, 2613, 2614, 2616, 2724, 2792, 2882, 2834, 2835, 5097, 6142, 7016],
    // What is no target of an assignment, and rest elements that are not last.
    ...[2357, 2364, 2406, 2462, 2487, 2701, 2777, 2778, 2779, 2780, 2781],
    // `super` where there is no base, `this` and `arguments` as names, private names that no class
    // declares.
    ...[2335, 2336, 2338, 2466, 2660, 2703, 18006, 18012, 18013, 18016, 18019, 18028],
]);

/**
 * Names and modules of CommonJS and names of other hosts, which the check refuses with the way out.
 * Also TS17009, `this` before `super()` returned, exactly where the published example has a
 * meaning; the check warns there.
 */
function isOursToJudge(project: Project, diagnostic: ts.Diagnostic): boolean {
    const { code } = diagnostic;
    if (missingGlobalTypes.has(code)) return true;
    if (![17009, ...UNKNOWN_NAME, ...OF_MODULES].includes(code)) return false;
    const node = nodeOf(project, diagnostic);
    if (UNKNOWN_NAME.includes(code))
        return ["require", "module", "exports"].includes(node?.getText() ?? "") || isForeignUse(node);
    if (code !== 17009) return isOfCommonJs(code, node);
    const access = node?.getParent();
    return (
        node?.getKind() === SyntaxKind.ThisKeyword &&
        NodeGuards.isPropertyAccessExpression(access) &&
        isMethodTakenInSuperArguments(access)
    );
}

const UNKNOWN_NAME: readonly number[] = [2304, 2552, 2580, 2583, 2584, 2585, 2591, 2693];
/** Also "cannot find module", and `import =` and `export =` in a module. */
const OF_MODULES: readonly number[] = [1192, 1202, 1203, 2305, 2307, 2339, 2459, 2551, 2613, 2614, 2724];

/**
 * An import from a module that the check refuses as a whole exports nothing that tsc could see; in
 * JavaScript tsc looks into `require` too.
 */
function isOfCommonJs(code: number, name: Node | undefined): boolean {
    if (code === 1202 || code === 1203) return true;
    const access = name?.getParent();
    if (UNKNOWN_PROPERTY.has(code)) {
        const object = NodeGuards.isPropertyAccessExpression(access) ? access.getExpression() : undefined;
        const symbol = object?.getSymbol();
        const [module] = (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations() ?? [];
        return NodeGuards.isSourceFile(module) && isCommonJs(module);
    }
    const around = name?.getFirstAncestor((node) => NodeGuards.isStatement(node));
    const isRequired = NodeGuards.isVariableStatement(around) || NodeGuards.isExpressionStatement(around);
    if (isRequired) return /\brequire\(/.test(around.getText());
    if (code === 2307) return false;
    const statement = name?.getFirstAncestor(
        (around) => NodeGuards.isImportDeclaration(around) || NodeGuards.isExportDeclaration(around),
    );
    const isStatement = NodeGuards.isImportDeclaration(statement) || NodeGuards.isExportDeclaration(statement);
    const file = isStatement ? statement.getModuleSpecifierSourceFile() : undefined;
    return file !== undefined && isCommonJs(file);
}

function nodeOf(project: Project, { file, start }: ts.Diagnostic): Node | undefined {
    if (file === undefined || start === undefined) return undefined;
    return project.getSourceFile(file.fileName)?.getDescendantAtPos(start);
}

function convert(original: ts.Diagnostic, root: string, node: Node | undefined): Diagnostic {
    const whole = ts.flattenDiagnosticMessageText(original.messageText, "\n");
    const message = whole.replace(adviceOnTheLibrary, "");
    const hint = hintBeside(original.code, message, node) ?? (message === whole ? undefined : LIBRARY);
    const diagnostic = message === whole ? original : { ...original, messageText: message };
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
