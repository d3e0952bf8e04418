/** Destructuring in declarations and parameters; assignments are in expressions/targets.ts. */
import {
    type ArrayBindingPattern,
    type BindingElement,
    type Expression,
    Node,
    type ObjectBindingPattern,
} from "ts-morph";
import { UNDEFINED } from "../ir/builder.ts";
import type { Local, Operand } from "../ir/program.ts";
import { declareVariable } from "./binding.ts";
import type { FunctionContext } from "./context.ts";
import { requireCoercible } from "./errors.ts";
import { nameOf } from "./names.ts";
import { patternKey, readKey, Taken } from "./property-names.ts";
import { visitExpression } from "./visitors.ts";

/** `declaration` is the variable, parameter or element that a plain name declares. */
export function declarePattern(name: Node, value: Operand, declaration: Node, context: FunctionContext): void {
    if (Node.isObjectBindingPattern(name)) {
        context.at(name, () => {
            declareObject(name, value, context);
        });
    } else if (Node.isArrayBindingPattern(name)) {
        context.at(name, () => {
            declareArray(name, iteratorOf(value, context), context);
        });
    } else {
        declareVariable(declaration, value, context);
    }
}

/** `const [a, b] = [x, y]` needs no array. */
export function declareFromExpression(name: Node, initializer: Expression, context: FunctionContext): void {
    const isPlain = Node.isArrayBindingPattern(name) && !hasRest(name);
    const elements = isPlain ? literalElements(initializer, context) : undefined;
    if (elements === undefined || !isPlain) {
        declarePattern(name, visitExpression(initializer, context), name, context);
        return;
    }
    declareArray(name, elementsOf(elements), context);
}

function hasRest(pattern: ArrayBindingPattern): boolean {
    return pattern.getElements().some((element) => Node.isBindingElement(element) && isRest(element));
}

function isRest(element: BindingElement): boolean {
    return element.getDotDotDotToken() !== undefined;
}

/** The values of an array literal without spread, in order; undefined for anything else. */
export function literalElements(node: Expression, context: FunctionContext): Operand[] | undefined {
    if (!Node.isArrayLiteralExpression(node)) return undefined;
    const elements = node.getElements();
    if (elements.some(Node.isSpreadElement)) return undefined;
    // The targets are assigned after all values are known, so a variable among the values is
    // copied.
    return elements.map((element) => {
        if (Node.isOmittedExpression(element)) return UNDEFINED;
        const end = node.getParent()?.getEnd() ?? node.getEnd();
        const start = node.getParent()?.getStart() ?? node.getStart();
        return context.snapshot(visitExpression(element, context), start, end);
    });
}

/** Where an array pattern takes its values. */
export interface ElementSource {
    next(name: string): Operand;
    rest(name: string): Operand;
}

export function elementsOf(elements: readonly Operand[]): ElementSource {
    let index = 0;
    return {
        next: () => elements[index++] ?? UNDEFINED,
        rest: () => {
            throw new Error("a rest element needs an array");
        },
    };
}

/** The values of an iteration; undefined after its end. */
export function iteratorOf(iterable: Operand, context: FunctionContext): ElementSource {
    const { builder } = context;
    const position = builder.local("position", "variable");
    builder.iterateStart({ target: position, iterable });
    let taken = 0;
    return {
        next(name) {
            taken++;
            const result = builder.local(name, "variable");
            const done = builder.temporary("done");
            const value = builder.temporary(name);
            builder.iterateNext({ done, value, position, iterable });
            const ended = builder.block("ended");
            const taking = builder.block("element");
            const joined = builder.block("joined");
            builder.branch(done, ended, taking);
            builder.start(taking);
            builder.copy({ target: result, source: value });
            builder.jump(joined);
            builder.start(ended);
            builder.copy({ target: result, source: UNDEFINED });
            builder.start(joined);
            return result;
        },
        rest(name) {
            const target = builder.temporary(name);
            builder.arrayRest({ target, source: iterable, position, from: taken });
            return target;
        },
    };
}

function declareArray(pattern: ArrayBindingPattern, source: ElementSource, context: FunctionContext): void {
    for (const element of pattern.getElements()) {
        if (Node.isOmittedExpression(element)) {
            source.next("skipped");
            continue;
        }
        context.at(element, () => {
            const name = nameOf(element.getNameNode(), "element");
            const value = isRest(element) ? source.rest(name) : source.next(name);
            declareElement(element, value, context);
        });
    }
}

function declareObject(pattern: ObjectBindingPattern, source: Operand, context: FunctionContext): void {
    const { builder } = context;
    const elements = pattern.getElements();
    const taken = new Taken();
    const [first] = elements;
    if (first === undefined || isRest(first)) requireCoercible(source, initializerText(pattern), context);
    for (const element of elements) {
        context.at(element, () => {
            const name = nameOf(element.getNameNode(), "element");
            const target = builder.temporary(name);
            if (isRest(element)) {
                taken.rest(target, source, context);
            } else {
                const key = patternKey(element.getPropertyNameNode() ?? element.getNameNode(), pattern, context);
                taken.add(key);
                readKey(source, key, target, context);
            }
            declareElement(element, target, context);
        });
    }
}

function initializerText(pattern: ObjectBindingPattern): string | undefined {
    const declaration = pattern.getParent();
    return Node.isVariableDeclaration(declaration) ? declaration.getInitializer()?.getText() : undefined;
}

function declareElement(element: BindingElement, value: Operand, context: FunctionContext): void {
    const initializer = element.getInitializer();
    const name = nameOf(element.getNameNode(), "element");
    const given = initializer === undefined ? value : withDefault(value, initializer, name, context);
    declarePattern(element.getNameNode(), given, element, context);
}

/** The value, or that of the default expression if it is undefined. */
export function withDefault(value: Operand, initializer: Expression, name: string, context: FunctionContext): Local {
    const { builder } = context;
    const result = builder.local(name, "variable");
    const isMissing = builder.temporary("is_missing");
    builder.binary({ operator: "strictEqual", target: isMissing, left: value, right: UNDEFINED });
    const missing = builder.block("default");
    const given = builder.block("given");
    const joined = builder.block("joined");
    builder.branch(isMissing, missing, given);
    builder.start(given);
    builder.copy({ target: result, source: value });
    builder.jump(joined);
    builder.start(missing);
    builder.copy({ target: result, source: visitExpression(initializer, context) });
    builder.start(joined);
    return result;
}
