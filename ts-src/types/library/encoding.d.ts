/** Texts as bytes: the Encoding standard for UTF-8, and base64 (HTML 8.3). */

/** @native struct tsp_text_encoder @header runtime/text_coding.h @shape tsp_text_encoder_shape */
declare class TextEncoder {
    /** @native tsp_text_encoder_construct */
    constructor();
    /** "utf-8" @native tsp_text_encoder_encoding @pure */
    readonly encoding: string;
    /**
     * The text's UTF-8; a lone surrogate becomes U+FFFD. @native tsp_text_encoder_encode @throws
     */
    encode(text?: string): Uint8Array;
}

/** @native struct tsp_text_decoder_options @header runtime/text_coding.h */
interface TextDecoderOptions {
    /** Whether bytes that are not UTF-8 are a TypeError; otherwise they become U+FFFD. */
    fatal?: boolean;
    /** Whether a mark of byte order at the start is part of the text; otherwise it is left out. */
    ignoreBOM?: boolean;
}

/** @native struct tsp_text_decode_options @header runtime/text_coding.h */
interface TextDecodeOptions {
    /** More bytes follow with the next call: these may end in the middle of a character. */
    stream?: boolean;
}

/** @native struct tsp_text_decoder @header runtime/text_coding.h @shape tsp_text_decoder_shape */
declare class TextDecoder {
    /**
     * Of UTF-8, by any of its names; a RangeError for others. @native tsp_text_decoder_construct
     * @throws
     */
    constructor(label?: string, options?: TextDecoderOptions);
    /** "utf-8" @native tsp_text_decoder_encoding @pure */
    readonly encoding: string;
    /** @native tsp_text_decoder_get_fatal @pure */
    readonly fatal: boolean;
    /** @native tsp_text_decoder_get_ignore_bom @pure */
    readonly ignoreBOM: boolean;
    /** The text of the bytes, of none without `input`. @native tsp_text_decoder_decode @throws */
    decode(input?: BufferSource, options?: TextDecodeOptions): string;
}

/**
 * Base64 of a text of which each unit is a byte; an Error named InvalidCharacterError for others.
 * @native tsp_btoa @header runtime/base64.h @throws
 */
declare function btoa(bytes: string): string;
/**
 * The bytes of base64, one a unit; the same error. @native tsp_atob @header runtime/base64.h
 * @throws
 */
declare function atob(text: string): string;
