/* Open addressing, by the address of the key: objects never move. */
#include "runtime/ephemerons.h"

#include "runtime/collections.h"
#include "runtime/heap_pages.h"

#include <string.h>

#define FIRST_CAPACITY 8u
#define MOST_PASSES 16u

struct place {
    tsp_value value;
    const struct tsp_object *key; /* NULL: never taken; DELETED: taken once */
};

struct places {
    struct tsp_object header;
    _Alignas(tsp_value) struct place place[];
};

static const struct tsp_object deleted;
#define DELETED (&deleted)

static const struct tsp_shape places_shape = {.name = "", .size = sizeof(struct places), .kind = TSP_KIND_OBJECT};

/* The tables that the collection under way has reached. */
static struct tsp_ephemerons *reached;
static unsigned passes;

static inline struct place *places_of(const struct tsp_ephemerons *table) {
    return ((struct places *)(void *)table->places)->place;
}

static inline bool is_entry(const struct place *place) {
    return place->key != NULL && place->key != DELETED;
}

/// Collection ///

static void ephemerons_trace(struct tsp_object *object) {
    struct tsp_ephemerons *table = (struct tsp_ephemerons *)(void *)object;
    tsp_mark_object(table->places);
    table->next_reached = reached;
    reached = table;
}

static bool is_unreached(tsp_value value) {
    return (tsp_is_object(value) || tsp_is_string(value)) &&
           !tsp_heap_reached((const void *)(uintptr_t)(value & TSP_PAYLOAD_MASK));
}

/* Forwards and backwards by turns: a chain in either order is followed at once. */
static bool mark_values(struct tsp_ephemerons *table) {
    bool is_new = false;
    for (uint32_t i = 0; i < table->capacity; i++) {
        const struct place *place = &places_of(table)[passes % 2u == 0 ? i : table->capacity - 1u - i];
        if (is_entry(place) && is_unreached(place->value) && (passes >= MOST_PASSES || tsp_heap_reached(place->key))) {
            tsp_mark_value(place->value);
            tsp_mark_drain();
            is_new = true;
        }
    }
    return is_new;
}

static bool ephemerons_mark_reached(struct tsp_weak_table *tables) {
    (void)tables;
    bool is_new = false;
    for (struct tsp_ephemerons *table = reached; table != NULL; table = table->next_reached) {
        is_new |= mark_values(table);
    }
    passes++;
    return is_new;
}

static void ephemerons_forget_unreached(struct tsp_weak_table *tables) {
    (void)tables;
    for (struct tsp_ephemerons *table = reached; table != NULL; table = table->next_reached) {
        for (uint32_t i = 0; i < table->capacity; i++) {
            struct place *place = &places_of(table)[i];
            if (is_entry(place) && !tsp_heap_reached(place->key)) {
                *place = (struct place){TSP_UNDEFINED, DELETED};
                table->count--;
            }
        }
    }
    reached = NULL;
    passes = 0;
}

const struct tsp_shape tsp_ephemerons_shape = {
    .name = "", .size = sizeof(struct tsp_ephemerons), .kind = TSP_KIND_NATIVE, .trace = ephemerons_trace};

/// Entries ///

void tsp_ephemerons_construct(struct tsp_ephemerons *table) {
    static struct tsp_weak_table tables = {.forget_unreached = ephemerons_forget_unreached,
                                           .mark_reached = ephemerons_mark_reached};
    (void)table;
    tsp_heap_add_weak_table(&tables);
}

struct tsp_ephemerons *tsp_ephemerons_pinned(struct tsp_pin *pin) {
    struct tsp_ephemerons *made = tsp_new(&tsp_ephemerons_shape);
    if (made != NULL) {
        tsp_ephemerons_construct(made);
        tsp_pin(pin, &made->header);
    }
    return made;
}

/* The entry of the key, or NULL. */
static struct place *find(const struct tsp_ephemerons *table, tsp_value key) {
    if (table->capacity == 0 || !tsp_is_object(key)) {
        return NULL;
    }
    uint32_t mask = table->capacity - 1u;
    for (uint32_t i = tsp_hash_key(key) >> 8;; i++) {
        struct place *place = &places_of(table)[i & mask];
        if (place->key == NULL) {
            return NULL;
        }
        if (place->key == tsp_as_object(key)) {
            return place;
        }
    }
}

static void put(struct place *places, uint32_t capacity, struct place entry) {
    uint32_t i = tsp_hash_key(tsp_from_object(entry.key)) >> 8;
    while (places[i & (capacity - 1u)].key != NULL) {
        i++;
    }
    places[i & (capacity - 1u)] = entry;
}

/*
 * Clears the places of deleted entries. From an empty place on, each entry moves to the first that
 * is free for it, which is none behind its own: what has moved stays where it is found.
 */
static void tidy(struct tsp_ephemerons *table) {
    struct place *places = places_of(table);
    uint32_t mask = table->capacity - 1u;
    for (uint32_t i = 0; i <= mask; i++) {
        if (places[i].key == DELETED) {
            places[i].key = NULL;
        }
    }
    uint32_t start = 0;
    while (places[start].key != NULL) {
        start++;
    }
    for (uint32_t i = start; i <= start + mask; i++) {
        struct place entry = places[i & mask];
        if (entry.key != NULL) {
            places[i & mask].key = NULL;
            put(places, table->capacity, entry);
        }
    }
    table->used = table->count;
}

static void move(struct tsp_ephemerons *table, struct places *places, uint32_t capacity) {
    for (uint32_t i = 0; i < table->capacity; i++) {
        if (is_entry(&places_of(table)[i])) {
            put(places->place, capacity, places_of(table)[i]);
        }
    }
    table->places = &places->header;
    table->capacity = capacity;
    table->used = table->count;
}

static inline bool has_room(uint32_t taken, uint32_t capacity) {
    return (taken + 1u) * 4u <= capacity * 3u;
}

/* Room for one entry more. A collection on the way only takes entries out. */
static bool make_room(struct tsp_ephemerons *table) {
    if (has_room(table->used, table->capacity)) {
        return true;
    }
    if ((table->count + 1u) * 2u <= table->capacity) {
        tidy(table);
        return true;
    }
    uint32_t capacity = table->capacity == 0 ? FIRST_CAPACITY : table->capacity * 2u;
    size_t size = sizeof(struct places) + capacity * sizeof(struct place);
    struct places *places = tsp_try_new(&places_shape, size, size);
    if (places == NULL && has_room(table->count, table->capacity)) {
        tidy(table);
        return true;
    }
    if (places == NULL) {
        places = tsp_new_unfilled(&places_shape, size);
    }
    if (places == NULL) {
        return false;
    }
    memset(places->place, 0, capacity * sizeof(struct place));
    move(table, places, capacity);
    return true;
}

tsp_value tsp_ephemerons_get(struct tsp_ephemerons *table, tsp_value key) {
    const struct place *place = find(table, key);
    return place == NULL ? TSP_UNDEFINED : place->value;
}

bool tsp_ephemerons_has(struct tsp_ephemerons *table, tsp_value key) {
    return find(table, key) != NULL;
}

void tsp_ephemerons_set(struct tsp_ephemerons *table, tsp_value key, tsp_value value) {
    struct place *place = find(table, key);
    if (place != NULL) {
        place->value = value;
    } else if (make_room(table)) {
        put(places_of(table), table->capacity, (struct place){value, tsp_as_object(key)});
        table->count++;
        table->used++;
    }
}

bool tsp_ephemerons_delete(struct tsp_ephemerons *table, tsp_value key) {
    struct place *place = find(table, key);
    if (place == NULL) {
        return false;
    }
    *place = (struct place){TSP_UNDEFINED, DELETED};
    table->count--;
    return true;
}
