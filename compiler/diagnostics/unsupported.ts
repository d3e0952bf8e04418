/** The texts of TP1001, one for each construct that has no code of its own. */
import { type Span } from "../ir/program.ts";
import { type Diagnostic } from "./diagnostic.ts";
import { unsupportedSyntax } from "./diagnostics.ts";

/** Makes the diagnostic of one construct; the name, if it shows one, is what the program wrote. */
export type Unsupported = (span: Span, name: string) => Diagnostic;

type Text = string | ((name: string) => string);

const textOf = (text: Text, name: string): string => (typeof text === "string" ? text : text(name));

const unsupported =
    (what: Text, hint: Text): Unsupported =>
    (span, name) =>
        unsupportedSyntax(span, textOf(what, name), textOf(hint, name));

export const suspendingFunction = unsupported(
    "A generator or async function",
    "Pass a function that is called with each value.",
);

export const unknownName = unsupported(
    (name: string) => `The name '${name}'`,
    "Declare it, or import it from the module that does.",
);

export const dynamicImport = unsupported("Dynamic 'import()'", "Write an import declaration at the top of the file.");

export const classAsValue = unsupported(
    (name: string) => `The class '${name}' as a value`,
    "Name the class where it is used, or pass a function that makes the object.",
);

export const bindingAsValue = unsupported(
    (name: string) => `'${name}' as a value`,
    "Use its members, or name it where it is needed.",
);

export const attributesOf = unsupported(
    "This function of Object for what is no object of a literal",
    "Give it an object that a literal or 'Object.create' makes; 'Object.freeze' takes arrays and instances of classes too.",
);

export const otherReceiver = unsupported(
    (name: string) => `The method '${name}' of a prototype, called for an object of another class,`,
    "Call a method of the object, or write a loop.",
);

export const functionAsClass = unsupported("'new' or 'instanceof' of a function", "Write a class.");

export const methodUnderField = unsupported(
    (name: string) => `A method '${name}', which a field that the base class's constructor makes will hide,`,
    "Give the method another name, or declare the field in the base class.",
);

export const spreadOrder = unsupported(
    "A spread of an object that got several properties late, into one whose names are listed,",
    "Name the properties in the literal, as undefined where they have no value yet.",
);

export const missingOverAccessor = unsupported(
    (name: string) => `A spread that may lack '${name}', after an accessor of that name,`,
    "Spread the object first, or write the property out.",
);

export const errorAccessor = unsupported(
    (name: string) => `An accessor for '${name}' of an error`,
    "Assign the property in the constructor.",
);

export const fieldOverAccessor = unsupported(
    (name: string) => `A field '${name}' over an accessor that the base class may run before the field is there,`,
    "Write an accessor in both classes.",
);

export const listedFunction = unsupported(
    "Asking a function or class which properties it has",
    "Keep what is asked for in an object.",
);

export const listedMethods = unsupported(
    "'for...in' over an object that a function makes, whose prototype has methods,",
    "Use 'Object.keys', which leaves them out.",
);

export const staticPrivateName = unsupported(
    (name: string) => `The static member '${name}' of anything but its class by name`,
    "Name the class: 'Class.#member'.",
);

export const superAssignment = unsupported(
    "An assignment to a property of 'super' that is no accessor",
    "Assign to the property of 'this'.",
);

export const scopedMethodBeforeSuper = unsupported(
    "'this.method' in the arguments of 'super(...)' of a class in a function,",
    "Pass an arrow function that calls the method, or declare the class at module level.",
);

export const nativeAsValue = unsupported(
    (name: string) => `'${name}' as a value`,
    (name: string) => `Call it, or write a function that calls it: '(value) => ${name}(value)'.`,
);

export const changedIntrinsic = unsupported(
    (name: string) => `This change of '${name}'`,
    "Write a function that does it, or give the property to objects of the program.",
);

export const lackingIntrinsic = unsupported(
    (name: string) => `'${name}', which is asked for by a name,`,
    "Ask for the properties that the library has; docs/language.md says what they are.",
);

export const passedIntrinsic = unsupported(
    (name: string) => `'${name}' as an argument of this function`,
    "Give it an object of the program.",
);

export const replacedMember = unsupported(
    (name: string) => `The use of '${name}' in a program that replaces it`,
    (name: string) => `Call the function that the program has put there: '${name}.call(…)'.`,
);

export const unknownOperator = unsupported(
    (name: string) => `The operator '${name}'`,
    "Compare the property with undefined instead.",
);

export const newOfNative = unsupported(
    (name: string) => `'new ${name}'`,
    "Write a literal, or call a function that makes the object.",
);

export const assignmentTarget = unsupported(
    "This target of an assignment",
    "Assign to a variable, property or element.",
);

export const assignmentToName = unsupported(
    (name: string) => `Assignment to '${name}'`,
    "Assign to a variable of your own.",
);

export const thisInStatic = unsupported(
    "'this' in a static member, except to name a member of a class without subclasses,",
    "Write the name of the class.",
);

export const thisBeforeSuper = unsupported(
    "'this' in the arguments of 'super(...)'",
    "Call 'super(...)' first, then assign what needs 'this'.",
);

export const staticMethodAsValue = unsupported(
    "A static method that uses 'this', as a value,",
    "Call it, or write the name of the class instead of 'this' in it.",
);

export const unknownStatic = unsupported((name: string) => `'${name}'`, "Use a static member that the class declares.");

export const unknownMethod = unsupported(
    (name: string) => `'${name}'`,
    "Name a method that the class or a base class declares.",
);

export const scopedMethodAsValue = unsupported(
    "A method of a class inside a function or block, as a value,",
    "Call it in an arrow function.",
);

export const superMethodAsValue = unsupported((name: string) => `'${name}' as a value`, "Call it.");

export const unknownSuperMethod = unsupported(
    (name: string) => `'${name}'`,
    "Call a method that a base class declares.",
);

export const superInPlace = unsupported(
    "'super(...)' in this place",
    "Write 'super(...)' in the constructor of a class that extends another one.",
);

export const anonymousClass = unsupported(
    "A class as a value",
    "Give the class a name: 'const Name = class { ... }', or a declaration.",
);

export const extendsNative = unsupported(
    (name: string) => `Extending '${name}'`,
    "Keep an instance in a field instead.",
);

export const foreignPrivateName = unsupported(
    "A private name of another object, in a class inside a function or block,",
    "Use the private name only on 'this', or declare the class at module level.",
);

export const constructorResult = unsupported(
    "'return' with a value in a constructor",
    "Leave out the value; make other objects in a function.",
);

export const jumpToNowhere = unsupported("A jump without a target", "Name the label of a statement around it.");

export const forAwait = unsupported("'for await'", "Use 'for...of' over an array.");

export const defaultOfVariable = unsupported(
    "'export default' of a variable that is assigned",
    "Write 'export { x as default }'.",
);

export const awaitExpression = unsupported("'await'", "Pass a function that is called when the work is done.");

export const bigIntLiteral = unsupported("A bigint", "Use a number: it is exact up to 2 ** 53.");

export const classExpression = unsupported("A class inside an expression", "Declare the class by its name.");

export const importEqualsDeclaration = unsupported(
    "'import ='",
    "Name the member where it is used, or declare a 'const'.",
);

export const regularExpressionLiteral = unsupported("A regular expression", "Use the methods of strings.");

export const withStatement = unsupported("'with'", "Name the object in each access.");

export const yieldExpression = unsupported("'yield'", "Collect the values in an array and return it.");

export const unknownSyntax = unsupported(
    (kind: string) => `This syntax (${kind})`,
    "docs/language.md lists what is supported.",
);

export const varInScope = unsupported(
    (name: string) => `'var ${name}' inside of a block that declares '${name}'`,
    "Give one of the two another name: JavaScript does not load the module.",
);

export const globalObject = unsupported("The object of all globals of a script", "Name the variable itself.");
