/* crypto.getRandomValues (Web Cryptography), from the port's source of random bits. */
#ifndef TSP_RUNTIME_RANDOM_VALUES_H
#define TSP_RUNTIME_RANDOM_VALUES_H

#include "runtime/buffer.h"

/* Fills the typed array. An Error named QuotaExceededError for more than 65536 bytes. */
void tsp_fill_with_random_values(tsp_value view);

#endif
