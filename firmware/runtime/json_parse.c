#include "runtime/json_parse.h"

#include "runtime/exception.h"
#include "runtime/general.h"
#include "runtime/json_reader.h"
#include "runtime/string_internal.h"

static const char after_property[] = "Expected ',' or '}' after property value";
static const char after_element[] = "Expected ',' or ']' after array element";
static const char first_name[] = "Expected property name or '}'";
static const char next_name[] = "Expected double-quoted property name";
static const char colon[] = "Expected ':' after property name";

static bool push(struct tsp_json_reader *reader, const void *container, tsp_value key) {
    return tsp_array_append(reader->open, tsp_from_object(container)) && tsp_array_append(reader->open, key);
}

/* The name of a property and the colon behind it. */
static tsp_value read_key(struct tsp_json_reader *reader, const char *expected) {
    if (tsp_json_peek(reader) != '"') {
        tsp_json_expected(reader, expected);
        return TSP_ABSENT;
    }
    reader->at++;
    const struct tsp_string *name = tsp_json_read_string(reader, true);
    if (name == NULL) {
        return TSP_ABSENT;
    }
    if (tsp_json_peek(reader) != ':') {
        tsp_json_expected(reader, colon);
        return TSP_ABSENT;
    }
    reader->at++;
    return tsp_property_key(tsp_from_string(name));
}

/*
 * The beginning of an object or array. One that ends at once is a value; else it is open, and the
 * result is undefined: a value of it comes next. Absent with an exception pending.
 */
static tsp_value open_object(struct tsp_json_reader *reader) {
    struct tsp_general *object = tsp_general_new(0);
    reader->at++;
    if (object == NULL) {
        return TSP_ABSENT;
    }
    if (tsp_json_peek(reader) == '}') {
        reader->at++;
        return tsp_from_object(object);
    }
    const tsp_value key = read_key(reader, first_name);
    return key != TSP_ABSENT && push(reader, object, key) ? TSP_UNDEFINED : TSP_ABSENT;
}

static tsp_value open_array(struct tsp_json_reader *reader) {
    struct tsp_array *array = tsp_array_new(0);
    reader->at++;
    if (array == NULL) {
        return TSP_ABSENT;
    }
    if (tsp_json_peek(reader) == ']') {
        reader->at++;
        return tsp_from_object(array);
    }
    return push(reader, array, TSP_UNDEFINED) ? TSP_UNDEFINED : TSP_ABSENT;
}

static tsp_value read_value(struct tsp_json_reader *reader) {
    switch (tsp_json_peek(reader)) {
    case '{':
        return open_object(reader);
    case '[':
        return open_array(reader);
    case '"': {
        reader->at++;
        const struct tsp_string *text = tsp_json_read_string(reader, false);
        return text == NULL ? TSP_ABSENT : tsp_from_string(text);
    }
    default:
        return tsp_json_read_word(reader);
    }
}

/*
 * Puts the value where it belongs and looks at what follows. The innermost object or array where it
 * ends with that, else as open_object().
 */
static tsp_value add_property(struct tsp_json_reader *reader, struct tsp_general *object, tsp_value value) {
    const uint32_t last = reader->open->length - 1u;
    if (!tsp_general_set(object, tsp_array_element(reader->open, last), value)) {
        return TSP_ABSENT;
    }
    const int32_t unit = tsp_json_peek(reader);
    if (unit != ',' && unit != '}') {
        tsp_json_expected(reader, after_property);
        return TSP_ABSENT;
    }
    reader->at++;
    if (unit == '}') {
        return tsp_from_object(object);
    }
    const tsp_value key = read_key(reader, next_name);
    if (key == TSP_ABSENT) {
        return TSP_ABSENT;
    }
    tsp_array_put(reader->open, last, key);
    return TSP_UNDEFINED;
}

static tsp_value add_element(struct tsp_json_reader *reader, struct tsp_array *array, tsp_value value) {
    if (!tsp_array_append(array, value)) {
        return TSP_ABSENT;
    }
    const int32_t unit = tsp_json_peek(reader);
    if (unit != ',' && unit != ']') {
        tsp_json_expected(reader, after_element);
        return TSP_ABSENT;
    }
    reader->at++;
    return unit == ']' ? tsp_from_object(array) : TSP_UNDEFINED;
}

static tsp_value add(struct tsp_json_reader *reader, tsp_value value) {
    const uint32_t length = reader->open->length;
    struct tsp_object *container = tsp_as_object(tsp_array_element(reader->open, length - 2u));
    const tsp_value whole = container->shape->kind == TSP_KIND_ARRAY
                                ? add_element(reader, (struct tsp_array *)(void *)container, value)
                                : add_property(reader, (struct tsp_general *)(void *)container, value);
    if (whole != TSP_UNDEFINED && whole != TSP_ABSENT) {
        tsp_array_put(reader->open, length - 2u, TSP_UNDEFINED);
        reader->open->length = length - 2u;
    }
    return whole;
}

static tsp_value read_all(struct tsp_json_reader *reader) {
    for (;;) {
        tsp_value value = read_value(reader);
        while (value != TSP_UNDEFINED && value != TSP_ABSENT && reader->open->length > 0) {
            value = add(reader, value);
        }
        if (value == TSP_ABSENT) {
            return TSP_UNDEFINED;
        }
        if (value != TSP_UNDEFINED) {
            if (tsp_json_peek(reader) >= 0) {
                tsp_json_expected(reader, "Unexpected non-whitespace character after JSON");
            }
            return value;
        }
    }
}

tsp_value tsp_json_parse(const struct tsp_string *text) {
    struct tsp_json_reader reader = {.text = text, .open = tsp_array_new(0)};
    tsp_string_flatten(text);
    if (reader.open == NULL) {
        return TSP_UNDEFINED;
    }
    return read_all(&reader);
}
