/**
 * The modules of a program: evaluation order, cycles, and the first moment at which code of the
 * program can run out of order.
 */
import { Node, type SourceFile } from "ts-morph";
import type { Bindings } from "../bindings/index.ts";
import { evaluatingStatements } from "./imports.ts";
import { isFunctionBoundary, skipOuter, symbolOf } from "./symbols.ts";
import { descendants } from "./descendants.ts";

export class ModuleGraph {
    /** Dependencies first, as ECMA-262 16.2.1.6 evaluates them. */
    readonly order: SourceFile[] = [];
    private readonly component = new Map<SourceFile, SourceFile>();
    private readonly cyclic = new Set<SourceFile>();
    private readonly firstCalls = new Map<SourceFile, number>();
    private readonly bindings: Bindings;

    constructor(bindings: Bindings) {
        this.bindings = bindings;
    }

    /** Tarjan's strongly connected components, which come out in evaluation order. */
    add(entry: SourceFile): void {
        const index = new Map<SourceFile, number>();
        const low = new Map<SourceFile, number>();
        const stack: SourceFile[] = [];
        const visit = (file: SourceFile): number => {
            const number = index.size;
            index.set(file, number);
            low.set(file, number);
            stack.push(file);
            for (const next of importsOf(file)) {
                if (this.component.has(next)) continue;
                const reached = index.get(next) ?? visit(next);
                low.set(file, Math.min(low.get(file) ?? number, reached, low.get(next) ?? reached));
                if (next === file) this.cyclic.add(file);
            }
            this.order.push(file);
            if (low.get(file) === number) this.close(file, stack);
            return low.get(file) ?? number;
        };
        if (!this.component.has(entry)) visit(entry);
    }

    isInCycle(file: SourceFile): boolean {
        return this.cyclic.has(file);
    }

    inOneCycle(left: SourceFile, right: SourceFile): boolean {
        return this.component.get(left) === this.component.get(right);
    }

    /**
     * The position of the first call in the module's own code that can run a function of the
     * program; Infinity if there is none.
     */
    firstScriptCall(file: SourceFile): number {
        const known = this.firstCalls.get(file);
        if (known !== undefined) return known;
        let first = Infinity;
        for (const node of descendants(file, (inner) => !isFunctionBoundary(inner))) {
            if (Node.isTaggedTemplateExpression(node)) first = Math.min(first, node.getStart());
            else if (
                (Node.isCallExpression(node) || Node.isNewExpression(node)) &&
                !this.isNative(node.getExpression())
            )
                first = Math.min(first, node.getStart());
        }
        this.firstCalls.set(file, first);
        return first;
    }

    private close(root: SourceFile, stack: SourceFile[]): void {
        const members = stack.splice(stack.indexOf(root));
        for (const member of members) {
            this.component.set(member, root);
            if (members.length > 1) this.cyclic.add(member);
        }
    }

    /**
     * Native code never calls back before it returns; methods of values are not known to be native.
     */
    private isNative(callee: Node): boolean {
        const outer = skipOuter(callee);
        const name = Node.isPropertyAccessExpression(outer) ? skipOuter(outer.getExpression()) : outer;
        if (!Node.isIdentifier(name)) return false;
        const symbol = symbolOf(name);
        return symbol !== undefined && this.bindings.ofSymbol(symbol) !== undefined;
    }
}

function importsOf(file: SourceFile): SourceFile[] {
    const found: SourceFile[] = [];
    for (const statement of evaluatingStatements(file)) {
        const target = statement.getModuleSpecifierSourceFile();
        if (target !== undefined && !target.isDeclarationFile()) found.push(target);
    }
    return found;
}
