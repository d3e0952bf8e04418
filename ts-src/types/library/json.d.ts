/** ECMA-262, 25.5: JSON. */

/** @header runtime/json_text.h */
interface JSON {
    /**
     * The value of the text; a SyntaxError for what is not JSON. @native tsp_json_parse @header
     * runtime/json_parse.h @gives json @throws @raises SyntaxError @more
     * ts-src/lib/json-parse.ts#parse
     */
    parse(text: string): any;
    /** @checker */
    parse(text: string, reviver: ((this: any, key: string, value: any) => any) | undefined): any;
    /**
     * The text of the value, or undefined for what JSON does not have. @script
     * ts-src/lib/json-stringify.ts#stringify
     */
    stringify(
        value: any,
        replacer?: ((this: any, key: string, value: any) => any) | (string | number)[] | null,
        space?: string | number | null,
    ): string;
}
declare const JSON: JSON;

/** For ts-src/lib only. */
declare module "tspico:json" {
    /**
     * A text that grows piece by piece where it lies. @native struct tsp_json_text @header
     * runtime/json_text.h @shape tsp_json_text_shape
     */
    export class JsonText {
        /** @native tsp_json_text_construct */
        constructor();
        /** @native tsp_json_text_add @throws */
        add(piece: string): void;
        /** The text as JSON has it (QuoteJSONString). @native tsp_json_text_quote @throws */
        quote(text: string): void;
        /** null for what is not finite. @native tsp_json_text_number @throws */
        number(number: tagged): void;
        /** A new line, and that many times the piece. @native tsp_json_text_line @throws */
        line(piece: string, count: int32): void;
        /** Nothing is added behind that. @native tsp_json_text_finish */
        finish(): string;
    }
    /**
     * Sets the property of an array or a general object, or deletes it where the value is
     * undefined. @native tsp_json_put @header runtime/json_put.h @puts @names own @throws
     */
    export function putProperty(holder: unknown, key: string, value: unknown): void;
    /**
     * The name of the class that made the object. @native tsp_json_class_name @header
     * runtime/json_text.h @names own @throws
     */
    export function nameOfClass(object: unknown): string;
}
