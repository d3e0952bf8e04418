import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Command } from "commander";
import { isInstalled, repositoryRoot } from "../../system/layout.ts";
import { createReporter } from "../reporter.ts";
import { UserError } from "../../system/user-error.ts";

const template = path.join(repositoryRoot, "ts-src", "template");

interface PackageFile {
    readonly version?: string;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
}

function readPackageFile(folder: string): PackageFile {
    return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as PackageFile;
}

/** A path of this machine as npm writes it, relative to the folder whose package.json names it. */
function fileSpecifier(folder: string, place: string): string {
    return `file:${path.relative(folder, place).split(path.sep).join("/")}`;
}

/**
 * By what npm finds this very tspico again: the checkout, or what the project that it is installed
 * in names.
 */
function tspicoSpecifier(folder: string): string {
    if (!isInstalled) return fileSpecifier(folder, repositoryRoot);
    const host = repositoryRoot.slice(0, repositoryRoot.lastIndexOf(`${path.sep}node_modules${path.sep}`));
    const version = readPackageFile(repositoryRoot).version ?? "*";
    if (!existsSync(path.join(host, "package.json"))) return version;
    const { dependencies, devDependencies } = readPackageFile(host);
    const named = devDependencies?.["tspico"] ?? dependencies?.["tspico"] ?? version;
    return named.startsWith("file:") ? fileSpecifier(folder, path.resolve(host, named.slice("file:".length))) : named;
}

function packageFile(name: string, folder: string): unknown {
    const ours = readPackageFile(repositoryRoot).devDependencies ?? {};
    const entry = "src/main.ts";
    return {
        name,
        version: "0.1.0",
        private: true,
        type: "module",
        scripts: {
            start: `tspico run ${entry}`,
            check: `tspico check ${entry} && tsc -p src && tsc -p test`,
            test: "tspico test",
            build: `tspico build ${entry}`,
            emulate: `tspico emulate ${entry}`,
            flash: `tspico flash ${entry}`,
            monitor: "tspico monitor",
        },
        devDependencies: {
            "@types/node": ours["@types/node"],
            tspico: tspicoSpecifier(folder),
            typescript: ours["typescript"],
        },
    };
}

function create(argument: string): void {
    const folder = path.resolve(argument);
    const name = path.basename(folder);
    if (!/^[a-z][a-z0-9-]*$/.test(name))
        throw new UserError(`${name}: the name of a project begins with a letter and has only a to z, digits and -`);
    if (existsSync(folder) && readdirSync(folder).length > 0)
        throw new UserError(`${argument} exists already and is not empty; name another folder`);
    mkdirSync(path.dirname(folder), { recursive: true });
    cpSync(template, folder, { recursive: true });
    // npm leaves a file of this name out of packages, so the template has it under another.
    renameSync(path.join(folder, "gitignore"), path.join(folder, ".gitignore"));
    const readme = path.join(folder, "README.md");
    writeFileSync(readme, readFileSync(readme, "utf8").replace(/^# NAME$/m, `# ${name}`));
    const text = JSON.stringify(packageFile(name, folder), undefined, 4);
    writeFileSync(path.join(folder, "package.json"), `${text}\n`);
    createReporter(false).result(
        [`${argument} is a new project. Next:`, `    cd ${argument}`, "    npm install", "    npm start"].join("\n"),
    );
}

export function addNew(program: Command): void {
    program
        .command("new")
        .description("Make a project: a program, its tests, and what an editor and npm need")
        .argument("<folder>", "the project's folder; its last part names the project")
        .action(create);
}
