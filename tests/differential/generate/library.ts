/** A second module: what it exports reaches the program by every form of import. */
import { type Coverage } from "./coverage.ts";
import { pick } from "./names.ts";
import { sharedPrelude } from "./prelude.ts";
import { type Scope } from "./scope.ts";
import { type Tree } from "./tree.ts";
import { kindNames, kinds } from "./values.ts";

/** Stands for the name of the module until the program gets a file. */
export const LIBRARY = "./LIBRARY.ts";

export interface Library {
    readonly text: string;
    /** Imports of the program, and statements that use them. */
    readonly imports: string;
    readonly uses: readonly string[];
}

/** A declaration that exports its name makes tsc's CommonJS forget the names of functions. */
const exported = (kind: "const" | "let", name: string, value: string): string[] => [
    `${kind} ${name}: any = ${value};`,
    `export { ${name} };`,
];

export function printLibrary(trees: readonly Tree[], scope: Scope, coverage: Coverage): Library | undefined {
    if (trees.length === 0) return undefined;
    const lines: string[] = [];
    const named: string[] = [];
    const uses: string[] = [];
    trees.forEach((tree, index) => {
        const name = `e${index.toString()}`;
        const kind = pick(kindNames, tree.value);
        const value = `((${pick<string>(kinds[kind], tree.choice >> 3)}) as any)`;
        const other = `((${pick<string>(kinds[pick(kindNames, tree.value >> 5)], tree.choice >> 4)}) as any)`;
        const form = tree.choice % 4;
        if (form === 0) {
            coverage.add("import", kind);
            lines.push(...exported("const", name, value));
            named.push(name);
            uses.push(`console.log(show(${name}));`);
        } else if (form === 1) {
            coverage.add("imported variable that changes", kind);
            lines.push(
                ...exported("let", name, other),
                `export function set_${name}(): void {\n    ${name} = ${value};\n}`,
            );
            named.push(name, `set_${name}`);
            uses.push(`console.log(show(${name}));\nset_${name}();\nconsole.log(show(${name}));`);
        } else if (form === 2) {
            coverage.add("member of a namespace import", kind);
            lines.push(...exported("const", name, value));
            uses.push(`console.log(show(library.${name}));`);
        } else {
            coverage.add("import", kind);
            lines.push(`const hidden_${name}: any = ${value};`, `export { hidden_${name} as ${name} };`);
            named.push(`${name} as renamed_${name}`);
            uses.push(`console.log(show(renamed_${name}));`);
        }
        if (form !== 2) scope.declare(form === 3 ? `renamed_${name}` : name, { kind: "mixed" }, false);
    });
    const imports = [
        `import * as library from "${LIBRARY}";`,
        `import { ${[...named, "show as libraryShow"].join(", ")} } from "${LIBRARY}";`,
    ];
    return {
        text: `${sharedPrelude.replace("function show", "export function show")}console.log("library");\n${lines.join("\n")}\n`,
        imports: imports.join("\n"),
        uses: ["console.log(libraryShow(library.show(1)));", ...uses],
    };
}
