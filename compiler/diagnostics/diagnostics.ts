/**
 * Every diagnostic of the compiler. A code is never changed and never reused; each has a page
 * docs/diagnostics/TPnnnn.md and a fixture tests/fixtures/diagnostics/TPnnnn-*.ts with its rewrite.
 *
 * - TP10xx: syntax outside the language
 * - TP11xx: classes and members
 * - TP12xx: values and flows (found by the analysis)
 * - TP13xx: use of native classes
 * - TP14xx: files and modules
 * - TP18xx: declarations of native bindings
 * - TP19xx: errors of the compiler itself
 * - TP20xx: warnings
 */
import { internalErrorCode } from "./diagnostic.ts";
import { error, warning } from "./factory.ts";
import { OF_OTHER_HOSTS, REFUSED_BY_DESIGN } from "./foreign.ts";

// TP10xx: syntax

export const unsupportedSyntax = error(
    "TP1001",
    (what: string, _hint: string) => `${what} is not supported.`,
    (_what: string, hint: string) => hint,
);

export const unsupportedGenerator = error(
    "TP1004",
    "Generator functions are not supported.",
    "Collect the values in an array and return it, or pass a function that is called with each value.",
);

export const unsupportedAsync = error(
    "TP1005",
    "'async' and 'await' are not supported.",
    "Pass a function that is called when the work is done.",
);

export const unsupportedAccessor = error(
    "TP1006",
    "Fields with the keyword 'accessor' are not supported.",
    (name: string) => `Write a private field, and 'get ${name}()' and 'set ${name}(value)' for it.`,
);

export const unsupportedComputedName = error(
    "TP1007",
    "Computed names of members are not supported in a class that extends a native class.",
    "Write the name itself.",
);

export const deletedProperty = error(
    "TP1008",
    "'delete' of a property that is fixed: of an instance of a class, a native object or a frozen array.",
    "Assign 'undefined' to the property, or keep the values in an object that a literal makes.",
);

export const unsupportedRegularExpression = error(
    "TP1010",
    "Regular expressions are not supported.",
    "Use the methods of strings: indexOf, startsWith, split, slice, replace.",
);

export const unsupportedBigInt = error(
    "TP1011",
    "Values of type bigint are not supported.",
    "Use a number: it is exact up to 2 ** 53.",
);

export const unsupportedSymbol = error(
    "TP1012",
    "Symbols are not supported.",
    "Use a string or a number as the value, and an ordinary name for a property.",
);

export const unsupportedDecorator = error(
    "TP1013",
    "Decorators are not supported.",
    "Call the function yourself after the class declaration.",
);

export const computedEnum = error(
    "TP1014",
    (name: string) =>
        `Some members of the enum '${name}' are computed when the program runs: only '${name}.member' is supported.`,
    "Give every member a value that is known when the program is compiled.",
);

export const unsupportedNamespace = error(
    "TP1015",
    (name: string) => `The namespace '${name}' is not supported as a value: only '${name}.member' is.`,
    "Name the members where you use them, or write an object.",
);

export const unsupportedRawTexts = error(
    "TP1016",
    "The texts of a tagged template have no property 'raw'.",
    "Use the texts themselves, or String.raw as the tag.",
);

export const unsupportedDynamicImport = error(
    "TP1017",
    "Dynamic 'import()' is not supported: the program is compiled as a whole.",
    "Write an import declaration at the top of the file.",
);

export const unsupportedArguments = error(
    "TP1018",
    "'arguments' is not supported as a value of its own.",
    "Read its length and elements, spread it or pass it to 'apply'; elsewhere write '[...arguments]'.",
);

export const unsupportedIn = error(
    "TP1020",
    "'#name in object' is not supported for a static member of a class that extends a native class.",
    "Ask with 'object === Class' whether the object is the class.",
);

export const varInStaticBlock = error("TP1021", "'var' in a static block is not supported.", "Write 'let' or 'const'.");

export const unsupportedImportMeta = error(
    "TP1022",
    "'import.meta' is not supported: a compiled program has no files.",
    "Pass what the program needs as a constant.",
);

export const unsupportedUsing = error(
    "TP1023",
    "'using' declarations are not supported.",
    "Write 'const', and release the resource in 'finally'.",
);

export const unsupportedPrototypeMember = error(
    "TP1009",
    (name: string) => `'${name}', which JavaScript finds on Object.prototype, is not supported.`,
    "Classes are fixed when the program is compiled: use 'instanceof', 'extends', or a property that the program declares.",
);

// TP11xx: classes and members

export const unsupportedBaseClass = error(
    "TP1101",
    "A class can only extend a native class, or one that extends it, that is given by its name.",
    "Write the name of the base class after 'extends'.",
);

// TP12xx: values and flows

/** Beside a diagnostic about a value: where `what` is made, or given by native code. */
export const comesFromHere = (what: string): string => `${what} can come from here`;

export const objectInArithmetic = error(
    "TP1201",
    "An object or function can arrive here, where an operator needs a number, string or boolean.",
    "Use a property of the object, or narrow the value with typeof first.",
);

export const objectToString = error(
    "TP1202",
    "An object or function can arrive here, where it would have to be converted to a string.",
    "Write the properties that you want to see, or narrow the value with typeof first.",
);

export const unknownProperty = error(
    "TP1203",
    (name: string) => `The property '${name}' cannot be used this way on an object that can arrive here.`,
    "Declare the property in the class or in the object literal; call methods of built-in objects directly.",
);

export const computedKey = error(
    "TP1204",
    "A property is named by a key for which an object that can arrive here has no place, or that names a method.",
    "Write constants as keys, or keep the values in an array.",
);

export const tooManyProperties = error(
    "TP1208",
    (count: number, most: number) =>
        `An object would have ${count.toString()} properties or captured variables; the most is ${most.toString()}.`,
    "Keep the values in an array, or in several objects.",
);

export const refusedOrder = error(
    "TP1209",
    (count: number, most: number) =>
        `The order of ${count.toString()} properties of this object depends on which is set first; the most is ${most.toString()}.`,
    "Name the properties in the literal, as undefined where they have no value yet.",
);

// TP13xx: use of native classes

export const nativeUnbound = error(
    "TP1301",
    (name: string) => `'${name}' is declared without a native binding, so there is nothing to compile it to.`,
    "Use what the shipped declarations offer, or add binding tags to its .d.ts, see docs/native-classes.md.",
);

export const nativeArgument = error(
    "TP1302",
    (native: string, parameter: string) =>
        `The value of argument '${parameter}' of ${native} does not have the declared type.`,
    (_native: string, parameter: string) =>
        `Convert the argument '${parameter}' first, for example with String(value) or Number(value).`,
);

export const surplusArgument = error(
    "TP1303",
    (native: string) => `${native} takes more arguments in JavaScript than it does here.`,
    "Pass only the arguments that its declaration names; give the callback the others in an arrow function.",
);

export const optionRequired = error(
    "TP1304",
    (native: string, option: string) => `${native} needs the option '${option}'; without it this throws an error.`,
    (_native: string, option: string) => `Give '${option}': this version cannot do without it.`,
);

export const arrayLike = error(
    "TP1305",
    (native: string) => `${native} iterates over its argument, and what arrives here cannot be iterated over.`,
    "Pass an array, a string, a typed array, a Map or a Set; of a length alone the literal '{ length: n }'.",
);

// TP14xx: files and modules

export const entryNotFound = error(
    "TP1401",
    (file: string) => `There is no file '${file}'.`,
    "Give the path of the program's first module, for example ts-src/echo.ts.",
);

export const entryNoModule = error(
    "TP1402",
    (file: string) => `'${file}' is not a module that a program can start with.`,
    "Give a file whose name ends in .ts, .mts, .js or .mjs.",
);

export const ambientDeclaration = error(
    "TP1404",
    "A declaration without code has no meaning in a module of the program.",
    "Put the code here, or move the declaration with its binding tags into a .d.ts file.",
);

export const nestedTooDeep = error(
    "TP1405",
    "The program is nested too deeply for the compiler.",
    "Split the longest expression with variables, or move data into an array that a loop goes over.",
);

export const earlyError = error(
    "TP1406",
    (reason: string) => `${reason}.`,
    "JavaScript does not load a module with this error: correct it. Modules are strict code.",
);

export const invalidJson = error(
    "TP1407",
    (reason: string) => `This file is not JSON: ${reason}.`,
    "Write it as JSON.parse takes it: names and texts in double quotes, no comments, no comma at the end.",
);

export const jsonExport = error(
    "TP1408",
    (specifier: string) => `A JSON module has one export, its value: '${specifier}' is imported under another name.`,
    (specifier: string) => `Write 'import data from "${specifier}";' and name the members behind it: 'data.name'.`,
);

export const notAModule = error(
    "TP1409",
    (specifier: string) => `'${specifier}' is not a module that a program can contain.`,
    "Import .ts, .mts, .js, .mjs and .json files; a native module needs a .d.ts, see docs/native-classes.md.",
);

export const commonJs = error(
    "TP1410",
    (what: string, _hint: string) => `'${what}' belongs to CommonJS; programs are ECMAScript modules.`,
    (_what: string, hint: string) => hint,
);

export const foreignName = error(
    "TP1411",
    (name: string) => `'${name}' belongs to Node or a browser; programs do not have it.`,
    (name: string) => OF_OTHER_HOSTS.get(name) ?? "docs/api.md lists the names that programs have.",
);

export const refusedByDesign = error(
    "TP1412",
    (name: string) => `'${name}' is the part of JavaScript that a compiled program cannot have.`,
    (name: string) => REFUSED_BY_DESIGN.get(name) ?? "docs/language.md lists what a program can have.",
);

// TP18xx: declarations of native bindings

export const bindingTagMissing = error(
    "TP1801",
    (what: string, tag: string) => `The declaration of ${what} has no ${tag} tag.`,
    (_what: string, tag: string) => `Add ${tag} to its JSDoc comment; docs/native-classes.md describes the tags.`,
);

export const bindingTagInvalid = error(
    "TP1802",
    (tag: string, value: string) => `'${value}' is not a valid value of ${tag}.`,
    "docs/native-classes.md shows what the tag takes.",
);

export const bindingTypeUnsupported = error(
    "TP1803",
    (type: string) => `The type '${type}' cannot cross into native code.`,
    "Use number aliases, boolean, string, classes with @native, interfaces with @native, unions of those, functions, or any.",
);

export const bindingOverloaded = error(
    "TP1804",
    (name: string) => `'${name}' is declared more than once; one C function implements one signature.`,
    "Write one signature with optional parameters and unions.",
);

export const bindingNameTaken = error(
    "TP1805",
    (name: string) => `Another native class is called '${name}'.`,
    "Give the class another name; a program can import it under any name.",
);

// TP19xx: the compiler itself

export const internalError = error(
    internalErrorCode,
    (stage: string, what: string) => `Internal error of the compiler while it ${stage}: ${what}.`,
    "This is a mistake in tspico, not in the program: please report it with the program. Rewriting this place may avoid it.",
);

// TP20xx: warnings

export const superArgumentMethod = warning(
    "TP2001",
    (name: string, _className: string) =>
        `'this.${name}' in the arguments of 'super(...)' means the method of the class under construction; Node and tsc refuse it.`,
    (name: string, className: string) => `Portable spelling: '${className}.prototype.${name}'.`,
);

export const missingOfBoard = warning(
    "TP2002",
    (name: string) => `The board has no '${name}': it is undefined, and this throws a TypeError when it runs.`,
    "docs/api.md lists what there is. Ask before you use it: 'if (device.io.Name !== undefined)'.",
);
