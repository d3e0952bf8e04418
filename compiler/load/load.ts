/**
 * Reads a program: the entry file, everything that it imports, and the declarations of the native
 * classes.
 */
import { existsSync, readFileSync, readdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { Project, type SourceFile, type ts } from "ts-morph";
import { type DiagnosticBag } from "../diagnostics/bag.ts";
import { entryNotFound, entryNotTypeScript } from "../diagnostics/diagnostics.ts";
import { compilerOptions, readUserConfiguration } from "./options.ts";
import { fileNameOf, nameSourceFile } from "./span.ts";
import { reportTscDiagnostics } from "./tsc-diagnostics.ts";

export interface LoadOptions {
    /** The program's first module, as the user wrote the path. */
    readonly entry: string;
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
    if (!/(?<!\.d)\.(ts|mts)$/.test(entryPath)) {
        diagnostics.add(entryNotTypeScript(undefined, options.entry));
        return undefined;
    }
    const user = readUserConfiguration(path.dirname(entryPath));
    const project = new Project({
        compilerOptions: { ...compilerOptions, ...user.paths },
        skipAddingFilesFromTsConfig: true,
        skipLoadingLibFiles: true,
    });
    for (const file of options.declarationFolders.flatMap(declarationFilesOf)) project.addSourceFileAtPath(file);
    // An editor's configuration names the shipped declarations too, perhaps through a link.
    const shipped = options.declarationFolders.map((folder) => realpathSync(folder));
    const isShipped = (file: string) =>
        shipped.some((folder) => isWithin(folder, realpathSync(file))) || isOfAnotherCopy(file);
    user.declarationFiles
        .filter((file) => existsSync(file) && !isShipped(file))
        .forEach((file) => project.addSourceFileAtPath(file));
    const entry = project.addSourceFileAtPathIfExists(entryPath);
    if (entry === undefined) {
        diagnostics.add(entryNotFound(undefined, options.entry));
        return undefined;
    }
    project.resolveSourceFileDependencies();
    const name = (file: SourceFile) => {
        markAsModule(file);
        nameSourceFile(file, relativeName(options, file.getFilePath()));
    };
    project.getSourceFiles().forEach(name);
    const hasSyntaxErrors = reportTscDiagnostics(project, user.errors, options.root, diagnostics);
    const isDeclaration = (file: SourceFile) => file.isDeclarationFile();
    return {
        project,
        entry,
        sources: project.getSourceFiles().filter((file) => !isDeclaration(file)),
        declarations: project.getSourceFiles().filter(isDeclaration),
        hasSyntaxErrors,
        addModule(file) {
            const source = project.addSourceFileAtPath(file);
            name(source);
            return source;
        },
        lineAt: lineReader(project),
    };
}

/** Splits each file once. */
function lineReader(project: Project): LoadedProgram["lineAt"] {
    const texts = new Map<string, readonly string[]>();
    const linesOf = (name: string): readonly string[] => {
        const source = project.getSourceFiles().find((candidate) => fileNameOf(candidate) === name);
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
    if (!file.isDeclarationFile()) parsed.externalModuleIndicator ??= true;
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
