/* A dictionary: how often each of 160 words occurs, by a table with open addresses that grows. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "yardstick.h"

#define WORDS 160

struct entry {
    const char *key;
    uint32_t count;
};

static char words[WORDS][10];
static struct entry *entries;
static uint32_t room, used;

static __attribute__((constructor)) void prepare(void) {
    static const char *const names[] = {"alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"};
    for (unsigned i = 0; i < WORDS; i++) {
        (void)snprintf(words[i], sizeof words[i], "%s%u", names[i * 5 % 8], i % 6);
    }
}

static struct entry *find(const char *key) {
    uint32_t hash = 2166136261u;
    for (const char *at = key; *at != '\0'; at++) {
        hash = (hash ^ (uint8_t)*at) * 16777619u;
    }
    uint32_t at = hash & (room - 1u);
    while (entries[at].key != NULL && strcmp(entries[at].key, key) != 0) {
        at = (at + 1u) & (room - 1u);
    }
    return &entries[at];
}

static bool grow(void) {
    struct entry *old = entries;
    uint32_t count = room;
    room = room == 0 ? 8u : room * 2u;
    entries = calloc(room, sizeof *entries);
    if (entries == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (old[i].key != NULL) {
            *find(old[i].key) = old[i];
        }
    }
    free(old);
    return true;
}

static __attribute__((noinline)) uint32_t add(const char *key) {
    if (2u * used >= room && !grow()) {
        return 0;
    }
    struct entry *entry = find(key);
    if (entry->key == NULL) {
        entry->key = key;
        used++;
    }
    return ++entry->count;
}

uint32_t natural_run(void) {
    uint32_t sum = 0;
    for (size_t i = 0; i < WORDS; i++) {
        sum = (sum * 3u + add(words[i])) & 0xfffffu;
    }
    free(entries);
    entries = NULL;
    room = used = 0;
    return sum;
}
