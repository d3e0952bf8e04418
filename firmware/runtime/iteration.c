#include "runtime/iteration.h"

#include "runtime/buffer.h"
#include "runtime/exception.h"
#include "runtime/operators.h"

/* Longest name of a key in a message; array indexes need 24. */
#define KEY_SIZE 32

static bool is_view(tsp_value value) {
    return tsp_view_kind_of(value) != NULL;
}

static bool is_array(tsp_value value) {
    return tsp_is_object(value) && tsp_as_object(value)->shape == &tsp_array_shape;
}

bool tsp_is_iterable(tsp_value value) {
    return tsp_is_string(value) || is_array(value) || is_view(value);
}

void tsp_throw_not_iterable(tsp_value value) {
    (void)value;
    tsp_throw_type_error("value is not iterable");
}

static bool iterate_string(const struct tsp_string *string, int32_t *position, tsp_value *element) {
    uint32_t index = (uint32_t)*position;
    if (index >= string->length) {
        return false;
    }
    const struct tsp_string *point = tsp_string_next(string, &index);
    if (point == NULL) {
        return false;
    }
    *position = (int32_t)index;
    *element = tsp_from_string(point);
    return true;
}

bool tsp_iterate(tsp_value iterable, int32_t *position, tsp_value *element) {
    if (tsp_is_string(iterable)) {
        return iterate_string(tsp_as_string(iterable), position, element);
    }
    const int32_t at = *position;
    if (is_array(iterable)) {
        const struct tsp_array *array = (const struct tsp_array *)tsp_as_object(iterable);
        if ((uint32_t)at >= array->length) {
            return false;
        }
        *element = tsp_array_get(array, at);
    } else {
        const struct tsp_view *view = (const struct tsp_view *)tsp_as_object(iterable);
        if ((uint32_t)at >= view->length) {
            return false;
        }
        *element = tsp_view_element(view, (uint32_t)at);
    }
    *position = at + 1;
    return true;
}

bool tsp_array_append_all(struct tsp_array *array, tsp_value iterable) {
    int32_t position = 0;
    tsp_value element = TSP_UNDEFINED;
    if (!tsp_is_iterable(iterable)) {
        tsp_throw_not_iterable(iterable);
        return false;
    }
    while (tsp_iterate(iterable, &position, &element)) {
        if (!tsp_array_append(array, element)) {
            return false;
        }
    }
    return !tsp_exception_pending();
}

struct tsp_array *tsp_array_rest(enum tsp_element_kind kind, tsp_value iterable, uint32_t from) {
    int32_t position = 0;
    tsp_value element = TSP_UNDEFINED;
    if (!tsp_is_iterable(iterable)) {
        tsp_throw_not_iterable(iterable);
        return NULL;
    }
    struct tsp_array *rest = tsp_array_new_of(kind, 0);
    if (rest == NULL) {
        return NULL;
    }
    for (uint32_t index = 0; tsp_iterate(iterable, &position, &element); index++) {
        if (index >= from && !tsp_array_append(rest, element)) {
            return NULL;
        }
    }
    return tsp_exception_pending() ? NULL : rest;
}

tsp_value tsp_string_wide_index(const struct tsp_string *string, int32_t index) {
    if ((uint32_t)index >= string->length) {
        return TSP_UNDEFINED;
    }
    const struct tsp_string *text = tsp_string_at(string, (uint32_t)index);
    return text == NULL ? TSP_UNDEFINED : tsp_from_string(text);
}

bool tsp_string_slow_has_unit(const struct tsp_string *string, int32_t index, uint16_t unit) {
    return tsp_is_below(index, string->length) && tsp_string_unit(string, (uint32_t)index) == unit;
}

bool tsp_string_slow_unit_is(const struct tsp_string *string, int32_t index, const struct tsp_string *other) {
    return other->length == 1 && tsp_string_slow_has_unit(string, index, tsp_string_unit(other, 0));
}

/* The key as it stands in V8's message; a long one is cut. */
static void key_text(tsp_value key, char text[KEY_SIZE]) {
    const struct tsp_string *string = tsp_to_string(key);
    uint32_t length = 0;
    if (string != NULL) {
        while (length < string->length && length < KEY_SIZE - 1u) {
            const uint16_t unit = tsp_string_unit(string, length);
            text[length] = unit < 128u ? (char)unit : '?';
            length++;
        }
    }
    text[length] = '\0';
}

void tsp_throw_nullish_read_at(tsp_value value, tsp_value key) {
    char text[KEY_SIZE];
    key_text(key, text);
    if (!tsp_exception_pending()) {
        tsp_throw_nullish_read(value, text);
    }
}

void tsp_throw_nullish_write_at(tsp_value value, tsp_value key) {
    char text[KEY_SIZE];
    key_text(key, text);
    if (!tsp_exception_pending()) {
        tsp_throw_nullish_write(value, text);
    }
}
