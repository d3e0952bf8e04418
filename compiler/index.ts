/** The compiler as a function: a program's entry file in, diagnostics and C text out. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Bindings } from "./bindings/index.ts";
import { checkProgram } from "./check/index.ts";
import { DiagnosticBag } from "./diagnostics/bag.ts";
import { type Diagnostic } from "./diagnostics/diagnostic.ts";
import { guard } from "./diagnostics/guard.ts";
import { type Explanation, explainProgram } from "./explain/index.ts";
import { emitProgram } from "./emit/program.ts";
import type { Span } from "./ir/program.ts";
import type { TypedProgram } from "./ir/typed.ts";
import { printProgram } from "./ir/printer.ts";
import { type LoadedProgram, loadProgram } from "./load/load.ts";
import { withoutCascades } from "./load/cascades.ts";
import { spanOf } from "./load/span.ts";
import { type Realm } from "./load/realm.ts";
import { classKey, GeneralClasses } from "./lower/classes/general/choice.ts";
import { lowerProgram, type Lowered } from "./lower/index.ts";
import { type Generality, NOTHING_GENERAL } from "./passes/generality.ts";
import { runPasses } from "./passes/index.ts";

const repositoryRoot = path.resolve(fileURLToPath(new URL("..", import.meta.url)));

export interface CompileOptions {
    /** The program's first module. */
    readonly entry: string;
    /** Diagnostics and `#line` name files relative to this folder; the current one when absent. */
    readonly root?: string;
    /** Folders of `.d.ts` files beside the shipped ones: native classes of the user's own. */
    readonly declarationFolders?: readonly string[];
    /** Writes no C: the diagnostics come sooner. */
    readonly withoutC?: boolean;
    /**
     * Strict scripts instead of modules, for the tests of ECMA-262: these run before the entry, in
     * its realm. They are JavaScript, as the entry then is.
     */
    readonly realm?: Realm | undefined;
    /** Proofs that are not used: nothing when left out. */
    readonly general?: Generality;
    /** `explain` of the result is wanted: the analysis notes where values come from. */
    readonly isExplained?: boolean;
    /** In the C, each line of the program is a comment before what it became, without `#line`. */
    readonly quote?: boolean;
}

export interface CompileResult {
    /** Sorted, without repetitions. With an error among them there are no files. */
    readonly diagnostics: readonly Diagnostic[];
    /** C text by relative path. */
    readonly files: ReadonlyMap<string, string>;
    /** What the declarations of the program became, and why; nothing after errors. */
    readonly explain: () => readonly Explanation[];
    /** The program's IR as text, made when it is asked for. */
    readonly ir: () => string | undefined;
    /**
     * Absolute paths of the program's modules, in no particular order; none where the entry does
     * not parse.
     */
    readonly sources: readonly string[];
}

/** Never throws for a bad program: a crash of a stage is a diagnostic too. */
export function compile(options: CompileOptions): CompileResult {
    const reading = new DiagnosticBag();
    const read = readProgram(options, reading);
    // Taken now: lowering adds modules of the library.
    const modules = [...(read?.loaded.sources ?? [])];
    const sources = modules.map((source) => source.getFilePath());
    const names = new Set(modules.map((source) => spanOf(source).file));
    const { diagnostics, typed } = inferProgram(read, reading, options);
    const wanted = options.withoutC === true ? undefined : typed;
    const quote = options.quote === true ? read?.loaded.lineAt : undefined;
    const at = (span: Span): void => {
        diagnostics.place = span;
    };
    const files = wanted && guard("was writing C", diagnostics, () => emitProgram(wanted, at, quote));
    return {
        diagnostics: withoutCascades(modules, diagnostics.sorted()),
        files: diagnostics.hasErrors ? new Map() : (files ?? new Map()),
        explain: () => (typed === undefined ? [] : explainProgram(typed, (file) => names.has(file))),
        ir: () => typed && printProgram(typed),
        sources,
    };
}

interface Inferred {
    readonly diagnostics: DiagnosticBag;
    readonly typed: TypedProgram | undefined;
}

/**
 * Lowers the program and infers its values. Where a use is refused that the general form of a class
 * has, the program is lowered again with the class in that form, until nothing is added.
 */
function inferProgram(read: ReadProgram | undefined, reading: DiagnosticBag, options: CompileOptions): Inferred {
    if (read === undefined) return { diagnostics: reading, typed: undefined };
    const asked = new Set<string>();
    let { bindings } = read;
    for (;;) {
        const diagnostics = reading.copy();
        const generals = new GeneralClasses(asked, options.general?.has("classes") === true);
        const wanted = new Set<string>();
        const lowered = lower(read, bindings, generals, diagnostics);
        const typed =
            lowered === undefined
                ? undefined
                : guard("was inferring values", diagnostics, () =>
                      infer(lowered, bindings, diagnostics, options, (place) => wanted.add(classKey(place))),
                  );
        const added = diagnostics.hasErrors ? [...generals.wanted, ...generals.canBe(wanted)] : [];
        if (added.length === 0) return { diagnostics, typed };
        added.forEach((key) => asked.add(key));
        // Lowering has added to them.
        bindings = new Bindings(read.loaded.declarations, new DiagnosticBag());
    }
}

function lower(
    { loaded }: ReadProgram,
    bindings: Bindings,
    generals: GeneralClasses,
    diagnostics: DiagnosticBag,
): Lowered | undefined {
    return guard("was lowering the program", diagnostics, () =>
        lowerProgram({
            entry: loaded.entry,
            bindings,
            diagnostics,
            generals,
            addModule: (file) => loaded.addModule(path.join(repositoryRoot, file)),
        }),
    );
}

/** After an error in the program nothing is inferred: what it does is not known. */
function infer(
    lowered: Lowered,
    bindings: Bindings,
    diagnostics: DiagnosticBag,
    { general = NOTHING_GENERAL, isExplained = false }: CompileOptions,
    want: (place: Span) => void,
): TypedProgram | undefined {
    if (diagnostics.hasErrors) return undefined;
    return runPasses(lowered.program, diagnostics, {
        nativeClasses: bindings.classes,
        general,
        isExplained,
        lowerLibraryFunction: (file, name) => lowered.lowerLibraryFunction(file, name),
        lowerMethodValue: (owner, name) => lowered.lowerMethodValue(owner, name),
        want,
    });
}

interface ReadProgram {
    readonly loaded: LoadedProgram;
    readonly bindings: Bindings;
}

/**
 * The stages that look at the program as its author wrote it. Undefined when there is nothing that
 * later stages could read.
 */
function readProgram(options: CompileOptions, diagnostics: DiagnosticBag): ReadProgram | undefined {
    const loaded = guard("was reading the program", diagnostics, () =>
        loadProgram(
            {
                entry: options.entry,
                realm: options.realm,
                root: options.root ?? process.cwd(),
                libraryRoot: repositoryRoot,
                declarationFolders: [path.join(repositoryRoot, "ts-src/types"), ...(options.declarationFolders ?? [])],
            },
            diagnostics,
        ),
    );
    if (loaded === undefined || loaded.hasSyntaxErrors) return undefined;
    const bindings = guard(
        "was reading the native bindings",
        diagnostics,
        () => new Bindings(loaded.declarations, diagnostics),
    );
    guard("was checking the program", diagnostics, () => {
        checkProgram(loaded.sources, diagnostics);
    });
    return bindings && { loaded, bindings };
}
