/*
 * Base64: 192 bytes encoded to text, and the text decoded. The text grows in a buffer that doubles
 * and becomes a string; the bytes are a new buffer; each index into text and bytes is tested, and
 * one that is outside reads as nothing.
 */
#include "../../javascript.h"
#include "yardstick.h"

#define COUNT 192

bool js_pending;

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static struct js_string *alphabet;
static uint8_t value_bytes[128];
static const struct js_buffer value_buffer = {sizeof value_bytes, value_bytes};
static const struct js_view values = {&value_buffer, 0, sizeof value_bytes};
static uint8_t data_bytes[COUNT];
static const struct js_buffer data_buffer = {COUNT, data_bytes};
static const struct js_view data = {&data_buffer, 0, COUNT};

static __attribute__((constructor)) void prepare(void) {
    alphabet = js_string_of(letters, sizeof letters - 1);
    for (uint32_t i = 0; i < sizeof letters - 1; i++) {
        value_bytes[(uint8_t)letters[i]] = (uint8_t)i;
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        data_bytes[i] = (uint8_t)(i * 37u + 11u);
    }
}

struct builder {
    char *units;
    uint32_t length;
    uint32_t capacity;
};

static bool grow(struct builder *builder) {
    uint32_t capacity = builder->capacity * 2 + 16;
    char *larger = realloc(builder->units, capacity);
    if (larger == NULL) {
        js_throw();
        return false;
    }
    builder->units = larger;
    builder->capacity = capacity;
    return true;
}

static inline void append(struct builder *builder, const struct js_string *string, uint32_t index) {
    if (builder->length == builder->capacity && !grow(builder)) {
        return;
    }
    if (index < string->length) {
        builder->units[builder->length++] = string->units[index];
    }
}

static inline uint32_t get(const struct js_view *view, uint32_t index) {
    return index < view->length ? view->buffer->bytes[view->offset + index] : 0;
}

static inline void set(const struct js_view *view, uint32_t index, uint32_t value) {
    if (index < view->length) {
        view->buffer->bytes[view->offset + index] = (uint8_t)value;
    }
}

static JS_APART struct js_string *encode(const struct js_view *bytes) {
    struct builder text = {NULL, 0, 0};
    for (uint32_t i = 0; i < bytes->length && !js_pending; i += 3) {
        uint32_t group = get(bytes, i) << 16 | get(bytes, i + 1) << 8 | get(bytes, i + 2);
        append(&text, alphabet, group >> 18);
        append(&text, alphabet, (group >> 12) & 63u);
        append(&text, alphabet, (group >> 6) & 63u);
        append(&text, alphabet, group & 63u);
    }
    struct js_string *string = js_pending ? NULL : js_string_of(text.units, text.length);
    free(text.units);
    return string;
}

static inline uint32_t value_at(const struct js_string *text, uint32_t index) {
    return index < text->length ? get(&values, (uint8_t)text->units[index]) : 0;
}

static JS_APART void decode(struct js_view *to, const struct js_string *text) {
    uint32_t written = 0;
    for (uint32_t i = 0; i < text->length; i += 4) {
        uint32_t group = value_at(text, i) << 18 | value_at(text, i + 1) << 12 | value_at(text, i + 2) << 6 |
                         value_at(text, i + 3);
        set(to, written++, group >> 16);
        set(to, written++, group >> 8);
        set(to, written++, group);
    }
}

uint32_t same_run(void) {
    struct js_string *text = encode(&data);
    if (text == NULL) {
        return 0;
    }
    struct js_buffer buffer = {text->length / 4 * 3, calloc(1, text->length / 4 * 3)};
    struct js_view bytes = {&buffer, 0, buffer.length};
    uint32_t sum = 0;
    if (buffer.bytes != NULL) {
        decode(&bytes, text);
        for (uint32_t i = 0; i < bytes.length; i++) {
            sum = (sum * 31u + get(&bytes, i)) & 0xffffffu;
        }
    }
    free(buffer.bytes);
    free(text);
    return sum;
}
