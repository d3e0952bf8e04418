#include "runtime/output.h"

#include "runtime/error.h"
#include "runtime/number.h"
#include "runtime/object.h"
#include "runtime/operators.h"
#include "runtime/utf8.h"

static void flush(struct tsp_output *output) {
    tsp_port_write(output->stream, output->bytes, output->used);
    output->used = 0;
}

static void print_bytes(struct tsp_output *output, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (output->used == sizeof output->bytes) {
            flush(output);
        }
        output->bytes[output->used++] = bytes[i];
    }
}

void tsp_output_start(struct tsp_output *output, enum tsp_port_stream stream) {
    output->stream = stream;
    output->used = 0;
    output->take = print_bytes;
}

/* FNV-1a */
#define DIGEST_START 2166136261u
#define DIGEST_FACTOR 16777619u

static void digest_bytes(struct tsp_output *output, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        output->digest = (output->digest ^ (uint8_t)bytes[i]) * DIGEST_FACTOR;
    }
}

void tsp_output_start_digest(struct tsp_output *output) {
    output->take = digest_bytes;
    output->digest = DIGEST_START;
}

void tsp_output_bytes(struct tsp_output *output, const char *bytes, size_t length) {
    output->take(output, bytes, length);
}

void tsp_output_text(struct tsp_output *output, const char *text) {
    tsp_output_bytes(output, text, strlen(text));
}

void tsp_output_unit(struct tsp_output *output, const struct tsp_string *string, uint32_t *index) {
    uint8_t bytes[4];
    unsigned count = tsp_utf8_encode(string, index, bytes);
    tsp_output_bytes(output, (const char *)bytes, count);
}

void tsp_output_string(struct tsp_output *output, const struct tsp_string *string) {
    for (uint32_t i = 0; i < string->length;) {
        tsp_output_unit(output, string, &i);
    }
}

/*
 * The first line of what Node prints; the rest, the stack, is the implementation's own. Needs no
 * memory, as tsp_error_to_string would.
 */
void tsp_output_error(struct tsp_output *output, tsp_value value) {
    const struct tsp_error *error = (const struct tsp_error *)(const void *)tsp_as_object(value);
    const struct tsp_string *name = tsp_error_get_name(error);
    const struct tsp_string *message = tsp_error_get_message(error);
    tsp_output_string(output, name);
    if (name->length != 0 && message->length != 0) {
        tsp_output_text(output, ": ");
    }
    tsp_output_string(output, message);
}

void tsp_output_value(struct tsp_output *output, tsp_value value) {
    char text[TSP_NUMBER_TEXT_SIZE];
    if (tsp_is_string(value)) {
        tsp_output_string(output, tsp_as_string(value));
    } else if (tsp_is_number(value)) {
        double number = tsp_as_double(value);
        if (tsp_double_bits(number) == UINT64_C(1) << 63) {
            tsp_output_text(output, "-0");
        } else {
            size_t length = tsp_number_format(number, text);
            tsp_output_bytes(output, text, length);
        }
    } else if (tsp_value_instanceof(value, &tsp_error_shape)) {
        tsp_output_error(output, value);
    } else if (tsp_is_object(value)) {
        /* A class begins with a character that tells it from a function (inspect.c). */
        const char *name = tsp_as_object(value)->shape->name;
        tsp_output_text(output, "[");
        tsp_output_text(output, *name == 1 ? name + 1 : name);
        tsp_output_text(output, "]");
    } else {
        tsp_output_text(output, value == TSP_TRUE    ? "true"
                                : value == TSP_FALSE ? "false"
                                : value == TSP_NULL  ? "null"
                                                     : "undefined");
    }
}

void tsp_output_end(struct tsp_output *output) {
    tsp_output_bytes(output, "\n", 1);
    flush(output);
}
