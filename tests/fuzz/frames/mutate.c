/* Mutations by whole records. */
#include <stdlib.h>
#include <string.h>

#include "frames/peers.h"
#include "frames/records.h"
#include "fuzz_net.h"
#include "fuzz_port.h"
#include "lwip/prot/tcp.h"

static size_t length_at(const uint8_t *data, size_t left) {
    struct fuzz_input input = {data, left};
    struct record record = records_take(&input);
    size_t length = RECORD + records_tail(&record);
    return length < left ? length : left;
}

static unsigned chance(size_t limit) {
    return (unsigned)((size_t)rand() % limit);
}

static void put_random_record(uint8_t *at) {
    static const uint16_t telling[] = {0, 1, 2, 100, 536, 1459, 1460, 1461, 2920, 4380, 5839, 5840, 5841, 8760,
                                       29200, 0x7fff, 0x8000, 0xffff};
    at[0] = (uint8_t)chance(ACTIONS);
    at[1] = (uint8_t)chance(chance(3) == 0 ? PEERS : 2);
    for (unsigned field = 2; field < RECORD; field += 2) {
        fuzz_put16(at + field, chance(3) != 0 ? telling[chance(sizeof telling / sizeof telling[0])] : chance(0x10000));
    }
    if (at[0] == INJECT) {
        static const uint8_t flags[] = {TCP_ACK, TCP_ACK, TCP_ACK | TCP_FIN, TCP_ACK | TCP_PSH, TCP_SYN, TCP_RST,
                                        TCP_SYN | TCP_ACK, TCP_FIN};
        at[6] = (uint8_t)(chance(4) == 0 ? chance(256) : 0);
        at[7] = flags[chance(sizeof flags)];
    } else if (at[0] == OPEN && chance(2) != 0) {
        at[6] = 0;
        at[7] = (uint8_t)chance(4);
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed) {
    size_t starts[RECORDS_MAX];
    size_t count = 0;
    srand(seed);
    for (size_t at = 0; at < size && count < RECORDS_MAX; at += length_at(data + at, size - at)) {
        starts[count++] = at;
    }
    size_t at = count == 0 ? 0 : starts[chance(count)];
    size_t length = count == 0 ? 0 : length_at(data + at, size - at);
    switch (chance(5)) {
    case 0: /* a new record */
        if (size + RECORD <= max_size) {
            memmove(data + at + RECORD, data + at, size - at);
            put_random_record(data + at);
            return size + RECORD;
        }
        break;
    case 1: /* one twice */
        if (length > 0 && size + length <= max_size) {
            memmove(data + at + length, data + at, size - at);
            return size + length;
        }
        break;
    case 2: /* one less */
        if (count > 1) {
            memmove(data + at, data + at + length, size - at - length);
            return size - length;
        }
        break;
    case 3: /* other fields */
        if (length >= RECORD) {
            uint8_t other[RECORD];
            put_random_record(other);
            size_t field = 2 + 2 * chance(3);
            memcpy(data + at + field, other + field, 2);
            return size;
        }
        break;
    default:
        break;
    }
    return LLVMFuzzerMutate(data, size, max_size);
}
