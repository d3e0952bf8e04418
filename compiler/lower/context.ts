/** The state of lowering one function. */
import type { Node } from "ts-morph";
import type { FunctionBuilder } from "../ir/builder.ts";
import { isLocal } from "../ir/effects.ts";
import type { Block, ClassDeclaration, Local, Operand, Span } from "../ir/program.ts";
import { UNDEFINED } from "../ir/builder.ts";
import { spanOf } from "../load/span.ts";
import { type Captured, capturedKey, hiddenField, isClass } from "./classes/environment.ts";
import type { Construction } from "./classes/derived.ts";
import type { ClassInfo } from "./classes/registry.ts";
import type { FinallyScope } from "./statements/finally.ts";
import type { ProgramLowering } from "./program.ts";
import type { Variable } from "./variables.ts";

/** Where `break` and `continue` go, and the `finally` blocks that they pass on the way. */
export type JumpTarget =
    | {
          readonly kind: "statement";
          readonly labels: ReadonlySet<string>;
          /** A `break` without label goes here: loops and switches. */
          readonly breaksPlain: boolean;
          readonly breakTo: Block;
          readonly continueTo: Block | undefined;
      }
    | { readonly kind: "finally"; readonly scope: FinallyScope };

export class FunctionContext {
    readonly program: ProgramLowering;
    readonly builder: FunctionBuilder;
    /** The function's node, or the source file; variables name their owner by it. */
    readonly node: Node;
    readonly parent: FunctionContext | undefined;
    readonly owner: ClassDeclaration | undefined;
    /** Innermost last. */
    targets: JumpTarget[] = [];
    /** Labels of the statement that is about to be lowered. */
    pendingLabels = new Set<string>();
    /** Set while the arguments of `super(...)` are lowered, when there is no `this` yet. */
    beforeSuper = false;
    /** Of a constructor that has to keep whether `super(...)` has returned. */
    construction: Construction | undefined;
    /** Of a constructor of a derived class in general form: where it ends without a value. */
    derivedEnd: Block | undefined;
    /** Nodes whose variables are this function's, beside those of its own. */
    readonly owned = new Set<Node>();
    private readonly locals = new Map<Variable, Local>();
    private readonly variables = new Map<Local, Variable>();
    private readonly captures: (Captured | "this")[] = [];
    private capturedThis: Local | undefined;
    private readonly capturedClasses = new Map<ClassInfo, Local>();
    /** Environments of classes that are being evaluated here, and of the class of a constructor. */
    readonly environments = new Map<ClassInfo, Local>();

    constructor(
        program: ProgramLowering,
        builder: FunctionBuilder,
        node: Node,
        parent: FunctionContext | undefined,
        owner: ClassDeclaration | undefined,
    ) {
        this.program = program;
        this.builder = builder;
        this.node = node;
        this.parent = parent;
        this.owner = owner;
    }

    /**
     * Instructions made by `action` carry the span of `node`; the diagnostics know where the
     * compiler is.
     */
    at<Result>(node: Node, action: () => Result): Result {
        const before = this.builder.span;
        const span = this.spanOf(node);
        this.builder.span = span;
        this.program.diagnostics.place = span;
        const result = action();
        this.builder.span = before;
        return result;
    }

    spanOf(node: Node): Span {
        return spanOf(node);
    }

    localOf(variable: Variable): Local {
        const known = this.locals.get(variable);
        if (known !== undefined) return known;
        const home = this.parent === undefined ? this.home() : undefined;
        if (home?.captures.includes(variable) === true && variable.owner !== this.node)
            return this.ofEnvironment(home, variable);
        const isOwn = variable.owner === this.node || this.owned.has(variable.owner) || this.parent === undefined;
        if (!isOwn) this.captures.push(variable);
        return this.bind(variable, this.builder.local(variable.name, isOwn ? "variable" : "capture", variable.cell));
    }

    /** Uses an existing local, a parameter, for the variable. */
    bind(variable: Variable, local: Local): Local {
        this.locals.set(variable, local);
        this.variables.set(local, variable);
        if (local.kind !== "capture") local.declaration = spanOf(variable.declaration);
        return local;
    }

    thisOperand(): Operand {
        const own = this.builder.function.thisLocal;
        if (own !== undefined) return own;
        if (this.parent === undefined) return UNDEFINED;
        if (this.capturedThis === undefined) {
            const outer = this.parent.thisOperand();
            if (!isLocal(outer)) return outer;
            this.capturedThis = this.builder.local("this", "capture");
            this.captures.push("this");
        }
        return this.capturedThis;
    }

    /** The class whose member this function is. */
    private home(): ClassInfo | undefined {
        const { classes } = this.program;
        const parent = this.node.getParent();
        return classes.of(this.node) ?? (parent === undefined ? undefined : classes.of(parent));
    }

    /**
     * A captured variable, or its cell; read where it is used, because not every way comes by here.
     */
    private ofEnvironment(home: ClassInfo, captured: Captured): Local {
        const name = isClass(captured) ? captured.declaration.name : captured.name;
        const target = this.builder.local(name, "temporary", !isClass(captured) && captured.cell);
        const object = this.environmentOf(home);
        this.builder.getProperty({ target, object, name: capturedKey(home, captured) });
        return target;
    }

    /** The environment of a scoped class in whose body this code stands. */
    environmentOf(info: ClassInfo): Local {
        const known = this.environments.get(info) ?? this.capturedClasses.get(info);
        if (known !== undefined) return known;
        if (this.parent !== undefined) {
            const captured = this.builder.local(info.declaration.name, "capture");
            this.capturedClasses.set(info, captured);
            this.captures.push(info);
            return captured;
        }
        const home = this.home();
        const self = this.builder.function.thisLocal;
        if (home === undefined || self === undefined)
            throw new Error(`${info.declaration.name} is used outside of its body`);
        if (home !== info) return this.ofEnvironment(home, info);
        if (this.builder.function.owner === undefined) return self;
        const target = this.builder.temporary(info.declaration.name);
        this.builder.getProperty({ target, object: self, name: hiddenField(info) });
        return target;
    }

    /** What a closure made here binds, in the order of its captures. */
    captureOperands(closure: FunctionContext): Operand[] {
        return closure.captures.map((captured) => {
            if (captured === "this") return this.thisOperand();
            return isClass(captured) ? this.environmentOf(captured) : this.localOf(captured);
        });
    }

    /**
     * The operand as it is now, if code between the two positions can assign the variable that
     * holds it.
     */
    snapshot(operand: Operand, from: number, to: number): Operand {
        if (!isLocal(operand)) return operand;
        const variable = this.variables.get(operand);
        if (variable === undefined || variable.cell) return operand;
        if (!variable.writes.some((position) => position >= from && position < to)) return operand;
        return this.copy(operand, variable.name);
    }

    /** Makes a primitive of an object before what follows is evaluated. */
    convert(source: Operand): Operand {
        if (!isLocal(source)) return source;
        const target = this.builder.temporary(source.name);
        this.builder.emit({ op: "convert", target, source });
        return target;
    }

    copy(source: Operand, name: string): Local {
        const target = this.builder.temporary(name);
        this.builder.copy({ target, source });
        return target;
    }
}
