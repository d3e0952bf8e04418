/** From ts-morph nodes to spans, which the rest of the compiler uses. */
import { type Node, type SourceFile } from "ts-morph";
import { type Span } from "../ir/program.ts";

const names = new WeakMap<SourceFile, string>();

/**
 * Diagnostics, `#line` and reports show files by this name: relative to `root`, with slashes, so
 * that outputs name no machine.
 */
export function nameSourceFile(file: SourceFile, name: string): void {
    names.set(file, name);
}

export function fileNameOf(file: SourceFile): string {
    return names.get(file) ?? file.getFilePath();
}

/** UTF-16 offsets to a span. */
export function spanAt(file: SourceFile, start: number, end: number): Span {
    // The compiler's own table of line starts: ts-morph counts the lines from the top each time.
    const { line, character } = file.compilerNode.getLineAndCharacterOfPosition(start);
    return { file: fileNameOf(file), start, end, line: line + 1, column: character + 1 };
}

/** The node without its leading comments and blanks. */
export function spanOf(node: Node): Span {
    return spanAt(node.getSourceFile(), node.getStart(), node.getEnd());
}
