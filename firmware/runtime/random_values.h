/* crypto.getRandomValues (Web Cryptography), from the port's source of random bits. */
#ifndef TSP_RUNTIME_RANDOM_VALUES_H
#define TSP_RUNTIME_RANDOM_VALUES_H

#include "runtime/buffer.h"

/* Fills the view, and returns it. An Error named QuotaExceededError for more than 65536 bytes. */
struct tsp_view *tsp_get_random_values(struct tsp_view *view);

#endif
