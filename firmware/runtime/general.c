#include "runtime/general.h"

#include "runtime/assert.h"
#include "runtime/exception.h"
#include "runtime/hash.h"
#include "runtime/heap_internal.h"
#include "runtime/operators.h"
#include "runtime/property.h"
#include "runtime/string_internal.h"

/* Up to so many entries are searched one by one. */
#define FEW 8u
#define LEAST_ROOM 4u
#define MOST 0x00FFFFFFu

/* A slot of the index: nothing, or the number of an entry and one more. */
struct tsp_general_index {
    struct tsp_object header;
    uint32_t mask; /* slots, a power of two, less one; never more than half of them in use */
    uint32_t slots[];
};

static const struct tsp_slot slots[] = {{offsetof(struct tsp_general, entries), TSP_SLOT_BODY},
                                        {offsetof(struct tsp_general, index), TSP_SLOT_POINTER},
                                        {offsetof(struct tsp_general, prototype), TSP_SLOT_POINTER}};
const struct tsp_shape tsp_general_shape = {.name = "Object",
                                            .size = sizeof(struct tsp_general),
                                            .kind = TSP_KIND_OBJECT,
                                            .slot_count = 3,
                                            .slots = slots};
static const struct tsp_slot property_slots[] = {{offsetof(struct tsp_property, value), TSP_SLOT_VALUE},
                                                 {offsetof(struct tsp_property, setter), TSP_SLOT_VALUE}};
const struct tsp_shape tsp_property_shape = {.name = "",
                                             .size = sizeof(struct tsp_property),
                                             .kind = TSP_KIND_NATIVE,
                                             .slot_count = 2,
                                             .slots = property_slots};
static const struct tsp_shape index_shape = {
    .name = "", .size = sizeof(struct tsp_general_index), .kind = TSP_KIND_NATIVE};

static tsp_value key_at(const struct tsp_general *object, uint32_t entry) {
    return object->entries[2u * entry];
}

static bool same_key(tsp_value a, tsp_value b) {
    return a == b || (tsp_is_string(a) && tsp_is_string(b) && tsp_string_equals(tsp_as_string(a), tsp_as_string(b)));
}

static uint32_t hash_of(tsp_value key) {
    return tsp_is_int32(key) ? tsp_hash_word((uint32_t)tsp_as_int32(key)) : tsp_hash_string(tsp_as_string(key));
}

/* Where the key lies in the index, or the free slot where it would. */
static uint32_t slot_of(const struct tsp_general *object, tsp_value key) {
    const struct tsp_general_index *index = object->index;
    uint32_t at = hash_of(key) & index->mask;
    while (index->slots[at] != 0 && !same_key(key_at(object, index->slots[at] - 1u), key)) {
        at = (at + 1u) & index->mask;
    }
    return at;
}

/* The entry of the key; `used` without one. */
static uint32_t entry_of(const struct tsp_general *object, tsp_value key) {
    if (object->index != NULL) {
        uint32_t slot = object->index->slots[slot_of(object, key)];
        return slot == 0 ? object->used : slot - 1u;
    }
    uint32_t entry = 0;
    while (entry < object->used && !same_key(key_at(object, entry), key)) {
        entry++;
    }
    return entry;
}

/* The number of an entry changes only here, and in the index with it. */
static void drop_deleted(struct tsp_general *object) {
    uint32_t kept = 0;
    for (uint32_t entry = 0; entry < object->used; entry++) {
        if (key_at(object, entry) != TSP_ABSENT) {
            object->entries[2u * kept] = object->entries[2u * entry];
            object->entries[2u * kept + 1u] = object->entries[2u * entry + 1u];
            kept++;
        }
    }
    memset(object->entries + 2u * kept, 0, (object->used - kept) * 2u * sizeof(tsp_value));
    object->used = kept;
    TSP_ASSERT(kept == object->count);
}

static void fill_index(struct tsp_general *object) {
    memset(object->index->slots, 0, ((size_t)object->index->mask + 1u) * sizeof object->index->slots[0]);
    for (uint32_t entry = 0; entry < object->used; entry++) {
        object->index->slots[slot_of(object, key_at(object, entry))] = entry + 1u;
    }
}

static bool make_entries(struct tsp_general *object, uint32_t room) {
    struct tsp_elements *block =
        tsp_new_sized(&tsp_elements_shape, sizeof *block + (size_t)room * 2u * sizeof(tsp_value));
    if (block == NULL) {
        return false;
    }
    if (object->used > 0) {
        memcpy(block->values, object->entries, (size_t)object->used * 2u * sizeof(tsp_value));
    }
    block->count = room * 2u;
    object->entries = block->values;
    object->room = room;
    return true;
}

/* Room for one more entry; the object is as it was where there is none. */
static bool make_room(struct tsp_general *object) {
    if (object->used < object->room) {
        return true;
    }
    uint32_t room = object->count < LEAST_ROOM / 2u ? LEAST_ROOM : object->count + object->count / 2u + 1u;
    if (room > MOST) {
        tsp_throw_range_error("Too many properties in an object");
        return false;
    }
    struct tsp_general_index *index = object->index;
    if (room > FEW && (index == NULL || index->mask + 1u < 2u * room)) {
        uint32_t size = 2u * FEW;
        while (size < 2u * room) {
            size *= 2u;
        }
        index = tsp_new_sized(&index_shape, sizeof *index + size * sizeof index->slots[0]);
        if (index == NULL) {
            return false;
        }
        index->mask = size - 1u;
    }
    if (room > object->room && !make_entries(object, room)) {
        return false;
    }
    drop_deleted(object);
    object->index = index;
    if (index != NULL) {
        fill_index(object);
    }
    return true;
}

struct tsp_general *tsp_general_new(uint32_t room) {
    struct tsp_general *object = tsp_new(&tsp_general_shape);
    if (object == NULL || room == 0 || room > FEW) {
        return object;
    }
    return make_entries(object, room) ? object : NULL;
}

tsp_value tsp_general_find(const struct tsp_general *object, tsp_value key) {
    uint32_t entry = entry_of(object, key);
    return entry == object->used ? TSP_ABSENT : object->entries[2u * entry + 1u];
}

bool tsp_general_set(struct tsp_general *object, tsp_value key, tsp_value value) {
    if (value == TSP_ABSENT) {
        return true;
    }
    uint32_t entry = entry_of(object, key);
    if (entry < object->used) {
        object->entries[2u * entry + 1u] = value;
        return true;
    }
    if (!make_room(object)) {
        return false;
    }
    entry = object->used++;
    object->count++;
    object->entries[2u * entry] = key;
    object->entries[2u * entry + 1u] = value;
    if (object->index != NULL) {
        object->index->slots[slot_of(object, key)] = entry + 1u;
    }
    return true;
}

/*
 * The slot of the index stays, so that keys behind it are found: its entry has a key that equals no
 * other.
 */
void tsp_general_delete(struct tsp_general *object, tsp_value key) {
    uint32_t entry = entry_of(object, key);
    if (entry < object->used) {
        object->entries[2u * entry] = TSP_ABSENT;
        object->entries[2u * entry + 1u] = TSP_ABSENT;
        object->count--;
    }
}

bool tsp_general_next(const struct tsp_general *object, uint32_t *at, tsp_value *key, tsp_value *value) {
    while (*at < object->used && key_at(object, *at) == TSP_ABSENT) {
        ++*at;
    }
    if (*at >= object->used) {
        return false;
    }
    *key = key_at(object, *at);
    *value = object->entries[2u * *at + 1u];
    ++*at;
    return true;
}

/// Names ///

const char *tsp_function_name(const struct tsp_object *function) {
    static const char mark[] = "\1class ";
    const char *name = function->shape->name;
    return *name == mark[0] ? name + sizeof mark - 1u : name;
}

const char *tsp_general_name(const struct tsp_general *object) {
    static const struct tsp_string constructor = TSP_LATIN1_LITERAL("constructor");
    const struct tsp_general *at = object;
    while (at->prototype != NULL) {
        at = at->prototype;
        tsp_value found = tsp_general_find(at, tsp_from_string(&constructor));
        tsp_value value = tsp_is_property(found) ? tsp_as_property(found)->value : found;
        bool is_function = tsp_is_object(value) && tsp_as_object(value)->shape->kind == TSP_KIND_FUNCTION;
        const char *name = is_function ? tsp_function_name(tsp_as_object(value)) : "";
        if (*name != '\0' && *name != '(') {
            return name;
        }
    }
    return (at->flags & TSP_GENERAL_BARE) != 0 ? "[Object: null prototype]" : "Object";
}
