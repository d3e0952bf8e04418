/*
 * Integers and addresses are multiplied by an odd number that nobody knows, of which the upper bits
 * are universal (Dietzfelbinger and others, 1997): one instruction where the hash of a text takes a
 * hundred.
 */
#include "runtime/collections.h"

#include "runtime/hash.h"
#include "runtime/port.h"

static uint32_t multiplied(uint32_t word) {
    static uint32_t odd; /* 0 until it is drawn */
    if (odd == 0) {
        odd = (uint32_t)tsp_port_random() | 1u;
    }
    return word * odd;
}

/* -0 is 0, and an integer is one however it is stored. */
static uint32_t hash_double(double number) {
    int32_t integer = number >= INT32_MIN && number <= INT32_MAX ? (int32_t)number : 0;
    if (number == integer) {
        return multiplied((uint32_t)integer);
    }
    tsp_value bits = number == number ? tsp_from_double(number) : TSP_NAN_BITS;
    return tsp_hash_word((uint32_t)bits ^ tsp_hash_word((uint32_t)(bits >> 32)));
}

uint32_t tsp_hash_key(tsp_value key) {
    if (tsp_is_int32(key)) {
        return multiplied((uint32_t)tsp_as_int32(key));
    }
    if (tsp_is_string(key)) {
        return tsp_hash_string(tsp_as_string(key));
    }
    if (tsp_is_double(key)) {
        return hash_double(tsp_as_double(key));
    }
    /* The address of an object, which is a multiple of 8, or what a singleton has in its place. */
    uint64_t payload = key & TSP_PAYLOAD_MASK;
    return multiplied((uint32_t)(payload >> 3) ^ (uint32_t)(payload >> 32) ^ (uint32_t)payload << 29);
}

void tsp_array_forget(struct tsp_array *array, int32_t index) {
    switch (array->kind) {
    case TSP_VALUES:
        array->elements[index] = TSP_UNDEFINED;
        break;
    case TSP_OBJECTS:
        array->objects[index] = NULL;
        break;
    case TSP_STRINGS:
        array->strings[index] = NULL;
        break;
    default:
        break;
    }
}
