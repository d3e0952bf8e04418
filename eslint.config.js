import js from "@eslint/js";
import checkFile from "eslint-plugin-check-file";
import tseslint from "typescript-eslint";

export default tseslint.config(
    {
        ignores: [
            "build/",
            "node_modules/",
            "ts-src/*",
            "!ts-src/lib/",
            "tests/**/fixtures/",
            "tests/differential/programs/",
            "bench/compute/kernels/",
        ],
    },
    js.configs.recommended,
    ...tseslint.configs.strict,
    ...tseslint.configs.stylistic,
    {
        rules: {
            "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
            "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
            "@typescript-eslint/no-non-null-assertion": "error",
            "@typescript-eslint/no-explicit-any": "error",
            // A type alias and an interface say different things; the author picks.
            "@typescript-eslint/consistent-type-definitions": "off",
            eqeqeq: ["error", "always", { null: "ignore" }],
            // A body of one line has no braces, any other has; one part of an `if` with braces gives them to all.
            curly: ["error", "multi-or-nest", "consistent"],
            "one-var": ["error", "never"],
            "no-var": "error",
            // What is not private or protected is public, without a word.
            "@typescript-eslint/explicit-member-accessibility": ["error", { accessibility: "no-public" }],
            "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx", "hack"], location: "start" }],
            radix: "error",
            "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
            "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }],
        },
    },
    {
        // File names are kebab-case, in every folder of ours.
        files: ["{compiler,emulator,oracle,bench,tests,firmware,ts-src/lib}/**/*.{ts,mjs}"],
        plugins: { "check-file": checkFile },
        rules: {
            "check-file/filename-naming-convention": [
                "error",
                { "**/*.{ts,mjs}": "KEBAB_CASE" },
                { ignoreMiddleExtensions: true },
            ],
            "check-file/folder-naming-convention": ["error", { "**/": "KEBAB_CASE" }],
        },
    },
    {
        // There it says that an array has the element, see the head of the file.
        files: ["ts-src/lib/*.ts"],
        rules: {
            "@typescript-eslint/no-non-null-assertion": "off",
            "@typescript-eslint/no-confusing-non-null-assertion": "off",
        },
    },
    {
        // What only types show: a promise that nobody waits for, an `any` that came from a library, a cast that does nothing.
        files: ["{compiler,emulator,oracle,bench,tests}/**/*.ts"],
        languageOptions: { parserOptions: { project: "tsconfig.json", tsconfigRootDir: import.meta.dirname } },
        rules: {
            "@typescript-eslint/no-floating-promises": [
                "error",
                {
                    allowForKnownSafeCalls: [
                        { from: "package", package: "node:test", name: ["test", "describe", "suite"] },
                    ],
                },
            ],
            "@typescript-eslint/no-misused-promises": "error",
            "@typescript-eslint/await-thenable": "error",
            "@typescript-eslint/no-unnecessary-type-assertion": "error",
            "@typescript-eslint/no-unsafe-argument": "error",
            "@typescript-eslint/no-unsafe-assignment": "error",
            "@typescript-eslint/no-unsafe-call": "error",
            "@typescript-eslint/no-unsafe-member-access": "error",
            "@typescript-eslint/no-unsafe-return": "error",
            "@typescript-eslint/only-throw-error": "error",
        },
    },
    {
        files: ["**/*.mjs", "**/*.js"],
        languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } },
    },
    {
        // A suite's `describe` is a list, not a function to keep short.
        files: ["tests/**/*.ts"],
        rules: { "max-lines-per-function": "off" },
    },
);
