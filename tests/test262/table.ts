/** What a run of the suite found, as tables. */
import { type Reason, type Verdict } from "./judge.ts";
import { type Metadata } from "./metadata.ts";
import { isEveryday } from "./scope.ts";

export interface Result {
    /** Relative to the suite's `test`. */
    readonly file: string;
    readonly metadata: Metadata;
    readonly verdict: Verdict;
}

const KINDS = ["pass", "refused", "wrong"] as const;

/** A folder's tests are those of a language construct, or of a built-in object. */
const folderOf = (file: string): string =>
    file
        .split("/")
        .slice(0, -1)
        .slice(0, 3)
        .join("/")
        .replace(/^(built-ins\/[^/]+)\/.*/, "$1");

function group<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
    const groups = new Map<string, Item[]>();
    for (const item of items) {
        const key = keyOf(item);
        const list = groups.get(key);
        if (list === undefined) groups.set(key, [item]);
        else list.push(item);
    }
    return groups;
}

function cells(results: readonly Result[]): string[] {
    return KINDS.map((kind) => results.filter(({ verdict }) => verdict.kind === kind).length.toString());
}

const isNegative = ({ metadata }: Result): boolean => metadata.negative !== undefined;

function rowOf(title: string, results: readonly Result[]): string[] {
    const positive = results.filter((result) => !isNegative(result));
    return [title, ...cells(positive), ...cells(results.filter(isNegative))];
}

export function table(results: readonly Result[], markdown: boolean): string {
    const everyday = results.filter((result) => !isNegative(result) && isEveryday(result.file, result.metadata));
    const rows = [
        ["folder", "pass", "refused", "wrong", "pass", "refused", "wrong"],
        ...[...group(results, ({ file }) => folderOf(file))]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([folder, list]) => rowOf(folder, list)),
        rowOf("all", results),
        rowOf("all positive ones without iteration, jobs and RegExp", everyday),
    ];
    if (markdown) {
        const [head = [], ...body] = rows.map((row) => `| ${row.join(" | ")} |`);
        return [head, "|---|---|---|---|---|---|---|", ...body].join("\n");
    }
    const width = Math.max(...rows.map(([title = ""]) => title.length));
    return rows
        .map(([title = "", ...numbers]) => title.padEnd(width) + numbers.map((text) => text.padStart(9)).join(""))
        .join("\n");
}

const EXAMPLES = 6;

const causeOf = ({ code, message, own }: Reason): string =>
    `${own ? "" : "harness: "}${code} ${message.split("\n")[0] ?? ""}`;

/**
 * The causes of one kind of verdict, the most frequent first: in how many tests each occurs, in how
 * many alone, and some of them.
 */
export function listing(results: readonly Result[], kind: string): string {
    const found = results.filter(({ verdict }) => verdict.kind === kind);
    const pairs = found.flatMap((result) => {
        const causes = [...new Set(result.verdict.reasons.map(causeOf))];
        return causes.map((cause) => ({ cause, alone: causes.length === 1, file: result.file }));
    });
    const lines = [...group(pairs, ({ cause }) => cause)]
        .sort(([, left], [, right]) => right.length - left.length)
        .map(([cause, list]) => {
            const alone = list.filter((pair) => pair.alone).length;
            const examples = list.slice(0, EXAMPLES).map(({ file }) => file);
            return `${list.length.toString().padStart(6)}${alone.toString().padStart(6)}  ${cause}  (${examples.join(", ")})`;
        });
    return [` tests alone  cause of '${kind}'`, ...lines].join("\n");
}
