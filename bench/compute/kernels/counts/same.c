/*
 * An object as a dictionary: how often each of 160 words occurs. Properties stay in the order of
 * their making and hold any value; strings know their length and are compared by it first; a read
 * and a write look for the name each; a count that would leave int32 is seen; running out of memory
 * is an exception.
 */
#include <stdio.h>

#include "../../javascript.h"
#include "yardstick.h"

#define WORDS 160

struct property {
    const struct js_string *key;
    js_value value;
};

struct object {
    const char *const *class;
    struct property *properties;
    uint32_t *index; /* number of a property and one more, twice as many as there is room for */
    uint32_t used;
    uint32_t room;
};

bool js_pending;
static const char *const object_class = "Object";
static struct js_string *words[WORDS];

static __attribute__((constructor)) void prepare(void) {
    static const char *const names[] = {"alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"};
    for (unsigned i = 0; i < WORDS; i++) {
        char word[10];
        words[i] = js_string_of(word, (uint32_t)snprintf(word, sizeof word, "%s%u", names[i * 5 % 8], i % 6));
    }
}

static bool equals(const struct js_string *one, const struct js_string *other) {
    return one == other || (one->length == other->length && memcmp(one->units, other->units, one->length) == 0);
}

static uint32_t *find(const struct object *object, const struct js_string *key) {
    uint32_t hash = 2166136261u;
    for (uint32_t i = 0; i < key->length; i++) {
        hash = (hash ^ (uint8_t)key->units[i]) * 16777619u;
    }
    uint32_t at = hash & (2u * object->room - 1u);
    while (object->index[at] != 0 && !equals(object->properties[object->index[at] - 1u].key, key)) {
        at = (at + 1u) & (2u * object->room - 1u);
    }
    return &object->index[at];
}

static bool grow(struct object *object) {
    uint32_t room = object->room == 0 ? 8u : 2u * object->room;
    struct property *properties = realloc(object->properties, room * sizeof *properties);
    uint32_t *index = calloc(2u * room, sizeof *index);
    if (properties == NULL || index == NULL) {
        js_throw();
        return false;
    }
    free(object->index);
    object->properties = properties;
    object->index = index;
    object->room = room;
    for (uint32_t i = 0; i < object->used; i++) {
        *find(object, properties[i].key) = i + 1u;
    }
    return true;
}

static JS_APART js_value get(const struct object *object, const struct js_string *key) {
    uint32_t place = object->room == 0 ? 0 : *find(object, key);
    return place == 0 ? JS_UNDEFINED : object->properties[place - 1u].value;
}

static JS_APART void set(struct object *object, const struct js_string *key, js_value value) {
    if (object->used == object->room && !grow(object)) {
        return;
    }
    uint32_t *place = find(object, key);
    if (*place == 0) {
        object->properties[object->used].key = key;
        *place = ++object->used;
    }
    object->properties[*place - 1u].value = value;
}

uint32_t same_run(void) {
    struct object counts = {&object_class, NULL, NULL, 0, 0};
    uint32_t sum = 0;
    for (uint32_t i = 0; i < WORDS && !js_pending; i++) {
        js_value known = get(&counts, words[i]);
        int32_t count = known == JS_UNDEFINED ? 0 : (int32_t)(uint32_t)known;
        if (__builtin_add_overflow(count, 1, &count)) {
            js_throw();
        }
        set(&counts, words[i], js_from_int32(count));
        sum = (sum * 3u + (uint32_t)count) & 0xfffffu;
    }
    free(counts.properties);
    free(counts.index);
    return js_pending ? 0 : sum;
}
