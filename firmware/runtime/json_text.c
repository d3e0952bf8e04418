#include "runtime/json_text.h"

#include "runtime/array.h"
#include "runtime/operators.h"
#include "runtime/string_grow.h"
#include "runtime/string_internal.h"
#include "runtime/utf8.h"

static const struct tsp_slot slots[] = {{offsetof(struct tsp_json_text, text), TSP_SLOT_POINTER}};
const struct tsp_shape tsp_json_text_shape = {.name = "JsonText",
                                              .size = sizeof(struct tsp_json_text),
                                              .kind = TSP_KIND_NATIVE,
                                              .slot_count = 1,
                                              .slots = slots};

static const struct tsp_string quote_mark = TSP_LATIN1_LITERAL("\"");
static const struct tsp_string line_end = TSP_LATIN1_LITERAL("\n");
static const struct tsp_string null_text = TSP_LATIN1_LITERAL("null");

static bool grow(struct tsp_json_text *self, int count, const tsp_value *parts) {
    const struct tsp_string *text = tsp_text_grow(self->text, count, parts);
    if (text != NULL) {
        self->text = text;
    }
    return text != NULL;
}

void tsp_json_text_construct(struct tsp_json_text *self) {
    self->text = &tsp_string_empty;
}

void tsp_json_text_add(struct tsp_json_text *self, const struct tsp_string *piece) {
    const tsp_value part = tsp_from_string(piece);
    grow(self, 1, &part);
}

void tsp_json_text_number(struct tsp_json_text *self, tsp_value number) {
    if (tsp_is_int32(number)) {
        grow(self, 1, &number);
        return;
    }
    const double value = tsp_as_double(number);
    const bool is_finite = value - value == 0.0;
    const struct tsp_string *text = is_finite ? tsp_double_to_string(value) : &null_text;
    if (text != NULL) {
        tsp_json_text_add(self, text);
    }
}

void tsp_json_text_line(struct tsp_json_text *self, const struct tsp_string *piece, int32_t count) {
    const tsp_value part = tsp_from_string(piece);
    const tsp_value end = tsp_from_string(&line_end);
    bool is_added = grow(self, 1, &end);
    for (int32_t i = 0; is_added && i < count; i++) {
        is_added = grow(self, 1, &part);
    }
}

/* The letter behind the backslash; 0 for a unit that needs no escape, 'u' for one by its number. */
static char escape_of(const struct tsp_string *text, uint32_t at, uint16_t unit) {
    switch (unit) {
    case '"':
    case '\\':
        return (char)unit;
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return unit < ' ' || tsp_is_lone_surrogate(text, at) ? 'u' : 0;
    }
}

struct escaped {
    uint32_t length;
    bool is_wide;
};

static struct escaped measure(const struct tsp_string *text) {
    struct escaped size = {0, false};
    for (uint32_t at = 0; at < text->length; at++) {
        const uint16_t unit = tsp_string_peek(text, at);
        const char escape = escape_of(text, at, unit);
        size.length += escape == 0 ? 1u : escape == 'u' ? 6u : 2u;
        size.is_wide = size.is_wide || (escape == 0 && unit > 0xFFu);
    }
    return size;
}

static void put(struct tsp_string_target target, uint32_t at, uint16_t unit) {
    if (target.latin1 != NULL) {
        target.latin1[at] = (uint8_t)unit;
    } else {
        target.utf16[at] = unit;
    }
}

static void write_escaped(struct tsp_string_target target, const struct tsp_string *text) {
    static const char digits[] = "0123456789abcdef";
    uint32_t to = 0;
    for (uint32_t at = 0; at < text->length; at++) {
        const uint16_t unit = tsp_string_peek(text, at);
        const char escape = escape_of(text, at, unit);
        if (escape == 0) {
            put(target, to++, unit);
            continue;
        }
        put(target, to++, '\\');
        put(target, to++, (uint8_t)escape);
        for (unsigned shift = 16; escape == 'u' && shift > 0; shift -= 4) {
            put(target, to++, (uint8_t)digits[unit >> (shift - 4) & 15u]);
        }
    }
}

static const struct tsp_string *escape(const struct tsp_string *text, struct escaped size) {
    struct tsp_string_target target = {NULL, NULL};
    struct tsp_string *made = size.is_wide ? tsp_string_new_utf16(size.length, &target.utf16)
                                           : tsp_string_new_latin1(size.length, &target.latin1);
    if (made != NULL) {
        write_escaped(target, text);
    }
    return made;
}

void tsp_json_text_quote(struct tsp_json_text *self, const struct tsp_string *text) {
    tsp_string_flatten(text);
    const struct escaped size = measure(text);
    uint8_t *room = size.is_wide || size.length > TSP_STRING_MAX_LENGTH - 2u ? NULL
                                                                          : tsp_text_room(self->text, size.length + 2u);
    if (room != NULL) {
        room[0] = '"';
        write_escaped((struct tsp_string_target){room + 1, NULL}, text);
        room[size.length + 1u] = '"';
        tsp_text_took(self->text, size.length + 2u);
        return;
    }
    const struct tsp_string *inside = size.length == text->length ? text : escape(text, size);
    if (inside != NULL) {
        const tsp_value parts[] = {tsp_from_string(&quote_mark), tsp_from_string(inside), tsp_from_string(&quote_mark)};
        grow(self, 3, parts);
    }
}

const struct tsp_string *tsp_json_text_finish(struct tsp_json_text *self) {
    return self->text;
}

static const struct tsp_string array_name = TSP_LATIN1_LITERAL("Array");
static const struct tsp_string object_name = TSP_LATIN1_LITERAL("Object");

const struct tsp_string *tsp_json_class_name(tsp_value object) {
    const struct tsp_shape *shape = tsp_as_object(object)->shape;
    if (shape->kind == TSP_KIND_ARRAY) {
        return &array_name;
    }
    const size_t length = strlen(shape->name);
    return length == 0 ? &object_name : tsp_string_from_latin1(shape->name, length);
}
