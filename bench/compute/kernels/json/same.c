/*
 * JSON: a list of ten records read into objects, and written again. Keys and names are strings of
 * their own, the list is an array that grows, a text that is read is never left, numbers that would
 * leave int32 are seen, and each step's exception is passed on. What the program drops is freed at
 * once.
 */
#include "../../javascript.h"
#include "yardstick.h"

struct reading {
    const char *const *class;
    int32_t id;
    struct js_string *name;
    int32_t value;
    bool valid;
};

struct list {
    struct reading **elements;
    uint32_t length;
    uint32_t capacity;
};

struct reader {
    const char *const *class;
    const struct js_string *text;
    int32_t at;
};

struct builder {
    char *units;
    uint32_t length;
    uint32_t capacity;
};

bool js_pending;
static const char *const reading_class = "Reading";
static const char *const reader_class = "Reader";
static struct js_string *source;

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

static void append_reading(struct builder *text, int32_t id, const struct js_string *name, int32_t value, bool valid) {
    APPEND(text, "{\"id\":");
    append_integer(text, id);
    APPEND(text, ",\"name\":\"");
    append(text, name->units, name->length);
    APPEND(text, "\",\"value\":");
    append_integer(text, value);
    APPEND(text, ",\"valid\":");
    if (valid) {
        APPEND(text, "true");
    } else {
        APPEND(text, "false");
    }
    APPEND(text, "}");
}

static __attribute__((constructor)) void prepare(void) {
    struct builder text = {NULL, 0, 0};
    APPEND(&text, "[");
    for (int32_t i = 0; i < 10; i++) {
        char name[] = "sensor0";
        name[6] = (char)('0' + i);
        struct js_string *string = js_string_of(name, 7);
        if (i > 0) {
            APPEND(&text, ",");
        }
        append_reading(&text, i, string, i * 731 - 3000, i % 3 != 0);
        free(string);
    }
    APPEND(&text, "]");
    source = js_string_of(text.units, text.length);
    free(text.units);
}

static bool takes(struct reader *reader, char character) {
    const struct js_string *text = reader->text;
    if ((uint32_t)reader->at >= text->length || text->units[reader->at] != character) {
        return false;
    }
    reader->at++;
    return true;
}

static void expect(struct reader *reader, char character) {
    if (!takes(reader, character)) {
        js_throw();
    }
}

static struct js_string *read_string(struct reader *reader) {
    expect(reader, '"');
    if (js_pending) {
        return NULL;
    }
    const char *start = reader->text->units + reader->at;
    const char *end = memchr(start, '"', reader->text->length - (uint32_t)reader->at);
    if (end == NULL) {
        js_throw();
        return NULL;
    }
    reader->at += (int32_t)(end - start) + 1;
    return js_string_of(start, (uint32_t)(end - start));
}

static int32_t read_integer(struct reader *reader) {
    const struct js_string *text = reader->text;
    bool negative = takes(reader, '-');
    int32_t number = 0;
    for (;;) {
        int32_t digit = (uint32_t)reader->at < text->length ? text->units[reader->at] - '0' : -1;
        if (digit < 0 || digit > 9) {
            return negative ? -number : number;
        }
        if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, digit, &number)) {
            js_throw();
            return 0;
        }
        reader->at++;
    }
}

static bool read_boolean(struct reader *reader) {
    const struct js_string *text = reader->text;
    bool truth = text->length - (uint32_t)reader->at >= 4 && memcmp(text->units + reader->at, "true", 4) == 0;
    reader->at += truth ? 4 : 5;
    return truth;
}

static void read_member(struct reader *reader, struct reading *reading, const struct js_string *key) {
    if (js_string_equals(key, "id", 2)) {
        reading->id = read_integer(reader);
    } else if (js_string_equals(key, "name", 4)) {
        reading->name = read_string(reader);
    } else if (js_string_equals(key, "value", 5)) {
        reading->value = read_integer(reader);
    } else if (js_string_equals(key, "valid", 5)) {
        reading->valid = read_boolean(reader);
    } else {
        js_throw();
    }
}

static struct reading *read_reading(struct reader *reader) {
    struct reading *reading = js_allocate(sizeof *reading);
    if (reading == NULL) {
        return NULL;
    }
    *reading = (struct reading){.class = &reading_class};
    expect(reader, '{');
    do {
        struct js_string *key = js_pending ? NULL : read_string(reader);
        if (key == NULL) {
            return reading;
        }
        expect(reader, ':');
        if (!js_pending) {
            read_member(reader, reading, key);
        }
        free(key);
    } while (!js_pending && takes(reader, ','));
    if (!js_pending) {
        expect(reader, '}');
    }
    return reading;
}

static void push(struct list *list, struct reading *reading) {
    if (list->length == list->capacity) {
        uint32_t capacity = list->capacity * 2 + 4;
        struct reading **larger = realloc(list->elements, capacity * sizeof *larger);
        if (larger == NULL) {
            js_throw();
            return;
        }
        list->elements = larger;
        list->capacity = capacity;
    }
    list->elements[list->length++] = reading;
}

static JS_APART void read_all(struct reader *reader, struct list *list) {
    expect(reader, '[');
    if (js_pending || takes(reader, ']')) {
        return;
    }
    do {
        struct reading *reading = read_reading(reader);
        if (reading == NULL) {
            return;
        }
        push(list, reading);
    } while (!js_pending && takes(reader, ','));
    if (!js_pending) {
        expect(reader, ']');
    }
}

static JS_APART struct js_string *write_all(const struct list *list) {
    struct builder text = {NULL, 0, 0};
    APPEND(&text, "[");
    for (uint32_t i = 0; i < list->length && !js_pending; i++) {
        const struct reading *reading = list->elements[i];
        if (i > 0) {
            APPEND(&text, ",");
        }
        append_reading(&text, reading->id, reading->name, reading->value, reading->valid);
    }
    APPEND(&text, "]");
    struct js_string *string = js_pending ? NULL : js_string_of(text.units, text.length);
    free(text.units);
    return string;
}

uint32_t same_run(void) {
    struct reader reader = {&reader_class, source, 0};
    struct list list = {NULL, 0, 0};
    int32_t sum = 0;
    read_all(&reader, &list);
    struct js_string *written = js_pending ? NULL : write_all(&list);
    if (written != NULL && written->length == source->length &&
        memcmp(written->units, source->units, source->length) == 0) {
        sum = 1;
    }
    free(written);
    for (uint32_t i = 0; i < list.length; i++) {
        struct reading *reading = list.elements[i];
        if (__builtin_add_overflow(sum, reading->id, &sum) ||
            __builtin_add_overflow(sum, (int32_t)reading->name->length, &sum) ||
            __builtin_add_overflow(sum, reading->valid ? reading->value : 0, &sum)) {
            js_throw();
        }
        free(reading->name);
        free(reading);
    }
    free(list.elements);
    return js_pending ? 0 : (uint32_t)(sum + 100000);
}
