/* Reads the tables of ts-src/lib/table.ts by the names of their fields. */
#include "runtime/inspect_contents.h"

#include "runtime/string_internal.h"

/* In the chain: the entry was deleted. */
#define GAP (-2)

static const struct tsp_string table_of_collection = TSP_LATIN1_LITERAL("#table");
static const struct tsp_string table_of_iterator = TSP_LATIN1_LITERAL("table");
static const struct tsp_string index_key = TSP_LATIN1_LITERAL("index");
static const struct tsp_string is_done = TSP_LATIN1_LITERAL("isDone");
static const struct tsp_string keys = TSP_LATIN1_LITERAL("keys");
static const struct tsp_string values = TSP_LATIN1_LITERAL("values");
static const struct tsp_string chain = TSP_LATIN1_LITERAL("chain");
static const struct tsp_string used = TSP_LATIN1_LITERAL("used");
static const struct tsp_string next = TSP_LATIN1_LITERAL("next");
static const struct tsp_string is_cleared = TSP_LATIN1_LITERAL("isCleared");

static tsp_value read_field(const struct tsp_object *object, const struct tsp_name *fields,
                            const struct tsp_string *key) {
    const struct tsp_name *name = tsp_name_find(fields, key);
    return name == NULL ? TSP_UNDEFINED : tsp_own_read(object, name);
}

static tsp_value of_table(const struct tsp_object *table, const struct tsp_string *key) {
    return read_field(table, table->shape->names, key);
}

/* A list of the table, or NULL. */
static const struct tsp_object *list_of(const struct tsp_object *table, const struct tsp_string *key) {
    tsp_value list = of_table(table, key);
    return tsp_is_object(list) ? tsp_as_object(list) : NULL;
}

static tsp_value element(const struct tsp_object *list, uint32_t at) {
    return tsp_element_at(tsp_from_object(list), at);
}

static bool is_gap(const struct tsp_object *links, uint32_t at) {
    return tsp_number_to_int32(element(links, at)) == GAP;
}

/* From the entry with that number on. */
static void take_table(struct tsp_contents *contents, const struct tsp_object *table, uint32_t at) {
    uint32_t end = tsp_number_to_uint32(of_table(table, &used));
    contents->keys = list_of(table, &keys);
    contents->values = list_of(table, &values);
    contents->chain = list_of(table, &chain);
    contents->at = at;
    contents->left = 0;
    for (uint32_t i = at; i < end; i++) {
        contents->left += is_gap(contents->chain, i) ? 0 : 1u;
    }
}

static void start_collection(struct tsp_contents *contents, const struct tsp_object *object,
                             const struct tsp_name *fields) {
    take_table(contents, tsp_as_object(read_field(object, fields, &table_of_collection)), 0);
}

/* Where an entry of a table is in the one that took its place; `moved` of table.ts. */
static uint32_t moved(const struct tsp_object *table, uint32_t index) {
    const struct tsp_object *links = list_of(table, &chain);
    uint32_t count = 0;
    if (tsp_as_bool(of_table(table, &is_cleared))) {
        return 0;
    }
    for (uint32_t i = 0; i < index; i++) {
        count += is_gap(links, i) ? 0 : 1u;
    }
    return count;
}

static void start_iterator(struct tsp_contents *contents, const struct tsp_object *object,
                           const struct tsp_name *fields) {
    const struct tsp_object *table = tsp_as_object(read_field(object, fields, &table_of_iterator));
    uint32_t index = tsp_number_to_uint32(read_field(object, fields, &index_key));
    for (tsp_value later = of_table(table, &next); tsp_is_object(later); later = of_table(table, &next)) {
        index = moved(table, index);
        table = tsp_as_object(later);
    }
    take_table(contents, table, index);
    if (tsp_as_bool(read_field(object, fields, &is_done))) {
        contents->left = 0;
    }
}

static tsp_value next_entry(struct tsp_contents *contents) {
    while (is_gap(contents->chain, contents->at)) {
        contents->at++;
    }
    uint32_t at = contents->at++;
    tsp_value key = element(contents->keys, at);
    contents->value = contents->values == NULL ? key : element(contents->values, at);
    contents->left--;
    return key;
}

static tsp_value next_value(struct tsp_contents *contents) {
    next_entry(contents);
    return contents->value;
}

#define CONTENTS(name, tag, form, start, next)                                                                         \
    const struct tsp_contents_kind tsp_contents_##name = {TSP_LATIN1_LITERAL(tag), TSP_CONTENTS_##form, start, next}

CONTENTS(map, "Map", PAIRS, start_collection, next_entry);
CONTENTS(set, "Set", VALUES, start_collection, next_entry);
CONTENTS(weak_map, "WeakMap", UNKNOWN, NULL, NULL);
CONTENTS(weak_set, "WeakSet", UNKNOWN, NULL, NULL);
CONTENTS(map_keys, "Map Iterator", LEFT, start_iterator, next_entry);
CONTENTS(map_values, "Map Iterator", LEFT, start_iterator, next_value);
CONTENTS(map_entries, "Map Entries", LISTS, start_iterator, next_entry);
CONTENTS(set_values, "Set Iterator", LEFT, start_iterator, next_entry);
CONTENTS(set_entries, "Set Entries", LISTS, start_iterator, next_entry);
CONTENTS(array_iterator, "Array Iterator", BARE, NULL, NULL);
