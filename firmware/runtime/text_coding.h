/* TextEncoder and TextDecoder (the Encoding standard) of UTF-8. */
#ifndef TSP_RUNTIME_TEXT_CODING_H
#define TSP_RUNTIME_TEXT_CODING_H

#include "runtime/buffer.h"
#include "runtime/operators.h"

extern const struct tsp_shape tsp_text_encoder_shape;
extern const struct tsp_shape tsp_text_decoder_shape;

struct tsp_text_encoder {
    struct tsp_object header;
};

/* A character of which some bytes have come. */
struct tsp_utf8_state {
    uint32_t code;
    uint8_t needed; /* bytes that it lacks */
    uint8_t least;  /* bounds of the next of these */
    uint8_t most;
    bool started; /* something has been decoded, so that no mark of byte order can come */
};

struct tsp_text_decoder {
    struct tsp_object header;
    struct tsp_utf8_state state;
    bool fatal;
    bool ignore_bom;
};

struct tsp_text_decoder_options {
    tsp_value fatal;
    tsp_value ignoreBOM;
};

struct tsp_text_decode_options {
    tsp_value stream;
};

/* Both say "utf-8". */
const struct tsp_string *tsp_text_encoder_encoding(const struct tsp_text_encoder *self);
const struct tsp_string *tsp_text_decoder_encoding(const struct tsp_text_decoder *self);

void tsp_text_encoder_construct(struct tsp_text_encoder *self);
/* The text's UTF-8, lone surrogates as U+FFFD; nothing of undefined. */
struct tsp_view *tsp_text_encoder_encode(struct tsp_text_encoder *self, tsp_value text);

/* RangeError for any other encoding. */
void tsp_text_decoder_construct(struct tsp_text_decoder *self, tsp_value label,
                                const struct tsp_text_decoder_options *options);
/*
 * The text of bytes. What is not UTF-8 becomes U+FFFD, or with `fatal` is a TypeError; with
 * `stream` the end of the bytes may be in the middle of a character. A mark of byte order at the
 * start is left out unless `ignoreBOM` says to keep it.
 */
const struct tsp_string *tsp_text_decoder_decode(struct tsp_text_decoder *self, tsp_value input,
                                                 const struct tsp_text_decode_options *options);
static inline bool tsp_text_decoder_get_fatal(const struct tsp_text_decoder *self) {
    return self->fatal;
}

static inline bool tsp_text_decoder_get_ignore_bom(const struct tsp_text_decoder *self) {
    return self->ignore_bom;
}

#endif
