/* A dictionary with chains: how often each of 120 words occurs, by a hash of its characters. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "yardstick.h"

#define BUCKETS 32
#define WORDS 120

struct entry {
    const char *key;
    struct entry *next;
    uint32_t count;
};

static char words[WORDS][10];
static struct entry *buckets[BUCKETS];

static __attribute__((constructor)) void prepare(void) {
    static const char *const names[] = {"alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"};
    for (unsigned i = 0; i < WORDS; i++) {
        (void)snprintf(words[i], sizeof words[i], "%s%u", names[i * 5 % 8], i % 6);
    }
}

static __attribute__((noinline)) uint32_t add(const char *key) {
    uint32_t hash = 0;
    for (const char *at = key; *at != '\0'; at++) {
        hash = hash * 31u + (uint8_t)*at;
    }
    struct entry **bucket = &buckets[hash % BUCKETS];
    for (struct entry *entry = *bucket; entry != NULL; entry = entry->next) {
        if (strcmp(entry->key, key) == 0) {
            return ++entry->count;
        }
    }
    struct entry *entry = malloc(sizeof *entry);
    if (entry != NULL) {
        *entry = (struct entry){key, *bucket, 1};
        *bucket = entry;
    }
    return 1;
}

static void clear(void) {
    for (size_t i = 0; i < BUCKETS; i++) {
        while (buckets[i] != NULL) {
            struct entry *entry = buckets[i];
            buckets[i] = entry->next;
            free(entry);
        }
    }
}

uint32_t natural_run(void) {
    uint32_t sum = 0;
    for (size_t i = 0; i < WORDS; i++) {
        sum = (sum * 3u + add(words[i])) & 0xfffffu;
    }
    clear();
    return sum;
}
