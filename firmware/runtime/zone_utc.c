/*
 * In a file of its own: a program that is built for another zone has its own, and this one stays
 * out.
 */
#include "runtime/zone.h"

static const struct tsp_zone_kind utc = {0, "Coordinated Universal Time"};
static const uint8_t only = 0;

const struct tsp_zone tsp_zone = {.kinds = &only, .kind = &utc};
