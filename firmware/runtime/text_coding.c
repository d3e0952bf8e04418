#include "runtime/text_coding.h"

#include "runtime/exception.h"
#include "runtime/string_internal.h"
#include "runtime/text.h"

#define REPLACEMENT 0xFFFDu
#define MARK 0xFEFFu

const struct tsp_shape tsp_text_encoder_shape = {
    .name = "TextEncoder", .size = sizeof(struct tsp_text_encoder), .kind = TSP_KIND_NATIVE};
const struct tsp_shape tsp_text_decoder_shape = {
    .name = "TextDecoder", .size = sizeof(struct tsp_text_decoder), .kind = TSP_KIND_NATIVE};

static const struct tsp_string utf_8 = TSP_LATIN1_LITERAL("utf-8");

const struct tsp_string *tsp_text_encoder_encoding(const struct tsp_text_encoder *self) {
    (void)self;
    return &utf_8;
}

const struct tsp_string *tsp_text_decoder_encoding(const struct tsp_text_decoder *self) {
    (void)self;
    return &utf_8;
}

void tsp_text_encoder_construct(struct tsp_text_encoder *self) {
    (void)self;
}

struct tsp_view *tsp_text_encoder_encode(struct tsp_text_encoder *self, tsp_value text) {
    (void)self;
    const struct tsp_string *string = text == TSP_UNDEFINED ? &tsp_string_empty : tsp_to_string(text);
    struct tsp_buffer *buffer = string == NULL ? NULL : tsp_buffer_from_string(string);
    return buffer == NULL ? NULL : tsp_view_new(buffer, 0, buffer->length);
}

static bool is_label(const struct tsp_string *label, const char *name) {
    uint32_t from = 0;
    uint32_t to = label->length;
    tsp_text_trim(label, &from, &to);
    for (; from < to && *name != 0; from++, name++) {
        const uint32_t unit = tsp_string_peek(label, from);
        if ((unit >= 'A' && unit <= 'Z' ? unit | 0x20u : unit) != (uint32_t)*name) {
            return false;
        }
    }
    return from == to && *name == 0;
}

void tsp_text_decoder_construct(struct tsp_text_decoder *self, tsp_value label,
                                const struct tsp_text_decoder_options *options) {
    if (label != TSP_UNDEFINED) {
        const struct tsp_string *name = tsp_to_string(label);
        if (name == NULL) {
            return;
        }
        tsp_string_flatten(name);
        if (!is_label(name, "utf-8") && !is_label(name, "utf8") && !is_label(name, "unicode-1-1-utf-8")) {
            tsp_throw_range_error("The encoding is not supported");
            return;
        }
    }
    self->fatal = options != NULL && options->fatal != TSP_ABSENT && tsp_to_boolean(options->fatal);
    self->ignore_bom = options != NULL && options->ignoreBOM != TSP_ABSENT && tsp_to_boolean(options->ignoreBOM);
}

/* Where the text goes; neither: it is only measured. */
struct output {
    uint8_t *latin1;
    uint16_t *utf16;
    uint32_t length;
    uint32_t all; /* the bits of all code points */
    bool is_wrong;
};

static void put(struct output *output, uint32_t code) {
    output->all |= code;
    if (output->latin1 != NULL) {
        output->latin1[output->length] = (uint8_t)code;
    } else if (output->utf16 != NULL && code < 0x10000) {
        output->utf16[output->length] = (uint16_t)code;
    } else if (output->utf16 != NULL) {
        output->utf16[output->length] = (uint16_t)(0xD7C0u + (code >> 10));
        output->utf16[output->length + 1] = (uint16_t)(0xDC00u + (code & 0x3FFu));
    }
    output->length += code < 0x10000 ? 1u : 2u;
}

static void put_wrong(struct output *output) {
    output->is_wrong = true;
    put(output, REPLACEMENT);
}

/* The first byte of a character; false where none begins so. */
static bool begin(struct tsp_utf8_state *state, uint8_t byte) {
    if (byte < 0xC2 || byte > 0xF4) {
        return false;
    }
    const uint8_t needed = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    state->needed = needed;
    state->code = byte & (0x3Fu >> needed);
    /* Neither a longer form than is needed, nor a surrogate, nor anything beyond U+10FFFF. */
    state->least = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
    state->most = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    return true;
}

static void put_code(struct tsp_utf8_state *state, struct output *output, uint32_t code, bool keeps_mark) {
    if (state->started || code != MARK || keeps_mark) {
        put(output, code);
    }
    state->started = true;
}

static void decode_byte(struct tsp_utf8_state *state, struct output *output, uint8_t byte, bool keeps_mark) {
    if (state->needed > 0) {
        if (byte >= state->least && byte <= state->most) {
            state->code = state->code << 6 | (byte & 0x3Fu);
            state->least = 0x80;
            state->most = 0xBF;
            state->needed--;
            if (state->needed == 0) {
                put_code(state, output, state->code, keeps_mark);
            }
            return;
        }
        state->needed = 0;
        state->started = true;
        put_wrong(output);
    }
    if (byte < 0x80) {
        put_code(state, output, byte, keeps_mark);
    } else if (!begin(state, byte)) {
        state->started = true;
        put_wrong(output);
    }
}

struct input {
    const uint8_t *bytes;
    uint32_t length;
    bool continues;
};

static struct tsp_utf8_state decode(const struct tsp_text_decoder *self, struct input input, struct output *output) {
    struct tsp_utf8_state state = self->state;
    output->length = 0;
    for (uint32_t i = 0; i < input.length; i++) {
        decode_byte(&state, output, input.bytes[i], self->ignore_bom);
    }
    if (!input.continues) {
        if (state.needed > 0) {
            put_wrong(output);
        }
        return (struct tsp_utf8_state){.needed = 0};
    }
    return state;
}

const struct tsp_string *tsp_text_decoder_decode(struct tsp_text_decoder *self, tsp_value value,
                                                 const struct tsp_text_decode_options *options) {
    uint8_t *bytes = NULL;
    uint32_t length = 0;
    (void)tsp_bytes_of(value, &bytes, &length);
    const bool continues = options != NULL && options->stream != TSP_ABSENT && tsp_to_boolean(options->stream);
    const struct input input = {bytes, length, continues};
    struct output output = {.length = 0};
    (void)decode(self, input, &output);
    if (output.is_wrong && self->fatal) {
        self->state = (struct tsp_utf8_state){.needed = 0};
        tsp_throw_type_error("The encoded data was not valid for encoding utf-8");
        return NULL;
    }
    const bool is_wide = output.all > 0xFF;
    struct tsp_string *text = is_wide ? tsp_string_new_utf16(output.length, &output.utf16)
                                      : tsp_string_new_latin1(output.length, &output.latin1);
    if (text != NULL) {
        self->state = decode(self, input, &output);
    }
    return text;
}
