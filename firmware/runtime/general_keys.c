/* Names made at run time, and the order of keys. */
#include "runtime/buffer.h"
#include "runtime/exception.h"
#include "runtime/general.h"
#include "runtime/operators.h"
#include "runtime/property.h"
#include "runtime/string_internal.h"

/* Digits of the largest int32. */
#define MOST_DIGITS 10u

/* The integer index of 0 to 2^31 - 1 that the text is, or -1. */
static int32_t index_of_text(const struct tsp_string *text) {
    uint32_t length = text->length;
    if (length == 0 || length > MOST_DIGITS) {
        return -1;
    }
    uint64_t number = 0;
    for (uint32_t i = 0; i < length; i++) {
        uint16_t unit = tsp_string_peek(text, i);
        if (unit < '0' || unit > '9' || (unit == '0' && i == 0 && length > 1)) {
            return -1;
        }
        number = number * 10u + (unit - '0');
    }
    return number <= INT32_MAX ? (int32_t)number : -1;
}

tsp_value tsp_property_key(tsp_value value) {
    if (tsp_is_number(value)) {
        double number = tsp_as_double(value);
        if (number >= 0 && number <= INT32_MAX && number == (double)(int32_t)number) {
            return tsp_from_int32((int32_t)number); /* -0 is "0" */
        }
    }
    const struct tsp_string *text = tsp_is_string(value) ? tsp_as_string(value) : tsp_to_string(value);
    if (text == NULL) {
        return TSP_ABSENT;
    }
    int32_t index = index_of_text(text);
    return index >= 0 ? tsp_from_int32(index) : tsp_from_string(text);
}

const struct tsp_string *tsp_key_text(tsp_value key) {
    return tsp_is_int32(key) ? tsp_int32_to_string(tsp_as_int32(key)) : tsp_as_string(key);
}

/* The names that every object inherits (ECMA-262 20.1.3, B.2.2); the prototype's comes first. */
static const struct tsp_string inherited[] = {
    TSP_LATIN1_LITERAL("__proto__"),        TSP_LATIN1_LITERAL("constructor"),
    TSP_LATIN1_LITERAL("hasOwnProperty"),   TSP_LATIN1_LITERAL("isPrototypeOf"),
    TSP_LATIN1_LITERAL("propertyIsEnumerable"), TSP_LATIN1_LITERAL("toLocaleString"),
    TSP_LATIN1_LITERAL("toString"),         TSP_LATIN1_LITERAL("valueOf"),
    TSP_LATIN1_LITERAL("__defineGetter__"), TSP_LATIN1_LITERAL("__defineSetter__"),
    TSP_LATIN1_LITERAL("__lookupGetter__"), TSP_LATIN1_LITERAL("__lookupSetter__")};

bool tsp_is_prototype_key(tsp_value key) {
    return tsp_is_string(key) && tsp_string_equals(tsp_as_string(key), &inherited[0]);
}

static bool is_inherited(tsp_value key) {
    for (size_t i = 0; i < sizeof inherited / sizeof inherited[0] && tsp_is_string(key); i++) {
        if (tsp_string_equals(tsp_as_string(key), &inherited[i])) {
            return true;
        }
    }
    return false;
}

tsp_value tsp_general_lacking(tsp_value key) {
    if (is_inherited(key)) {
        tsp_throw_type_error("The properties of Object.prototype are not supported as values");
    }
    return TSP_UNDEFINED;
}

tsp_value tsp_general_get_at(const struct tsp_general *object, tsp_value name) {
    tsp_value key = tsp_property_key(name);
    if (key == TSP_ABSENT) {
        return TSP_UNDEFINED;
    }
    tsp_value found = tsp_general_look_up(object, key);
    if (found != TSP_ABSENT) {
        return tsp_property_read(tsp_from_object(object), found);
    }
    return tsp_general_lacking(key);
}

bool tsp_general_set_at(struct tsp_general *object, tsp_value name, tsp_value value) {
    tsp_value key = tsp_property_key(name);
    if (key == TSP_ABSENT) {
        return false;
    }
    if (tsp_is_prototype_key(key) && tsp_general_find(object, key) == TSP_ABSENT) {
        if (tsp_is_object(value) || value == TSP_NULL) {
            tsp_throw_type_error("The prototype of an object cannot be changed");
            return false;
        }
        return true; /* the setter of Object.prototype passes over all others */
    }
    return tsp_general_set(object, key, value);
}

bool tsp_general_define_at(struct tsp_general *object, tsp_value name, tsp_value value) {
    tsp_value key = tsp_property_key(name);
    return key != TSP_ABSENT && tsp_general_set(object, key, value);
}

bool tsp_general_delete_at(struct tsp_general *object, tsp_value name) {
    tsp_value key = tsp_property_key(name);
    if (key == TSP_ABSENT) {
        return false;
    }
    tsp_general_delete(object, key);
    return true;
}

bool tsp_general_has_at(const struct tsp_general *object, tsp_value name) {
    tsp_value key = tsp_property_key(name);
    return key != TSP_ABSENT && (tsp_general_look_up(object, key) != TSP_ABSENT || is_inherited(key));
}

/*
 * An array index (ECMA-262 6.1.7): below 2^32 - 1. Those beyond int32 are texts, and still come
 * first. -1 for other keys.
 */
static int64_t array_index(tsp_value key) {
    if (tsp_is_int32(key)) {
        return tsp_as_int32(key);
    }
    const struct tsp_string *text = tsp_as_string(key);
    if (text->length != MOST_DIGITS || tsp_string_peek(text, 0) == '0') {
        return -1;
    }
    int64_t number = 0;
    for (uint32_t i = 0; i < MOST_DIGITS; i++) {
        uint16_t unit = tsp_string_peek(text, i);
        if (unit < '0' || unit > '9') {
            return -1;
        }
        number = number * 10 + (unit - '0');
    }
    return number < UINT32_MAX ? number : -1;
}

/* Restores the order of a heap whose root may be too small, largest on top. */
static void sink(tsp_value *keys, uint32_t at, uint32_t count) {
    for (uint32_t below = 2u * at + 1u; below < count; below = 2u * at + 1u) {
        if (below + 1u < count && array_index(keys[below + 1u]) > array_index(keys[below])) {
            below++;
        }
        if (array_index(keys[below]) <= array_index(keys[at])) {
            return;
        }
        tsp_value key = keys[at];
        keys[at] = keys[below];
        keys[below] = key;
        at = below;
    }
}

/* Heap sort: needs no memory, and no key makes it slow. */
static void sort_indexes(tsp_value *keys, uint32_t count) {
    for (uint32_t at = count / 2u; at-- > 0;) {
        sink(keys, at, count);
    }
    for (uint32_t end = count; end-- > 1u;) {
        tsp_value key = keys[0];
        keys[0] = keys[end];
        keys[end] = key;
        sink(keys, 0, end);
    }
}

struct tsp_array *tsp_general_keys(const struct tsp_general *object) {
    struct tsp_array *keys = tsp_array_new(object->count);
    if (keys == NULL) {
        return NULL;
    }
    tsp_value key;
    tsp_value value;
    uint32_t length = 0;
    for (uint32_t at = 0; tsp_general_next(object, &at, &key, &value);) {
        if (array_index(key) >= 0) {
            keys->elements[length++] = key;
        }
    }
    sort_indexes(keys->elements, length);
    for (uint32_t at = 0; tsp_general_next(object, &at, &key, &value);) {
        if (array_index(key) < 0) {
            keys->elements[length++] = key;
        }
    }
    keys->length = length;
    return keys;
}

static bool copy_properties(struct tsp_general *object, const struct tsp_general *source, bool only_others) {
    struct tsp_array *keys = tsp_general_keys(source);
    if (keys == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < keys->length; i++) {
        tsp_value found = tsp_general_find(source, keys->elements[i]);
        bool is_taken = only_others && tsp_general_find(object, keys->elements[i]) != TSP_ABSENT;
        if (found == TSP_ABSENT || tsp_is_hidden(found) || is_taken) {
            continue; /* a getter before it may have deleted it */
        }
        tsp_value value = tsp_property_read(tsp_from_object(source), found);
        if (tsp_exception_pending() || !tsp_general_set(object, keys->elements[i], value)) {
            return false;
        }
    }
    return true;
}

bool tsp_general_copy(struct tsp_general *object, const struct tsp_general *source) {
    return copy_properties(object, source, false);
}

bool tsp_general_copy_others(struct tsp_general *object, const struct tsp_general *source) {
    return copy_properties(object, source, true);
}

bool tsp_general_copy_elements(struct tsp_general *object, tsp_value source) {
    const bool is_text = tsp_is_string(source);
    uint32_t length;
    if (is_text) {
        length = tsp_as_string(source)->length;
    } else if (tsp_as_object(source)->shape == &tsp_array_shape) {
        length = ((const struct tsp_array *)tsp_as_object(source))->length;
    } else {
        length = ((const struct tsp_view *)tsp_as_object(source))->length;
    }
    for (uint32_t i = 0; i < length; i++) {
        tsp_value element;
        if (is_text) {
            const struct tsp_string *unit = tsp_string_at(tsp_as_string(source), i);
            if (unit == NULL) {
                return false;
            }
            element = tsp_from_string(unit);
        } else if (tsp_as_object(source)->shape == &tsp_array_shape) {
            element = tsp_array_element((const struct tsp_array *)tsp_as_object(source), i);
        } else {
            element = tsp_view_element((const struct tsp_view *)tsp_as_object(source), i);
        }
        if (!tsp_general_set(object, tsp_from_int32((int32_t)i), element)) {
            return false;
        }
    }
    return true;
}
