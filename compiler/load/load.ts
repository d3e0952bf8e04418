/**
 * Reads a program: the entry file, everything that it imports, and the declarations of the native
 * classes.
 */
import { existsSync, readFileSync, readdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { Project, type SourceFile, type ts } from "ts-morph";
import { type DiagnosticBag } from "../diagnostics/bag.ts";
import { entryNoModule, entryNotFound } from "../diagnostics/diagnostics.ts";
import { checkEarlyErrors } from "./early-errors.ts";
import { checkLinks } from "./linking.ts";
import { joinRealm, type Realm, realmOf } from "./realm.ts";
import { checkJson, isJavaScript, isJson, isModuleName } from "./kinds.ts";
import { compilerOptions, readUserConfiguration, type UserConfiguration } from "./options.ts";
import { type Purpose, type Resolution, resolutionFor } from "./resolve.ts";
import { fileNameOf, nameSourceFile } from "./span.ts";
import { reportTscDiagnostics } from "./tsc-diagnostics.ts";

export interface LoadOptions {
    /** The program's first module, as the user wrote the path. */
    readonly entry: string;
    /** The scripts that run before the entry; modules alone when left out. */
    readonly realm?: Realm | undefined;
    /** Files are named relative to this folder in diagnostics and in the generated code. */
    readonly root: string;
    /**
     * Files of the library, which are outside `root` for most users, are named relative to this
     * folder.
     */
    readonly libraryRoot: string;
    /** Folders whose `.d.ts` files declare the library and the native classes. */
    readonly declarationFolders: readonly string[];
}

export interface LoadedProgram {
    readonly project: Project;
    readonly entry: SourceFile;
    /** The modules of the program, in no particular order; declarations are not among them. */
    readonly sources: readonly SourceFile[];
    /** The `.d.ts` files. */
    readonly declarations: readonly SourceFile[];
    /** The program does not parse: what its author means is unknown. */
    readonly hasSyntaxErrors: boolean;
    /**
     * Adds a module that nothing imports: library code in TypeScript. It takes part in name
     * resolution like the others.
     */
    addModule(file: string): SourceFile;
    /** The text of a line of a module, by the name that spans have. */
    readonly lineAt: (place: { readonly file: string; readonly line: number }) => string | undefined;
}

/**
 * Undefined when there is nothing to work on; the reason is in the bag. Errors of tsc do not stop
 * it.
 */
export function loadProgram(options: LoadOptions, diagnostics: DiagnosticBag): LoadedProgram | undefined {
    const entryPath = path.resolve(options.entry);
    if (!isModuleName(entryPath)) {
        diagnostics.add(entryNoModule(undefined, options.entry));
        return undefined;
    }
    const user = readUserConfiguration(path.dirname(entryPath));
    const typed = read(options, user, entryPath, "types");
    if (typed === undefined) {
        diagnostics.add(entryNotFound(undefined, options.entry));
        return undefined;
    }
    const code = typed.resolution.hasCodeBesideTypes() ? read(options, user, entryPath, "code") : undefined;
    const hasSyntaxErrors = !reportErrors(options, typed, code?.project, user, diagnostics);
    const { project, entry } = code ?? typed;
    const files = filesOf(project);
    const sources = files.filter((file) => !file.isDeclarationFile());
    for (const file of sources) {
        if (isJson(file.compilerNode)) checkJson(file, diagnostics);
        else if (isJavaScript(file.compilerNode)) checkEarlyErrors(file, diagnostics);
    }
    for (const file of sources) if (isJavaScript(file.compilerNode)) checkLinks(file, diagnostics);
    return {
        project,
        entry,
        sources,
        declarations: files.filter((file) => file.isDeclarationFile()),
        hasSyntaxErrors,
        addModule(file) {
            const known = new Set(project.getSourceFiles());
            const source = project.addSourceFileAtPath(file);
            project.resolveSourceFileDependencies();
            for (const added of project.getSourceFiles()) if (!known.has(added)) enter(added, options);
            return source;
        },
        lineAt: lineReader(project),
    };
}

/**
 * Types are checked by declarations, code is read where it lies. False where something does not
 * parse.
 */
function reportErrors(
    { root }: LoadOptions,
    { project: typed, entry }: Reading,
    code: Project | undefined,
    user: UserConfiguration,
    bag: DiagnosticBag,
): boolean {
    const parses = reportTscDiagnostics(typed, {
        root,
        bag,
        configuration: user.errors,
        covers: (file) => code === undefined || !isJavaScript(file),
        // tsc takes a file for a module; the other parser knows what a script may declare.
        readsAlone: realmOf(entry)?.entry === "script",
    });
    if (code === undefined) return parses;
    const covers = (file: ts.SourceFile): boolean =>
        isJavaScript(file) || typed.getSourceFile(file.fileName) === undefined;
    return reportTscDiagnostics(code, { root, bag, configuration: [], covers }) && parses;
}

interface Reading {
    readonly project: Project;
    readonly entry: SourceFile;
    readonly resolution: Resolution;
}

/** Undefined where there is no entry. */
function read(options: LoadOptions, user: UserConfiguration, entryPath: string, purpose: Purpose): Reading | undefined {
    const resolution = resolutionFor(purpose);
    const project = new Project({
        compilerOptions: { ...compilerOptions, ...user.paths },
        skipAddingFilesFromTsConfig: true,
        skipLoadingLibFiles: true,
        resolutionHost: resolution.host,
    });
    for (const file of options.declarationFolders.flatMap(declarationFilesOf)) project.addSourceFileAtPath(file);
    // An editor's configuration names the shipped declarations too, perhaps through a link.
    const shipped = options.declarationFolders.map((folder) => realpathSync(folder));
    const isShipped = (file: string) =>
        shipped.some((folder) => isWithin(folder, realpathSync(file))) || isOfAnotherCopy(file);
    user.declarationFiles
        .filter((file) => existsSync(file) && !isShipped(file))
        .forEach((file) => project.addSourceFileAtPath(file));
    const entry = addEntry(project, options, entryPath);
    if (entry === undefined) return undefined;
    project.resolveSourceFileDependencies();
    for (const file of filesOf(project)) enter(file, options);
    return { project, entry, resolution };
}

function addEntry(project: Project, { realm }: LoadOptions, entryPath: string): SourceFile | undefined {
    if (realm === undefined || !existsSync(entryPath)) return project.addSourceFileAtPathIfExists(entryPath);
    return joinRealm(project, realm, entryPath);
}

/** Those of packages too, which ts-morph takes for somebody else's. */
function filesOf(project: Project): SourceFile[] {
    const files = project.getProgram().compilerObject.getSourceFiles();
    return files.flatMap(({ fileName }) => project.getSourceFile(fileName) ?? []);
}

function enter(file: SourceFile, options: LoadOptions): void {
    markAsModule(file);
    nameSourceFile(file, relativeName(options, file.getFilePath()));
}

/** Splits each file once. */
function lineReader(project: Project): LoadedProgram["lineAt"] {
    const texts = new Map<string, readonly string[]>();
    const linesOf = (name: string): readonly string[] => {
        const source = filesOf(project).find((candidate) => fileNameOf(candidate) === name);
        return source?.getFullText().split(/\r\n|[\n\r\u2028\u2029]/) ?? [];
    };
    return ({ file, line }) => {
        const lines = texts.get(file) ?? linesOf(file);
        texts.set(file, lines);
        return lines[line - 1];
    };
}

/**
 * A file without import or export is a module too, as Node runs it. `moduleDetection: "force"` says
 * so to tsc; ts-morph parses files itself, without that option. It has to be said before anything
 * asks what names mean.
 */
function markAsModule(file: SourceFile): void {
    const parsed: ts.SourceFile & { externalModuleIndicator?: ts.Node | true | undefined } = file.compilerNode;
    if (file.isDeclarationFile() || isJson(parsed)) return;
    // A node and not `true`, which in JavaScript stands for a module that may be CommonJS.
    parsed.externalModuleIndicator ??= parsed.statements[0] ?? parsed.endOfFileToken;
}

function relativeName({ root, libraryRoot }: LoadOptions, file: string): string {
    const inside = path.relative(path.resolve(root), file);
    const name = inside.startsWith("..") && isWithin(libraryRoot, file) ? path.relative(libraryRoot, file) : inside;
    return name.split(path.sep).join("/");
}

/**
 * Declarations that another copy of tspico ships: a project's own one, while the command is that of
 * a checkout. Ours stand for them.
 */
function isOfAnotherCopy(file: string): boolean {
    const [root, rest] = realpathSync(file).split(`${path.sep}${path.join("ts-src", "types")}${path.sep}`);
    if (root === undefined || rest === undefined) return false;
    try {
        return (
            (JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { name?: unknown }).name === "tspico"
        );
    } catch {
        return false;
    }
}

/**
 * Read from the folder and not by a pattern: to one, brackets and parentheses in the folder's own
 * name would be its syntax.
 */
function declarationFilesOf(folder: string): readonly string[] {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return names.filter((name) => name.endsWith(".d.ts")).map((name) => path.join(folder, name));
}

function isWithin(folder: string, file: string): boolean {
    return file.startsWith(path.resolve(folder) + path.sep);
}
