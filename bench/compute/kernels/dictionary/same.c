/*
 * A dictionary with chains: how often each of 120 words occurs. Strings know their length and are
 * compared by it first; the buckets are an array, whose index is tested; counts that would leave
 * int32 are seen; running out of memory is an exception.
 */
#include <stdio.h>

#include "../../javascript.h"
#include "yardstick.h"

#define BUCKETS 32
#define WORDS 120

struct entry {
    const char *const *class;
    const struct js_string *key;
    struct entry *next;
    int32_t count;
};

struct dictionary {
    const char *const *class;
    struct entry **buckets;
    uint32_t length;
};

bool js_pending;
static const char *const entry_class = "Entry";
static const char *const dictionary_class = "Dictionary";
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

static JS_APART int32_t add(struct dictionary *dictionary, const struct js_string *key) {
    uint32_t hash = 0;
    for (uint32_t i = 0; i < key->length; i++) {
        hash = hash * 31u + (uint8_t)key->units[i];
    }
    uint32_t bucket = hash & (BUCKETS - 1);
    struct entry *first = bucket < dictionary->length ? dictionary->buckets[bucket] : NULL;
    for (struct entry *entry = first; entry != NULL; entry = entry->next) {
        if (equals(entry->key, key)) {
            if (__builtin_add_overflow(entry->count, 1, &entry->count)) {
                js_throw();
            }
            return entry->count;
        }
    }
    struct entry *entry = js_allocate(sizeof *entry);
    if (entry != NULL && bucket < dictionary->length) {
        *entry = (struct entry){&entry_class, key, first, 1};
        dictionary->buckets[bucket] = entry;
    }
    return 1;
}

static void destroy(struct dictionary *dictionary) {
    for (uint32_t i = 0; i < dictionary->length; i++) {
        while (dictionary->buckets[i] != NULL) {
            struct entry *entry = dictionary->buckets[i];
            dictionary->buckets[i] = entry->next;
            free(entry);
        }
    }
    free(dictionary->buckets);
}

uint32_t same_run(void) {
    struct dictionary dictionary = {&dictionary_class, js_allocate(BUCKETS * sizeof(struct entry *)), 0};
    if (dictionary.buckets == NULL) {
        return 0;
    }
    while (dictionary.length < BUCKETS) {
        dictionary.buckets[dictionary.length++] = NULL;
    }
    uint32_t sum = 0;
    for (uint32_t i = 0; i < WORDS && !js_pending; i++) {
        sum = (sum * 3u + (uint32_t)add(&dictionary, words[i])) & 0xfffffu;
    }
    destroy(&dictionary);
    return js_pending ? 0 : sum;
}
