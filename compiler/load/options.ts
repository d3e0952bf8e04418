/** How programs are read: our own compiler options, whatever a user's tsconfig says. */
import { ts } from "ts-morph";

/**
 * `noImplicitAny` is off because a parameter without annotation is inferred from its calls (which
 * drops TS7006 and its family). tsc's own library is replaced by ours, so that a name that we lack
 * is a plain tsc error.
 */
export const compilerOptions: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    // A file without import or export is a module too, as Node runs it.
    moduleDetection: ts.ModuleDetectionKind.Force,
    allowImportingTsExtensions: true,
    noEmit: true,
    noLib: true,
    types: [],
    allowJs: true,
    resolveJsonModule: true,
    // JavaScript of packages is part of the program, however far one package imports another.
    maxNodeModuleJsDepth: Number.MAX_SAFE_INTEGER,
    strict: true,
    noImplicitAny: false,
    useDefineForClassFields: true,
    allowUnreachableCode: true,
    allowUnusedLabels: true,
    skipLibCheck: true,
    forceConsistentCasingInFileNames: true,
};

/** What a user's tsconfig contributes: declaration files and the mapping of module names. */
export interface UserConfiguration {
    readonly declarationFiles: readonly string[];
    readonly paths: ts.CompilerOptions;
    readonly errors: readonly ts.Diagnostic[];
}

export function readUserConfiguration(folder: string): UserConfiguration {
    const exists = (path: string): boolean => ts.sys.fileExists(path);
    const file = ts.findConfigFile(folder, exists) ?? ts.findConfigFile(folder, exists, "jsconfig.json");
    if (file === undefined) return { declarationFiles: [], paths: {}, errors: [] };
    const read: { config?: unknown; error?: ts.Diagnostic } = ts.readConfigFile(file, (path) => ts.sys.readFile(path));
    const { config, error } = read;
    if (error) return { declarationFiles: [], paths: {}, errors: [error] };
    const parsed = ts.parseJsonConfigFileContent(config ?? {}, ts.sys, ts.sys.resolvePath(`${file}/..`));
    const { baseUrl, paths, pathsBasePath } = parsed.options;
    return {
        declarationFiles: parsed.fileNames.filter((name) => name.endsWith(".d.ts")),
        paths: {
            // tsc 6 finds fault with it, which changes nothing of what it means.
            ...(baseUrl === undefined ? {} : { baseUrl, ignoreDeprecations: "6.0" }),
            ...(paths === undefined ? {} : { paths, pathsBasePath }),
        },
        errors: [],
    };
}
