/**
 * Which file a module's name stands for: relative files, packages of node_modules, `paths` and
 * `imports` as tsc's "bundler" resolution finds them.
 *
 * tsc stops at a declaration file, beside which the code lies. A program of such packages is read
 * twice: by its declarations, to be checked, and by its code, to be compiled.
 */
import path from "node:path";
import { type ResolutionHostFactory, ts } from "ts-morph";

export type Purpose = "types" | "code";

export interface Resolution {
    readonly host: ResolutionHostFactory;
    /** Some module of what was read has its types in one file and its code in another. */
    readonly hasCodeBesideTypes: () => boolean;
}

export function resolutionFor(purpose: Purpose): Resolution {
    let beside = false;
    const host: ResolutionHostFactory = (files, getOptions) => ({
        resolveModuleNames(names, importer) {
            return names.map((name) => {
                const found = resolve(name, importer, getOptions(), files);
                const code = isDeclaration(found) ? codeOf(name, importer, getOptions(), files) : found;
                beside ||= code !== undefined && isDeclaration(found);
                return purpose === "code" ? (code ?? found) : found;
            });
        },
    });
    return { host, hasCodeBesideTypes: () => beside };
}

function resolve(
    name: string,
    importer: string,
    options: ts.CompilerOptions,
    files: ts.ModuleResolutionHost,
): ts.ResolvedModuleFull | undefined {
    const found = ts.resolveModuleName(name, importer, options, files).resolvedModule;
    const module = found === undefined ? undefined : moduleField(name, found, files);
    return module ?? found;
}

function codeOf(
    name: string,
    importer: string,
    options: ts.CompilerOptions,
    files: ts.ModuleResolutionHost,
): ts.ResolvedModuleFull | undefined {
    const withoutDeclarations: ts.ModuleResolutionHost = {
        ...files,
        fileExists: (file) => !isDeclarationName(file) && files.fileExists(file),
    };
    return resolve(name, importer, options, withoutDeclarations);
}

/**
 * Bundlers take the ES module that "module" of a package.json without "exports" names, tsc and Node
 * take "main".
 */
function moduleField(
    name: string,
    found: ts.ResolvedModuleFull,
    files: ts.ModuleResolutionHost,
): ts.ResolvedModuleFull | undefined {
    if (found.isExternalLibraryImport !== true || isDeclaration(found)) return undefined;
    if (!/^(?:@[^/]+\/)?[^/]+$/.test(name)) return undefined;
    const folder = packageFolder(found.resolvedFileName, name);
    const text = folder === undefined ? undefined : files.readFile(path.posix.join(folder, "package.json"));
    if (folder === undefined || text === undefined) return undefined;
    const { exports, module } = contentOf(text);
    if (exports !== undefined || typeof module !== "string") return undefined;
    const file = path.posix.join(folder, module);
    if (!/\.m?js$/.test(file) || !files.fileExists(file)) return undefined;
    return { ...found, resolvedFileName: file, extension: path.extname(file) };
}

function packageFolder(file: string, name: string): string | undefined {
    const end = `/node_modules/${name}/`;
    const at = file.lastIndexOf(end);
    return at < 0 ? undefined : file.slice(0, at + end.length);
}

function contentOf(text: string): { readonly exports?: unknown; readonly module?: unknown } {
    try {
        return JSON.parse(text) as { exports?: unknown; module?: unknown };
    } catch {
        return {};
    }
}

const isDeclaration = (module: ts.ResolvedModuleFull | undefined): boolean =>
    module !== undefined && isDeclarationName(module.resolvedFileName);

const isDeclarationName = (file: string): boolean => /\.d\.(?:[cm]?ts|\w+\.ts)$/.test(file);
