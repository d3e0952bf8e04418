/*
 * Hashes of texts, for tables whose keys a stranger may choose. The key of the hash is drawn from
 * the port's random source once, so that nobody outside can find texts that collide.
 */
#ifndef TSP_RUNTIME_HASH_H
#define TSP_RUNTIME_HASH_H

#include "runtime/string.h"

/* Equal strings have equal hashes. Never allocates. */
uint32_t tsp_hash_string(const struct tsp_string *string);

/* Spreads the bits of a number over a word, keyed too. */
uint32_t tsp_hash_word(uint32_t word);

#endif
