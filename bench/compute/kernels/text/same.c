/*
 * JSON-like text of 20 records. The text is a buffer that doubles when it is full, because a
 * program's text has no limit but memory; an integer's digits are written as JavaScript writes
 * them, and the text becomes a string of its own in the end.
 */
#include "../../javascript.h"
#include "yardstick.h"

#define COUNT 20

struct reading {
    int32_t id;
    const struct js_string *name;
    int32_t value;
    int32_t low;
    int32_t high;
    bool valid;
};

struct builder {
    char *units;
    uint32_t length;
    uint32_t capacity;
};

bool js_pending;

static struct reading readings[COUNT];

static __attribute__((constructor)) void prepare(void) {
    const struct js_string *name = js_string_of("thermometer", 11);
    for (int32_t i = 0; i < COUNT; i++) {
        readings[i] = (struct reading){i, name, i * 731 - 5000, -i, i * 9173, i % 3 != 0};
    }
}

static void append(struct builder *builder, const char *units, uint32_t length) {
    if (builder->capacity - builder->length < length) {
        uint32_t capacity = builder->capacity * 2 + length;
        char *larger = realloc(builder->units, capacity);
        if (larger == NULL) {
            js_throw();
            return;
        }
        builder->units = larger;
        builder->capacity = capacity;
    }
    memcpy(builder->units + builder->length, units, length);
    builder->length += length;
}

#define APPEND(builder, literal) append(builder, literal, sizeof literal - 1)

static void append_integer(struct builder *builder, int32_t number) {
    char digits[11];
    uint32_t at = sizeof digits;
    uint32_t rest = number < 0 ? 0u - (uint32_t)number : (uint32_t)number;
    do {
        digits[--at] = (char)('0' + rest % 10u);
        rest /= 10u;
    } while (rest != 0);
    if (number < 0) {
        digits[--at] = '-';
    }
    append(builder, digits + at, sizeof digits - at);
}

static void append_reading(struct builder *text, const struct reading *reading) {
    APPEND(text, "{\"id\":");
    append_integer(text, reading->id);
    APPEND(text, ",\"name\":\"");
    append(text, reading->name->units, reading->name->length);
    APPEND(text, "\",\"value\":");
    append_integer(text, reading->value);
    APPEND(text, ",\"low\":");
    append_integer(text, reading->low);
    APPEND(text, ",\"high\":");
    append_integer(text, reading->high);
    APPEND(text, ",\"valid\":");
    if (reading->valid) {
        APPEND(text, "true");
    } else {
        APPEND(text, "false");
    }
    APPEND(text, "}");
}

static JS_APART struct js_string *write_all(const struct reading *list, uint32_t count) {
    struct builder text = {NULL, 0, 0};
    APPEND(&text, "[");
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) {
            APPEND(&text, ",");
        }
        append_reading(&text, &list[i]);
        if (js_pending) {
            free(text.units);
            return NULL;
        }
    }
    APPEND(&text, "]");
    struct js_string *string = js_string_of(text.units, text.length);
    free(text.units);
    return string;
}

uint32_t same_run(void) {
    struct js_string *text = write_all(readings, COUNT);
    if (js_pending) {
        return 0;
    }
    uint32_t sum = text->length;
    for (uint32_t i = 0; i < text->length; i += 16) {
        sum = (sum * 31 + (uint8_t)text->units[i]) % 65521;
    }
    free(text);
    return sum;
}
